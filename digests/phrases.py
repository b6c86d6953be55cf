"""Sentences for people, in French and English: the only place where words for readers are made outside templates."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from nlp.types import ClaimStatus, ClaimType, FuzzyDate
from store.outages import Outage, Trouble

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
        ClaimType.LAW: "Texte officiel",
        ClaimType.QUALIFICATION: "Qualification ou certification",
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
        ClaimType.LAW: "Law or decree",
        ClaimType.QUALIFICATION: "Qualification or certification",
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
        "seen": "{0} : {1}{2}",
        "in_time": "{0} : {1}, comme annoncé ({2})",
        "winner": ". Titulaire : {0}",
        "confirmed": "{0}. Confirmé par une source officielle : {1}",
        "notice_found": "{0}. Un avis officiel est paru : {1}",
        "notice": "avis {0}",
        "no_notice": "aucun avis officiel trouvé ({0}, consulté le {1})",
        "field": "Avis {0} · {1} : {2} → {3}",
        "down": "Source en panne : {0} ({1})",
        "silent": "Source muette : {0} (rien de neuf depuis le {1})",
        "up": "Source rétablie : {0}",
        "actor": "Nouvel acteur : {0}",
        "contradiction.date": "{0}, deux dates : {1} ({2}) ou {3} ({4})",
        "contradiction.winner": "{0}, deux titulaires : {1} ({2}) ou {3} ({4})",
        "contradiction.amount": "{0}, deux montants : {1} ({2}) ou {3} ({4})",
        "contradiction.procedure": "{0}, deux procédures : {1} ({2}) ou {3} ({4})",
        "corroboration.press": "presse seule",
        "corroboration.official": "source officielle seule",
        "corroboration.both": "officiel et presse",
        "fate.kept": "tenue",
        "fate.slipped": "repoussée",
        "fate.broken": "non tenue",
        "fate.open": "en cours",
        "fate.superseded": "remplacée",
        "rumour": "rumeur",
    },
    "en": {
        "days": "d",
        "unknown": "date unknown",
        "new": "New",
        "revised": "Changed",
        "overdue": "Overdue: {0}, expected {1}, nothing seen on {2}",
        "seen": "{0}: {1}{2}",
        "in_time": "{0}: {1}, as announced ({2})",
        "winner": ". Winner: {0}",
        "confirmed": "{0}. Confirmed by an official source: {1}",
        "notice_found": "{0}. An official notice appeared: {1}",
        "notice": "notice {0}",
        "no_notice": "no official notice found ({0}, checked on {1})",
        "field": "Notice {0} · {1}: {2} → {3}",
        "down": "Source down: {0} ({1})",
        "silent": "Source silent: {0} (nothing new since {1})",
        "up": "Source back: {0}",
        "actor": "New actor: {0}",
        "contradiction.date": "{0}, two dates: {1} ({2}) or {3} ({4})",
        "contradiction.winner": "{0}, two winners: {1} ({2}) or {3} ({4})",
        "contradiction.amount": "{0}, two amounts: {1} ({2}) or {3} ({4})",
        "contradiction.procedure": "{0}, two procedures: {1} ({2}) or {3} ({4})",
        "corroboration.press": "press only",
        "corroboration.official": "official only",
        "corroboration.both": "official and press",
        "fate.kept": "kept",
        "fate.slipped": "slipped",
        "fate.broken": "broken",
        "fate.open": "open",
        "rumour": "rumour",
        "fate.superseded": "replaced",
    },
}


_FIELDS = {
    "fr": {
        "title": "objet",
        "tag": "nature",
        "buyers": "acheteur",
        "description": "description",
        "procedure": "numéro de procédure",
        "related": "avis liés",
        "same_as": "même avis ailleurs",
        "nature": "nature",
        "published": "parution",
        "deadline": "date limite",
        "awarded": "date d'attribution",
        "signed": "date de signature",
        "holders": "titulaire",
        "amount": "montant",
        "ceiling": "plafond",
        "currency": "monnaie",
        "cpv": "codes CPV",
        "reason": "motif",
        "lots": "lots",
        "text": "texte",
    },
    "en": {"holders": "winner", "same_as": "same notice elsewhere", "related": "linked notices"},
}
_COUNTS = {
    "fr": {
        "article": ("article", "articles"),
        "origin": ("origine", "origines"),
        "source": ("source", "sources"),
        "checked": ("source consultée", "sources consultées"),
    },
    "en": {
        "article": ("article", "articles"),
        "origin": ("origin", "origins"),
        "source": ("source", "sources"),
        "checked": ("source checked", "sources checked"),
    },
}


_REASONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    (r"not a public address", {"fr": "mène à une adresse interne", "en": "leads to an internal address"}),
    (r"html in place", {"fr": "page HTML à la place du contenu", "en": "an HTML page in place of the content"}),
    (r"firewall", {"fr": "page de pare-feu à la place du contenu", "en": "a firewall's page in its place"}),
    (r"lists nothing|^empty", {"fr": "répond, mais ne liste rien", "en": "answers, but lists nothing"}),
    (r"too big|without end", {"fr": "réponse trop grosse", "en": "answer too big"}),
    (r"cut before", {"fr": "réponse coupée", "en": "answer cut short"}),
    (
        r"dns|lookup|getaddrinfo|name or service|host name",
        {"fr": "nom d'hôte introuvable", "en": "host name not found"},
    ),
    (r"certificate|\btls\b|\bssl\b", {"fr": "certificat refusé", "en": "certificate refused"}),
    (r"robots", {"fr": "interdite aux robots", "en": "forbidden to robots"}),
    (r"\bHTTP (4\d\d|5\d\d)\b", {"fr": "réponse HTTP {0}", "en": "HTTP answer {0}"}),
    (r"refused|refuses connections", {"fr": "connexion refusée", "en": "connection refused"}),
    (r"time[ -]?(?:d )?out|too long|in time|time limit", {"fr": "délai dépassé", "en": "timed out"}),
    (r"^(?:down|failed)$", {"fr": "en panne", "en": "down"}),
    (r"^blocked$", {"fr": "accès refusé", "en": "blocked"}),
    (r"^invalid$", {"fr": "réponse illisible", "en": "unreadable answer"}),
)


def word(key: str, language: str, *values: object) -> str:
    """A fixed phrase with its values in place."""
    return _WORDS[language][key].format(*values)


def count(key: str, number: int, language: str = "fr") -> str:
    """1 article, 3 articles; French counts 0 as one."""
    one, many = _COUNTS[language][key]
    single = number < 2 if language == "fr" else number == 1
    return f"{number} {one if single else many}"


def field(name: str, language: str = "fr") -> str:
    """A field of a notice."""
    return _FIELDS[language].get(name, name.replace("_", " "))


def value(text: str | None, language: str = "fr") -> str:
    """A field's value: moments and numbers as people write them, a dash for nothing."""
    if not text:
        return "–"
    if re.fullmatch(r"\d{4}-\d\d-\d\d(T[\d:.]+(\+00:00|Z)?)?", text):
        hour = f", {text[11:16]} UTC" if len(text) > 10 else ""
        return f"{day(date.fromisoformat(text[:10]), language)}{hour}"
    return amount(text, language) if re.fullmatch(r"\d+(\.\d+)?", text) else text


def trouble(outage: Outage, language: str = "fr") -> str:
    """What is wrong with a source, and since when a silent one has had nothing new."""
    if outage.kind is Trouble.SILENT and outage.last_new is not None:
        return word("silent", language, outage.source, day(outage.last_new.date(), language))
    return word("down", language, outage.source, reason(outage.reason or outage.kind, language))


def reason(error: str, language: str = "fr") -> str:
    """Why a source did not answer, in words; the error itself when it is none of the usual ones."""
    for pattern, words in _REASONS:
        if found := re.search(pattern, error, re.IGNORECASE):
            return words[language].format(*found.groups())
    return error


def amount(text: str, language: str = "fr") -> str:
    """6 200 000 € in French, €6,200,000 in English."""
    number = f"{Decimal(text):,.2f}".removesuffix(".00")
    if language == "en":
        return f"€{number}"
    return f"{number.replace(',', ' ').replace('.', ',')} €"


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
        if re.fullmatch(r"\d{4}(-\d\d)?/\d{4}(-\d\d)?", value.edtf or ""):  # whole months
            months = [_month(day, language) for day in (value.earliest, value.latest)]
            text = ("de {} à {}", "from {} to {}")[language == "en"].format(*months)
            return re.sub(r"^de (?=[ao])", "d'", text)  # d'avril, d'octobre
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


def _month(day: date, language: str) -> str:
    return f"{_MONTHS[language][day.month - 1]} {day.year}"


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
