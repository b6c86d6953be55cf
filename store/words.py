"""Words as the search index holds them, so that neither accents nor endings matter."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

_ELIDED = r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]\w"  # l'article, qu'il: no words of their own
_WORD = re.compile(rf"(?<![^\W_])(?!{_ELIDED})[^\W_]+", re.IGNORECASE)
_LONGEST = 64  # longer runs are not words
_SHORTEST_STEM = 4
_TAKEN_OFF = (  # by Snowball; a person may stop typing inside one, before a *
    "ement ament ation ition ution ateur atrice eur euse eux ite iste isme able ible "
    "ence ance if ive ique ant ante er ees ions aient erait"
)
_ENDINGS = tuple(_TAKEN_OFF.split())
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


def completed(beginning: str) -> list[str]:
    """Stems, shorter than ``beginning``, of words that may start so: "hébergem" + "ent" → "heberg"."""
    folded = fold(beginning)
    tails = (e[cut:] for e in _ENDINGS for cut in range(1, len(e)) if folded.endswith(e[:cut]))
    stems = {normal(folded + tail) for tail in tails}
    return sorted(stem for stem in stems if _SHORTEST_STEM <= len(stem) < len(folded))


def fold(text: str) -> str:
    """``text`` without accents, in lower case."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def _stemmer() -> "Stemmer.Stemmer":
    return Stemmer.Stemmer("french")
