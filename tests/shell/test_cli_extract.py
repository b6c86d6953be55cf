"""``veilleur extract``: a text, standard input, lines; bad input costs one line and no more."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.shell.conftest import Result, validate, veilleur

TITLE = "Health Data Hub : le marché sera attribué fin mars 2026"
TEXT = "Le gouvernement a annulé l'appel d'offres le 6 février 2026. Le Health Data Hub choisira S3NS fin mars."


def lines(*records: Any) -> Result:
    text = "\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records)
    return veilleur("extract", "-", "--jsonl", stdin=text.encode())


def answers(found: Result) -> list[Any]:
    read = [json.loads(line) for line in found.out.split("\n") if line]
    for answer in read:
        validate(answer, "extract-line")
    return read


def test_a_file_and_standard_input_read_alike(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(TEXT, "utf-8-sig")
    options = ("--published", "2026-02-06", "--title", TITLE, "--json")
    found = veilleur("extract", tmp_path / "text.txt", *options)
    read = found.json("extract")
    assert veilleur("extract", "-", *options, stdin=TEXT.encode()) == found
    assert read["relevance"]["relevant"]
    assert "2026-02-06" in {date["edtf"] for date in read["dates"]}
    assert {"gouvernement", "s3ns"} <= {actor["id"] for actor in read["actors"]}
    for part in (*read["entities"], *read["dates"]):
        assert TEXT[part["start"] : part["end"]] == part["text"]
    for claim in read["claims"]:
        assert TEXT[claim["start"] : claim["end"]] == claim["quote"]


def test_people_get_tables() -> None:
    found = veilleur("extract", "-", "--title", TITLE, stdin=TEXT.encode())
    assert found.code == 0 and found.err == ""
    assert found.out.startswith("pertinent") and "2026-02-06" in found.out


def test_a_text_about_nothing_reads_as_nothing() -> None:
    read = veilleur("extract", "-", "--json", stdin=b"").json("extract")
    assert not read["relevance"]["relevant"]
    assert read["claims"] == read["dates"] == read["actors"] == read["entities"] == []


def test_lines_come_back_in_order_as_if_read_alone() -> None:
    texts = [TEXT, "La recette de la tarte aux pommes.", TEXT.replace("6", "9")]
    read = answers(lines(*({"id": f"n{i}", "text": text, "published": "2026-02-06"} for i, text in enumerate(texts))))
    assert [answer["id"] for answer in read] == ["n0", "n1", "n2"]
    for answer, text in zip(read, texts, strict=True):
        alone = veilleur("extract", "-", "--json", "--published", "2026-02-06", stdin=text.encode()).json("extract")
        assert {key: value for key, value in answer.items() if key != "id"} == alone


@pytest.mark.parametrize(
    "bad",
    [
        "{not json",
        "[]",
        "7",
        "null",
        '{"id": "bad"}',
        '{"id": "bad", "text": null}',
        '{"id": "bad", "text": 7}',
        '{"id": "bad", "text": "x", "title": 7}',
        '{"id": "bad", "text": "x", "title": ["a"]}',
        '{"id": "bad", "text": "x", "published": "yesterday"}',
        '{"id": "bad", "text": "x", "published": 2026}',
        '{"id": "bad", "text": "lone \\ud800 surrogate"}',
        '{"id": "bad \\ud800", "text": "x"}',
        '{"id": NaN, "text": "x"}',
        "[" * 100_000,
    ],
)
def test_a_bad_line_costs_itself_only(bad: str) -> None:
    found = lines({"id": "first", "text": TEXT}, bad, {"id": "last", "text": TEXT})
    first, error, last = answers(found)
    assert found.code == 1
    assert (first["id"], last["id"]) == ("first", "last") and first["dates"] == last["dates"] != []
    assert error["error"].startswith("line 2: ")
    assert error["id"] == ("bad" if '"bad"' in bad else None)


def test_a_line_of_another_charset_costs_itself_only_and_a_mark_before_the_first_costs_nothing() -> None:
    good = '{"id": 1, "text": "café"}'
    found = veilleur("extract", "-", "--jsonl", stdin=b"\n".join([good.encode("utf-8-sig"), good.encode("latin-1")]))
    first, second = answers(found)
    assert (found.code, first["id"], second["id"]) == (1, 1, None)
    assert second["error"].startswith("line 2: ") and "utf-8" in second["error"]


def test_what_some_call_line_ends_are_not_ends_of_lines() -> None:
    text = "Un\u2028deux\u0085trois\u000bquatre"
    found = lines({"id": 1, "text": text}, "", {"id": 2, "text": "x"})
    raw = veilleur(
        "extract", "-", "--jsonl", stdin=f'{{"id": 1, "text": "{text[:7]}"}}\r\n{{"id": 2, "text": "x"}}'.encode()
    )
    assert [answer["id"] for answer in answers(found)] == [answer["id"] for answer in answers(raw)] == [1, 2]
    assert (found.code, raw.code) == (0, 0)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("décidé".encode("latin-1"))
    for arguments in ((tmp_path / "latin.txt",), (tmp_path,), (tmp_path / "none",), ("-", "--published", "soon")):
        found = veilleur("extract", *arguments)
        assert (found.code, found.out) == (2, "") and found.err.startswith("veilleur: ")
