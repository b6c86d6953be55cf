"""``veilleur export``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from digests.exports import FORMATS
from digests.exports import export as write
from veilleur.parts import exported
from veilleur.shell import Context, shell


def _known(form: str) -> str:
    if form not in FORMATS:
        raise typer.BadParameter(f"{form!r} is not one of {', '.join(FORMATS)}")
    return form


def export(
    context: Context,
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=" ".join(FORMATS), callback=_known)],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Default: standard output.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="D", help="As it was known then.")] = None,
) -> None:
    """Write the timeline, its milestones, its changes or its notices in a format of others."""
    here = shell(context)
    data = write(form, exported(here, here.queries, here.at(as_of)))
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        out.write_bytes(data)
