"""``veilleur export``."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from digests.timeline import timeline
from veilleur.parts import rules, words
from veilleur.shell import Context, shell


class Format(StrEnum):
    """What the archive can be turned into."""

    CSV = "csv"
    JSONL = "jsonl"
    RSS = "rss"
    ICS = "ics"
    TIMELINEJS = "timelinejs"
    OCDS = "ocds"


def export(
    context: Context,
    form: Annotated[Format, typer.Argument(metavar="FORMAT", help="csv jsonl rss ics timelinejs ocds")],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Default: standard output.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="D", help="As it was known then.")] = None,
) -> None:
    """Write the timeline, its milestones, its changes or its notices in a format of others."""
    from digests.exports import Export, export

    here = shell(context)
    known = here.queries.known(here.at(as_of))
    found = timeline(known, rules(here.topic))
    data = export(form.value, Export(known, found, rules(here.topic), words(here.topic), here.topic.affair.title))
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        out.write_bytes(data)
