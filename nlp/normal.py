"""Spelling that does not matter: case, accents, apostrophes, hyphens. Pure and quick."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "’": "'", "ß": "ss"})


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """``text`` in lower case without accents; its length may differ."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def words(text: str) -> list[str]:
    """Folded words of ``text``, in order: apostrophes, hyphens and signs separate them."""
    return _WORD.findall(fold.__wrapped__(text))
