"""How fast the archive answers: ``timeline`` and ``changes --since`` on generated archives, and how both grow.

    python -m benchmarks.timeline [CLAIMS …]        # 10000 30000 100000

An invented affair that goes on for ten years: events told by one to nine documents each, in one to four claims a
document; what happens once in a procedure does so; a seventh of the dates are coarse, a fifth are missing; promises of
two milestones that slip all along; visits of twenty sources every six hours. Every command runs as people run it, in a
process of its own, and what the same command takes on an empty archive is counted apart as start-up (imports, topic).
Processor time, user and system.
"""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import SQLModel

from digests.facts import ONCE
from nlp.types import (
    ActorFound,
    ActorKind,
    ActorRole,
    Claim,
    ClaimStatus,
    ClaimType,
    FuzzyDate,
    Mention,
    Reading,
    Relevance,
    Timex,
)
from store import read_rows
from store.archive import Archive
from store.moments import to_text

SIZES = (10_000, 30_000, 100_000)
START, DAYS = date(2016, 1, 4), 3_653
SOURCES, ACTORS, AWAITED = 20, 80, "p60"
SINCE = 7  # days asked for
_RUN = "from veilleur.cli import main; main()"
_VISIT = """INSERT INTO "check" (source, at, status, fetched, new, revised, error, requests) VALUES (?,?,?,?,?,?,?,?)"""
_FILLER = "La plateforme nationale poursuit ses travaux, et chacun attend la suite. " * 20

TOPIC = """
[topic]
name = "banc"
title = "Banc d'essai"
[relevance]
strong = ["plateforme"]
[[procedures]]
id = "p60"
title = "P60"
cues = ["p60"]
[[milestones]]
id = "award"
title = "Attribution"
procedure = "p60"
type = "award"
[[milestones]]
id = "migration"
title = "Migration"
type = "migration"
{sources}
{actors}
"""


def main() -> None:
    """Print the table."""
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    print(
        f"{'claims':>8} {'documents':>10} {'timeline':>10} {'changes':>10}   seconds of processor time beside start-up"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            topic = _topic(Path(folder))
            empty = Path(folder) / "empty.db"
            Archive(f"sqlite:///{empty}").close()
            documents = generate(Path(folder) / "full.db", size)
            now = START + timedelta(days=DAYS)
            asked = (("timeline", "--json"), ("changes", "--json", "--since", str(now - timedelta(days=SINCE))))
            spent = [_beside(topic, empty, Path(folder) / "full.db", now, command) for command in asked]
            print(f"{size:>8} {documents:>10} {spent[0]:>10.2f} {spent[1]:>10.2f}", flush=True)


def _beside(topic: Path, empty: Path, full: Path, now: date, command: tuple[str, ...]) -> float:
    return min(_spent(topic, full, now, command) for _ in range(3)) - min(
        _spent(topic, empty, now, command) for _ in range(3)
    )


def _spent(topic: Path, archive: Path, now: date, command: tuple[str, ...]) -> float:
    """Processor seconds of one command."""
    call = (sys.executable, "-c", _RUN, "--topic", str(topic), "--archive", f"sqlite:///{archive}")
    child = subprocess.Popen((*call, "--now", str(now), *command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != (1 if archive.stem == "empty" else 0):
        raise SystemExit(f"{command[0]}: exit {child.returncode}")
    return usage.ru_utime + usage.ru_stime


def _topic(folder: Path) -> Path:
    sources = "".join(
        f'[[sources]]\nname = "s{n}"\nkind = "feed"\nurl = "https://s{n}.example/rss"\n'
        f'authority = "{"official" if n % 5 == 0 else "press"}"\n'
        for n in range(SOURCES)
    )
    actors = "".join(
        f'[[actors]]\nid = "a{n}"\nname = "Acteur {n}"\nkind = "body"\nofficial = {"true" if n % 8 == 0 else "false"}\n'
        for n in range(ACTORS)
    )
    path = folder / "topic.toml"
    path.write_text(TOPIC.format(sources=sources, actors=actors), "utf-8")
    return path


def generate(path: Path, claims: int, visits: bool = True) -> int:
    """Make an archive of about ``claims`` claims at ``path``; how many documents it has."""
    Archive(f"sqlite:///{path}").close()  # today's schema
    chance = random.Random(7)  # the same archive each time
    with sqlite3.connect(path) as file:
        number = made = 0
        for number, told in enumerate(_documents(chance, claims), 1):
            made += _write(file, chance, number, told)
        if visits:
            _visits(file)
    return number


Told = tuple[date, list[dict[str, Any]]]  # day of publication, claims


def _documents(chance: random.Random, claims: int) -> Iterator[Told]:
    """Documents in order of publication."""
    found: list[Told] = []
    left, tenders = claims, Counter[ClaimType]()
    while left > 0:
        day = START + timedelta(days=chance.randrange(DAYS))
        events = [_event(chance, day, tenders) for _ in range(chance.randint(1, 4))]
        for _ in range(chance.choice((1, 1, 1, 2, 3, 5, 9))):
            told = [_claim(chance, event) for event in events]
            found.append((day + timedelta(days=chance.randrange(4)), told))
            left -= len(told)
    return iter(sorted(found, key=lambda item: item[0]))


def _event(chance: random.Random, day: date, tenders: Counter[ClaimType]) -> dict[str, Any]:
    kind = chance.choice(tuple(ClaimType))
    awaited = kind in (ClaimType.AWARD, ClaimType.MIGRATION) and chance.random() < 0.8
    when = day + timedelta(days=chance.randrange(30, 400)) if awaited else day - timedelta(days=chance.randrange(3))
    return {
        "type": kind,
        "status": ClaimStatus.PLANNED if awaited else chance.choice((ClaimStatus.DONE,) * 8 + tuple(ClaimStatus)),
        "procedure": _procedure(chance, kind, awaited, tenders),
        "when": when,
        "actors": [f"a{chance.randrange(ACTORS)}" for _ in range(chance.randrange(4))],
    }


def _procedure(chance: random.Random, kind: ClaimType, awaited: bool, tenders: Counter[ClaimType]) -> str | None:
    """What happens once in a procedure does: each has its own. One in ten promises of an award is the topic's."""
    if kind not in ONCE or (awaited and chance.random() < 0.1):
        return chance.choice((None, AWAITED))
    tenders[kind] += 1
    return f"p{tenders[kind]}"


def _claim(chance: random.Random, event: dict[str, Any]) -> dict[str, Any]:
    """One voice on an event: sometimes vaguer, sometimes a day off, sometimes without its date or its procedure."""
    when: date = event["when"] + timedelta(days=chance.choice((0,) * 12 + (1,)))
    kind = chance.random()
    date_ = None if kind < 0.2 else _month(when) if kind < 0.3 else _year(when) if kind < 0.34 else _day(when)
    return event | {"when": date_, "procedure": event["procedure"] if chance.random() < 0.8 else None}


def _day(day: date) -> FuzzyDate:
    return FuzzyDate(day.isoformat(), day, day, "day", Timex("DATE", day.isoformat()))


def _month(day: date) -> FuzzyDate:
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return FuzzyDate(f"{day:%Y-%m}", first, last, "month", Timex("DATE", f"{day:%Y-%m}"))


def _year(day: date) -> FuzzyDate:
    return FuzzyDate(
        f"{day:%Y}", day.replace(month=1, day=1), day.replace(month=12, day=31), "year", Timex("DATE", f"{day:%Y}")
    )


def _write(file: sqlite3.Connection, chance: random.Random, number: int, told: Told) -> int:
    day, claims = told
    at = datetime(day.year, day.month, day.day, chance.randrange(5, 20), tzinfo=UTC)
    moment, source = to_text(at), chance.randrange(SOURCES)
    authority = "official" if source % 5 == 0 else "press"
    sentence = f"Phrase {number} sur la plateforme."
    text = f"{sentence} {_FILLER}"
    url = f"https://s{source}.example/{number}"
    origin = number if number < 2 or chance.random() < 0.9 else number - 1
    row = (number, f"s{source}", str(number), "article", authority, f"S{source}", "fr", origin, 0, moment)
    file.execute("INSERT INTO document VALUES (?,?,?,?,?,?,?,?,?,?)", row)
    file.execute("INSERT INTO documenturl VALUES (?,?)", (url, number))
    revision = (number, number, 1, f"Titre {number}", text, "", url, moment, None, "[]", "0" * 64, str(number), moment)
    file.execute("INSERT INTO revision VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", revision)
    reading = _reading(chance, sentence, claims)
    for written in read_rows.of(number, at, reading, at):
        _insert(file, written)
    return len(claims)


def _reading(chance: random.Random, sentence: str, claims: list[dict[str, Any]]) -> Reading:
    met = dict.fromkeys(actor for claim in claims for actor in claim["actors"])
    return Reading(
        Relevance(5.0, True, ()),
        "fr",
        actors=tuple(
            ActorFound(actor, f"Acteur {actor}", ActorKind.BODY, (Mention(0, 6, sentence[:6]),)) for actor in met
        ),
        claims=tuple(_read(chance, sentence, claim) for claim in claims),
        model="bench",
    )


def _read(chance: random.Random, sentence: str, claim: dict[str, Any]) -> Claim:
    """One voice as a reader would have found it."""
    span = (0, len(sentence))
    parts = (("trigger", 0.9), ("date", round(chance.random(), 2)))
    roles = ("supplier", "buyer", "authority")
    return Claim(
        claim["type"],
        claim["status"],
        claim["procedure"],
        claim["when"],
        tuple(ActorRole(actor, roles[i % 3]) for i, actor in enumerate(claim["actors"])),
        chance.choice((None, None, *claim["actors"])),
        sentence,
        *span,
        confidence=0.8,
        parts=parts,
        when_span=span,
    )


def _insert(file: sqlite3.Connection, row: SQLModel) -> None:
    """As the archive writes it, a hundred times as fast."""
    cells = row.model_dump()
    names, marks = ", ".join(f'"{name}"' for name in cells), ", ".join("?" * len(cells))
    file.execute(f'INSERT INTO "{row.__tablename__}" ({names}) VALUES ({marks})', tuple(cells.values()))


def _visits(file: sqlite3.Connection) -> None:
    """Every source every six hours; now and then one is down for a day."""
    for day in range(DAYS):
        for hour in (0, 6, 12, 18):
            at = to_text(datetime(START.year, START.month, START.day, hour, tzinfo=UTC) + timedelta(days=day))
            rows = [
                (f"s{n}", at, "down" if (day + n * 7) % 90 == 0 else "ok", 1, (day + n) % 3 == 0, 0, "", 1)
                for n in range(SOURCES)
            ]
            file.executemany(_VISIT, rows)


if __name__ == "__main__":
    main()
