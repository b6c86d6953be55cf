"""Folding that keeps every offset. Pure."""

import unicodedata
from functools import lru_cache

_FOLDED = {ord("’"): "'", ord("\u00a0"): " ", ord("\u202f"): " ", ord("–"): "-", ord("‑"): "-", ord("—"): "-"}
for _code in range(0xC0, 0x17F):
    _base = unicodedata.normalize("NFD", chr(_code))[0]
    if _base.isascii():
        _FOLDED[_code] = _base.lower()
_LOWER = {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_TABLE = {**_LOWER, **_FOLDED}


def _folded(text: str) -> str:
    return text.translate(_TABLE)


_word = lru_cache(20_000)(_folded)  # the same few words come again and again
_text = lru_cache(4)(_folded)  # and each room folds the text that is being read
_WORD = 24  # characters


def fold(text: str) -> str:
    """``text`` in lower case without accents, of the same length: offsets stay true."""
    return _word(text) if len(text) <= _WORD else _text(text)
