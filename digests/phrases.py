"""Sentences for people, in French and English: the only place where words for readers are made outside templates."""

from collections.abc import Mapping
from datetime import date

from nlp.types import ClaimStatus, ClaimType, FuzzyDate

_MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_SEASONS = {
    "fr": {"SP": "printemps", "SU": "été", "FA": "automne", "WI": "hiver"},
    "en": {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"},
}
_MODS = {
    "fr": {
        "START": "début ",
        "MID": "mi-",
        "END": "fin ",
        "APPROX": "vers ",
        "BEFORE": "avant ",
        "UNTIL": "jusqu'à ",
        "FROM": "à partir de ",
    },
    "en": {
        "START": "early ",
        "MID": "mid-",
        "END": "end of ",
        "APPROX": "about ",
        "BEFORE": "before ",
        "UNTIL": "until ",
        "FROM": "from ",
    },
}
TYPES: Mapping[str, Mapping[ClaimType, str]] = {
    "fr": {
        ClaimType.PLANNING: "Préparation",
        ClaimType.TENDER: "Lancement de la procédure",
        ClaimType.TENDER_AMENDMENT: "Rectificatif",
        ClaimType.TENDER_CANCELLATION: "Annulation de la procédure",
        ClaimType.DEADLINE: "Date limite",
        ClaimType.AWARD: "Attribution",
        ClaimType.CONTRACT: "Signature du contrat",
        ClaimType.CONTRACT_TERMINATION: "Résiliation",
        ClaimType.ANNOUNCEMENT: "Annonce",
        ClaimType.RULING: "Décision de justice",
        ClaimType.AUTHORISATION: "Autorisation",
        ClaimType.OPINION: "Avis",
        ClaimType.LAW: "Texte de loi",
        ClaimType.QUALIFICATION: "Qualification",
        ClaimType.REQUIREMENT: "Exigence",
        ClaimType.CHALLENGE: "Recours",
        ClaimType.MIGRATION: "Migration",
        ClaimType.APPOINTMENT: "Nomination",
        ClaimType.HEARING: "Audition",
    },
    "en": {
        ClaimType.PLANNING: "Planning",
        ClaimType.TENDER: "Tender opened",
        ClaimType.TENDER_AMENDMENT: "Tender amended",
        ClaimType.TENDER_CANCELLATION: "Tender cancelled",
        ClaimType.DEADLINE: "Deadline",
        ClaimType.AWARD: "Award",
        ClaimType.CONTRACT: "Contract signed",
        ClaimType.CONTRACT_TERMINATION: "Contract terminated",
        ClaimType.ANNOUNCEMENT: "Announcement",
        ClaimType.RULING: "Ruling",
        ClaimType.AUTHORISATION: "Authorisation",
        ClaimType.OPINION: "Opinion",
        ClaimType.LAW: "Law",
        ClaimType.QUALIFICATION: "Qualification",
        ClaimType.REQUIREMENT: "Requirement",
        ClaimType.CHALLENGE: "Challenge",
        ClaimType.MIGRATION: "Migration",
        ClaimType.APPOINTMENT: "Appointment",
        ClaimType.HEARING: "Hearing",
    },
}
STATUSES: Mapping[str, Mapping[ClaimStatus, str]] = {
    "fr": {
        ClaimStatus.DONE: "fait",
        ClaimStatus.PLANNED: "prévu",
        ClaimStatus.CONDITIONAL: "au conditionnel",
        ClaimStatus.DENIED: "démenti",
        ClaimStatus.REPORTED: "rumeur",
    },
    "en": {
        ClaimStatus.DONE: "done",
        ClaimStatus.PLANNED: "planned",
        ClaimStatus.CONDITIONAL: "conditional",
        ClaimStatus.DENIED: "denied",
        ClaimStatus.REPORTED: "rumoured",
    },
}
_WORDS = {
    "fr": {
        "days": "j",
        "unknown": "date inconnue",
        "new": "Nouveau",
        "revised": "Modifié",
        "overdue": "En retard : {0}, attendu {1}, rien de vu au {2}",
        "seen": "{0} : fait le {1}{2}",
        "down": "Source en panne : {0} ({1})",
        "up": "Source rétablie : {0}",
        "actor": "Nouvel acteur : {0}",
        "contradiction": "Contradiction sur {0} : {1} ({2}) ou {3} ({4})",
        "corroboration.press": "presse seule",
        "corroboration.official": "source officielle seule",
        "corroboration.both": "officiel et presse",
        "fate.kept": "tenue",
        "fate.slipped": "repoussée",
        "fate.broken": "rompue",
        "fate.open": "en cours",
        "fate.superseded": "remplacée",
    },
    "en": {
        "days": "d",
        "unknown": "date unknown",
        "new": "New",
        "revised": "Changed",
        "overdue": "Overdue: {0}, expected {1}, nothing seen on {2}",
        "seen": "{0}: done on {1}{2}",
        "down": "Source down: {0} ({1})",
        "up": "Source back: {0}",
        "actor": "New actor: {0}",
        "contradiction": "Contradiction on {0}: {1} ({2}) or {3} ({4})",
        "corroboration.press": "press only",
        "corroboration.official": "official only",
        "corroboration.both": "official and press",
        "fate.kept": "kept",
        "fate.slipped": "slipped",
        "fate.broken": "broken",
        "fate.open": "open",
        "fate.superseded": "replaced",
    },
}


def word(key: str, language: str, *values: object) -> str:
    """A fixed phrase with its values in place."""
    return _WORDS[language][key].format(*values)


def day(value: date, language: str = "fr") -> str:
    """1er avril 2026."""
    number = "1er" if value.day == 1 and language == "fr" else str(value.day)
    return f"{number} {_MONTHS[language][value.month - 1]} {value.year}"


def when(value: FuzzyDate | None, language: str = "fr") -> str:
    """A fuzzy date as people say it: fin mars 2026, 1er trimestre 2026, du 3 au 7 mars 2026."""
    if value is None or value.edtf is None:
        return word("unknown", language)
    mod = _MODS[language].get(value.timex.mod, "")
    return f"{mod}{_value(value, language)}"


def _value(value: FuzzyDate, language: str) -> str:
    text = value.timex.value
    if "/" in text and value.earliest and value.latest:
        joint = ("entre le {} et le {}", "between {} and {}")[language == "en"]
        return joint.format(day(value.earliest, language), day(value.latest, language))
    year, _, part = text.partition("-")
    if part[:1] in ("Q", "H"):
        names = {"fr": ("trimestre", "semestre"), "en": ("quarter", "half")}[language]
        ordinal = ("er" if part[1] == "1" else "e") if language == "fr" else ""
        return f"{part[1]}{ordinal} {names[part[0] == 'H']} {year}"
    if part in _SEASONS[language]:
        return f"{_SEASONS[language][part]} {year}"
    return _calendar(value, language)


def _calendar(value: FuzzyDate, language: str) -> str:
    text, year = value.timex.value, value.timex.value[:4]
    match value.granularity:
        case "day":
            return day(date.fromisoformat(text[:10]), language)
        case "minute":
            return f"{day(date.fromisoformat(text[:10]), language)}, {text[11:16]}"
        case "month":
            return f"{_MONTHS[language][int(text[5:7]) - 1]} {year}"
        case "week" if value.earliest:
            return ("semaine du {}", "week of {}")[language == "en"].format(day(value.earliest, language))
    return year


def signed(days: int | None, language: str = "fr") -> str:
    """Days with their sign and unit in brackets, or nothing."""
    return "" if days is None else f" ({days:+d} {word('days', language)})"


def slip(title: str, before: FuzzyDate, after: FuzzyDate, days: int | None, by: str, language: str = "fr") -> str:
    """Attribution : fin mars 2026 → 23 avril 2026 (+23 j), Plateforme des données de santé."""
    colon = " :" if language == "fr" else ":"
    voice = f", {by}" if by else ""
    return f"{title}{colon} {when(before, language)} → {when(after, language)}{signed(days, language)}{voice}"
