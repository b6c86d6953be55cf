"""The command ``veilleur``: global options, exit codes, one small module a command."""

import io
import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from crawler.errors import VeilleurError
from store.errors import DocumentNotFoundError
from veilleur.commands.backup import backup
from veilleur.commands.changes import changes
from veilleur.commands.check import check
from veilleur.commands.demo import demo
from veilleur.commands.digest import digest
from veilleur.commands.doctor import doctor
from veilleur.commands.export import export
from veilleur.commands.extract import extract
from veilleur.commands.init import init
from veilleur.commands.outbox import outbox
from veilleur.commands.reprocess import reprocess
from veilleur.commands.restore import restore
from veilleur.commands.run import run
from veilleur.commands.search import search
from veilleur.commands.serve import serve
from veilleur.commands.show import show
from veilleur.commands.site import site
from veilleur.commands.sources import sources
from veilleur.commands.timeline import timeline
from veilleur.commands.verify import verify
from veilleur.commands.watch import watch
from veilleur.commands.why import why
from veilleur.errors import TopicError, UsageError
from veilleur.shell import FAILURE, NOTHING, USAGE, Shell
from veilleur.uncollected import leave

COMMANDS = (
    init,
    check,
    run,
    watch,
    search,
    show,
    changes,
    timeline,
    digest,
    extract,
    why,
    sources,
    export,
    site,
    serve,
    demo,
    doctor,
    backup,
    restore,
    verify,
    reprocess,
    outbox,
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Who promised what for when, and what became of it.",
)
for _command in COMMANDS:
    app.command()(_command)


@app.callback()
def options(
    context: typer.Context,
    topic: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Topic file; default ./topic.toml, else the bundled one."),
    ] = None,
    archive: Annotated[str | None, typer.Option(metavar="URL", help="sqlite:///FILE; default from the topic.")] = None,
    now: Annotated[str | None, typer.Option(metavar="ISO", help="Simulated clock.")] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Logs on stderr.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")] = False,
) -> None:
    """Global options stand before the command."""
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, stream=sys.stderr)
    kept = context.obj if isinstance(context.obj, list) else []
    context.obj = Shell(topic, archive, now, verbose, json, kept)


def main() -> None:
    """Entry point. Exit: 0 done, 1 nothing found or some sources failed, 2 usage or topic, 3 failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without « or → still gets its answer
    try:
        _obey()
    except (UsageError, TopicError) as error:
        _stop(error, USAGE)
    except DocumentNotFoundError as error:
        _stop(error, NOTHING)
    except VeilleurError as error:
        _stop(error, FAILURE)
    except Exception as error:  # the last net: a person gets one line, -v the whole trace
        logging.getLogger("veilleur").info("unexpected", exc_info=True)
        _stop(error, FAILURE)


def _obey() -> None:
    kept: list[object] = []
    try:
        app(obj=kept)
    except SystemExit as ended:
        if kept:
            leave(ended.code)
        raise


def _stop(error: Exception, code: int) -> None:
    text = str(error) if isinstance(error, VeilleurError) else f"{type(error).__name__}: {error}"
    typer.echo(f"veilleur: {text}", err=True)
    sys.exit(code)
