"""``veilleur verify``."""

from pathlib import Path

import typer

from veilleur.shell import FAILURE, Context, Json, Shell, shell


def verify(context: Context, json: Json = False) -> None:
    """Check the archive whole: its pages, every raw body by its hash, every quote by its offsets."""
    from store.soundness import faults

    here = shell(context)
    found = faults(here.archive_file)
    if here.json:
        here.answer({"archive": here.archive, "sound": not found, "faults": found})
    else:
        tell(here, here.archive_file, found)
    if found:
        raise typer.Exit(FAILURE)


def tell(here: Shell, file: Path, faults: list[str]) -> None:
    """One line a fault, or one for none."""
    here.screen.print("\n".join(f"{file} : {fault}" for fault in faults) or f"{file} : intacte", markup=False)
