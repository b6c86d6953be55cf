"""Families of words that decisions are told with: what stands in a sentence, whatever its exact wording.

A concept is a name and the folded words, phrases and stems that belong to it (`thesaurus.txt`). Concepts say nothing by
themselves: the classifier weighs them by what stands beside what (`features.py`), so that a synonym helps every type.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("thesaurus.txt")


def _read(source: str) -> dict[str, str]:
    """Concept → its words, joined by bars."""
    lines = "\n".join(line for line in source.splitlines() if not line.startswith("#"))
    entries = (entry.split(":", 1) for entry in re.split(r"\n(?=\S)", lines.strip()))
    return {name: "|".join(word.strip() for word in words.split("|")) for name, words in entries}


_CONCEPTS = _read(_FILE.read_text(encoding="utf-8"))
NAMES = tuple(_CONCEPTS)
_WORD = re.compile(r"[\w*]+'?|-")  # as spaCy cuts French
_ENDING = re.compile(r"\w+\Z")


Match = tuple[int, int, int]  # concept, first word, past the last word
Phrase = tuple[int, tuple[str, ...]]  # concept, words: a star at the end of one stands for any ending


def _by_first_word() -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for at, phrases in enumerate(_CONCEPTS.values()):
        for phrase in phrases.split("|"):
            words = tuple(_WORD.findall(phrase))
            found.setdefault(words[0], []).append((at, words))
    return found


_PHRASES = _by_first_word()


def _readings(word: str) -> Iterator[str]:
    """The ways in which the thesaurus may write a folded ``word``: as it stands, and every stem of it."""
    yield word
    yield from (f"{word[:end]}*" for end in range(len(_ENDING.sub("", word)), len(word) + 1))


@lru_cache(maxsize=50_000)
def _begun(word: str) -> tuple[Phrase, ...]:
    """All that begins with a folded ``word``."""
    return tuple(phrase for reading in _readings(word) for phrase in _PHRASES.get(reading, ()))


@lru_cache(maxsize=50_000)
def alone(word: str) -> tuple[int, ...]:
    """Concepts of one folded word, ascending."""
    return tuple(sorted({at for at, words in _begun(word) if len(words) == 1}))


@lru_cache(maxsize=50_000)
def beginning(word: str) -> tuple[Phrase, ...]:
    """Phrases of several words that begin with a folded ``word``."""
    return tuple((at, words) for at, words in _begun(word) if len(words) > 1)


@lru_cache(maxsize=100_000)
def _two(word: str, after: str) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """(concept, words, those past the second) of each phrase that begins with these two folded words."""
    follows = set(_readings(after))
    return tuple((at, len(words), words[2:]) for at, words in beginning(word) if words[1] in follows)


def phrases(words: Sequence[str], starts: Iterable[int]) -> list[Match]:
    """Concepts of the phrases that begin at ``starts`` in a run of folded words."""
    return [
        (at, i, i + size)
        for i in starts
        if i + 1 < len(words)
        for at, size, rest in _two(words[i], words[i + 1])
        if size <= len(words) - i and all(one in _readings(words[i + k]) for k, one in enumerate(rest, 2))
    ]


def concepts(words: Sequence[str]) -> list[Match]:
    """Concepts of a run of folded words: of each word alone, and of the phrases that they make."""
    return [(at, i, i + 1) for i, word in enumerate(words) for at in alone(word)] + phrases(words, range(len(words)))
