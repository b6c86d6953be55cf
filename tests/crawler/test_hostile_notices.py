"""Damaged notices: a document or a clear problem, never a crash, never a field that nobody printed."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import ParseError
from crawler.kinds import KINDS
from crawler.text import line
from crawler.types import Fetched, Notice, Parsed, Source
from tests.crawler.mutants import damaged, mangled, without, wrapped

GOLDEN = Path(__file__).parent / "golden"
REAL = Path(__file__).parents[2].parent / "shared" / "data"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
SEEDS = st.integers(0, 2**32)
MANY = settings(max_examples=150, deadline=None)


def read(kind: str, body: bytes) -> Parsed:
    """Read one body; only ``ParseError`` may be raised."""
    source = Source(kind, kind, f"https://api.example.org/{kind}")
    return KINDS[kind].parse(source, Fetched(kind, source.url, 200, (), body, NOW))


@cache
def samples(kind: str) -> tuple[Any, ...]:
    """Records of our own, and the real ones when they are beside this checkout."""
    files = [*sorted((GOLDEN / kind).glob("*[0-9s].json")), *sorted((REAL / kind).glob("*.json"))]
    return tuple(record for file in files for record in _records(json.loads(file.read_text(encoding="utf-8"))))


def _records(content: Any) -> Iterator[Any]:
    if isinstance(content, list):
        yield from content[:3]
    elif isinstance(content, dict):
        lists = [content.get(name) for name in ("results", "notices", "lignes", "rows")]
        marked = content.get("marches") if isinstance(content.get("marches"), dict) else {}
        for found in (*lists, *marked.values()):
            yield from found[:3] if isinstance(found, list) else ()
        if content.keys() & {"idweb", "publication-number", "acheteur_id"}:
            yield content


def body(kind: str, record: Any) -> bytes:
    """An answer with one record."""
    name = {"boamp": "results", "ted": "notices", "decp": "results"}[kind]
    regulatory = isinstance(record, dict) and "acheteur" in record
    return json.dumps({"marches": {"marche": [record]}} if regulatory else {name: [record]}).encode("utf-8")


def opened(record: Any) -> Any:
    """A BOAMP record whose ``donnees`` can be damaged too."""
    if isinstance(record, dict) and isinstance(record.get("donnees"), str):
        return record | {"donnees": json.loads(record["donnees"])}
    return record


def notices(parsed: Parsed) -> list[Notice]:
    """All notices read."""
    return [document.notice for document in parsed.documents if document.notice]


@pytest.mark.parametrize("kind", ["boamp", "ted", "decp"])
@MANY
@given(SEEDS)
def test_anything_gives_a_document_or_a_problem(kind: str, seed: int) -> None:
    random = Random(seed)
    record = mangled(opened(random.choice(samples(kind))), random)
    try:
        parsed = read(kind, body(kind, record))
    except ParseError as error:
        assert error.reason
        return
    assert parsed.documents or parsed.problems
    assert not [problem for problem in parsed.problems if "cannot be read" in problem]  # the readers foresee it
    for document in parsed.documents:
        document.text.encode("utf-8")
        assert document.key and document.title and "\n" not in document.title


@pytest.mark.parametrize("kind", ["boamp", "ted", "decp"])
@MANY
@given(SEEDS)
def test_an_object_or_a_list_of_one_says_the_same(kind: str, seed: int) -> None:
    random = Random(seed)
    record = opened(random.choice(samples(kind)))
    assert notices(read(kind, body(kind, wrapped(record, random)))) == notices(read(kind, body(kind, record)))


@pytest.mark.parametrize("kind", ["boamp", "ted", "decp"])
@MANY
@given(SEEDS)
def test_what_is_missing_is_not_invented(kind: str, seed: int) -> None:
    random = Random(seed)
    whole = opened(random.choice(samples(kind)))
    try:
        found = notices(read(kind, body(kind, without(whole, random))))
    except ParseError:
        return
    printed = json.dumps(whole, ensure_ascii=False)
    for notice in found:
        _is_printed(notice, printed)


def _is_printed(notice: Notice, printed: str) -> None:
    plain = line(printed.replace("\\n", " ").replace('\\"', '"'))
    for party in (*notice.buyers, *notice.holders, *(holder for lot in notice.lots for holder in lot.holders)):
        said = party.name.removeprefix("SIRET ").removeprefix("TVA ")
        assert said in plain or said in printed, party
        assert not party.id or party.id in plain.replace(" ", ""), party
    numbers = _numbers(printed)
    for lot in notice.lots:
        assert lot.amount is None or lot.amount in numbers, lot
        assert lot.ceiling is None or lot.ceiling in numbers, lot
    sums = {sum((lot.amount for lot in notice.lots if lot.amount), Decimal(0))}
    caps = {sum((lot.ceiling for lot in notice.lots if lot.ceiling), Decimal(0))}
    assert notice.amount is None or notice.amount in numbers | sums, notice.amount
    assert notice.ceiling is None or notice.ceiling in numbers | caps, notice.ceiling
    for day in filter(None, (notice.awarded, notice.signed, notice.published)):
        assert day.isoformat() in printed or f"{day:%d/%m/%y}" in printed or f"{day:%d/%m/%Y}" in printed, day


def _numbers(printed: str) -> set[Decimal]:
    compact = re.sub(r"(?<=\d)[ \u202f\u00a0](?=\d{3})", "", printed).replace(",", ".")
    return {Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", compact)}


# ── XML ────────────────────────────────────────────────────────────────────────────────────────────

FILES = [
    *(("boamp", file) for file in sorted(REAL.glob("boamp/legacy_xml/*.xml"))),
    *(("ted", file) for file in sorted(REAL.glob("ted/*.xml"))),
    *(("decp", file) for file in sorted(REAL.glob("decp/*_xml/*.xml"))),
    *(("jorf", file) for file in sorted(REAL.glob("jorf/*.xml"))),
]


@pytest.mark.skipif(not FILES, reason="real samples are not beside this checkout (../shared/data)")
@settings(max_examples=300, deadline=None)
@given(SEEDS)
def test_damaged_xml_gives_a_document_or_a_problem(seed: int) -> None:
    random = Random(seed)
    kind, file = random.choice(FILES)
    try:
        parsed = read(kind, damaged(file.read_bytes(), random))
    except ParseError as error:
        assert error.reason
        return
    assert not [problem for problem in parsed.problems if "cannot be read" in problem]
    for document in parsed.documents:
        document.text.encode("utf-8")
        assert document.key and document.title


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_legacy_notice_in_any_encoding(encoding: str) -> None:
    annonce = (
        f'<?xml version="1.0" encoding="{encoding}"?><ANNONCE><GESTION><REFERENCE><IDWEB>17-1</IDWEB></REFERENCE>'
        "<INDEXATION><RESUME_OBJET>Hébergement à l'été</RESUME_OBJET></INDEXATION></GESTION></ANNONCE>"
    )
    [document] = read("boamp", annonce.encode(encoding)).documents
    assert document.title == "Hébergement à l'été"
