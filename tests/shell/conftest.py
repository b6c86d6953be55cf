"""A small archive made by the real crawler over the demo web, and the command line called as people call it."""

import io
import json
import shutil
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from veilleur.cli import main
from veilleur.demo.replay import ZONE
from veilleur.demo.server import DemoWeb
from veilleur.demo.ticks import ticks
from veilleur.demo.topic import written
from veilleur.parts import monitor
from veilleur.shell import Shell

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
SPANS = ((date(2026, 2, 1), date(2026, 2, 12)), (date(2026, 4, 22), date(2026, 4, 24)))  # cancellation, award


@dataclass(frozen=True, slots=True)
class Result:
    """What one call of ``veilleur`` left behind."""

    code: int
    out: str
    err: str

    def json(self, schema: str) -> Any:
        """The one document on stdout, valid against ``docs/schemas``."""
        document = json.loads(self.out)
        validate(document, schema)
        return document


def validate(document: Any, schema: str) -> None:
    """Raise when ``document`` is not what the contract says, formats included."""
    rules = json.loads((SCHEMAS / f"{schema}.schema.json").read_text("utf-8"))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(rules, format_checker=checker).validate(document)


def veilleur(*arguments: object, stdin: bytes = b"") -> Result:
    """Call ``main`` as the installed script does."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr("veilleur.cli.leave", sys.exit)  # it would end this process
        patch.setattr(sys, "argv", ["veilleur", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        code = _exit(main)
    return Result(code, *(_text(stream) for stream in (out, err)))


def _exit(call: Any) -> int:
    try:
        call()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()


@dataclass(frozen=True, slots=True)
class Small:
    """The small archive; its web still serves, at the last moment of the replay."""

    web: DemoWeb
    topic: Path
    at: datetime

    @property
    def folder(self) -> Path:
        return self.topic.parent

    @property
    def archive(self) -> Path:
        return self.folder / "veilleur.db"

    def __call__(self, *arguments: object, now: str | None = None, stdin: bytes = b"") -> Result:
        """One command on this archive, at the last moment of the replay unless ``now`` says otherwise."""
        moment = now or self.at.isoformat()
        return veilleur("--topic", self.topic, "--now", moment, *arguments, stdin=stdin)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    folder = tmp_path_factory.mktemp("small")
    topic = folder / "topic.toml"
    with DemoWeb(datetime.combine(SPANS[0][0], time(), ZONE)) as web:
        topic.write_text(written(web), "utf-8")
        yield Small(web, topic, _replayed(web, topic, SPANS))


def _replayed(web: DemoWeb, topic: Path, spans: Sequence[tuple[date, date]]) -> datetime:
    with monitor(Shell(topic_file=topic)) as running:
        for first, last in spans:
            for tick in ticks(web.moments(), first, last, ZONE):
                web.now = tick.at
                if tick.crawl:
                    running.cycle(tick.at)
                else:
                    running.digest_due(tick.at)
    return web.now


@pytest.fixture
def copied(small: Small, tmp_path: Path) -> Path:
    """The topic of a copy of the small archive, for tests that write."""
    shutil.copytree(small.folder, tmp_path / "copy")
    return tmp_path / "copy" / "topic.toml"


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port of this machine on which nobody answers: bound, never listened on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])
