"""``veilleur run``."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.types import SourceStatus
from veilleur.parts import monitor
from veilleur.shell import NOTHING, Context, Json, Shell, shell

if TYPE_CHECKING:
    from scheduler import CycleReport

_GOOD = frozenset({SourceStatus.OK, SourceStatus.UNCHANGED})


def run(
    context: Context,
    no_send: Annotated[bool, typer.Option("--no-send", help="Prepare no mail and send none.")] = False,
    json: Json = False,
) -> None:
    """Run one whole cycle: gather every source, read, record, send what is due."""
    here = shell(context)
    with monitor(here) as running, running.turn():
        report = running.cycle(here.clock(), send=not no_send, everything=True)
    _tell(here, report)
    if any(row.status not in _GOOD for row in report.sources):
        raise typer.Exit(NOTHING)


def _tell(here: Shell, report: "CycleReport") -> None:
    """One line for each source that failed or had something unreadable; then what came in."""
    for row in report.sources:
        if row.error:
            here.note(f"{row.name} : {row.error}")
    if here.json:
        return here.answer(asdict(report))
    new = f"{report.documents_new} documents nouveaux, {report.revisions} révisions, {report.relevant} pertinents"
    return here.screen.print(f"{new}, {report.claims} décisions lues, {report.deliveries} envois", markup=False)
