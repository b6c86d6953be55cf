"""Words as the search index holds them, so that neither accents nor endings matter."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"(?!(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]\w)[^\W_]+", re.IGNORECASE)  # no elided article
_LONGEST = 64  # longer runs are not words
_AGENT = re.compile(r"(\w{5,})(?:eur|eus|euse)")  # héberg-eur: a suffix that Snowball keeps


def tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, word) of every word of ``text``, as written."""
    for match in _WORD.finditer(text):
        if match.end() - match.start() <= _LONGEST:
            yield match.start(), match.end(), match[0]


def indexed(text: str) -> str:
    """What the index stores for ``text``: one normal form a word, in order."""
    return " ".join(normal(word) for _, _, word in tokens(text))


@lru_cache(maxsize=200_000)
def normal(word: str) -> str:
    """One word → its stem without accents.

    Folded first, so that text typed without accents meets the rest; what Snowball then leaves of a participle
    ("donnees" → "donne") is stemmed once more. Pairs measured: tests/store/test_words.py.
    """
    stem = _stemmer().stemWord(fold(word))
    if stem.endswith("e"):
        stem = _stemmer().stemWord(stem)
    agent = _AGENT.fullmatch(stem)
    return agent[1] if agent else stem


def fold(text: str) -> str:
    """``text`` without accents, in lower case."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def _stemmer() -> "Stemmer.Stemmer":
    return Stemmer.Stemmer("french")
