"""Bytes → documents: the one door for a fresh crawl and for ``reprocess`` over archived bytes."""

from crawler import sandbox
from crawler.errors import ParseError
from crawler.kinds import KINDS
from crawler.types import Fetched, Parsed, Source


def parse(source: Source, fetched: Fetched) -> Parsed:
    """Read one body of ``source``; raises ``ParseError`` when the bytes are not of its kind.

    Pure, and done in a killable child: bytes come from anyone.
    """
    try:
        return sandbox.run(_parse, source, fetched)
    except ParseError:
        raise
    except sandbox.SandboxError as error:
        raise ParseError(fetched.url, str(error)) from error
    except Exception as error:  # one body's surprise must not end the cycle
        raise ParseError(fetched.url, f"cannot be read: {type(error).__name__}: {error}"[:200]) from error


def _parse(source: Source, fetched: Fetched) -> Parsed:
    return KINDS[source.kind].parse(source, fetched)
