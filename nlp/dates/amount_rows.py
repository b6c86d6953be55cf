"""Ways of saying how long, how often, and "bientôt", "récemment", "actuellement"."""

from nlp.dates.pieces import AROUND, DAY_PART, GROUP, HOUR, LONG_UNIT, NUMBER, ORDINAL, SEASON, UNIT, WEEKDAY, Row

ROWS: tuple[Row, ...] = (
    # how long, how often
    (
        "set",
        "UWPS",
        rf"\b(?:tous\s+les|toutes\s+les|chaque|every)\s+(?:(?P<n>{NUMBER})\s+)?(?P<each>{WEEKDAY}"
        rf"|{DAY_PART}|{SEASON}|{UNIT})s?\b",
    ),
    ("set", "U", rf"\b(?:une\s+fois\s+)?par\s+(?P<each>{LONG_UNIT})\b"),
    ("set", "W", rf"\b(?:le\s+)?{ORDINAL}\s+{WEEKDAY}\s+de\s+chaque\s+(?P<each>mois|trimestre)\b"),
    (
        "set",
        "W",
        rf"\ble\s+(?P<each>{WEEKDAY})\b(?!\s+(?:\d|premier|suivant|precedent|d'|de\s(?!\d)|prochain|dernier|en\s))"
        rf"(?:\s+{DAY_PART}\b)?",
    ),
    ("set", "W", rf"\bles\s+(?P<each>{WEEKDAY})s\b(?!\s+\d)"),
    (
        "adverb_set",
        "R",
        r"\b(?P<word>annuel|mensuel|trimestriel)(?:le)?(?:s|ment)?\b|\b(?P<word2>hebdomadaire"
        r"|quotidiennement)s?\b",
    ),
    (
        "duration",
        "U",
        rf"\b(?:(?P<mod>plus\s+d[e']|moins\s+d[e']|au\s+moins|au\s+plus|{AROUND}|about|at\s+least"
        rf"|more\s+than|pas\s+moins\s+de)\s*)?"
        rf"(?P<range>(?:compris(?:es?)?\s+)?entre\s+|between\s+)?(?P<n>{NUMBER}|\d,\d)(?:\s*(?:a|ou|-|to|(?(range)(?:et|and)\b|-))\s*(?P<n2>{NUMBER}))?\s+(?P<unit>{UNIT})(?:\s+et\s+(?P<half>demie?)\b)?(?!\s+sur\s)",
    ),
    (
        "clock_duration",
        "C",
        rf"\b(?:en|pendant|durant|dure|apres)\s+(?:pres\s+de\s+|plus\s+de\s+|environ\s+)?(?P<h>{HOUR})\s?"
        r"(?:h|heures?)\s?(?P<mn>[0-5]\d)\b(?:\s*min\w*(?:\s*(?P<s>[0-5]?\d)\s?s(?:econdes?|ec)?\b)?)?",
    ),
    ("group", "U", rf"\b(?:une|la)\s+(?P<n>{GROUP})\s+d[e']\s*(?P<unit>{UNIT})"),
    (
        "half",
        "U",
        r"\b(?:(?:une?|la|le)\s+)?(?P<half>demi-)(?P<unit>heure|journee|siecle|annee|decennie)\b|\b(?:"
        r"(?P<n>trois|un)\s+quarts?\s+d'heure)\b",
    ),
    (
        "some",
        "U",
        rf"\b(?:(?:(?:de\s+)?(?:quelques|plusieurs|nombreux|nombreuses|longs|longues))|(?<=depuis\s)des|"
        rf"(?<=pendant\s)des|(?<=durant\s)des|(?<=apres\s)des)\s+(?:longue?s\s+)?(?P<unit>{UNIT})"
        r"(?!\s+(?:a\s+venir|qui\s+viennent))",
    ),
    (
        "whole",
        "U",
        rf"\b(?:toute?\s+(?:la\s+|l'|le\s+|cette\s+|ce\s+)|une?\s+(?P<full>plein|pleine)\s+)"
        rf"(?P<unit>{LONG_UNIT})\b",
    ),
    # neither counted nor dated
    (
        "reference",
        "UR",
        r"\b(?P<future>(?:dans|au\s+cours\s+d)(?:es|\s+les|\s+des)\s+(?:(?:toutes?|tout)\s+)?(?:prochaines?"
        r"|prochains)\s+(?:semaines|mois|jours|annees|heures)"
        r"|(?:les\s+|ces\s+|des\s+)?(?:prochaines|prochains)\s+(?:semaines|mois|jours|annees|heures)"
        r"|(?:dans\s+)?(?:les|des)\s+(?:semaines|mois|jours|annees)\s+(?:a\s+venir|qui\s+viennent)|"
        r"(?:tres\s+)?prochainement|bientot|sous\s+peu|a\s+terme"
        r"|a\s+l'avenir|dans\s+l'avenir|dans\s+quelques\s+(?:semaines|mois|jours|annees|heures)"
        r"|in\s+the\s+coming\s+(?:weeks|months))\b"
        r"|\b(?P<past>(?:ces|les|des)\s+(?:toutes\s+)?(?:dernieres?|derniers)\s+(?:semaines|mois|jours"
        r"|annees|decennies|temps|heures|minutes)|(?:tout\s+|tres\s+)?recemment"
        r"|recente?s?|dernierement|autrefois|jadis|naguere|auparavant|precedemment|par\s+le\s+passe"
        r"|dans\s+le\s+passe|a\s+l'epoque|il\s+y\s+a\s+(?:longtemps|peu(?!\s+d[e'])))\b"
        r"|\b(?P<present>actuel(?:lement|les?|s)?|maintenant|en\s+ce\s+moment|a\s+ce\s+jour|desormais"
        r"|a\s+present|pour\s+l'instant"
        r"|pour\s+l'heure|pour\s+le\s+moment|a\s+l'heure\s+(?:actuelle|qu'il\s+est)|dans\s+l'immediat"
        r"|jusqu'(?:ici|a\s+present|a\s+maintenant)|de\s+nos\s+jours|ces\s+(?:temps|jours)-ci)\b",
    ),
)
