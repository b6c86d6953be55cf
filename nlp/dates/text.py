"""Folding that keeps every offset. Pure."""

import unicodedata

_FOLDED = {ord("’"): "'", ord("\u00a0"): " ", ord("\u202f"): " ", ord("–"): "-", ord("‑"): "-", ord("—"): "-"}
for _code in range(0xC0, 0x17F):
    _base = unicodedata.normalize("NFD", chr(_code))[0]
    if _base.isascii():
        _FOLDED[_code] = _base.lower()
_LOWER = {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_TABLE = {**_LOWER, **_FOLDED}


def fold(text: str) -> str:
    """``text`` in lower case without accents, of the same length: offsets stay true."""
    return text.translate(_TABLE)
