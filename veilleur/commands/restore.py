"""``veilleur restore``."""

from pathlib import Path
from typing import Annotated

import typer

from veilleur.shell import FAILURE, Context, Json, shell


def restore(
    context: Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `veilleur backup` wrote.")],
    verify: Annotated[bool, typer.Option("--verify/--no-verify", help="Check it whole before it is used.")] = True,
    json: Json = False,
) -> None:
    """Put a backup in the place of the archive; what stood there is kept as NAME.before-restore."""
    from store.backup import put_back
    from store.lock import exclusive, in_turn, lock_of, turn_of
    from store.soundness import faults

    here = shell(context)
    found = faults(file) if verify else []
    if found:
        for fault in found:
            here.note(f"{file} : {fault}")
        raise typer.Exit(FAILURE)
    with exclusive(lock_of(here.archive)), in_turn(turn_of(here.archive)):
        written = [str(path) for path in put_back(file, here.archive_file)]
    if here.json:
        return here.answer({"archive": here.archive, "files": written, "verified": verify})
    return here.screen.print("\n".join(written), markup=False)
