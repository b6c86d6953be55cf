"""Exports: each is read back by a library of its format, or validated by a schema."""

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from jsonschema import Draft202012Validator, FormatChecker

from crawler.types import Authority, SourceStatus
from digests.errors import ExportError
from digests.exports import FORMATS, Export, export
from digests.lines import Words
from digests.timeline import timeline
from nlp.types import ClaimStatus, ClaimType
from store.types import Check, Known
from tests.digests.builders import AWARD, RULES, at, awarded, claim, day, document, known, month, promised

WORDS = Words("fr", {"scaleway": "Scaleway", "ministre": "la ministre"})
CIRCULAR = document(1, "2026-02-06T09:00", "Ministère", Authority.OFFICIAL, title="Communiqué <conjoint>")
MARCH = promised(month("2026-03", "END"), "une attribution fin mars 2026", "ministre")
LATER = document(2, "2026-03-20T09:00", "Ministère", Authority.OFFICIAL)
APRIL = promised(month("2026-04"), "l'attribution interviendra en avril", "ministre")
RESULT = document(3, "2026-04-23T09:00", "Acheteur", Authority.OFFICIAL)
WON = awarded(day("2026-04-23"), "le marché est attribué à Scaleway")
STORY = ((CIRCULAR, [MARCH]), (LATER, [APRIL]), (RESULT, [WON]))
EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1")


def what(moment, *told, checks=(), title="Plateforme des données") -> Export:
    found: Known = known(moment, *told, checks=checks)
    return Export(found, timeline(found, RULES), RULES, WORDS, title)


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("told", [(), STORY])
def test_the_same_archive_gives_the_same_bytes(name, told):
    assert export(name, what("2026-05-01", *told)) == export(name, what("2026-05-01", *told))


def test_an_unknown_format_is_told_with_those_that_are():
    with pytest.raises(ExportError, match="jsonl"):
        export("docx", what("2026-05-01"))


def test_csv_has_events_and_promises():
    event, first, second = table(export("csv", what("2026-05-01", *STORY)))
    assert (event["record"], event["title"], event["edtf"]) == ("event", "Attribution", "2026-04-23")
    assert event["quote"] == "le marché est attribué à Scaleway" and event["actors"] == "Scaleway"
    assert (first["by"], first["earliest"], first["latest"]) == ("la ministre", "2026-03-21", "2026-03-31")
    assert (first["status"], second["status"], second["slip_days"]) == ("slipped", "kept", "30")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), st.sampled_from(EVIL))
def test_no_cell_of_a_csv_is_a_formula(text, evil):
    told = document(1, "2026-04-23", evil + text), [awarded(day("2026-04-23"), evil + text, evil)]
    promise = document(2, "2026-03-01", text), [promised(month("2026-05"), evil + text, evil)]
    rows = table(export("csv", what("2026-05-01", told, promise)))
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r＝"))]
    assert f"'{evil + text}" in cells


def test_numbers_of_a_csv_stay_numbers():
    sooner = (
        LATER._replace(published=at("2026-02-10"), known_at=at("2026-02-10")),
        [promised(month("2026-02"), "dès février", "ministre")],
    )
    [*_, row] = table(export("csv", what("2026-03-21", (CIRCULAR, [APRIL]), sooner)))
    assert int(row["slip_days"]) < 0


def test_jsonl_is_one_object_a_line():
    rows = [json.loads(line) for line in export("jsonl", what("2026-05-01", *STORY)).splitlines()]
    assert {row["record"] for row in rows} == {"event", "milestone", "change"}
    [milestone] = [row for row in rows if row["record"] == "milestone"]
    assert [promise["edtf"] for promise in milestone["expected"]] == ["2026-03", "2026-04"]
    assert [row["kind"] for row in rows if row["record"] == "change" and row["id"] == AWARD.id] == [
        "date.slip",
        "milestone.seen",
    ]


def feed(data: bytes):
    found = feedparser.parse(data)
    assert not found.bozo, found.bozo_exception
    return found


def test_rss_tells_what_changed_newest_first():
    found = feed(export("rss", what("2026-05-01", *STORY)))
    assert found.version == "rss20" and found.feed.title == "Plateforme des données"
    moments = [entry.published_parsed for entry in found.entries]
    assert moments == sorted(moments, reverse=True)
    slip = next(entry for entry in found.entries if entry.category == "date.slip")
    assert "fin mars 2026 → avril 2026 (+30 j)" in slip.title and slip.link == LATER.url


def test_rss_guids_are_unique_and_stay():
    down = [
        Check("ugap", at(f"2026-04-0{n}"), status, 0, 0, 0, "refus")
        for n, status in enumerate((SourceStatus.DOWN, SourceStatus.OK, SourceStatus.DOWN), 1)
    ]
    first = feed(export("rss", what("2026-04-10", *STORY[:2], checks=tuple(down)))).entries
    second = feed(export("rss", what("2026-05-01", *STORY, checks=tuple(down)))).entries
    before, after = {e.id: (e.title, e.published) for e in first}, {e.id: (e.title, e.published) for e in second}
    assert len(before) == len(first) and len(after) == len(second)
    assert before.items() <= after.items()


def test_rss_is_dated_by_the_data():
    found = feed(export("rss", what("2026-05-01", *STORY)))
    assert datetime(*found.feed.updated_parsed[:6], tzinfo=UTC) == RESULT.known_at


def test_rss_links_hold_text_and_no_markup():
    found = feed(export("rss", what("2026-05-01", *STORY)))
    assert any("Communiqué &lt;conjoint&gt;" in entry.description for entry in found.entries)


def entries(data: bytes):
    return list(Calendar.from_ical(data).walk("VEVENT"))


def one(moment, *told):
    [entry] = entries(export("ics", what(moment, *told)))
    return entry


def test_ics_shows_a_fuzzy_date_as_a_span_of_whole_days():
    entry = one("2026-03-01", *STORY[:1])
    assert (entry.start, entry.end) == (date(2026, 3, 21), date(2026, 4, 1))
    assert entry["DTSTART"].params["VALUE"] == "DATE"
    assert "fin mars 2026" in entry["SUMMARY"] and "une attribution fin mars 2026" in entry["DESCRIPTION"]


def test_ics_keeps_the_uid_and_raises_the_sequence_on_each_slip():
    steps = [one(f"2026-05-0{n}", *STORY[:n]) for n in (1, 2, 3)]
    assert len({entry["UID"] for entry in steps}) == 1
    assert [entry["SEQUENCE"] for entry in steps] == [0, 1, 2]
    assert [entry.start for entry in steps] == [date(2026, 3, 21), date(2026, 4, 1), date(2026, 4, 23)]
    assert [entry["STATUS"] for entry in steps] == ["TENTATIVE", "TENTATIVE", "CONFIRMED"]


def test_ics_sequence_stays_while_the_date_stays():
    again = document(5, "2026-02-20", "L'Écho"), [promised(month("2026-03", "END"), "fin mars, répète-t-on")]
    assert one("2026-03-01", STORY[0], again)["SEQUENCE"] == 0


def test_ics_sequence_never_falls_when_an_official_overrules_the_press():
    rumours = [
        (document(10 + n, f"2026-02-0{n}", f"Journal {n}"), [promised(month(f"2026-0{n + 5}"), f"rumeur {n}")])
        for n in (1, 2, 3)
    ]
    before, after = one("2026-02-05", *rumours), one("2026-02-07", *rumours, STORY[0])
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (2, 3)


def test_ics_is_stamped_by_the_data():
    assert one("2026-04-30", *STORY[:2])["DTSTAMP"].dt == LATER.known_at
    assert one("2026-05-09", *STORY)["DTSTAMP"].dt == RESULT.known_at
    late = one("2026-04-09", STORY[0])
    assert "EN RETARD" in late["SUMMARY"] and late["DTSTAMP"].dt == at("2026-03-31T22:00")


def test_ics_without_a_date_is_an_empty_calendar():
    assert entries(export("ics", what("2026-03-01"))) == []


def validated(name: str, data: bytes):
    """``data`` parsed, once it is as the schema ``name`` wants it."""
    schema = json.loads((Path(__file__).parent / "schemas" / f"{name}.json").read_text("utf-8"))
    found = json.loads(data)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(found)
    return found


@pytest.mark.parametrize("upto", range(4))
def test_timelinejs_is_as_its_documentation_says(upto):
    validated("timelinejs", export("timelinejs", what("2026-05-01", *STORY[:upto])))


def test_timelinejs_shows_what_is_awaited_until_it_is_seen():
    [awaited] = validated("timelinejs", export("timelinejs", what("2026-03-01", *STORY[:1])))["events"]
    assert (awaited["start_date"], awaited["end_date"]) == (
        {"year": 2026, "month": 3, "day": 21},
        {"year": 2026, "month": 3, "day": 31},
    )
    assert awaited["display_date"] == "fin mars 2026"
    [done] = validated("timelinejs", export("timelinejs", what("2026-05-01", *STORY)))["events"]
    assert done["start_date"] == {"year": 2026, "month": 4, "day": 23} and "end_date" not in done


def test_timelinejs_takes_no_markup_from_the_web():
    told = document(1, "2026-04-23", "<b>L'Écho</b>"), [awarded(day("2026-04-23"), "<script>x</script>", "<i>")]
    data = export("timelinejs", what("2026-05-01", told, title="<script>x</script>"))
    validated("timelinejs", data)
    assert not any(tag in data for tag in (b"<script", b"<b>", b"<i>"))


def test_timelinejs_leaves_out_what_has_no_date():
    told = document(1, "2026-04-23"), [claim(ClaimType.AWARD, ClaimStatus.REPORTED, None, "rumeur", winner="x")]
    assert validated("timelinejs", export("timelinejs", what("2026-05-01", told)))["events"] == []


def test_rss_tells_a_revised_document_twice_and_keeps_its_first_guid():
    revised = LATER._replace(revision=2, known_at=at("2026-03-22T09:00"))
    before = feed(export("rss", what("2026-03-21", (LATER, [APRIL])))).entries
    after = feed(export("rss", what("2026-03-23", (revised, [APRIL])))).entries
    told = {entry.category: entry for entry in after if entry.category.startswith("document")}
    assert told["document.new"].id in {entry.id for entry in before}
    assert told["document.revised"].published_parsed[:5] == (2026, 3, 22, 9, 0)
