"""Words of time, folded (lower case, no accents)."""

MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "january": 1,
    "fevrier": 2, "fevr": 2, "fev": 2, "february": 2, "feb": 2,
    "mars": 3, "march": 3,
    "avril": 4, "avr": 4, "april": 4, "apr": 4,
    "mai": 5, "may": 5,
    "juin": 6, "june": 6,
    "juillet": 7, "juil": 7, "jui": 7, "july": 7,
    "aout": 8, "august": 8, "aug": 8,
    "septembre": 9, "sept": 9, "september": 9, "sep": 9,
    "octobre": 10, "oct": 10, "october": 10,
    "novembre": 11, "nov": 11, "november": 11,
    "decembre": 12, "dec": 12, "december": 12,
}  # fmt: skip
FRENCH_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre",
)  # fmt: skip
ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
SHORT_WEEKDAYS = {"lun": 0, "mar": 1, "mer": 2, "jeu": 3, "ven": 4, "sam": 5, "dim": 6}
WEEKDAYS = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
_UNDER_20 = (
    "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def _in_words(number: int) -> str:
    """1 to 99 as French writes them: vingt et un, soixante-douze, quatre-vingt-dix."""
    if number < 20:
        return _UNDER_20[number]
    ten = max(t for t in _TENS if t <= number)
    if number == ten:
        return _TENS[ten] + ("s" if ten == 80 else "")
    joint = " et " if number % 10 == 1 and number < 80 else "-"
    return _TENS[ten] + joint + _UNDER_20[number - ten]


NUMBERS = {
    **{_in_words(n): n for n in range(1, 100)},
    **{_in_words(n).replace("-", " "): n for n in range(21, 61)},  # vingt quatre
    "une": 1, "cent": 100, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "twelve": 12,
}  # fmt: skip
DAY_WORDS = {word: n for word, n in NUMBERS.items() if 2 <= n <= 31 and word.isascii()}
GROUPS = {"huitaine": 8, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
          "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100}  # fmt: skip
_ORDINAL_WORDS = (
    "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme", "neuvieme", "dixieme", "onzieme",
    "douzieme", "treizieme", "quatorzieme", "quinzieme", "seizieme", "dix-septieme", "dix-huitieme", "dix-neuvieme",
    "vingtieme",
)  # fmt: skip
ORDINALS = {
    "premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "1re": 1, "deuxieme": 2, "second": 2, "seconde": 2, "2nd": 2,
    "2nde": 2, "first": 1, "third": 3, "fourth": 4, "vingt et unieme": 21,
    **{word: n for n, word in enumerate(_ORDINAL_WORDS, 3)},
    **{f"{n}{end}": n for n in range(2, 32) for end in ("e", "eme")},
}  # fmt: skip
_ROMAN = (
    "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii",
    "xix", "xx", "xxi",
)  # fmt: skip
ROMAN = {numeral: number for number, numeral in enumerate(_ROMAN, 2)}
DECADES = {"vingt": 2, "trente": 3, "quarante": 4, "cinquante": 5, "soixante": 6, "soixante-dix": 7,
           "quatre-vingt": 8, "quatre-vingts": 8, "quatre-vingt-dix": 9}  # fmt: skip
UNITS = {
    "seconde": "S", "secondes": "S", "minute": "MIN", "minutes": "MIN", "heure": "H", "heures": "H",
    "jour": "D", "jours": "D", "journee": "D", "journees": "D", "day": "D", "days": "D",
    "semaine": "W", "semaines": "W", "week": "W", "weeks": "W",
    "mois": "M", "month": "M", "months": "M",
    "trimestre": "Q", "trimestres": "Q", "semestre": "SEM", "semestres": "SEM",
    "an": "Y", "ans": "Y", "annee": "Y", "annees": "Y", "year": "Y", "years": "Y",
    "decennie": "DE", "decennies": "DE", "siecle": "CE", "siecles": "CE",
}  # fmt: skip
SEASONS = {"printemps": "SP", "ete": "SU", "automne": "FA", "hiver": "WI",
           "spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}  # fmt: skip
PARTS = {"debut": "START", "mi": "MID", "milieu": "MID", "fin": "END", "courant": "",
         "early": "START", "mid": "MID", "late": "END", "end": "END", "beginning": "START",
         "start": "START"}  # fmt: skip
DAY_PARTS = {"matin": "TMO", "matinee": "TMO", "mi-journee": "TMD", "apres-midi": "TAF", "soir": "TEV",
             "soiree": "TEV", "nuit": "TNI"}  # fmt: skip
EDTF_SEASON = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
EDTF_QUARTER = {"Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36", "H1": "40", "H2": "41"}
FEASTS = {
    "noel": "noel", "jour de noel": "noel", "toussaint": "toussaint", "jour de la toussaint": "toussaint",
    "journee de la toussaint": "toussaint", "jour des morts": "morts", "paques": "paques",
    "dimanche de paques": "paques", "lundi de paques": "lundi de paques", "vendredi saint": "vendredi saint",
    "rameaux": "rameaux", "pentecote": "pentecote", "lundi de pentecote": "lundi de pentecote",
    "ascension": "ascension", "jeudi de l'ascension": "ascension", "assomption": "assomption",
    "armistice": "armistice", "fete nationale": "fete nationale", "fete du travail": "fete du travail",
    "jour de l'an": "nouvel an", "nouvel an": "nouvel an", "saint-valentin": "saint-valentin",
    "halloween": "halloween", "saint-sylvestre": "saint-sylvestre", "epiphanie": "epiphanie",
    "chandeleur": "chandeleur",
}  # fmt: skip
