"""The sentences in which national notices correct a deadline → the new one.

Met in real corrections: "au lieu de 06/11/2026 à 12h00, lire 13/11/2026 à 12h00"; "la date limite est reportée au jeudi
15 octobre 2026 à 14 heures"; "nouvelle date : 6/10/26 à 12h00". A date that is the old one, or of a visit, is none.
"""

import re
from datetime import datetime, time

from crawler.moments import PARIS, moment

_SUBJECT = re.compile(
    r"limites?\b|(?:remise|réception|reception|dépôt|depot)\s+des?\s+(?:offres|plis|candidatures|dossiers)", re.I
)
_INSTEAD = re.compile(
    r"au\s+lieu\s+d[eu]\s*:?\s*(?:lire\s*:?\s*)?(?P<before>.{1,500}?)\s*[,;.]?\s*(?:il\s+(?:faut|convient\s+de)\s+)?lire\s*:?\s*"
    r"(?P<after>.+)",
    re.I | re.S,
)
_NEW = re.compile(
    r"(?:\blire|report[ée]e?s?|repouss[ée]e?s?|prolong[ée]e?s?|décal[ée]e?s?|\bport[ée]e?s?|modifi[ée]e?s?"
    r"|nouvelle\s+date[^:\n]{0,60}:|désormais)\s*[:\"]?\s*(?:fixée\s+)?(?:jusqu['’])?(?:au\b|le\b|:)?\s*(?P<date>.{6,60})",
    re.I | re.S,
)
_OPENING = re.compile(r"limite[^.\n]{0,80}?(?:\bau|:|\ble)\s+(?P<date>.{6,60})", re.I | re.S)
_OLD = re.compile(r"initialement|précédemment|au\s+lieu\s+d[eu]\s*$", re.I)
_OTHER = re.compile(r"visite|complémentaires|questions", re.I)
_SHORT_YEAR = re.compile(r"\b(\d{1,2}/\d{1,2}/)(\d\d)\b(?!\d|/)")
_HOUR = re.compile(r"\d\s*(?:h|:|heures?)", re.I)
_NEAR = 250  # characters between what names the deadline and its new date


def instead(sentence: str) -> tuple[str, str] | None:
    """(before, after) of "au lieu de … lire …"."""
    match = _INSTEAD.search(sentence)
    return (match["before"].strip(' "«»'), match["after"].strip(' "«»')) if match else None


def deadline(sentence: str) -> datetime | None:
    """The new deadline in UTC; None when the sentence sets none."""
    subjects = list(_SUBJECT.finditer(sentence))
    replaced = instead(sentence)
    if replaced and subjects:
        return stated(replaced[1])
    told = (match for match in (*_NEW.finditer(sentence), *_OPENING.finditer(sentence)) if _names(match, subjects))
    return next(filter(None, (stated(match["date"]) for match in told)), None)


def _names(match: re.Match[str], subjects: list[re.Match[str]]) -> bool:
    """Whether the date of ``match`` is the new one of what ``subjects`` name."""
    before = match.string[: match.start("date")]
    named = [subject.start() for subject in subjects if subject.end() <= len(before)]
    between = before[named[-1] :] if named else ""
    return bool(named) and len(between) <= _NEAR and not _OTHER.search(between) and not _OLD.search(before[-40:])


def stated(text: str) -> datetime | None:
    """The moment that ``text`` begins with, Paris time; a day without an hour ends at its last minute."""
    text = _SHORT_YEAR.sub(r"\g<1>20\g<2>", text)[:100]
    found = moment(text)
    if found is None or _HOUR.search(text):
        return found
    return datetime.combine(found.astimezone(PARIS).date(), time(23, 59), PARIS).astimezone(found.tzinfo)
