"""Sentences by their punctuation. The parser's own cuts fall after a subject ("NumSpot | pourrait reprendre…")."""

import re
from itertools import pairwise

_ABBREVIATED = "".join(
    rf"(?<!\b{word}\.)"
    for word in (
        "M",
        "MM",
        "Mme",
        "Mmes",
        "Mlle",
        "Dr",
        "Pr",
        "Me",
        "Mr",
        "Mrs",
        "art",
        "al",
        "cf",
        "p",
        "no",
        "St",
        "[A-Z]",
    )
)
_END = re.compile(rf"(?:(?<=[.!?…])|(?<=[.!?…][\"»”)])|(?<=[.!?…]\s[»”])){_ABBREVIATED}\s+(?=[A-ZÀ-Ý«“\"\d\[(–—•])|\n+")
_COLON = re.compile(r":\s*$")


def sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of every sentence, white space trimmed; a line that ends with a colon goes on."""
    edges = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    spans = [trimmed(text, left, right) for left, right in pairwise(edges)]
    found: list[tuple[int, int]] = []
    for left, right in spans:
        if right <= left:
            continue
        if found and _COLON.search(text, found[-1][0], found[-1][1]):
            found[-1] = found[-1][0], right
        else:
            found.append((left, right))
    return found


def trimmed(text: str, left: int, right: int) -> tuple[int, int]:
    """[left, right) without the white space at its ends."""
    words = text[left:right]
    return left + len(words) - len(words.lstrip()), right - (len(words) - len(words.rstrip()))
