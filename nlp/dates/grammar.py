"""What a date looks like: named pieces, and one pattern a way of writing. Matched on folded text."""

import re

from nlp.dates.lexicon import MONTHS, NUMBERS, ORDINALS, SEASONS, UNITS, WEEKDAYS


def _any(words: "dict[str, object] | dict[str, int] | dict[str, str] | tuple[str, ...]") -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


MONTH = rf"(?:{_any(MONTHS)})\b\.?"
WEEKDAY = rf"(?:{_any(WEEKDAYS)})"
DAY = r"(?:[0-3]?\d(?:er|re|e|eme|st|nd|rd|th)?|premier)"
YEAR = r"(?:(?:19|20)\d\d)"
NUMBER = rf"(?:\d{{1,3}}|{_any(NUMBERS)})"
UNIT = rf"(?:{_any(UNITS)})\b"
ORDINAL = rf"(?:{_any(ORDINALS)})"
SEASON = rf"(?:{_any(SEASONS)})\b"
CLOCK = r"(?:,?\s+(?:a|vers|avant|-|at)?\s*(?P<h>[01]?\d|2[0-4])\s?(?:h(?:eures?)?|:)\s?(?P<mn>[0-5]\d)?\b|,?\s+a\s+(?P<noon>midi|minuit)\b)"
PART = (
    r"(?:(?:d'ici\s+)?(?:a\s+|vers\s+|en\s+|au\s+|avant\s+|the\s+)?(?:la\s+|le\s+|the\s+)?"
    r"(?P<part>debut|mi|milieu|fin|courant|early|mid|late|end|beginning)(?:\s+|-|\s*-\s*)"
    r"(?:du\s+mois\s+(?:de\s+|d')|de\s+l'annee\s+|d'annee\s+|l'annee\s+|de\s+|d'|of\s+|du\s+|des\s+)?)"
)

_PIECE = "debut|mi|fin|early|mid|late|end"

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", r"\b(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)(?:t(?P<h>\d\d):(?P<mn>\d\d)(?::\d\d(?:\.\d+)?)?(?P<z>z|[+-]\d\d:?\d\d)?)?(?![\d-])"),
        (
            "day_range",
            rf"\b(?:(?:du|entre\s+le|from|des\s+le)\s+)?(?:{WEEKDAY}\s+)?(?P<d1>{DAY})(?:\s+(?P<m1>{MONTH}))?(?:\s+(?P<y1>{YEAR}))?"
            rf"\s*(?:au|jusqu'au|et\s+le|-|to|and)\s*(?:{WEEKDAY}\s+)?(?P<d2>{DAY})\s+(?P<m2>{MONTH})(?:\s+(?P<y2>{YEAR}))?\b",
        ),
        (
            "part_range",
            rf"\b(?:entre\s+|de\s+|between\s+|from\s+)?(?:la\s+|the\s+)?(?P<p1>{_PIECE})(?:\s+|-)(?:of\s+)?(?P<y1>{YEAR})"
            rf"\s+(?:et|a|and|to)\s+(?:la\s+|le\s+|the\s+)?(?P<p2>{_PIECE})(?:\s+|-)(?:of\s+)?(?P<y2>{YEAR})\b",
        ),
        ("month_range", rf"\b(?:de|d'|entre)\s*(?P<m1>{MONTH})(?:\s+(?P<y1>{YEAR}))?\s+(?:a|et)\s+(?P<m2>{MONTH})\s+(?P<y2>{YEAR})\b"),
        ("numeric_range", r"\b(?:du|entre\s+le)\s+(?P<d1>\d\d?)[/.](?P<m1>\d\d?)[/.](?P<y1>\d{4})\s+(?:au|et\s+le)\s+(?P<d2>\d\d?)[/.](?P<m2>\d\d?)[/.](?P<y2>\d{4})\b"),
        ("year_range", rf"\b(?:de|entre|from|between|(?:la\s+)?periode|sur|annees|years?)\s+(?P<y1>{YEAR})\s*(?:a|et|-|to|and)\s*(?P<y2>{YEAR})\b(?!-)"),
        ("year_range", rf"(?<![\d/-])(?P<y1>{YEAR})-(?P<y2>{YEAR})(?![\d/-])"),
        ("numeric", rf"(?<![\d/.])(?P<d>[0-3]?\d)[/.](?P<m>[01]?\d)[/.](?P<y>\d{{4}}|\d\d)(?![\d/]){CLOCK}?"),
        ("day", rf"\b(?:(?P<wd>{WEEKDAY})\s+|(?:le|du|au)\s+)*(?P<d>{DAY})\s+(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR})(?!\s*(?:euros?|€)))?{CLOCK}?(?!\w)"),
        ("day", rf"\b(?:(?P<wd>{WEEKDAY}),?\s+)?(?P<m>{MONTH})\s+(?P<d>\d\d?)(?:st|nd|rd|th)?(?:,\s*(?P<y>{YEAR}))(?!\w)"),
        ("weekday_number", rf"\b(?P<wd>{WEEKDAY})\s+(?P<d>[0-3]?\d)(?:er)?\b(?!\s*(?:h\b|heures|%|euros|millions|[/.]\d))"),
        ("ordinal_day", rf"\b(?:le\s+)?dernier\s+jour\s+(?:de\s+|d')(?P<m>{MONTH})(?:\s+(?P<y>{YEAR}))?\b"),
        ("fortnight", rf"\b(?:la\s+)?(?P<n>premiere|seconde|deuxieme)\s+quinzaine\s+(?:de\s+|d'|du\s+mois\s+de\s+)(?P<m>{MONTH})(?:\s+(?P<y>{YEAR}))?"),
        ("part_month", rf"\b{PART}(?P<m>{MONTH})(?:\s+(?P<rel>prochain|dernier))?(?:\s+(?P<y>{YEAR}))?(?!\w)"),
        ("part_quarter", rf"\b{PART}?(?:au|le|du|ce|d'ici\s+le|d'ici\s+au|courant\s+du|dans\s+le|the|in\s+the)\s+(?:cours\s+du\s+)?(?P<n>{ORDINAL})\s+(?P<kind>trimestre|semestre|quarter|half)(?:\s+(?:de\s+)?(?:l'annee\s+|of\s+)?(?P<y>{YEAR}))?"),
        ("part_quarter", rf"\b(?P<n>{ORDINAL})\s+(?P<kind>trimestre|semestre|quarter|half)\s+(?:de\s+|of\s+)?(?P<y>{YEAR})\b"),
        ("code_quarter", rf"\b(?P<code>[tqs])(?P<n>[1-4])\s+(?P<y>{YEAR})\b"),
        ("part_season", rf"\b{PART}?(?:au\s+|a\s+l'|en\s+|cet\s+|ce\s+|l'|le\s+|d'ici\s+(?:a\s+)?l'|d'ici\s+le\s+|avant\s+l'|durant\s+l'|pendant\s+l'|of\s+|in\s+)(?P<s>{SEASON})(?:\s+(?P<rel>prochain|dernier))?(?:\s+(?P<y>{YEAR}))?(?!\w)"),
        ("part_season", rf"\b(?P<s>{SEASON})\s+(?P<y>{YEAR})\b"),
        ("this_part", r"\b(?:d'ici\s+)?(?:a\s+|vers\s+|en\s+|au\s+|avant\s+|d'ici\s+)?(?:la\s+|le\s+)?(?P<part>debut|mi|milieu|fin)(?:\s+|-)(?:de\s+(?:la\s+|l'|cette\s+)|d'|du\s+|de\s+ce\s+)?(?P<unit>annee|mois|semaine|semestre|trimestre)(?:\s+(?P<rel>prochaine?|derniere?|en\s+cours))?\b(?!\s+(?:de|du)\b)"),
        ("part_year", rf"\b{PART}(?P<y>{YEAR})(?![\d/-])"),
        ("month", rf"\b(?:(?:en|au\s+mois\s+(?:de|d')|depuis|courant|des|avant|jusqu'en|jusqu'a|d'ici|pour|in|since|by|le\s+mois\s+de|de|d')\s*)(?P<m>{MONTH})(?:\s+(?P<rel>prochain|dernier|suivant))?(?:\s+(?P<y>{YEAR}))?(?!\w)(?!\s+\d)"),
        ("month", rf"\b(?P<m>{MONTH})\s+(?:(?P<rel>prochain|dernier)|(?:of\s+)?(?P<y>{YEAR}))(?!\w)"),
        ("year", rf"\b(?:en|courant|depuis|d'ici(?:\s+a)?|des|avant|apres|jusqu'en|l'annee|annee|l'an|exercice|horizon|pour|in|since|by|de|fevrier|rentree|vers|until|before)\s+(?P<y>{YEAR})(?![\d/-])(?!\s*(?:euros?|€|%|projets|etablissements|personnes|millions))"),
        ("year", rf"(?<=\()(?P<y>{YEAR})(?=\))"),
        ("decade", r"\b(?:les\s+)?annees\s+(?P<y>(?:19|20)?\d0)\b"),
        ("ago", rf"\bil\s+y\s+a\s+(?:environ\s+|pres\s+de\s+|plus\s+de\s+)?(?P<n>{NUMBER})\s+(?P<unit>{UNIT})|\b(?P<n2>{NUMBER})\s+(?P<unit2>{UNIT})\s+ago\b"),
        ("within", rf"\b(?:sous|d'ici|dans|within|in)\s+(?:un\s+delai\s+de\s+)?(?:environ\s+)?(?P<n>{NUMBER})(?:\s*(?:a|ou|-|to)\s*(?P<n2>{NUMBER}))?\s+(?P<unit>{UNIT})"),
        ("later", rf"\b(?P<n>{NUMBER})\s+(?P<unit>{UNIT})\s+(?P<way>plus\s+tard|apres|plus\s+tot|auparavant|avant|later|earlier)\b"),
        ("relative_unit", r"\b(?P<this>l'|la\s+|le\s+|cette\s+|ce\s+)(?P<unit>annee|an|mois|semaine|week-end|trimestre|semestre)\s*-?(?P<rel>prochaine?|derniere?|passee?|suivante?|precedente?|ci|en\s+cours)\b"),
        ("relative_unit", r"\b(?P<this>cette|ce)\s+(?P<unit>annee|mois|semaine|week-end|trimestre|semestre)\b(?P<rel>)"),
        ("relative_unit", r"\b(?P<this>last|next|this)\s+(?P<unit>year|month|week)\b(?P<rel>)"),
        ("weekday_rel", rf"\b(?:ce\s+|le\s+)?(?P<wd>{WEEKDAY})\s+(?P<rel>prochain|dernier|suivant|en\s+huit|en\s+quinze)\b"),
        ("weekday", rf"\b(?P<this>ce\s+)?(?P<wd>{WEEKDAY})(?:\s+(?P<daypart>matin|apres-midi|soir|soiree))?\b(?!\s+\d)"),
        ("deictic", r"\b(?P<word>aujourd'hui|ce\s+jour|ce\s+matin|ce\s+soir|cet\s+apres-midi|cette\s+nuit|avant-hier|hier(?:\s+(?:matin|soir))?|apres-demain|demain(?:\s+(?:matin|soir))?|today|yesterday|tomorrow)\b"),
        ("anaphoric", r"\b(?P<word>la\s+veille|le\s+lendemain|le\s+jour\s+meme|le\s+surlendemain|l'avant-veille)\b"),
        ("reference", r"\b(?P<future>dans\s+les\s+(?:prochaines?|prochains)\s+(?:semaines|mois|jours|annees)|dans\s+les\s+(?:semaines|mois|jours|annees)\s+(?:a\s+venir|qui\s+viennent)|prochainement|bientot|sous\s+peu|a\s+terme|in\s+the\s+coming\s+(?:weeks|months))\b|\b(?P<past>ces\s+(?:dernieres?|derniers)\s+(?:semaines|mois|jours|annees)|recemment|dernierement|autrefois|naguere)\b|\b(?P<present>actuellement|maintenant|en\s+ce\s+moment|a\s+ce\s+jour|desormais)\b"),
        ("start_of_term", rf"\b(?:a\s+|d'ici\s+|avant\s+|pour\s+|des\s+)?la\s+rentree(?:\s+scolaire|\s+de\s+septembre|\s+prochaine)?(?:\s+(?P<y>{YEAR}))?\b"),
        ("feast", rf"\b(?P<feast>noel|toussaint|paques|pentecote|ascension|assomption|armistice|fete\s+nationale|fete\s+du\s+travail|jour\s+de\s+l'an|nouvel\s+an)\b(?:\s+(?P<y>{YEAR}))?"),
        ("set", rf"\b(?:tous\s+les|toutes\s+les|chaque|every)\s+(?P<each>{WEEKDAY}|{UNIT})s?\b"),
        ("duration", rf"\b(?:(?P<mod>plus\s+d[e']|moins\s+d[e']|au\s+moins|environ|pres\s+d[e']|quelque|about|at\s+least|more\s+than)\s*)?(?P<n>{NUMBER})\s+(?P<unit>{UNIT})(?!\s+sur\s)"),
    )
)  # fmt: skip

TRIGGER = re.compile(
    rf"\b(?:{_any(WEEKDAYS)}|{MONTH}|{UNIT}|{SEASON}|week-end|quarter|half|rentree|quinzaine"
    r"|aujourd'hui|ce\s+jour|ce\s+matin|ce\s+soir|cet\s+apres-midi|cette\s+nuit|avant-hier|hier|demain|today|yesterday"
    r"|tomorrow|veille|avant-veille|lendemain|surlendemain|prochainement|bientot|sous\s+peu|a\s+terme|recemment"
    r"|dernierement|autrefois|naguere|actuellement|maintenant|en\s+ce\s+moment|desormais|noel|toussaint|paques"
    r"|pentecote|ascension|assomption|armistice|fete|nouvel\s+an)\b"
    r"|(?:19|20)\d\d|\d[/.]\d|\b[tqs][1-4]\s"
)

BEFORE = re.compile(
    r"(?:\b(?:d'ici\s+(?:a\s+|au\s+|a\s+la\s+)?(?:le\s+|la\s+|l')?|avant\s+(?:le\s+|la\s+|l'|la\s+fin\s+)?|au\s+plus\s+tard\s+(?:le\s+|en\s+)?|by\s+(?:the\s+)?|before\s+(?:the\s+)?))$"
)
UNTIL = re.compile(r"(?:\bjusqu'(?:au\s+|a\s+(?:la\s+|l')?|en\s+)|\buntil\s+)$")
FROM = re.compile(
    r"(?:\b(?:a\s+(?:compter|partir)\s+(?:d[ue]\s+|de\s+l')?|des\s+(?:le\s+|la\s+|l')?|depuis\s+(?:le\s+|la\s+|l')?|from\s+|since\s+|starting\s+))$"
)
LEAD = re.compile(r"(?:\b(?:le\s+|du\s+|au\s+|en\s+|ce\s+|on\s+))$")
