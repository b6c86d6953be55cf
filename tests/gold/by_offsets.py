"""Reads claims on texts that this project may not copy: they name a text by its id and a quote by offsets.

The format is told in README.md.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from nlp.types import ClaimStatus, ClaimType
from tests.gold.marked import Gold, parse

NOTHING = "none"

_HEAD = re.compile(r"# (?P<id>\S+)")
_LINE = re.compile(r"(?P<said>\??\w+ [\w|]+( \w+=\S+)*) :: (?P<start>\d+)-(?P<end>\d+)")
_TYPES, _STATUSES = {str(kind) for kind in ClaimType}, {str(status) for status in ClaimStatus}


def load(claims: Path, texts: Path) -> list[Gold]:
    """The annotated texts, in the order of ``claims``.

    ``texts`` holds a JSON object a line: ``id``, ``title`` and ``published`` (a day, or null for either), ``text``.
    Raises ValueError, with file and entry, for what it cannot read.
    """
    records = {record["id"]: record for record in map(json.loads, texts.read_text(encoding="utf-8").splitlines())}
    found: dict[str, Gold] = {}
    for block in filter(None, map(str.strip, claims.read_text(encoding="utf-8").split("\n\n"))):
        head, *lines = block.splitlines()
        where = f"{claims.name}: {head!r}"
        match = _HEAD.fullmatch(head)
        if match is None or match["id"] not in records or match["id"] in found:
            raise ValueError(f"{where}: write «# ID», the id of a text of {texts.name}, once")
        found[match["id"]] = _gold(records[match["id"]], lines, where)
    return list(found.values())


def dev(golds: Sequence[Gold]) -> list[Gold]:
    """The 2nd, 4th … text: the ones to look at while tuning."""
    return list(golds[1::2])


def held_out(golds: Sequence[Gold]) -> list[Gold]:
    """The 1st, 3rd … text: for figures only."""
    return list(golds[::2])


def _gold(record: dict[str, str], lines: list[str], where: str) -> Gold:
    if not lines:
        raise ValueError(f"{where}: has no claim line (write «{NOTHING}» for no claim)")
    text = record["text"]
    claims = [_quoted(line, text, where) for line in lines if lines != [NOTHING]]
    published = f"# published: {record['published']}\n" if record["published"] else ""
    gold = parse(f"# id: {record['id']}\n{published}\n{text}\n--- claims\n" + "\n".join(claims), record["id"])
    if gold.text != text:
        raise ValueError(f"{where}: its text has marks or blank edges, which would move the offsets")
    for claim in gold.claims:
        if claim.type not in _TYPES or not _STATUSES.issuperset(claim.status.split("|")):
            raise ValueError(f"{where}: no such type or status: {claim.type} {claim.status}")
    return replace(gold, title=record["title"] or "")


def _quoted(line: str, text: str, where: str) -> str:
    """The claim line with its words. They stand once in the text, so that a quote is a place."""
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"{where}: write «type status key=value… :: START-END», not {line!r}")
    start, end = int(match["start"]), int(match["end"])
    quote = text[start:end]
    if not start < end <= len(text) or quote != quote.strip() or text.count(quote) != 1:
        raise ValueError(f"{where}: {start}-{end} is not a stretch of words that the text has once")
    return f"{match['said']} :: {quote}"
