"""``veilleur doctor``."""

from dataclasses import asdict

import typer

from veilleur.shell import FAILURE, Context, Json, shell


def doctor(context: Context, json: Json = False) -> None:
    """Check what this machine and this topic need: packages, model, archive, disk, mail; each says what to do."""
    from veilleur.doctor import findings

    here = shell(context)
    found = list(findings(here))
    if here.json:
        here.answer([asdict(row) for row in found])
    else:
        here.table(["", "contrôle", "constat"], [["✓" if row.ok else "✗", row.name, row.detail] for row in found])
    if not all(row.ok for row in found):
        raise typer.Exit(FAILURE)
