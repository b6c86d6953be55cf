"""Long texts are read in pieces, so that memory stays bounded whatever comes."""

from collections.abc import Iterator

LONGEST = 20_000  # characters of one piece


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """(offset, piece) of ``text``, cut at a line end, else after a full stop, else at a space, else anywhere."""
    start = 0
    while len(text) - start > LONGEST:
        end = _cut(text, start, start + LONGEST)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _cut(text: str, start: int, limit: int) -> int:
    for mark in ("\n", ". ", " "):
        at = text.rfind(mark, start + LONGEST // 2, limit)
        if at > 0:
            return at + len(mark)
    return limit
