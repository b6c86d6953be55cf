"""The passage of a text that answers a query best, its matches between ‹ and ›."""

from store.words import normal, tokens

_WIDTH = 30  # words


def snippet(text: str, words: frozenset[str]) -> str:
    """Some thirty words of ``text`` with the most matches; its beginning when there is none."""
    found = [(start, end, normal(word) in words) for start, end, word in tokens(text)]
    if not found:
        return ""
    first = _best(found)
    window = found[first : first + _WIDTH]
    left, right = window[0][0], window[-1][1]
    marked = _marked(text, left, window)
    return f"{'… ' if first else ''}{marked}{' …' if right < found[-1][1] else ''}"


def _best(found: list[tuple[int, int, bool]]) -> int:
    """First word of the window with the most matches, which stand in its middle."""
    hits = [hit for _, _, hit in found]
    count = best = sum(hits[:_WIDTH])
    first = 0
    for index in range(_WIDTH, len(hits)):
        count += hits[index] - hits[index - _WIDTH]
        if count > best:
            best, first = count, index - _WIDTH + 1
    inside = [index for index, hit in enumerate(hits[first : first + _WIDTH], first) if hit] or [0]
    middle = (inside[0] + inside[-1] + 1) // 2
    return max(0, min(middle - _WIDTH // 2, len(hits) - _WIDTH))


def _marked(text: str, left: int, window: list[tuple[int, int, bool]]) -> str:
    pieces, position = [], left
    for start, end, hit in window:
        pieces.append(text[position:start])
        pieces.append(f"‹{text[start:end]}›" if hit else text[start:end])
        position = end
    return " ".join("".join(pieces).split())
