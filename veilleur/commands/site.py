"""``veilleur site``."""

from pathlib import Path
from typing import Annotated

import typer

from digests.timeline import timeline
from veilleur.errors import UsageError
from veilleur.parts import rules, words
from veilleur.shell import Context, shell


def site(
    context: Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the pages go.")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="D", help="As it was known then.")] = None,
) -> None:
    """Write the timeline, the changes and the documents as static pages, with every export beside them."""
    from digests.exports import Export
    from digests.site import pages

    here = shell(context)
    known = here.queries.known(here.at(as_of))
    found = timeline(known, rules(here.topic))
    what = Export(known, found, rules(here.topic), words(here.topic), here.topic.affair.title)
    for name, data in pages(what).items():
        _write(folder / name, data)
    here.screen.print(str(folder / "index.html"), markup=False)


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
