"""Bytes → documents: the one door for a fresh crawl and for ``reprocess`` over archived bytes."""

from crawler.kinds import KINDS
from crawler.types import Fetched, Parsed, Source


def parse(source: Source, fetched: Fetched) -> Parsed:
    """Read one body of ``source``. Pure; raises ``ParseError`` when the bytes are not of its kind."""
    return KINDS[source.kind].parse(source, fetched)
