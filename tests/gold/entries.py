"""Reads `decisions.txt`: numbered decision sentences with their claims. The format is told in README.md."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from nlp.types import ClaimStatus, ClaimType
from tests.gold.marked import Gold, parse

DEFAULT_TITLE = "Health Data Hub"  # an entry is read as a sentence of an article about the platform
NOTHING = "none"

_HEAD = re.compile(
    r"# (?P<number>\d{3,5}) (?P<published>\d{4}-\d{2}-\d{2})(?P<invented> invented)?(?: \| (?P<title>.+))?"
)
_TYPES, _STATUSES = {str(kind) for kind in ClaimType}, {str(status) for status in ClaimStatus}


def entries(path: Path) -> list[Gold]:
    """Every entry of ``path``, its id the number, which counts on from the first.

    Raises ValueError, with file and entry, for what it cannot read.
    """
    blocks = [block for block in path.read_text(encoding="utf-8").split("\n\n") if re.match(r"# \d", block)]
    found = [_entry(block, path.name) for block in blocks]
    for number, gold in enumerate(found, int(found[0].id) if found else 1):
        if int(gold.id) != number:
            raise ValueError(f"{path.name}: entry {gold.id} stands where {number:03} should")
    return found


def whole(golds: Sequence[Gold]) -> list[Gold]:
    """The texts that entries are of: those of one day and title that follow each other, a line each."""
    runs = groupby(golds, key=lambda gold: (gold.published, gold.title))
    return [_joined(list(run)) for _, run in runs]


def _joined(run: Sequence[Gold]) -> Gold:
    text = "\n".join(gold.text for gold in run)
    return replace(run[0], text=text, claims=tuple(claim for gold in run for claim in gold.claims))


def dev(golds: list[Gold]) -> list[Gold]:
    """The even entries: the ones to look at while tuning."""
    return [gold for gold in golds if int(gold.id) % 2 == 0]


def held_out(golds: list[Gold]) -> list[Gold]:
    """The odd entries: for figures only."""
    return [gold for gold in golds if int(gold.id) % 2]


def _entry(block: str, name: str) -> Gold:
    head, *lines = block.strip().splitlines()
    match = _HEAD.fullmatch(head)
    if match is None:
        raise ValueError(f"{name}: write «# 001 2026-04-23», then maybe «invented» and «| title», not {head!r}")
    text = "\n".join(line for line in lines if not line.startswith("- "))
    claims = [line[2:] for line in lines if line.startswith("- ")]
    if not claims or not text:
        raise ValueError(f"{name}: entry {match['number']} has no text or no claim line (write «- none» for no claim)")
    return _checked(_parsed(match, text, [] if claims == [NOTHING] else claims), f"{name}: entry {match['number']}")


def _parsed(match: re.Match[str], text: str, claims: list[str]) -> Gold:
    quoted = [line if " :: " in line else f"{line} :: {text}" for line in claims]
    source = f"# published: {match['published']}\n\n{text}\n--- claims\n" + "\n".join(quoted)
    return replace(parse(source, match["number"]), title=match["title"] or DEFAULT_TITLE)


def _checked(gold: Gold, where: str) -> Gold:
    for claim in gold.claims:
        if claim.type not in _TYPES or not _STATUSES.issuperset(claim.status.split("|")):
            raise ValueError(f"{where}: no such type or status: {claim.type} {claim.status}")
    return gold
