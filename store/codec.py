"""Frozen dataclasses and named tuples ↔ JSON columns, by their type hints. Light: the reading side uses it too."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(value: object) -> str:
    """A dataclass, or a tuple of them → JSON. Raises TypeError on a type no column can hold."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """JSON → ``kind``; fields unknown today are passed over, absent ones take their default."""
    found: T = _builder(kind)(json.loads(text))  # type: ignore[arg-type]  # a type can be hashed
    return found


def plain(value: Any) -> Any:
    """A dataclass, or a named tuple, as what JSON can hold."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


Builder = Callable[[Any], Any]


@cache
def _builder(kind: Any) -> Builder:
    """What makes a ``kind`` of what JSON holds; found once for each type, and not for each value."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _builder(next(arg for arg in get_args(kind) if arg is not NoneType))
    if origin is tuple:
        return _tuple(get_args(kind))
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return _record(kind)
    if kind in (datetime, date):
        made: Builder = kind.fromisoformat
        return made
    return kind if isinstance(kind, type) and issubclass(kind, Enum | Decimal) else lambda value: value


def _record(kind: Any) -> Builder:
    builders = {name: _builder(hint) for name, hint in get_type_hints(kind).items()}

    def build(value: dict[str, Any]) -> Any:
        known = ((name, item) for name, item in value.items() if name in builders)
        return kind(**{name: None if item is None else builders[name](item) for name, item in known})

    return build


def _tuple(kinds: tuple[Any, ...]) -> Builder:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        one = _builder(kinds[0])
        return lambda values: tuple(map(one, values))
    each = tuple(map(_builder, kinds))
    return lambda values: tuple(build(value) for build, value in zip(each, values, strict=True))
