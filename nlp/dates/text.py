"""Folding that keeps every offset, and the tense around a place. Pure."""

import re
import unicodedata

_FOLDED = {ord("’"): "'", ord("\u00a0"): " ", ord("\u202f"): " ", ord("–"): "-", ord("‑"): "-", ord("—"): "-"}
for _code in range(0xC0, 0x17F):
    _base = unicodedata.normalize("NFD", chr(_code))[0]
    if _base.isascii():
        _FOLDED[_code] = _base.lower()
_LOWER = {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_TABLE = {**_LOWER, **_FOLDED}

PAST, FUTURE, UNKNOWN = "past", "future", "unknown"
_FUTURE = re.compile(
    r"\b(?!sera\b(?=\s+pas\s+ete))\w{2,}(?:era|eront|ira|iront|dra|dront|vra|vront|rra|rront|aura|auront|fera|feront)\b"
    r"|\b(?:sera|seront|ira|iront|va|vont|doit|doivent|devrait|devraient|prevu\w*|attendu\w*|vise\w*|prochain\w*"
    r"|d'ici|au plus tard|futur\w*|will|shall|expected|due|planned|to be)\b"
)
_PAST = re.compile(
    r"\b(?:a|ont|avait|avaient|est|sont|etait|etaient|fut|furent|eut|eurent|ayant|etant|s'est|se sont|was|were|had|has"
    r"|have)\s+(?:(?:ete|deja|aussi|ensuite|d'abord|officiellement|bien|pas|been|not)\s+)*\w+(?:e|ee|es|ees|i|ie|is"
    r"|ies|it|u|ue|us|ues|t|te|ts|tes|ed|en)\b|\b(?:dernier|derniere|passe|passee|paru|parue|rendu|signe|publie)\b"
)
_SENTENCE = re.compile(r"[.!?;\n](?=\s|$)")


def fold(text: str) -> str:
    """``text`` in lower case without accents, of the same length: offsets stay true."""
    return text.translate(_TABLE)


def tense(folded: str, start: int, end: int) -> str:
    """Tense of the clause around a place, by surface cues; the nearest cue wins."""
    left = max((m.end() for m in _SENTENCE.finditer(folded, max(0, start - 300), start)), default=max(0, start - 300))
    match = _SENTENCE.search(folded, end)
    right = min(match.start() if match else len(folded), end + 200)
    past, future = (_distance(p, folded, left, right, start, end) for p in (_PAST, _FUTURE))
    if past == future:
        return UNKNOWN
    return PAST if past < future else FUTURE


def _distance(pattern: re.Pattern[str], folded: str, left: int, right: int, start: int, end: int) -> int:
    gaps = [start - m.end() if m.end() <= start else m.start() - end for m in pattern.finditer(folded, left, right)]
    return min((abs(gap) for gap in gaps), default=10_000)
