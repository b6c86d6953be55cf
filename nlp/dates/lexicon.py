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
WEEKDAYS = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "dix-sept": 17,
    "dix-huit": 18, "dix-neuf": 19, "vingt": 20, "vingt et un": 21, "vingt-quatre": 24, "trente": 30,
    "trente-six": 36, "quarante": 40, "quarante-huit": 48, "cinquante": 50, "soixante": 60, "cent": 100,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "twelve": 12,
}  # fmt: skip
ORDINALS = {
    "premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "1re": 1, "deuxieme": 2, "second": 2, "seconde": 2, "2e": 2,
    "2nd": 2, "2eme": 2, "2nde": 2, "troisieme": 3, "3e": 3, "3eme": 3, "quatrieme": 4, "4e": 4, "4eme": 4,
    "first": 1, "third": 3, "fourth": 4,
}  # fmt: skip
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
DAY_PARTS = {"matin": "TMO", "matinee": "TMO", "apres-midi": "TAF", "soir": "TEV", "soiree": "TEV", "nuit": "TNI"}
EDTF_SEASON = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
EDTF_QUARTER = {"Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36", "H1": "40", "H2": "41"}
