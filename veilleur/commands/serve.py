"""``veilleur serve``."""

from typing import Annotated

import typer

from veilleur.shell import Context, shell


def serve(
    context: Context,
    port: Annotated[
        int, typer.Option(min=1, max=65535, metavar="PORT", help="Where to listen, on this machine.")
    ] = 8321,
) -> None:
    """Serve the archive to browsers of this machine: the live timeline, the search, the tables. Ctrl-C stops it."""
    from veilleur.web.app import application

    here = shell(context)
    with application(here) as web:
        import uvicorn

        here.note(f"http://127.0.0.1:{port}/")
        uvicorn.run(web.app(), host="127.0.0.1", port=port, log_level="info" if here.verbose else "warning")
