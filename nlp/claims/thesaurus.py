"""Families of words that decisions are told with: what stands in a sentence, whatever its exact wording.

A concept is a name and the folded words, phrases and stems that belong to it (`thesaurus.txt`). Concepts say nothing by
themselves: the classifier weighs them by what stands beside what (`features.py`), so that a synonym helps every type.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
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


Match = tuple[int, int, int]  # concept, first word, past the last word


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word).replace(r"\*", r"\w*") for word in words.split("|")))


@cache
def _phrases() -> tuple[tuple[int, tuple[re.Pattern[str], ...]], ...]:
    """Every phrase of several words, each word a pattern."""
    return tuple(
        (at, tuple(_pattern(word) for word in _WORD.findall(phrase)))
        for at, words in enumerate(_CONCEPTS.values())
        for phrase in words.split("|")
        if len(_WORD.findall(phrase)) > 1
    )


@lru_cache(maxsize=50_000)
def alone(word: str) -> tuple[int, ...]:
    """Concepts of one folded word."""
    return tuple(at for at, words in enumerate(_CONCEPTS.values()) if _single(words).fullmatch(word))


@cache
def _single(words: str) -> re.Pattern[str]:
    return _pattern("|".join(word for word in words.split("|") if len(_WORD.findall(word)) == 1))


@lru_cache(maxsize=50_000)
def beginning(word: str) -> tuple[tuple[int, tuple[re.Pattern[str], ...]], ...]:
    """Phrases that begin with a folded ``word``, and the concept of each."""
    return tuple((at, phrase) for at, phrase in _phrases() if phrase[0].fullmatch(word))


@lru_cache(maxsize=100_000)
def _two(word: str, after: str) -> tuple[tuple[int, int, tuple[re.Pattern[str], ...]], ...]:
    """(concept, words, those past the second) of each phrase that begins with these two folded words."""
    return tuple((at, len(phrase), phrase[2:]) for at, phrase in beginning(word) if phrase[1].fullmatch(after))


def phrases(words: Sequence[str], starts: Iterable[int]) -> list[Match]:
    """Concepts of the phrases that begin at ``starts`` in a run of folded words."""
    return [
        (at, i, i + size)
        for i in starts
        if i + 1 < len(words)
        for at, size, rest in _two(words[i], words[i + 1])
        if size <= len(words) - i and all(p.fullmatch(words[i + k]) for k, p in enumerate(rest, 2))
    ]


def concepts(words: Sequence[str]) -> list[Match]:
    """Concepts of a run of folded words: of each word alone, and of the phrases that they make."""
    return [(at, i, i + 1) for i, word in enumerate(words) for at in alone(word)] + phrases(words, range(len(words)))
