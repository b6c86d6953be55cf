"""``veilleur extract``."""

import json as jsonlib
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from nlp.types import Reading
from veilleur import readings
from veilleur.errors import UsageError
from veilleur.moments import start
from veilleur.shell import DONE, NOTHING, Context, Json, Shell, shell

_MARK = b"\xef\xbb\xbf"  # some editors begin a file with it


def extract(
    context: Context,
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="UTF-8 text; - for standard input.")],
    published: Annotated[
        str | None, typer.Option(metavar="D", help="Day of publication: relative dates need it.")
    ] = None,
    title: Annotated[str, typer.Option(help="Title of the text.")] = "",
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Lines of {id,text,published,title} in, {id,…} out, same order.")
    ] = False,
    json: Json = False,
) -> None:
    """Read one text: relevance, names, dates, decisions."""
    here = shell(context)
    data = _input(file)
    if jsonl:
        raise typer.Exit(_read_lines(here, data.removeprefix(_MARK).split(b"\n")))
    source = _decoded(file, data)
    day = start(published, here.topic.zone) if published else None
    read = _reader(here).read(title, source, day, force=True)
    return here.answer(readings.reading(read)) if here.json else _show(here, source, read)


def _input(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from error


def _decoded(file: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: not UTF-8 at byte {error.start}") from error


def _reader(here: Shell) -> Any:
    from nlp.reader import Reader

    return Reader(here.topic.affair)


def _read_lines(here: Shell, lines: list[bytes]) -> int:
    """One answer a line, in order, the model loaded once; a bad line gives ``{id, error}``, the rest goes on."""
    records = [_record(number, line, here.topic.zone) for number, line in enumerate(lines, 1) if line.strip()]
    good = [record["input"] for record in records if "input" in record]
    read = iter(_reader(here).read_many(good, force=True))
    for record in records:
        answer = readings.reading(next(read)) if "input" in record else {"error": record["error"]}
        typer.echo(jsonlib.dumps({"id": record["id"], **answer}, ensure_ascii=False).encode())
    return DONE if len(good) == len(records) else NOTHING


def _record(number: int, line: bytes, zone: ZoneInfo) -> dict[str, Any]:
    """What to read in one line, or what is wrong with it; its id as soon as that is known."""
    identity = None
    try:
        data = _object(line)
        identity = _unicode(data.get("id"))
        return {"id": identity, "input": _fields(data, zone)}
    except (ValueError, TypeError, RecursionError, UsageError) as error:
        return {"id": identity, "error": f"line {number}: {error}"}


def _object(line: bytes) -> dict[str, Any]:
    data = jsonlib.loads(line.decode())
    if not isinstance(data, dict):
        raise TypeError("not a JSON object")
    return data


def _fields(data: dict[str, Any], zone: ZoneInfo) -> tuple[str, str, datetime | None]:
    title, text, published = (_text(data, key) for key in ("title", "text", "published"))
    if text is None:
        raise TypeError("text is missing")
    return title or "", text, start(published, zone) if published else None


def _text(data: dict[str, Any], key: str) -> str | None:
    value = _unicode(data.get(key))
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{key} is not a string")
    return value


def _unicode(value: Any) -> Any:
    """``value`` if it can be printed again: JSON lets half a surrogate pair and NaN in. Raises ValueError."""
    jsonlib.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    return value


def _show(here: Shell, text: str, read: Reading) -> None:
    verdict = "pertinent" if read.relevance.relevant else "hors sujet"
    here.screen.print(f"{verdict} (score {read.relevance.score:g})", markup=False)
    here.table(["type", "état", "quand", "acteurs", "citation"], [_claim_row(claim) for claim in read.claims])
    here.table(
        ["date", "EDTF"],
        [[mention.text, mention.date.edtf or mention.date.timex.value] for mention in read.dates],
    )
    here.table(["acteur", "nom"], [[actor.id, actor.name] for actor in read.actors])


def _claim_row(claim: Any) -> list[str]:
    when = claim.when.edtf if claim.when and claim.when.edtf else "–"
    return [claim.type, claim.status, when, ", ".join(actor.id for actor in claim.actors), claim.quote]
