"""``veilleur site``."""

from pathlib import Path
from typing import Annotated

import typer

from veilleur.errors import UsageError
from veilleur.parts import exported
from veilleur.shell import Context, shell


def site(
    context: Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the pages go.")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="D", help="As it was known then.")] = None,
) -> None:
    """Write the timeline, the changes and the documents as static pages, with every export beside them."""
    from digests.site import pages

    here = shell(context)
    for name, data in pages(exported(here, here.queries, here.at(as_of))).items():
        _write(folder / name, data)
    here.screen.print(str(folder / "index.html"), markup=False)


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
