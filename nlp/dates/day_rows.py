"""Ways of writing days and hours of days. Each row: rule, kinds of trigger near it, pattern."""

from nlp.dates.pieces import (
    CLOCK,
    DAY,
    DAY_PART,
    ENGLISH_MONTH,
    FEAST,
    LONG_AGO,
    MONTH,
    NEXT,
    NO_AMOUNT,
    NO_PLURAL,
    OF,
    ORDINAL,
    SHORT_WEEKDAY,
    SHORT_YEAR,
    WEEKDAY,
    YEAR,
    Row,
)

_ANY_DAY = rf"(?:{WEEKDAY}\s+)?"
_LISTED = (
    rf"(?=(?:,\s+{_ANY_DAY}\d\d?){{0,4}},?\s+(?:et|ou)\s+(?:le\s+|du\s+|au\s+)?{_ANY_DAY}{DAY}\s+"
    rf"(?P<m>{MONTH})(?:\s+(?P<y>{YEAR}))?)"
)
_WHOLE = r"^\s*(?:le\s+)?"

ROWS: tuple[Row, ...] = (
    # days
    (
        "iso",
        "YN",
        r"\b(?P<y>[12]\d{3})(?P<sep>[-/])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)"
        r"(?:t(?P<h>\d\d):(?P<mn>\d\d)(?::\d\d(?:\.\d+)?)?(?P<z>z|[+-]\d\d:?\d\d)?)?(?![\d/-])",
    ),
    (
        "day_range",
        "M",
        rf"\b(?:du\s+|from\s+|des\s+le\s+)?{_ANY_DAY}(?P<d1>{DAY})(?:\s+(?P<m1>{MONTH}))?(?:\s+(?P<y1>{YEAR}))?"
        rf"\s*(?:au|jusqu'au|-|to)\s*{_ANY_DAY}(?P<d2>{DAY})\s+(?P<m2>{MONTH})(?:\s+(?P<y2>{YEAR}))?\b",
    ),
    (
        "day_range",
        "M",
        rf"\b(?:entre|between)\s+(?:le\s+)?{_ANY_DAY}(?P<d1>{DAY})(?:\s+(?P<m1>{MONTH}))?(?:\s+(?P<y1>{YEAR}))?"
        rf"\s+(?:et|and)\s+(?:le\s+)?{_ANY_DAY}(?P<d2>{DAY})\s+(?P<m2>{MONTH})(?:\s+(?P<y2>{YEAR}))?\b",
    ),
    (
        "bare_range",
        "B",
        rf"\b(?:du|entre\s+le)\s+(?P<d1>{DAY})\s+(?:au|et\s+le)\s+(?P<d2>{DAY})(?=\s*(?:$|[.,;)]|inclus))",
    ),
    (
        "numeric_range",
        "N",
        r"\b(?:du|entre\s+le)\s+(?P<d1>\d\d?)[/.](?P<m1>\d\d?)[/.](?P<y1>\d{4})"
        r"\s+(?:au|et\s+le)\s+(?P<d2>\d\d?)[/.](?P<m2>\d\d?)[/.](?P<y2>\d{4})\b",
    ),
    (
        "numeric",
        "N",
        rf"(?<![\d/.-])(?P<d>[0-3]?\d)(?P<sep>[/.-])(?P<m>[01]?\d)(?P=sep)(?P<y>\d{{4}}|\d\d)"
        rf"(?![\d/-]){CLOCK}?",
    ),
    (
        "numeric_day",
        "NB",
        rf"(?:\b(?:le|du|au)\s+|{_WHOLE})(?P<d>[0-3]?\d)/(?P<m>[01]?\d)(?![\d/])(?!\s+(?:de|des|du)\b){CLOCK}?",
    ),
    ("typed", "B", rf"{_WHOLE}(?P<d>[0-3]?\d)\s(?P<m>[01]?\d)(?:\s(?P<y>\d{{4}}|\d\d))?\s*$"),
    (
        "night",
        "WM",
        rf"\b(?:dans\s+)?la\s+nuit\s+d[eu]\s+(?:(?P<wd>{WEEKDAY})\s+)?(?P<d>{DAY})?\s*(?:(?P<m1>{MONTH})\s+)?"
        rf"(?:a|au)\s+(?:(?P<wd2>{WEEKDAY})\b)?(?:\s*(?P<d2>{DAY})\s+(?P<m>{MONTH})(?:\s+(?P<y>{YEAR}))?)?",
    ),
    (
        "day",
        "M",
        rf"\b(?:(?:dans|pendant|durant|au\s+cours\s+de)\s+)?(?:le\s+|la\s+|l'|au\s+)?(?P<daypart>{DAY_PART})\s+d[eu]\s+"
        rf"(?:(?P<wd>{WEEKDAY})\s+)?(?P<d>{DAY})\s+(?P<m>{MONTH})(?:\s+(?P<y>{LONG_AGO}))?(?!\w)",
    ),
    ("day", "M", rf"\b(?:les?\s+)?(?:(?P<wd>{WEEKDAY})\s+)?(?P<d>\d\d?(?:er)?){_LISTED}"),
    (
        "day",
        "M",
        rf"\b(?:(?P<wd>{WEEKDAY}),?\s+|{SHORT_WEEKDAY}\s+)?(?:le\s+)?(?P<d>{DAY})(?:\s+|-)(?P<m>{MONTH})"
        rf"(?:\s+(?P<rel>dernier|prochain|precedent|suivant)\b(?!\s+delai))?"
        rf"(?:,?\s+(?P<y>{LONG_AGO})(?!\s*(?:euros?|€))|\s+"
        rf"(?P<y2>{SHORT_YEAR})\b{NO_AMOUNT}{NO_PLURAL})?{CLOCK}?(?!\w)",
    ),
    (
        "day",
        "M",
        rf"\b(?:(?P<wd>{WEEKDAY}),?\s+)?(?P<m>{MONTH})\s+(?P<d>\d\d?)(?:st|nd|rd|th)?(?:,\s*(?P<y>{YEAR}))"
        rf"(?!\w)",
    ),
    (  # "on April 23"; not "in May 30 firms"
        "day",
        "M",
        rf"(?<!\bin )\b(?:(?P<wd>{WEEKDAY}),?\s+)?(?P<m>{ENGLISH_MONTH})\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
        rf"(?:\s+(?P<y>{YEAR})\b)?(?![\w%]|[.,]?\d|\s+\d{{3}}){NO_AMOUNT}",
    ),
    (
        "weekday_number",
        "W",
        rf"\b(?P<wd>{WEEKDAY})\s+(?P<d>[0-3]?\d)(?:er)?\b(?!\s*h){NO_AMOUNT}{NO_PLURAL}{CLOCK}?",
    ),
    (
        "bare_day",
        "B",
        r"^\s*le\s+(?P<d>[0-3]?\d)\s*$|\b(?:a\s+(?:partir|compter)\s+du)\s+(?P<d2>[0-3]?\d)(?=\s*(?:$|[.,;)]))",
    ),
    ("bare_day", "B", rf"\b(?:le|jusqu'au|au)\s+(?P<d>[0-3]?\d)(?=\s+(?:a|vers)\s){CLOCK}"),
    (
        "bare_day",
        "B",
        r"\b(?:on|by|until|before|since)\s+the\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)(?=\s*(?:$|[.,;:)])|\s+and\b)",
    ),
    (  # "le 10 au plus tard", "jusqu'au 30."; not "au 25, rue du Bac"
        "bare_day",
        "B",
        r"(?<!\bde\s)\b(?:le|au|jusqu'au)\s+(?P<d>[0-3]?\d)(?=\s*(?:$|[.;:)](?!\d)|,(?!\d|\s*(?:bis|ter|rue|avenue|bd|boulevard|place"
        r"|quai|allee|cours|chemin|impasse))|au\s+plus\s+tard))",
    ),
    ("day_of_month", "U", rf"\b(?:le\s+|au\s+|du\s+)?(?P<d>{DAY})\s+(?:du\s+mois\s+(?P<rel>{NEXT})|de\s+ce\s+mois)\b"),
    (
        "nth",
        "MUW",
        rf"\b(?:(?:le|la|du|au|des\s+le)\s+)?(?P<n>{ORDINAL}|derniere?)\s+(?P<unit>jour|semaine|week-?end"
        rf"|{WEEKDAY})\s+(?:{OF})?"
        rf"(?:(?P<m>{MONTH})(?:\s+(?P<y>{YEAR}))?|(?:mois|l'annee|l'an)\s+(?P<rel>prochaine?|derniere?)|"
        rf"(?:l'annee\s+)?(?P<y2>{YEAR}))",
    ),
    (
        "week_of",
        "M",
        rf"\b(?:la\s+|le\s+)?(?P<unit>semaine|week-?end)\s+du\s+{_ANY_DAY}(?P<d>{DAY})\s+(?P<m>{MONTH})"
        rf"(?:\s+(?P<y>{YEAR}))?",
    ),
    (
        "weekday_of_week",
        "W",
        rf"\b(?P<wd>{WEEKDAY}),?\s+(?:de\s+)?(?:(?P<this>cette)\s+semaine|la\s+semaine\s+(?P<rel>{NEXT}))\b",
    ),
    (
        "around_day",
        "RMF",
        rf"\b(?:a\s+)?(?:la|le|l')\s*(?P<word>(?:avant-)?veille|(?:sur)?lendemain)\s+(?:de\s+la\s+|de\s+l'"
        rf"|du\s+|de\s+)?"
        rf"(?:(?P<d>{DAY})\s+(?P<m>{MONTH})(?:\s+(?P<y>{YEAR}))?|(?P<feast>{FEAST}))",
    ),
)
