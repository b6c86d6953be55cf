"""Search as people type it: French words, phrases, exclusions, filters, orders; and whatever a keyboard can send."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.types import DocumentKind
from store.archive import Archive
from store.errors import ArchiveError
from store.queries import Queries
from store.search import parse
from tests.store.builders import BOAMP, DAY, GAZETTE, HOUR, JOURNAL, START, document, fetched, notice, reading, record

TEXTS = (
    "Les données de santé changent d'hébergement.",
    "Une donnée publique et son hébergeur.",
    "La tarte aux pommes de terre.",
    "Un appel d'offres annulé pour le nuage.",
    "L'annulation de l'appel d'offres; une plainte, un nuage public.",
)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Queries]:
    """Documents 1–5 are TEXTS, an hour apart; 6 is a notice; 7 is another paper's, without a date, naming S3NS."""
    folder: Path = tmp_path_factory.mktemp("search")
    url = f"sqlite:///{folder / 'archive.db'}"
    with Archive(url) as archive:
        for n, text in enumerate(TEXTS):
            record(archive, document(text, str(n), published=START + n * HOUR), now=START + n * HOUR)
        record(archive, notice("26-1", published=START), BOAMP)
        last = record(archive, document("Un nuage.", "j", JOURNAL, published=None), JOURNAL)
        with archive.transaction() as tx:
            tx.record_reading(last.revision, reading("s3ns"), START)
    opened = Queries(url)
    yield opened
    opened.close()


def found(asked: Queries, query: str) -> set[int]:
    return {hit.id for hit in asked.search(query, as_of=START + DAY)}


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        *((word, {1, 2}) for word in ("données", "donnees", "donnée", "DONNÉES", "donne\u0301es")),
        *(
            (word, {1, 2})
            for word in ("hébergeur", "hébergement", "hebergement", "héberg*", "hebergem*", "hébergemen*", "donn*")
        ),
        *((word, {4, 5}) for word in ("annulation", "annulé", "annuler", "d'annuler", "qu'annulé")),
        ('"appel d\'offres"', {4, 5}),
        ('"offres appel"', set()),
        ('"pommes de terre"', {3}),
        ("appel nuage", {4, 5}),
        ("nuage -public", {4, 7}),
        ('nuage -"appel d\'offres"', {7}),
        ("tarte OR plainte", {3, 5}),
        ("nuage tarte OR plainte", {5}),
        ("tarte OR plainte -pomme", {5}),
        ("tarte or plainte", set()),
        ("OR tarte OR", {3}),
        ("-tarte", set()),
        ("article", {1, 2, 3, 4, 5, 6, 7}),
        ("annulat* -plaint*", {4}),
        ("", set()),
        ("  ", set()),
        ('"', set()),
        ("*", set()),
    ],
)
def test_a_query_finds_what_people_mean(asked: Queries, query: str, documents: set[int]) -> None:
    assert found(asked, query) == documents


def test_filters(asked: Queries) -> None:
    def ids(**filters: object) -> set[int]:
        return {hit.id for hit in asked.search("nuage OR avis", as_of=START + DAY, **filters)}  # type: ignore[arg-type]  # one filter each

    assert ids() == {4, 5, 6, 7}
    assert ids(kind=DocumentKind.NOTICE) == ids(source="boamp") == {6}
    assert ids(actor="s3ns") == ids(source="journal") == {7}
    assert ids(since=START + 4 * HOUR) == {5}
    assert ids(until=START + 3 * HOUR) == {4, 6}
    assert ids(source="nobody") == ids(actor="nobody") == set()


def test_newest_first_the_undated_last_and_a_limit_is_the_first_of_them(asked: Queries) -> None:
    newest = [hit.id for hit in asked.search("nuage", as_of=START + DAY, order="newest")]
    assert newest == [5, 4, 7]
    assert [hit.id for hit in asked.search("nuage", as_of=START + DAY, order="newest", limit=2)] == newest[:2]


def test_a_title_weighs_more_than_a_text(archive: Archive, queries: Queries) -> None:
    record(archive, document("Le nuage, toujours le nuage. " * 3, "text"))
    record(archive, document("Rien de tel dans ce texte.", "title", title="Nuage"))
    assert [hit.id for hit in queries.search("nuage", as_of=START)] == [2, 1]


def test_search_sees_the_revision_that_stood(archive: Archive, queries: Queries) -> None:
    record(archive, document("Fin mars."))
    record(archive, document("Fin avril."), now=START + DAY)

    def ids(query: str, after: timedelta) -> list[int]:
        return [hit.id for hit in queries.search(query, as_of=START + after)]

    assert [ids("mars", n * DAY) for n in (-1, 0, 1)] == [[], [1], []]
    assert [ids("avril", n * DAY) for n in (-1, 0, 1)] == [[], [], [1]]


def test_a_snippet_is_the_best_passage_with_its_words_marked(archive: Archive, queries: Queries) -> None:
    record(archive, document(f"{'Rien ici. ' * 100}Les données de santé.{' Rien là.' * 100}"))
    [hit] = queries.search("donnees sante", as_of=START)
    assert "Les ‹données› de ‹santé›." in hit.snippet
    assert hit.snippet.startswith("… ") and hit.snippet.endswith(" …") and len(hit.snippet.split()) < 40


PIECES = st.sampled_from(
    ['"', "'", "-", "*", "(", ")", ":", "^", "OR", "AND", "NOT", "NEAR(", "title:", "{", "\0", " "]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8), st.sampled_from(TEXTS)), max_size=12).map("".join))
def test_any_query_is_answered(asked: Queries, query: str) -> None:
    assert found(asked, query) <= {1, 2, 3, 4, 5, 6, 7}


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12))
def test_a_word_finds_itself_and_its_exclusion_excludes_it(word: str) -> None:
    match = parse(word).match
    assert match and match.count('"') == 2
    assert parse(f"nuage -{word}").match.endswith(f"NOT ({match[1:-1]})")


@pytest.mark.parametrize(
    "query", ["nuage " * 5_000, "a OR " * 5_000 + "nuage", "nuage -a" * 5_000, "x" * 100_000, "é* " * 5_000]
)
def test_a_query_without_end_is_answered_or_refused_in_one_sentence(asked: Queries, query: str) -> None:
    try:
        found(asked, query)
    except ArchiveError as error:
        assert len(str(error)) < 300


@pytest.mark.parametrize("value", ["\udcff", "'; DROP TABLE document; --", "\0", "x" * 10_000])
def test_a_filter_is_a_value_and_no_language(asked: Queries, value: str) -> None:
    assert asked.search("nuage", as_of=START + DAY, actor=value) == []
    assert asked.search("nuage", as_of=START + DAY, source=value) == []
    assert found(asked, f"nuage {value}") <= {4, 5, 7}


def test_the_index_follows_what_is_kept(archive: Archive, queries: Queries) -> None:
    """Content rolled back is not found: the index is written in the same transaction."""
    with pytest.raises(RuntimeError), archive.transaction() as tx:
        tx.record_fetched(fetched(b"Un nuage."))
        tx.record_document(document("Un nuage."), GAZETTE, START)
        raise RuntimeError
    assert queries.search("nuage", as_of=START) == []


def test_what_is_about_the_affair_comes_before_what_was_only_looked_at(archive: Archive, queries: Queries) -> None:
    aside = record(archive, document("nuage nuage nuage", "a"))
    with archive.transaction() as tx:
        tx.record_reading(aside.revision, reading(relevant=False), START)
    about = record(archive, document("Un nuage, dans un texte beaucoup plus long que l'autre et tout autre.", "b"))
    hits = queries.search("nuage", as_of=START + DAY)
    assert [(hit.id, hit.relevant) for hit in hits] == [(about.document, True), (aside.document, False)]
