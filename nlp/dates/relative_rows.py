"""Ways of counting from another day: "il y a trois mois", "la semaine dernière", "mardi", "la veille"; and hours."""

from nlp.dates.pieces import AROUND, CLOCK, DAY_PART, FEAST, HOUR, NEXT, NUMBER, SHORT_WEEKDAY, UNIT, WEEKDAY, YEAR, Row

_WHOLE = r"^\s*(?:le\s+)?"

ROWS: tuple[Row, ...] = (
    # counted from a day
    (
        "ago",
        "U",
        rf"\b(?:il\s+y\s+a|voila|voici)\s+(?:(?P<mod>{AROUND}|deja|maintenant)\s*)?(?P<n>{NUMBER})\s+(?P<unit>{UNIT})"
        rf"(?!\s+qu[e'])|\b"
        rf"(?P<n2>{NUMBER})\s+(?P<unit2>{UNIT})\s+ago\b",
    ),
    ("long_ago", "U", rf"\bil\s+y\s+a\s+(?:a\s+peine\s+)?(?:quelques|plusieurs|des)\s+{UNIT}"),
    (
        "within",
        "U",
        rf"\b(?:sous|d'ici(?:\s+a)?|dans|within|in)\s+(?:environ\s+)?(?P<n>{NUMBER})"
        rf"(?:\s*(?:a|ou|-|to)\s*(?P<n2>{NUMBER}))?\s+(?P<unit>{UNIT})(?!\s+(?:prochaine?s?|derniere?s?"
        rf"|suivante?s?)\b)",
    ),
    (
        "within",
        "U",
        rf"\bdans\s+un\s+delai\s+(?:(?:compris\s+)?entre|de)\s+(?P<n>{NUMBER})\s+(?:a|et|ou)\s+(?P<n2>{NUMBER})\s+(?P<unit>{UNIT})",
    ),
    (  # "la bascule se fera dans les deux ans"; not "dans les deux ans de la promulgation"
        "within",
        "U",
        rf"\b(?:sous|dans)\s+les\s+(?P<n>{NUMBER})(?:\s*(?:a|ou|-)\s*(?P<n2>{NUMBER}))?\s+(?P<unit>ans|annees)\b"
        r"(?!\s+(?:d[eu]s?|qui|suiv\w+|a\s+compter|apres)\b|\s+d')",
    ),
    ("within", "U", r"\bsous\s+(?P<group>huitaine|quinzaine)\b"),
    (
        "later",
        "U",
        rf"\b(?P<n>{NUMBER})\s+(?P<unit>{UNIT})\s+(?P<way>plus\s+tard|apres|plus\s+tot|auparavant|avant"
        rf"|later|earlier)\b(?P<event>(?=\s+(?:l[ea]s?|l'|son|sa|ses|une?|cette|cet?|avoir|etre|que|leur"
        rf"|qu')\b))?",
    ),
    (
        "last_n",
        "U",
        rf"\b(?:(?:les|ces|des|aux|cours\s+des|dans\s+les)\s+)?(?P<n>{NUMBER})\s+(?P<rel>derniere?s?"
        rf"|prochaine?s?|premiere?s?)\s+(?P<unit>{UNIT})",
    ),
    (
        "last_n",
        "U",
        rf"\b(?:(?:les|ces|des|aux|cours\s+des|dans\s+les)\s+)?(?P<n>{NUMBER})\s+(?P<unit>{UNIT})\s+"
        rf"(?P<rel>passee?s|suivante?s?|precedente?s|ecoulee?s|qui\s+viennent|a\s+venir)\b",
    ),
    (
        "last_n",
        "U",
        rf"\b(?:les|ces|des|aux|dans\s+les)\s+(?P<rel>dernieres?|derniers|prochaines|prochains)\s+(?P<n>{NUMBER})\s+"
        rf"(?P<unit>{UNIT})",
    ),
    (
        "relative_unit",
        "U",
        r"\b(?P<this>l'|la\s+|le\s+|cette\s+|ce\s+)(?P<unit>annee|an|mois|semaine|week-?end|trimestre"
        r"|semestre)\s*-?"
        rf"(?P<rel>{NEXT}|ci|en\s+cours)\b",
    ),
    (
        "relative_unit",
        "U",
        r"\b(?P<this>cette|ce|dans\s+la|en\s+cours\s+de)\s+(?P<unit>annee|mois|semaine|week-?end|trimestre"
        r"|semestre)\b(?!-la)(?!\s+(?:19|20)\d\d)(?P<rel>)",
    ),
    ("relative_unit", "U", r"\b(?P<this>last|next|this)\s+(?P<unit>year|month|week)\b(?P<rel>)"),
    (
        "same_unit",
        "U",
        r"\b(?:cet(?:te)?|ce)\s+(?P<unit>annee|mois|semaine|jour)-la\b|\b(?:la|le)\s+meme\s+(?P<unit2>annee"
        r"|mois|semaine|jour)\b|\b(?P<date>cette\s+date)\b",
    ),
    ("working_week", "U", r"\ben\s+semaine\b"),
    (
        "weekday_rel",
        "W",
        rf"\b(?:ce\s+|le\s+)?(?P<wd>{WEEKDAY})\s+(?P<rel>prochain|dernier|passe|suivant|precedent|d'apres"
        rf"|d'avant|en\s+(?:huit|8)|en\s+(?:quinze|15))\b{CLOCK}?",
    ),
    ("weekdays", "W", rf"\bdu\s+(?P<wd>{WEEKDAY})\s+au\s+(?P<wd2>{WEEKDAY})\b(?!\s+\d)"),
    (
        "weekday",
        "W",
        rf"\b(?P<this>ce\s+)?(?P<wd>{WEEKDAY})\b(?:,?\s+(?:au\s+|en\s+|dans\s+(?:la\s+|l')|a\s+la\s+)?"
        rf"(?P<part>(?:debut|milieu|fin)\s+(?:de\s+(?:la\s+)?|d'))?"
        rf"(?P<daypart>{DAY_PART}|journee))?\b{CLOCK}?(?!\s+\d\d?(?:er)?\b(?!\s\d{{3}})(?!\s+\w+s\b))",
    ),
    (
        "weekday",
        "W",
        rf"\bdans\s+la\s+(?P<daypart>{DAY_PART}|journee)\s+d[eu]\s+(?P<wd>{WEEKDAY})\b(?!\s+(?:\d|a\s))",
    ),
    ("relative_unit", "U", r"\b(?P<this>ce|le)\s+(?P<rel>dernier|prochain)\s+(?P<unit>week-?end)\b"),
    ("weekday", "W", rf"{_WHOLE}(?P<wd>{SHORT_WEEKDAY})\s*$"),
    (
        "deictic",
        "R",
        r"\b(?P<word>aujourd'hui(?:\s+meme)?|ce\s+jour|avant-hier|hier|apres-demain|demain|today|yesterday"
        r"|tomorrow)\b"
        rf"(?!-la)(?:,?\s+{WEEKDAY}\b(?!\s+\d))?(?:,?\s+(?:au\s+|en\s+|dans\s+(?:la\s+|l'))?(?P<part>"
        rf"(?:debut|milieu|fin)\s+(?:de\s+"
        rf"(?:la\s+)?|d'))?(?P<daypart>{DAY_PART}|journee))?\b{CLOCK}?",
    ),
    ("this_day", "PU", rf"\b(?:ce(?:t|tte)?\s+(?P<daypart>{DAY_PART})|dans\s+la\s+journee)(?![\w-]){CLOCK}?"),
    ("last_night", "P", r"\bla\s+nuit\s+(?:derniere|passee)\b"),
    (
        "day_part",
        "P",
        rf"\b(?:(?:en\s+|dans\s+(?:la\s+|l'|le\s+)|a\s+la\s+|au\s+|le\s+|la\s+|l')?(?P<part>debut|milieu"
        rf"|fin)\s+(?:de\s+(?:la\s+|l')?|d'))(?P<daypart>{DAY_PART}|journee)\b"
        rf"|\b(?:dans\s+la\s+|dans\s+l'|en\s+|au\s+cours\s+de\s+la\s+|au\s+petit\s+|tard\s+dans\s+la\s+)"
        rf"(?P<daypart2>{DAY_PART})\b"
        r"|\b(?:le|du|des\s+le|au|un)\s+(?P<daypart3>matin|soir)\b(?!\s+d(?:e|es|u|')\b)|\b(?:l'|la\s+)(?P<daypart4>apres-midi"
        r"|nuit)\b|\ba\s+la\s+(?P<daypart5>mi-journee)\b",
    ),
    (
        "anaphoric",
        "RU",
        rf"\b(?P<word>(?:la\s+veille|(?:le|au)\s+lendemain)(?!\s+d(?:e|u|es|')\b)|le\s+jour\s+meme"
        rf"|le\s+surlendemain|l'avant-veille)(?:\s+"
        rf"(?:au\s+)?(?P<daypart>{DAY_PART}))?\b"
        r"|\b(?:le\s+)?jour\s+(?P<way>d'avant|precedent|d'apres|suivant)\b",
    ),
    ("feast", "FW", rf"\b(?P<feast>{FEAST})(?:\s+(?P<rel>dernier|prochain))?(?:\s+(?P<y>{YEAR}))?"),
    (
        "start_of_term",
        "U",
        rf"\b(?:a\s+|d'ici\s+|avant\s+|pour\s+|des\s+|depuis\s+)?la\s+rentree(?:\s+(?:scolaire"
        rf"|universitaire|de\s+septembre|prochaine|derniere))?(?:\s+(?P<y>{YEAR}))?\b",
    ),
    # hours
    (
        "clock",
        "C",
        r"\b(?:a|vers|des|avant|apres|jusqu'a|d'ici|et|partir\s+de|autour\s+de|alentours\s+de"
        r"|environs\s+de)\s+(?:environ\s+)?"
        rf"(?P<h>{HOUR})\s?(?:h|heures?)(?:\s?(?P<mn>[0-5]\d))?\b(?:\s+et\s+(?P<q>quart|demie?)\b)?"
        rf"(?:\s+d[ue]\s+(?P<half>matin|soir|l'apres-midi)\b)?"
        r"(?!\s*(?:sur\s+\d|par\s+(?:jour|semaine|mois|an)\b|/|\d))(?!(?<=[es])\s+d[e'](?!\s*l'apres))"
        rf"|\bde\s+(?P<h2>{HOUR})\s?(?:h|heures?)(?:\s?(?P<mn2>[0-5]\d))?\b(?=\s+(?:a|jusqu'a)\s+(?:\d|midi"
        rf"|minuit))",
    ),
    ("clock", "C", rf"(?<![\w,.])(?P<h>{HOUR})\s?(?:h\s?|:)(?P<mn>[0-5]\d)(?![\w:])"),
    ("clock", "C", rf"(?:(?<=[,;:(-]\s)|(?<=\()|^)(?P<h>{HOUR})\s?h(?:eures)?(?=\s*(?:[,;:.)-]|$))"),
    ("noon", "P", r"\b(?:(?:a|avant|apres|vers|des|jusqu'a|ce|d'ici)\s+)(?P<noon>midi|minuit)\b(?!-)"),
)
