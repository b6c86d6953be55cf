"""Spelling that does not matter: case, accents, apostrophes, hyphens. Pure and quick."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_LETTERS = {"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "’": "'", "ß": "ss"}


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """``text`` in lower case without accents; its length may differ."""
    if text.isascii():
        return text.lower()
    for sign, letters in _LETTERS.items():
        text = text.replace(sign, letters)
    decomposed = unicodedata.normalize("NFKD", text)
    for mark in filter(unicodedata.combining, set(decomposed)):
        decomposed = decomposed.replace(mark, "")
    return decomposed.lower()


def words(text: str) -> list[str]:
    """Folded words of ``text``, in order: apostrophes, hyphens and signs separate them."""
    return _WORD.findall(fold.__wrapped__(text))
