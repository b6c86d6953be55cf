"""What changed inside a document: words of a text, fields of a notice."""

from crawler.types import Notice
from store import codec

_OPS = {0: "equal", 1: "insert", -1: "delete"}


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """(op, text) pieces that turn ``before`` into ``after``; op is equal, insert or delete; words stay whole."""
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    left, right, words = engine.diff_linesToChars(_lines(before), _lines(after))
    pieces = engine.diff_main(left, right, False)
    engine.diff_charsToLines(pieces, words)
    return [(_OPS[op], _text(text)) for op, text in pieces]


def _lines(text: str) -> str:
    """One word a line, since the library compares lines whole; real line ends are set aside."""
    return "\n".join(text.replace("\n", "\x00 ").split(" "))


def _text(lines: str) -> str:
    return lines.replace("\n", " ").replace("\x00 ", "\n").replace("\x00", "\n")


def changed_words(before: str, after: str, longest: int = 160) -> tuple[str, str]:
    """What was taken out and what was put in, shortened for one line."""
    pieces = word_diff(before, after)
    out, new = (" … ".join(t.strip() for op, t in pieces if op == kind and t.strip()) for kind in ("delete", "insert"))
    return _short(out, longest), _short(new, longest)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def field_changes(before: Notice, after: Notice) -> list[tuple[str, str | None, str | None]]:
    """(field, before, after) of every field of a notice that differs, as text; None where it was or is empty."""
    left, right = codec.plain(before), codec.plain(after)
    names = [name for name in left if left[name] != right[name] and name not in ("flags", "changes")]
    return [(name, _shown(left[name]), _shown(right[name])) for name in names]


def shown(value: object) -> str | None:
    """One value of a field as text; None when it is empty."""
    return _shown(codec.plain(value))


def _shown(value: object) -> str | None:
    if value in (None, "", []):
        return None
    if isinstance(value, list):
        return ", ".join(str(item.get("name", item)) if isinstance(item, dict) else str(item) for item in value)
    return str(value)
