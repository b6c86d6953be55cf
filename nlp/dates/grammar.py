"""What a date looks like: one row a way of writing, matched on folded text.

A row names its rule (``rules.RULES``), the kinds of trigger of which one must be near, and its pattern. Nothing in them
repeats without bound next to something alike, so every pattern is linear in its window.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from nlp.dates import amount_rows, day_rows, period_rows, relative_rows
from nlp.dates.lexicon import WEEKDAYS
from nlp.dates.pieces import DAY_PART, FEAST, HOUR, LONG_AGO, MONTH, SEASON, SHORT_WEEKDAY, UNIT, WEEKDAY

TRIGGER = re.compile(
    rf"\b(?:(?P<M>{MONTH})|(?P<W>{WEEKDAY}s?\b|{SHORT_WEEKDAY})|(?P<S>{SEASON})|(?P<F>{FEAST})"
    rf"|(?P<P>{DAY_PART}s?\b|midi\b|minuit\b)|(?P<U>{UNIT}|week-?end\b|quarter\b|half\b|quinzaine\b|rentree\b)"
    r"|(?P<R>aujourd'hui|ce\s+jour|avant-hier|hier|apres-demain|demain|today|yesterday|tomorrow|"
    r"(?:avant-)?veille"
    r"|(?:sur)?lendemain|prochainement|bientot|sous\s+peu|a\s+terme|a\s+l'avenir|dans\s+l'avenir"
    r"|prochaines?|prochains"
    r"|recemment|recentes?|recents?|dernierement|autrefois|jadis|naguere|auparavant|precedemment"
    r"|par\s+le\s+passe"
    r"|dans\s+le\s+passe|a\s+l'epoque|il\s+y\s+a\s+longtemps|actuellement|actuels?|actuelles?|maintenant"
    r"|en\s+ce\s+moment|a\s+present"
    r"|pour\s+l'(?:instant|heure)|pour\s+le\s+moment|a\s+l'heure\s+(?:actuelle|qu'il\s+est)|dans\s+l'immediat|desormais"
    r"|jusqu'(?:ici|a\s+present|a\s+maintenant)|de\s+nos\s+jours|ces\s+(?:temps|jours)-ci|il\s+y\s+a\s+peu|cette\s+date"
    r"|(?:annu|mensu|trimestri)el\w*|hebdomadaires?|quotidiennement)\b)"
    rf"|(?P<C>(?<![\d,.]){HOUR}\s?(?:h\b|h\d\d|heures?\b|:\d\d))|(?P<Y>(?<!\d)(?:{LONG_AGO}|[12]\d{{3}}-\d\d?)"
    rf"(?!\d)|\b[tqs](?=[1-4]\s))"
    r"|(?P<N>\d[/.-]\d)|(?P<B>\b(?:le|du|au|the)\s+(?=\d)|^(?=\s*\d\d?\s\d))|(?P<D>\bannees\b|siecle)"
    r"|(?P<A>\b(?:en|depuis|mai)\s+(?='?\d\d\b))"
)

_ROWS = (*day_rows.ROWS, *period_rows.ROWS, *relative_rows.ROWS, *amount_rows.ROWS)
_PIECES = ("debut", "mi", "fin", "courant", "early", "late", "end", "beginning")
# Words of which one stands in every match of a rule's patterns: most rows need not be tried in most windows.
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "ago": ("y", "voi", "ago"),
    "adverb_set": ("annuel", "mensuel", "trimestriel", "hebdomadaire", "quotidien"),
    "anaphoric": ("veille", "lendemain", "jour"),
    "around_day": ("veille", "lendemain"),
    "century": ("siecle",),
    "day_of_month": ("mois",),
    "decade": ("annees",),
    "fortnight": ("quinzaine",),
    "group": ("aine",),
    "half": ("demi", "quart"),
    "iso_month": ("-",),
    "last_century": ("siecle",),
    "last_n": ("dernier", "prochain", "premier", "passe", "suivant", "precedent", "ecoule", "vien", "venir"),
    "last_night": ("nuit",),
    "later": ("plus", "apres", "auparavant", "avant", "later", "earlier"),
    "long_ago": ("quelques", "plusieurs", "des"),
    "month_range": ("19", "20"),
    "night": ("nuit",),
    "nth": ("jour", "semaine", "week", *WEEKDAYS),
    "numeric_day": ("/",),
    "part_month": _PIECES,
    "part_quarter": ("trimestre", "semestre", "quarter", "half"),
    "part_range": _PIECES,
    "part_year": _PIECES,
    "same_unit": ("-la", "meme", "date"),
    "season_years": ("saison", "scolaire", "exercice", "hiver", "millesime"),
    "some": ("quelques", "plusieurs", "nombreu", "longs", "longues", "des"),
    "start_of_term": ("rentree",),
    "this_part": _PIECES,
    "turn_of_year": ("tournant", "turn"),
    "week_of": ("semaine", "week"),
    "weekday_of_week": ("semaine",),
    "weekdays": ("du",),
    "whole": ("tout", "plein"),
    "working_week": ("semaine",),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A way of writing a date."""

    name: str  # of its rule
    kinds: frozenset[str]  # of triggers, of which one must be near
    pattern: re.Pattern[str]
    needed: tuple[str, ...]  # words of which one is in every match; none: whatever

    def may_stand(self, words: str, kinds: Set[str]) -> bool:
        """Whether the pattern can match in ``words``, that hold these ``kinds`` of triggers."""
        if self.kinds.isdisjoint(kinds):
            return False
        return not self.needed or any(map(words.__contains__, self.needed))


PATTERNS = tuple(
    Row(name, frozenset(kinds), re.compile(pattern), _NEEDED.get(name, ())) for name, kinds, pattern in _ROWS
)

BEFORE = re.compile(
    r"(?:\b(?:d'ici\s+(?:a\s+(?:la\s+|l')?|au\s+)?(?:le\s+|la\s+|l')?|avant\s+(?:le\s+|la\s+fin\s+|la\s+|l')?"
    r"|au\s+plus\s+tard\s+(?:le\s+|en\s+|au\s+)?|by\s+(?:the\s+)?|before\s+(?:the\s+)?))\Z"
)
UNTIL = re.compile(r"(?:\bjusqu'(?:au\s+|a\s+(?:la\s+|l')?|en\s+)|\buntil\s+)\Z")
FROM = re.compile(
    r"(?:\b(?:a\s+(?:compter|partir)\s+(?:d[ue]\s+|de\s+l')?|des\s+(?:le\s+|la\s+|l')?|depuis\s+(?:le\s+"
    r"|la\s+|l')?"
    r"|from\s+|since\s+|starting\s+))\Z"
)
AFTER = re.compile(r"\bapres\s+(?:le\s+|la\s+|l')?\Z")
LEAD = re.compile(r"(?:\b(?:le\s+|du\s+|au\s+|en\s+|ce\s+|on\s+))\Z")
