"""What the patterns are made of: named pieces of regular expressions, for folded text."""

import re
from collections.abc import Iterable

from nlp.dates.lexicon import (
    DAY_WORDS,
    ENGLISH_MONTHS,
    FEASTS,
    FRENCH_MONTHS,
    GROUPS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    SHORT_WEEKDAYS,
    UNITS,
    WEEKDAYS,
)

Row = tuple[str, str, str]  # rule, kinds of trigger of which one must be near (grammar.TRIGGER), pattern


def either(words: Iterable[str]) -> str:
    """Alternatives, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_SHORT_MONTHS = [month for month in MONTHS if len(month) < 6 and month not in FRENCH_MONTHS]
MONTH = (
    rf"(?:(?:{either(set(MONTHS) - set(_SHORT_MONTHS))})\b"
    rf"|(?!sept\s+(?:{either(UNITS)})\b)(?:{either(_SHORT_MONTHS)})\b\.?)"  # a journey of sept mois
)
ENGLISH_MONTH = rf"(?:{either(ENGLISH_MONTHS)}|(?:jan|feb|apr|aug|sept?|oct|nov|dec)\.)"
WEEKDAY = rf"(?:{either(WEEKDAYS)})"
SHORT_WEEKDAY = rf"(?:{either(SHORT_WEEKDAYS)})\."
DAY = rf"(?:1\s?er\b|[0-3]?\d(?:er|re|eme|e|st|nd|rd|th)?(?!\w)|(?:premier|{either(DAY_WORDS)})(?![\w-]))"
YEAR = r"(?:(?:19|20)\d\d)"
LONG_AGO = r"(?:(?:1\d|20)\d\d)"  # beside a day and a month any year is one
SHORT_YEAR = r"(?:'?(?:3[2-9]|[4-9]\d))"  # 98: the twentieth century, and no day of a month
NUMBER = rf"(?:\d{{1,3}}(?:\s\d{{3}})?|{either(NUMBERS)})"
GROUP = rf"(?:{either(GROUPS)})"
UNIT = rf"(?:{either(UNITS)})\b"
LONG_UNIT = r"(?:journee|jour|semaine|week-end|weekend|mois|trimestre|semestre|annee|an|decennie|siecle)"
ORDINAL = rf"(?:{either(ORDINALS)})"
SEASON = rf"(?:{either(SEASONS)})\b"
FEAST = rf"(?:{either(FEASTS)})\b"
DAY_PART = r"(?:matinee|matin|apres-midi|soiree|soir|nuit|mi-journee)"
NEXT = r"(?:prochaine?s?|dernier|derniere|ecoulee?|passee?|suivante?|precedente?|d'apres|d'avant|qui\s+(?:suit|vient))"
HOUR = r"(?:[01]?\d|2[0-4])"
CLOCK = (
    rf"(?:\s+(?:a\s+environ|a|vers|des|avant|apres|-|at)?\s*(?P<h>{HOUR})\s?(?:h(?:eures?)?|:)(?:\s?(?P<mn>[0-5]\d))?\b"
    r"(?:\s+d[ue]\s+(?P<half>matin|mat|soir|l'apres-midi)\b)?"
    r"|\s+a\s+(?P<noon>midi|minuit)\b)"
)
OF = r"(?:de\s+la\s+|de\s+l'|du\s+mois\s+de\s+|du\s+mois\s+d'|du\s+|des\s+|de\s+|d'|of\s+)"
PIECE = "debut|mi|milieu|fin|courant|early|mid|late|end|beginning"
PART = (
    r"(?:(?:d'ici\s+)?(?:a\s+|vers\s+|en\s+|au\s+|avant\s+|the\s+)?(?:la\s+|le\s+|the\s+)?(?:tout\s+|toute\s+)?"
    rf"(?P<part>{PIECE})(?:\s+|-|\s*-\s*)"
    r"(?:du\s+mois\s+(?:de\s+|d')|de\s+l'annee\s+|d'annee\s+|l'annee\s+|de\s+la\s+|de\s+|d'|of\s+|du\s+|des\s+)?)"
)
AROUND = r"(?:environ|pres\s+d[e']|quelque|a\s+peu\s+pres|une?\s+peu\s+plus\s+d[e']|plus\s+d[e']|moins\s+d[e'])"
# What follows a number that is no day and no year: "samedi 16 personnes", "mars 60 %".
NO_PLURAL = r"(?!\s+(?!(?:dans|apres|vers|puis|sous|mais|les|des|pas|aux|depuis|lors|sans|jours)\b)\w+[sx]\b)"
NO_AMOUNT = r"(?!\s*(?:euros?|€|%|h\b|heures|minutes|millions|milliards|[/.]\d))"
