"""The archive in formats of others. One small module a format: add it, and its row here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from importlib import import_module
from typing import cast

from digests.errors import ExportError
from digests.lines import Words
from digests.timeline import Rules
from digests.types import Change, Timeline
from store.types import Known

Between = Callable[[datetime, datetime], tuple[Known, Known]]  # what was known at either moment


@dataclass(frozen=True)
class Export:
    """What is known at a moment, and how to speak of it. The bytes written follow from it alone, never from a clock."""

    known: Known
    timeline: Timeline
    rules: Rules
    words: Words
    title: str  # of the topic
    between: Between | None = None  # asks the archive about earlier moments; None = it cannot be asked

    @cached_property
    def history(self) -> list[Change]:
        """Every change since the beginning, oldest first; made once, for the formats that tell it."""
        from digests.exports.history import history

        return history(self)


FORMATS = ("csv", "jsonl", "rss", "ics", "timelinejs", "ocds")  # each the module of this package that has ``write``


def export(name: str, what: Export) -> bytes:
    """``what`` in the format ``name``. Raises ExportError when there is no such format."""
    if name not in FORMATS:
        raise ExportError(f"no export format {name!r}: choose one of {', '.join(FORMATS)}")
    module = import_module(f"digests.exports.{name}")  # only its own library is loaded
    return cast(Callable[[Export], bytes], module.write)(what)
