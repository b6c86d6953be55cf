"""Bodies that wait are held compressed, and within bounds."""

import pickle
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.bodies import Bodies, pack
from crawler.fetching import gathering
from crawler.fetching.gathering import Gathering, Room
from crawler.kinds.request import Request
from crawler.types import Fetched, Job, Source, SourceStatus

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
FETCHED = Fetched("gazette", "https://gazette.example/", 200, (("etag", "a"),), b"", NOW, context={"title": "Un titre"})
INDEX = Request("https://gazette.example/")


def fetched(body: bytes) -> Fetched:
    return replace(FETCHED, body=body)


@given(st.lists(st.binary(max_size=500)))
def test_bodies_come_out_as_they_came_from_another_process_too(contents: list[bytes]) -> None:
    given_, held = [fetched(body) for body in contents], Bodies(tuple(pack(fetched(body)) for body in contents))
    for found in (held, pickle.loads(pickle.dumps(held))):
        assert list(found) == given_ and len(found) == len(given_)
        assert list(found[1:3]) == given_[1:3]
        assert [one.sha256 for one in found] == [one.sha256 for one in given_]


def test_pages_take_a_fifth_of_their_size() -> None:
    page = "".join(f"<p class='texte'>Le marché numéro {n} est attribué.</p>" for n in range(1000)).encode()
    assert len(pack(fetched(page)).data) < len(page) / 5


def test_all_sources_together_have_so_much_room_and_what_has_none_is_told_and_not_remembered() -> None:
    room = Room(100)
    first, second = (Gathering(Job(Source(name, "feed", INDEX.url), {}), NOW, room) for name in ("first", "second"))
    assert first.keep(INDEX, fetched(bytes(range(80))), 1)
    assert not second.keep(INDEX, fetched(bytes(range(80))), 1)
    kept, told = first.result(), second.result()
    assert (kept.status, len(kept.fetched)) == (SourceStatus.OK, 1)
    assert (told.status, list(told.fetched)) == (SourceStatus.DOWN, [])
    assert "of all sources; the rest comes next time" in told.error


def test_one_source_may_not_take_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MAX_BYTES", 100)
    one = Gathering(Job(Source("one", "feed", INDEX.url), {}), NOW, Room())
    assert one.keep(INDEX, fetched(bytes(60)), 1)
    assert not one.keep(Request("https://gazette.example/2", role="item"), fetched(bytes(60)))
    found = one.result()
    assert (found.status, len(found.fetched)) == (SourceStatus.OK, 1) and "incomplete: more than" in found.error
