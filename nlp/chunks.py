"""Long texts are read in pieces, so that memory and time stay bounded whatever comes."""

import re
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

LONGEST = 20_000  # characters of one piece
WORD = 1_000  # characters of one word: the tokenizer takes the square of its length (0.05 s for these)
Piece = TypeVar("Piece", bound=Sized)
_ENDLESS = re.compile(rf"\S{{{WORD}}}(?=\S)")


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """(offset, piece) of ``text``, cut at a line end, else after a full stop, else at a space, else anywhere.

    A word without end is cut too.
    """
    start = 0
    while len(text) - start > LONGEST:
        end = _cut(text, start, start + LONGEST)
        yield from _words(text, start, end)
        start = end
    yield from _words(text, start, len(text))


def grouped(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """``pieces`` in order, short ones together: parsing takes memory by their whole length."""
    group: list[Piece] = []
    for piece in pieces:
        if group and sum(map(len, group)) + len(piece) > LONGEST:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for match in _ENDLESS.finditer(text, start, end):
        yield start, text[start : match.end()]
        start = match.end()
    yield start, text[start:end]


def _cut(text: str, start: int, limit: int) -> int:
    for mark in ("\n", ". ", " "):
        at = text.rfind(mark, start + LONGEST // 2, limit)
        if at > 0:
            return at + len(mark)
    return limit
