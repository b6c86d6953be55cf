"""The affair, day by day: the demo web's clock walks, and the real cycle runs on what it shows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crawler.errors import VeilleurError
from veilleur.demo.server import DemoWeb
from veilleur.demo.ticks import ticks
from veilleur.demo.topic import MARK, written

if TYPE_CHECKING:
    from scheduler import Monitor

FIRST = date(2025, 7, 1)
LAST = date(2026, 4, 24)
ZONE = ZoneInfo("Europe/Paris")
TOPIC = "topic.toml"
OUTBOX = "outbox"
_OURS = ("veilleur.db*", "veilleur.mail.db*", f"{OUTBOX}/*")

Progress = Callable[[int, int, date], None]  # days done, days in all, the day


class DemoError(VeilleurError):
    """The demo cannot be put where it was asked to be."""


@dataclass(frozen=True, slots=True)
class DemoReport:
    """Where the demo put things."""

    out: Path
    topic: Path  # ``veilleur --topic`` reads the archive through it
    digests: Path
    at: datetime  # last moment of the replay
    days: int
    cycles: int
    failures: tuple[str, ...] = ()  # "source: error", of any cycle


def replay(
    out: Path, first: date = FIRST, last: date = LAST, progress: Progress = lambda done, days, day: None
) -> DemoReport:
    """Replay the days from ``first`` to ``last`` into ``out``: topic, archive, folder of mails.

    Raises DemoError when ``out`` holds something else than an earlier demo.
    """
    _clear(out)
    days, cycles, at = (last - first).days + 1, 0, datetime.combine(first, time(), ZONE)
    failures: list[str] = []
    with DemoWeb(at) as web, _monitor(web, out / TOPIC) as monitor:
        for tick in ticks(web.moments(), first, last, ZONE):
            web.now = at = tick.at
            if tick.crawl:
                failures += _cycle(monitor, at)
                cycles += 1
            else:
                monitor.digest_due(at)
            progress((at.date() - first).days + 1, days, at.date())
    return DemoReport(out, out / TOPIC, out / OUTBOX, at, days, cycles, tuple(failures))


@contextmanager
def _monitor(web: DemoWeb, topic: Path) -> Iterator["Monitor"]:
    """The monitor of the demo's topic, wired as every command wires it; the web serves while it works."""
    from veilleur.parts import monitor
    from veilleur.shell import Shell

    topic.write_text(written(web), "utf-8")
    with web, monitor(Shell(topic_file=topic), keep=True) as parts:
        yield parts


def _cycle(monitor: "Monitor", at: datetime) -> list[str]:
    report = monitor.cycle(at, send=True)
    return [f"{row.name}: {row.error}" for row in report.sources if row.error]


def _clear(out: Path) -> None:
    """Make ``out`` ready: an earlier demo there is replaced, anything else is left alone."""
    if out.exists() and not out.is_dir():
        raise DemoError(f"{out} is not a folder; choose another with --out")
    if out.exists() and any(out.iterdir()) and not _is_demo(out / TOPIC):
        raise DemoError(f"{out} holds something else than a demo; choose another folder with --out")
    out.mkdir(parents=True, exist_ok=True)
    for pattern in _OURS:
        for file in out.glob(pattern):
            file.unlink()


def _is_demo(topic: Path) -> bool:
    return topic.is_file() and MARK in topic.read_text("utf-8", "replace")
