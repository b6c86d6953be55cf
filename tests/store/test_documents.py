"""What is one document, what is a revision of it, what repeats another, and how all that stood at a moment."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.archive import Archive
from store.content import fingerprint
from store.errors import ArchiveError, DocumentNotFoundError
from store.queries import Queries
from store.types import Outcome
from tests.store.builders import (
    BOAMP,
    DAY,
    HOUR,
    JOURNAL,
    START,
    WIRE,
    document,
    fetched,
    notice,
    reading,
    record,
)

BLANKS = st.text(" \n\t\u00a0\u2028", min_size=1, max_size=4)


# ── revisions ──────────────────────────────────────────────────────────────────────────────────────


def test_what_was_said_before_is_kept_even_when_it_comes_back(archive: Archive, queries: Queries) -> None:
    told = ("Fin mars.", "Fin avril.", "Fin mars.")
    outcomes = [record(archive, document(text), now=START + n * DAY).outcome for n, text in enumerate(told)]
    assert outcomes == [Outcome.NEW, Outcome.REVISED, Outcome.REVISED]
    assert [row.text for row in queries.revisions(1)] == list(told)
    assert [row.known_at for row in queries.revisions(1)] == [START, START + DAY, START + 2 * DAY]
    for n, text in enumerate(told):
        row = queries.document(1, START + n * DAY + HOUR)
        assert (row.text, row.revision, row.first_seen) == (text, n + 1, START)


@given(st.lists(BLANKS, min_size=5, max_size=5), BLANKS, BLANKS)
def test_whitespace_is_no_change(gaps: list[str], before: str, after: str) -> None:
    words = WIRE.split()[:6]
    spaced = before + "".join(a + b for a, b in zip(words, [*gaps, after], strict=True))
    assert fingerprint(document(spaced)) == fingerprint(document(" ".join(words)))


def test_a_document_told_again_with_other_blanks_stays_one_revision(archive: Archive) -> None:
    record(archive, document("Fin  mars.\n"))
    assert record(archive, document(" Fin mars."), now=START + DAY).outcome == Outcome.UNCHANGED


@pytest.mark.parametrize("change", [{"title": "Autre titre"}, {"text": "Autre texte."}])
def test_another_title_or_text_is_a_revision(archive: Archive, change: dict[str, Any]) -> None:
    record(archive, document("Texte."))
    assert record(archive, replace(document("Texte."), **change), now=START + DAY).outcome == Outcome.REVISED


def test_words_do_not_move_from_the_title_to_the_text_unseen() -> None:
    assert fingerprint(document("c", title="a b")) != fingerprint(document("b c", title="a"))


def test_a_page_that_could_not_be_had_takes_nothing_back(archive: Archive, queries: Queries) -> None:
    page = document(WIRE, summary="L'essentiel.")
    entry = replace(page, text="L'essentiel.")
    record(archive, page)
    assert record(archive, entry, now=START + DAY).outcome == Outcome.UNCHANGED
    changed = replace(entry, text="Rectificatif.", summary="Rectificatif.")
    assert record(archive, changed, now=START + 2 * DAY).outcome == Outcome.REVISED
    assert queries.document(1, START + DAY).text == WIRE


def test_a_field_of_a_notice_is_content(archive: Archive) -> None:
    first = notice("26-1")
    assert first.notice is not None
    record(archive, first, BOAMP)
    later = replace(first, notice=replace(first.notice, deadline=START + 30 * DAY))
    assert record(archive, later, BOAMP, START + DAY).outcome == Outcome.REVISED


# ── identity ───────────────────────────────────────────────────────────────────────────────────────


def test_one_address_is_one_document_whoever_gives_it(archive: Archive, queries: Queries) -> None:
    first = record(archive, document("Texte.", urls=("https://gazette.example/amp/1",)))
    other = document("Chapeau.", "guid-9", JOURNAL, url="https://gazette.example/amp/1", urls=("https://g.example/s",))
    second = record(archive, other, JOURNAL, START + DAY)
    assert (second.document, second.outcome) == (first.document, Outcome.UNCHANGED)
    row = queries.document(1, START + DAY)
    assert row.urls == ("https://gazette.example/1", "https://gazette.example/amp/1", "https://g.example/s")
    assert (row.source, row.text) == ("gazette", "Texte.")
    assert [hit.id for hit in queries.search("texte", as_of=START + DAY, source="journal")] == [1]


def test_a_source_renamed_or_replaced_leaves_its_documents_to_the_one_that_lists_them(
    archive: Archive, queries: Queries
) -> None:
    record(archive, document("Fin mars."))
    later = document("Fin avril.", source=JOURNAL, url="https://gazette.example/1")
    for standing, outcome in ((("gazette", "journal"), Outcome.UNCHANGED), (("journal",), Outcome.REVISED)):
        with archive.transaction() as tx:
            assert tx.record_document(later, JOURNAL, START + DAY, standing=standing).outcome == outcome
    row = queries.document(1, START + 2 * DAY)
    assert (row.source, row.text, row.revision) == ("journal", "Fin avril.", 2)


def test_a_key_is_one_document_wherever_its_page_moved(archive: Archive) -> None:
    record(archive, document("Texte."))
    moved = record(archive, document("Texte.", url="https://gazette.example/archives/1"), now=START + DAY)
    assert (moved.document, moved.outcome) == (1, Outcome.UNCHANGED)


def test_a_notice_is_one_document_under_all_its_numbers(archive: Archive) -> None:
    record(archive, notice("26-1", same_as=("100-2026",)), BOAMP)
    assert record(archive, notice("100-2026", JOURNAL), JOURNAL).document == 1
    assert record(archive, notice("26-2", url="https://boamp.example/26-1"), BOAMP).document == 2


def test_a_copy_has_the_origin_of_the_first_and_keeps_it(archive: Archive, queries: Queries) -> None:
    record(archive, document(WIRE))
    record(archive, document(f"(AFP) {WIRE} Lire aussi.", "2", JOURNAL), JOURNAL, START + HOUR)
    record(archive, document("Un tout autre sujet, " * 12, "3"), now=START + HOUR)
    record(archive, document("", "4"))
    record(archive, document("", "5"))
    assert [queries.document(n, START + DAY).origin for n in (1, 2, 3, 4, 5)] == [1, 1, 3, 4, 5]
    record(archive, document("Tout autre chose désormais.", "1"), now=START + 2 * DAY)
    assert [queries.document(n, START + 3 * DAY).origin for n in (1, 2)] == [1, 1]


def test_a_copy_is_found_by_an_archive_opened_later(archive: Archive, url: str, queries: Queries) -> None:
    record(archive, document(WIRE))
    with Archive(url) as reopened:
        record(reopened, document(WIRE, "2", JOURNAL), JOURNAL)
    assert queries.document(2, START).origin == 1


# ── as it was known ────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_known_before_it_was_seen(archive: Archive, queries: Queries) -> None:
    record(archive, document("Texte.", published=START - 30 * DAY))
    assert not queries.known(START - HOUR).documents
    assert list(queries.known(START).documents) == [1]
    with pytest.raises(DocumentNotFoundError):
        queries.document(1, START - HOUR)
    with pytest.raises(DocumentNotFoundError):
        queries.document(2, START)
    assert queries.revisions(2) == []


def test_what_is_off_topic_is_kept_but_not_known(archive: Archive, queries: Queries) -> None:
    recorded = record(archive, document("Texte."))
    with archive.transaction() as tx:
        tx.record_reading(recorded.revision, reading(relevant=False), START)
    assert not queries.known(START).documents
    assert not queries.document(1, START).relevant


def test_a_revision_without_a_reading_waits_for_one(archive: Archive) -> None:
    with archive.transaction() as tx:
        tx.record_fetched(fetched(b"Texte."))
        tx.record_document(document("Texte.", summary="S", flags=("f",)), JOURNAL, START)
    [waiting] = archive.unread()
    assert waiting.document == document("Texte.", summary="S", flags=("f",))
    with archive.transaction() as tx:
        tx.record_reading(waiting.revision_id, reading("s3ns"), START)
    assert archive.unread() == []


def test_many_documents_are_known_as_few_are(
    archive: Archive, queries: Queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = (
        reading("s3ns", "scaleway"),
        reading("scaleway"),
        reading("orange", relevant=False),
        reading("orange", "s3ns"),
    )
    for n, found in enumerate(read):
        recorded = record(archive, document(f"{WIRE} {n}", key=str(n // 2)), now=START + n * HOUR)
        with archive.transaction() as tx:
            tx.record_reading(recorded.revision, found, START + n * HOUR)
    moments = [START + n * HOUR for n in range(4)]
    few = [queries.known(moment) for moment in moments]
    assert [[actor.id for actor in known.actors] for known in few] == [
        ["s3ns", "scaleway"],
        ["scaleway"],
        ["scaleway"],
        ["scaleway", "orange", "s3ns"],
    ]
    monkeypatch.setattr("store.queries._FEW", 0)
    assert [queries.known(moment) for moment in moments] == few


# ── raw bodies ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("body", [b"", b"\x00\xff" * 10_000, "données".encode()])
def test_a_raw_body_comes_back_by_its_hash(archive: Archive, queries: Queries, body: bytes) -> None:
    kept = fetched(body)
    for _ in range(2):
        with archive.transaction() as tx:
            tx.record_fetched(kept)
    assert queries.raw(kept.sha256) == body


def test_no_such_body_is_told(archive: Archive, queries: Queries) -> None:
    with pytest.raises(ArchiveError, match="no body"):
        queries.raw("0" * 64)


def test_what_fails_half_way_leaves_nothing(archive: Archive, queries: Queries) -> None:
    with pytest.raises(RuntimeError), archive.transaction() as tx:
        tx.record_fetched(fetched(WIRE.encode()))
        tx.record_document(document(WIRE), JOURNAL, START)
        raise RuntimeError
    assert archive.unread() == []
    record(archive, document(WIRE, "2"))
    assert queries.document(1, START).origin == 1  # the text rolled back is no origin
