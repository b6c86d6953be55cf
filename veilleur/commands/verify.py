"""``veilleur verify``."""

import typer

from veilleur.shell import FAILURE, Context, Json, shell


def verify(context: Context, json: Json = False) -> None:
    """Check the archive whole: its pages, every raw body by its hash, every quote by its offsets."""
    from store.soundness import faults

    here = shell(context)
    found = faults(here.archive_file)
    if here.json:
        here.answer({"archive": here.archive, "sound": not found, "faults": found})
    else:
        for line in found or ["intacte"]:
            here.screen.print(f"{here.archive_file} : {line}", markup=False)
    if found:
        raise typer.Exit(FAILURE)
