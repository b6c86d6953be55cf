"""The reference of the command line, made from ``--help``: `make docs` writes it to docs/cli.md."""

import typer
from typer.cli import get_docs_for_click

from veilleur.cli import app


def reference() -> str:
    """Markdown of every command, its arguments and options."""
    command = typer.main.get_command(app)
    told: str = get_docs_for_click(obj=command, ctx=typer.Context(command, info_name="veilleur"), name="veilleur")
    return told.strip() + "\n"


if __name__ == "__main__":
    typer.echo(reference(), nl=False)
