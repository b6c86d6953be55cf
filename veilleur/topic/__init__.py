"""Topic file → parts of the rooms."""

import re
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from veilleur.errors import Fault, TopicError
from veilleur.topic.checks import contradictions
from veilleur.topic.lines import Lines, dotted
from veilleur.topic.lines import Path as TopicPath
from veilleur.topic.parts import Topic, build
from veilleur.topic.schema import TopicFile

__all__ = ["DEFAULT_FILE", "PRESET", "Topic", "load", "loads", "preset"]

DEFAULT_FILE = "topic.toml"
PRESET = "health-data-hub"
_LONGEST = 80  # characters of what was found
_EXPECTED = {  # kind of fault, or the beginning of its name, as pydantic calls it → what to write instead
    "string_type": 'a text between quotes is expected, such as "…"',
    "string_too_short": "it should not be empty",
    "string_pattern_mismatch": 'small letters, digits, "-" and "_" are expected, such as "health-data-hub"',
    "tuple": 'a list is expected, such as ["…", "…"], or tables between [[ ]]',
    "model": "a table is expected",
    "bool": "true or false is expected",
    "int": "a whole number is expected",
    "float": "a number is expected",
    "finite": "a number is expected",
    "date": "a day is expected, such as 2026-03-31",
}
_SECRET = re.compile(r"//[^/@\s]*@")  # a name and a password in an address


def preset() -> str:
    """Text of the bundled topic."""
    return files("veilleur").joinpath("presets", f"{PRESET}.toml").read_text("utf-8")


def load(path: Path | None) -> Topic:
    """The topic in ``path``, else ``./topic.toml`` if there is one, else the bundled preset.

    Raises TopicError with every fault found: unreadable, not TOML, unknown key, wrong value, lost reference.
    """
    if path is None:
        default = Path(DEFAULT_FILE)
        return load(default) if default.exists() else loads(preset(), None)
    try:
        text = path.read_text("utf-8-sig")  # some editors begin a file with a mark
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise TopicError([Fault(str(path), 1, "topic", f"cannot be read: {reason}")]) from error
    return loads(text, path)


def loads(text: str, file: Path | None) -> Topic:
    """The topic written in ``text``; ``file`` is named in faults, relative paths start from its folder."""
    name = str(file) if file else f"{PRESET}.toml"
    table = _validated(_toml(text, name), text, name)
    if faults := [_fault(name, Lines(text), path, message) for path, message in contradictions(table)]:
        raise TopicError(faults)
    return build(table, file, file.parent if file else Path.cwd())


def _toml(text: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _line_of(error, text)
        raise TopicError([Fault(name, line, "topic", f"not TOML: {error}")]) from error


def _line_of(error: tomllib.TOMLDecodeError, text: str) -> int:
    words = str(error).partition("(at line ")[2]
    return int(words.partition(",")[0]) if words else max(1, len(text.splitlines()))


def _validated(data: dict[str, object], text: str, name: str) -> TopicFile:
    try:
        return TopicFile.model_validate(data)
    except ValidationError as error:
        lines = Lines(text)
        faults = [_fault(name, lines, item["loc"], _message(dict(item))) for item in error.errors()]
        raise TopicError(sorted(faults, key=lambda fault: fault.line)) from error


def _fault(name: str, lines: Lines, path: TopicPath, message: str) -> Fault:
    return Fault(name, lines.of(path), dotted(path), message)


def _message(item: dict[str, object]) -> str:
    if item["type"] == "extra_forbidden":
        return "unknown key"
    if item["type"] == "missing":
        return "required, but absent"
    value = item["input"]
    found = _SECRET.sub("//…@", str(value) if isinstance(value, date) else repr(value))
    return f"{_expected(item)}; found {found if len(found) < _LONGEST else found[:_LONGEST] + '…'}"


def _expected(item: dict[str, object]) -> str:
    kind = str(item["type"])
    plain = _EXPECTED.get(kind) or _EXPECTED.get(kind.partition("_")[0])
    return plain or str(item["msg"]).removeprefix("Value error, ").replace("Input should be", "it should be")
