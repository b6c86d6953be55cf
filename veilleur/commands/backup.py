"""``veilleur backup``."""

from pathlib import Path
from typing import Annotated

import typer

from veilleur.shell import Context, Json, shell


def backup(
    context: Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes; never overwritten.")],
    json: Json = False,
) -> None:
    """Copy the archive and its mailbox, whole, while others go on writing."""
    from store.backup import copy

    here = shell(context)
    written = [str(path) for path in copy(here.archive_file, file)]
    if here.json:
        return here.answer({"archive": here.archive, "files": written})
    return here.screen.print("\n".join(written), markup=False)
