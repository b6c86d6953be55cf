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
        self._counts: dict[Path, int] = {}
        self._prefix: Path = ()
        for number, line in enumerate(text.splitlines(), start=1):
            self._note(number, line)

    def _note(self, number: int, line: str) -> None:
        if match := _ARRAY_TABLE.match(line):
            path = self._inside(match[1])
            index = self._counts.get(path, 0)
            self._counts[path] = index + 1
            self._prefix = (*path, index)
        elif match := _TABLE.match(line):
            self._prefix = self._inside(match[1])
        elif match := _KEY.match(line):
            self._lines.setdefault((*self._prefix, match[1]), number)
            return
        else:
            return
        self._lines.setdefault(self._prefix, number)

    def _inside(self, name: str) -> Path:
        """``actors.roles``: of the newest actor → ``("actors", 3, "roles")``."""
        *parents, last = name.split(".")
        path: Path = ()
        for part in parents:
            path = (*path, part)
            path = (*path, self._counts[path] - 1) if path in self._counts else path
        return (*path, last)

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
