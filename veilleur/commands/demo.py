"""``veilleur demo``."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from digests import jsonable
from digests.timeline import timeline
from veilleur.parts import rules, words
from veilleur.shell import Context, Json, Shell, shell


def demo(
    context: Context,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the topic, the archive and the mails go.")] = Path(
        "demo"
    ),
    json: Json = False,
) -> None:
    """Replay the bundled affair, day by day, through the real crawler, and show the digests."""
    from veilleur.commands.timeline import show
    from veilleur.demo.replay import DemoReport, replay

    here = shell(context)
    report: DemoReport = replay(out, progress=_bar())
    then = Shell(topic_file=report.topic, now_text=report.at.isoformat(), json=here.json)
    known = then.queries.known(then.now)
    found = timeline(known, rules(then.topic))
    for failure in report.failures:
        here.note(failure)
    mails = len(list(report.digests.glob("*.eml")))
    if here.json:
        places = {"out": str(out), "archive": then.archive, "digests": str(report.digests)}
        counts = {"days": report.days, "cycles": report.cycles, "documents": len(known.documents), "mails": mails}
        return then.answer({**places, **counts, "timeline": jsonable.timeline(found)})
    show(then, found, words(then.topic).knowing(known))
    lines = (
        f"{report.days} jours rejoués, {report.cycles} collectes, {len(known.documents)} documents pertinents",
        f"{mails} courriels : {report.digests}",
        f"pour interroger l'archive : veilleur --topic {report.topic} --now {report.at:%Y-%m-%d} timeline",
    )
    return here.screen.print("\n".join(lines), markup=False)


def _bar() -> Callable[[int, int, date], None]:
    """A progress bar on stderr: days done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True))
    task = bar.add_task("", total=None)
    bar.start()

    def moved(done: int, days: int, day: date) -> None:
        bar.update(task, completed=done, total=days, description=f"{day:%d/%m/%Y}")
        if done == days:
            bar.stop()

    return moved
