"""Reads the gold texts of this folder: marks in the text, claims after it. The format is told in README.md."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

_MARK = re.compile(r"\[\[(?P<span>[^|\]]+)(?P<tags>(?:\|[^|\]]*)+)\]\]|\{\{(?P<expr>[^|}]+)\|(?P<timex>[^|}]+)\}\}")
_HEAD = re.compile(r"# (\w+): (.*)")


@dataclass(frozen=True)
class Marked:
    """A marked stretch; offsets index the text without marks."""

    start: int
    end: int
    text: str
    ner: str = ""  # PER | ORG | LOC | MISC, empty for one the recogniser need not see
    actor: str = ""  # id of the topic, "?" for an actor no list holds, empty for none


@dataclass(frozen=True)
class MarkedDate:
    """A marked date expression."""

    start: int
    end: int
    text: str
    value: str  # TIMEX3 value
    mod: str = ""


@dataclass(frozen=True)
class MarkedClaim:
    """A claim that a reader must find."""

    type: str
    status: str
    quote: str  # words of the sentence that says it
    when: str = ""  # EDTF; "|" joins what is right too, here and in the other keys (``2026-03|``: or none)
    procedure: str = ""
    speaker: str = ""  # "?" is one whom no list holds
    said: str = ""  # EDTF of the day it was said, where the text tells an older word
    actors: tuple[tuple[str, str], ...] = ()  # (role, id)
    optional: bool = False  # "?" before the type: a reader may find it or not


@dataclass(frozen=True)
class Gold:
    """One annotated text."""

    id: str
    title: str
    published: datetime | None
    text: str
    spans: tuple[Marked, ...] = ()
    dates: tuple[MarkedDate, ...] = ()
    claims: tuple[MarkedClaim, ...] = ()
    heads: dict[str, str] = field(default_factory=dict)


def load(folder: Path) -> list[Gold]:
    """Every ``*.txt`` of ``folder``, by name."""
    return [parse(path.read_text(encoding="utf-8"), path.stem) for path in sorted(folder.glob("*.txt"))]


def parse(source: str, name: str = "text") -> Gold:
    """One gold file. Raises ValueError, with file and line, for what it cannot read."""
    head, _, rest = source.partition("\n\n")
    heads = {match[1]: match[2] for match in map(_HEAD.match, head.splitlines()) if match}
    body, _, tail = rest.partition("\n--- claims\n")
    text, spans, dates = _unmarked(body.strip("\n"))
    if "[[" in text or "{{" in text or "]]" in text or "}}" in text:
        raise ValueError(f"{name}: a mark is not closed or has no tag")
    published = heads.get("published")
    day = (
        datetime.fromisoformat(published if "T" in published else f"{published}T08:00").replace(tzinfo=UTC)
        if published
        else None
    )
    claims = tuple(_claim(line, f"{name}: {line!r}") for line in tail.splitlines() if line.strip())
    for claim in claims:
        if claim.quote not in text:
            raise ValueError(f"{name}: quote not in the text: {claim.quote!r}")
    return Gold(name, heads.get("title", ""), day, text, tuple(spans), tuple(dates), claims, heads)


def _unmarked(body: str) -> tuple[str, list[Marked], list[MarkedDate]]:
    text, spans, dates, last = "", [], [], 0
    for match in _MARK.finditer(body):
        text += body[last : match.start()]
        start, shown = len(text), match["span"] or match["expr"]
        text, last = text + shown, match.end()
        if match["span"]:
            tags = dict(tag.split(":", 1) for tag in match["tags"].strip("|").split("|"))
            spans.append(Marked(start, len(text), shown, **tags))
        else:
            value, _, mod = match["timex"].strip().partition(" ")
            dates.append(MarkedDate(start, len(text), shown, value, mod))
    return text + body[last:], spans, dates


def _claim(line: str, where: str) -> MarkedClaim:
    before, found, quote = line.partition(" :: ")
    words = before.split()
    if not found or len(words) < 2:
        raise ValueError(f"{where}: write «type status key=value… :: quote»")
    optional, kind = words[0].startswith("?"), words[0].removeprefix("?")
    return MarkedClaim(kind, words[1], quote.strip(), optional=optional, **_keys(words[2:]))  # type: ignore[arg-type]


def _keys(words: list[str]) -> dict[str, object]:
    pairs = [word.split("=", 1) for word in words]
    known = {key: value for key, value in pairs if key in ("when", "procedure", "speaker", "said")}
    return known | {"actors": tuple((key, value) for key, value in pairs if key not in known)}


def sentences(path: Path) -> Iterator[str]:
    """Lines of a file of marked sentences, without comments."""
    return (line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#")


def dated(path: Path) -> list[Gold]:
    """Lines of a file of marked sentences that begin with their day of publication (``2026-02-10 Le texte…``)."""
    lines = [line.partition(" ") for line in sentences(path)]
    return [parse(f"# published: {day}\n\n{text}", f"{path.name}: {text[:40]}") for day, _, text in lines]
