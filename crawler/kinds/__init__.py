"""The kinds of sources. A kind is one module with three pure functions, and one row here."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib import import_module
from typing import Protocol, cast

from crawler.kinds.request import Found, Request
from crawler.types import Fetched, Job, Network, Parsed, Source

MODULES: Mapping[str, str] = {
    "feed": "crawler.kinds.feed",
    "listing": "crawler.kinds.listing",
    "boamp": "crawler.kinds.boamp",
    "ted": "crawler.kinds.ted",
    "decp": "crawler.kinds.decp",
    "jorf": "crawler.kinds.jorf",
}


class Kind(Protocol):
    """How one kind of source is asked and read. All three are pure; a module is a ``Kind``."""

    def start(self, job: Job, network: Network, now: datetime) -> tuple[Request, ...]:
        """Give the first requests of a cycle."""

    def follow(self, job: Job, fetched: Fetched, now: datetime) -> Found:
        """Read a new ``index`` body for what to ask next. Called once for each; never for items.

        Raises ``ParseError`` when the bytes are not of this kind: the source is then INVALID.
        """

    def parse(self, source: Source, fetched: Fetched) -> Parsed:
        """Read the documents out of one body of any role. Raises ``ParseError`` likewise."""


class _Kinds(Mapping[str, Kind]):
    """Imports a kind's module when it is first asked for, so that the list itself is cheap."""

    def __getitem__(self, name: str) -> Kind:
        return cast("Kind", import_module(MODULES[name]))

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


KINDS: Mapping[str, Kind] = _Kinds()
