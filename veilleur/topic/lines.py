"""Where in a TOML file a value stands: tomllib keeps no positions, people need them."""

import re

Path = tuple[str | int, ...]

_ARRAY_TABLE = re.compile(r"^\s*\[\[\s*([\w.\-]+)\s*\]\]")
_TABLE = re.compile(r"^\s*\[\s*([\w.\-]+)\s*\]")
_KEY = re.compile(r"^\s*([\w\-]+)\s*=")


class Lines:
    """Line numbers of the tables and keys of a TOML text."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._counts: dict[str, int] = {}
        self._prefix: Path = ()
        for number, line in enumerate(text.splitlines(), start=1):
            self._note(number, line)

    def _note(self, number: int, line: str) -> None:
        if match := _ARRAY_TABLE.match(line):
            index = self._counts.get(match[1], 0)
            self._counts[match[1]] = index + 1
            self._prefix = (match[1], index)
        elif match := _TABLE.match(line):
            self._prefix = tuple(match[1].split("."))
        elif match := _KEY.match(line):
            self._lines.setdefault((*self._prefix, match[1]), number)
            return
        else:
            return
        self._lines.setdefault(self._prefix, number)

    def of(self, path: Path) -> int:
        """Line of the value at ``path``, or of its nearest parent that has one; 1 at worst."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return 1


def dotted(path: Path) -> str:
    """``("sources", 2, "url")`` → ``sources[2].url``, counted from 0 as programs do."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text or "topic"
