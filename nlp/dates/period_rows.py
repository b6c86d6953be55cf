"""Ways of writing months, parts of the year, years, decades and centuries."""

from nlp.dates.lexicon import DECADES, FRENCH_MONTHS, ROMAN
from nlp.dates.pieces import (
    MONTH,
    NO_AMOUNT,
    NO_PLURAL,
    OF,
    ORDINAL,
    PART,
    PIECE,
    SEASON,
    SHORT_YEAR,
    YEAR,
    Row,
    either,
)

_REL = r"(?P<rel>prochaine?|derniere?|suivante?|precedente?|passee?|en\s+cours)"

ROWS: tuple[Row, ...] = (
    # months and parts of the year
    (
        "part_range",
        "Y",
        rf"\b(?:entre\s+|de\s+|between\s+|from\s+)?(?:la\s+|the\s+)?(?P<p1>{PIECE})(?:\s+|-)(?:of\s+)?"
        rf"(?P<y1>{YEAR})"
        rf"\s+(?:et|a|and|to)\s+(?:la\s+|le\s+|the\s+)?(?P<p2>{PIECE})(?:\s+|-)(?:of\s+)?(?P<y2>{YEAR})\b",
    ),
    (
        "month_range",
        "M",
        rf"\b(?:de|d'|entre)\s*(?P<m1>{MONTH})(?:\s+(?P<y1>{YEAR}))?\s+(?:a|et)\s+(?P<m2>{MONTH})\s+"
        rf"(?P<y2>{YEAR})\b",
    ),
    (
        "fortnight",
        "U",
        rf"\b(?:la\s+)?(?P<n>premiere|seconde|deuxieme)\s+quinzaine\s+{OF}(?P<m>{MONTH})(?:\s+(?P<y>{YEAR}))?",
    ),
    (
        "part_month",
        "M",
        rf"\b{PART}(?P<m>{MONTH})(?:\s+(?P<rel>prochain|dernier))?"
        rf"(?:\s+(?P<y>{YEAR})|(?=\s+(?:et|ou)\s+(?:{PIECE})\s+{MONTH}\s+(?P<y2>{YEAR})))?(?!\w)",
    ),
    (
        "part_quarter",
        "U",
        rf"\b{PART}?(?:(?:au|le|du|ce|d'ici\s+le|d'ici\s+au|courant\s+du|dans\s+le|sur\s+le|pour\s+le|the"
        rf"|in\s+the)\s+(?:cours\s+du\s+)?)?"
        rf"(?P<n>{ORDINAL})\s+(?P<kind>trimestre|semestre|quarter|half)"
        rf"(?:\s+(?:{OF})?(?:l'annee\s+|l'an\s+|cette\s+annee)?(?:(?P<y>{YEAR})|(?P<rel>prochaine?"
        rf"|derniere?))?)?(?!\w)",
    ),
    ("code_quarter", "Y", rf"\b(?P<code>[tqs])(?P<n>[1-4])\s+(?P<y>{YEAR})\b"),
    (
        "part_season",
        "S",
        rf"\b{PART}?(?:au\s+|a\s+l'|en\s+|cet\s+|ce\s+|l'|le\s+|d'ici\s+(?:a\s+)?l'|d'ici\s+le\s+"
        rf"|avant\s+l'|durant\s+l'"
        rf"|pendant\s+l'|of\s+|in\s+)(?P<s>{SEASON})(?:\s+(?P<rel>prochain|dernier|suivant))?(?:\s+(?:de\s+)?"
        rf"(?P<y>{YEAR}))?(?!\w)",
    ),
    (  # "this autumn", "by next summer", "in the summer of 2026"
        "part_season",
        "S",
        rf"\b(?:(?:in|by|before|until|from|during)\s+(?:the\s+|(?P<rel>this|next|last)\s+)|(?P<rel2>this|next|last)\s+)"
        rf"(?P<s>spring|summer|autumn|winter)(?:\s+of\s+(?P<y>{YEAR}))?(?!\w)",
    ),
    ("part_season", "S", rf"\b{PART}?(?P<s>{SEASON})\s+(?P<y>{YEAR})\b"),
    (
        "this_part",
        "DU",
        r"\b(?:d'ici\s+)?(?:a\s+|vers\s+|en\s+|au\s+|avant\s+|d'ici\s+)?(?:la\s+|le\s+)?(?:tout\s+)?"
        r"(?P<part>debut|mi|milieu|fin)"
        r"(?:\s+|-)(?:de\s+(?:la\s+|l'|cette\s+|ce\s+)|d'|du\s+|de\s+)?(?P<unit>annee|an|mois|semaine"
        r"|semestre|trimestre|siecle)"
        rf"(?:\s+{_REL})?\b(?!\s+(?:de|du|d')\b)(?!\s+d')",
    ),
    (
        "turn_of_year",
        "U",
        rf"\b(?:(?:au|autour\s+du|vers\s+le|d'ici\s+au|at\s+the|around\s+the|by\s+the)\s+)?(?:tournant|turn)\s+"
        rf"(?:de\s+l'annee|of\s+the\s+year)(?:\s+(?P<y>{YEAR}))?(?!\w)",
    ),
    ("part_year", "Y", rf"\b{PART}(?:l'an\s+)?(?P<y>{YEAR})(?![\d/-])"),
    (
        "month",
        "M",
        r"\b(?:(?:en|au\s+mois\s+(?:de|d')|ce\s+mois\s+(?:de|d')|depuis|courant|des|avant|apres|jusqu'en"
        r"|jusqu'a|d'ici|pour|in|since|by|before|until|from"
        rf"|le\s+mois\s+(?:de|d')|de|d')\s*)(?P<m>{MONTH})(?:\s+(?P<rel>prochain|dernier|suivant))?"
        rf"(?:\s+(?P<y>{YEAR})|(?=\s+(?:et|ou)\s+{MONTH}\s+(?P<y2>{YEAR})))?(?!\w)(?!\s+\d)",
    ),
    (
        "month",
        "M",
        rf"\b(?P<m>{MONTH})\s+(?:(?P<rel>prochain|dernier)|(?:of\s+|de\s+l'annee\s+)?(?P<y>{YEAR})|"
        rf"(?P<y2>{SHORT_YEAR})\b{NO_AMOUNT}{NO_PLURAL})(?!\w)",
    ),
    ("bare_month", "M", rf"(?<![\w'-])(?P<m>{either(FRENCH_MONTHS)})(?![\w'-])(?!\s+\d)"),
    # years and more
    (
        "year_range",
        "Y",
        rf"\b(?:de|from|(?:la\s+)?periode|sur|annees|years?)\s+(?P<y1>{YEAR})\s*(?:a|-|to)\s*(?P<y2>{YEAR})\b(?!-)",
    ),
    ("year_range", "Y", rf"\b(?:entre|between)\s+(?P<y1>{YEAR})\s+(?:et|and)\s+(?P<y2>{YEAR})\b(?!-)"),
    ("year_range", "Y", rf"(?<![\d/-])(?P<y1>{YEAR})[-/](?P<y2>{YEAR})(?![\d/-])"),
    (
        "season_years",
        "Y",
        rf"\b(?:saisons?|annee\s+scolaire|exercice|hiver|millesime)\s+(?P<y1>{YEAR})[-/](?P<y2>\d\d)(?![\d/-])",
    ),
    ("iso_month", "Y", rf"(?<![\d/-])(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])(?![\d/-])"),
    (
        "year",
        "Y",
        r"\b(?:en|courant|depuis|d'ici(?:\s+a)?|des|avant|apres|jusqu'en|jusqu'a|l'annee|annees?|l'an|exercice"
        r"|(?:a\s+)?l'horizon|horizon|pour|in|since|by|vers|until|before|durant|pendant|courant"
        r"|(?P<lead>de|et|ou|a|contre|attendre|date\s+de|rapport\s+a|compare\s+a|qu'en|rentree|saison|edition|budget|millesime"
        r"|promotion"
        r"|bilan|rapport|campagne|elections?|presidentielle|municipales|legislatives|regionales|europeennes"
        r"|finances|annuelle?s?|coupe\s+du\s+monde|mondial|session|programme|noel))"
        rf"\s+(?P<y>{YEAR})(?![\d/-])(?!,\d)(?!\s*(?:euros?|€|%|projets|etablissements|personnes|millions"
        rf"|francs|dollars))",
    ),
    ("year", "Y", rf"(?<=\()(?:en\s+)?(?P<y>{YEAR})(?=\))|(?<=,\s)(?P<y2>{YEAR})(?=\))"),
    (
        "year",
        "Y",
        rf"(?:^|(?<=[.!?:;,]\s))(?P<y>{YEAR})(?=\s+(?:a|aura|sera|est|fut|etait|marque|reste|restera"
        rf"|devrait|s')\b|\s*[,:]\s|\s*$)",
    ),
    (
        "year",
        "Y",
        rf"\b(?:en|depuis|des|avant|apres|vers|jusqu'en|l'an|l'annee|date\s+de|datant\s+de|ne\s+en|nee\s+en)\s+"
        rf"(?P<y>1[0-8]\d\d)(?![\d/-])(?!,\d)(?!\s*(?:euros?|€|%|h\b)){NO_PLURAL}",
    ),
    ("year", "Y", rf"(?<=\b(?:19|20)\d\d,\s)(?P<y>{YEAR})(?=,|\s+(?:et|ou)\b)"),
    (
        "named_year",
        "Y",
        rf"(?<=[a-z]\s)(?P<y>{YEAR})(?=\s*(?:[.,;:!?)»\"]|-\s|$)|\s+(?:a|au|aux|de|du|des|en|et|ou|est|sont|ont|sera"
        rf"|seront|fut|avait|etait|qui|que|pour|par|avec|dans|sur|contre|sous|apres|avant|se|devrait|le|la|les|\w+ra|\w+ront)\b"
        rf"|\s+[dls]')",
    ),
    ("short_year", "A", r"\b(?:en|depuis)\s+'?(?P<y>[4-9]\d)(?=\s*[.,;:)]|\s+et\b)"),
    (
        "decade",
        "YDU",
        rf"\b(?:{PART})?(?:(?:les|des|aux?|dans\s+les)\s+)?annees\s+(?:(?P<y>(?:19|20)?\d0)|"
        rf"(?P<word>{either(DECADES)}))\b(?!\s+\d)",
    ),
    (
        "century",
        "DU",
        rf"\b{PART}?(?:(?:le|au|du|ce)\s+)?(?:(?P<roman>{either(ROMAN)})e|(?P<n>(?:1[0-9]|2[01])e(?:me)?"
        rf"|{ORDINAL}))\s+siecle\b",
    ),
    ("last_century", "DU", r"\b(?:le|au|du)\s+siecle\s+(?P<rel>dernier|passe|prochain)\b"),
)
