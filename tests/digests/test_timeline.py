"""What holds for any claims: no look-ahead, no weight of the order of arrival, better grammar is no news."""

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crawler.types import Authority
from digests import events, jsonable, written
from digests.changes import changes
from digests.digest import build
from digests.lines import Words, notice_line, voices_line
from digests.mail import render
from digests.merging import groups
from digests.timeline import Rules, timeline
from digests.types import MilestoneSpec
from nlp.types import ActorRole, ClaimStatus, ClaimType
from store.types import Check, Known
from tests.digests.builders import AWARD, PARIS, RULES, at, awarded, claim, day, document, known, month, promised, year

WORDS = Words("fr", {"scaleway": "Scaleway"})
EXIT = MilestoneSpec("sortie", "Sortie", ClaimType.MIGRATION)
BOTH = Rules((AWARD, EXIT), PARIS, officials=frozenset({"ministre"}))
FIRST = date(2026, 2, 1)

whens = st.one_of(
    st.none(),
    st.dates(FIRST, date(2026, 6, 30)).map(lambda d: day(d.isoformat())),
    st.sampled_from([month("2026-03", "END"), month("2026-04"), month("2026-12"), year("2026"), year("2027")]),
)
claims = st.builds(
    lambda kind, status, when, speaker, procedure, who: replace(
        claim(kind, status, when, f'« {kind} »\t"{status}"\n{speaker}', speaker, procedure),
        actors=tuple(ActorRole(actor, role) for actor, role in who),
    ),
    st.sampled_from([ClaimType.AWARD, ClaimType.MIGRATION, ClaimType.RULING, ClaimType.TENDER_CANCELLATION]),
    st.sampled_from(ClaimStatus),
    whens,
    st.sampled_from([None, "ministre", "scaleway"]),
    st.sampled_from([None, "ugap", "autre"]),
    st.lists(
        st.tuples(st.sampled_from(["scaleway", "rivale", "pds"]), st.sampled_from(["supplier", "buyer"])), max_size=2
    ),
)
days_later = st.integers(0, 120)
tellings = st.lists(st.tuples(days_later, st.booleans(), st.lists(claims, max_size=3)), max_size=8)


def documents(told):
    """(number of days, official, claims) → documents with their claims; each knows another moment or the same."""
    found = []
    for number, (later, official, said) in enumerate(told, 1):
        moment = f"{FIRST + timedelta(days=later)}T09:00"
        authority = Authority.OFFICIAL if official else Authority.PRESS
        found.append((document(number, moment, f"Voix {number % 4}", authority), said))
    return found


def as_of(rows, moment) -> Known:
    return known(moment, *((row, said) for row, said in rows if row.known_at <= at(moment)))


def answer(rows, moment):
    return timeline(as_of(rows, moment), BOTH)


@given(tellings, tellings)
def test_what_comes_later_never_alters_an_earlier_answer(told, later):
    rows = documents(told)
    planted = [
        (row._replace(id=row.id + 100, url=f"{row.url}/b", origin=row.id + 100, known_at=at("2026-06-01T09:00")), said)
        for row, said in documents(later)
    ]
    moment = "2026-05-31T12:00"
    assert answer(rows, moment) == answer([*rows, *planted], moment)


@given(tellings, st.randoms())
def test_the_order_of_arrival_within_a_moment_alters_nothing(told, chance):
    rows = documents([(0, official, said) for _, official, said in told])
    mixed = known("2026-06-30", *rows)
    shuffled = list(mixed.claims)
    chance.shuffle(shuffled)
    numbers = list(mixed.documents.items())
    chance.shuffle(numbers)
    assert timeline(mixed, BOTH) == timeline(replace(mixed, claims=tuple(shuffled), documents=dict(numbers)), BOTH)


@given(tellings, tellings)
def test_texts_read_better_are_no_news(told, better):
    """The same documents with any other claims, at both ends: nothing changed in between."""
    rows = documents(told)
    reread = [(row, said) for (row, _), (_, _, said) in zip(rows, better, strict=False)]
    quiet = ("2026-06-29T12:00", "2026-06-29T13:00")
    before, after = (known(moment, *reread) for moment in quiet)
    assert [c for c in changes(before, after, BOTH, WORDS) if c.kind != "milestone.overdue"] == []


@given(tellings)
def test_names_of_events_stay_while_claims_arrive(told):
    rows = documents(told)
    moments = sorted({row.known_at for row, _ in rows})
    homes: dict[str, str] = {}
    for moment in moments:
        for event in answer(rows, moment.isoformat()[:19]).events:
            for proof in event.evidence:
                assert homes.setdefault(proof.id, event.id) == event.id


@given(tellings)
def test_every_answer_can_be_shown(told):
    rows = documents(told)
    whole = as_of(rows, "2026-06-30")
    found = timeline(whole, BOTH)
    assert len({event.id for event in found.events}) == len(found.events)
    assert jsonable.timeline(found)["milestones"]
    assert json.loads("".join(written.timeline(found))) == jsonable.timeline(found)
    for language in ("fr", "en"):
        mail = render(build(as_of(rows, "2026-03-01"), whole, BOTH, replace(WORDS, language=language), "Une affaire"))
        assert mail.text and mail.html


@given(tellings)
def test_an_event_told_once_is_made_as_any_other(told):
    answered = (("BOAMP", date(2026, 6, 29)),)
    for group in groups(as_of(documents(told), "2026-06-30").claims, (), PARIS):
        if len(group.claims) == 1:
            stated = (BOTH.officials, answered, PARIS)
            assert events.event(group, *stated) == events.of_many(group, *stated)


@given(tellings)
def test_a_reader_of_every_moment_is_told_what_a_reader_of_the_whole_is_told(told):
    """Each new event, each slip and each milestone seen is told once along the way."""
    rows = documents(told)
    moments = ["2026-01-31T09:00", *sorted({row.known_at.isoformat()[:19] for row, _ in rows}), "2026-06-30T09:00"]
    steps = [changes(as_of(rows, a), as_of(rows, b), BOTH, WORDS) for a, b in pairwise(moments)]
    new = [c.id for step in steps for c in step if c.kind == "event.new"]
    assert len(new) == len(set(new))
    seen = [c.id for step in steps for c in step if c.kind == "milestone.seen"]
    final = {m.id for m in answer(rows, moments[-1]).milestones if m.seen}
    assert final <= set(seen)


# ── Notices ────────────────────────────────────────────────────────────────────────────────────────

WATCHED = Rules((AWARD,), PARIS, registers={"boamp": "BOAMP", "ted": "TED"})
WON = awarded(day("2026-04-23"), "attribué à Scaleway")
PAPER = document(1, "2026-04-23T09:00")


def visit(source, moment, status="ok"):
    return Check(source, at(moment), status, 1, 0, 0, "")


READ = (
    visit("boamp", "2026-04-24T07:00"),
    visit("ted", "2026-04-23T07:00"),
    visit("boamp", "2026-04-25T07:00", "down"),
)


def line(*told, checks=READ):
    [event] = timeline(known("2026-04-26", *told, checks=checks), WATCHED).events
    return event, notice_line(event, WORDS)


def test_no_notice_found_says_where_and_until_when_one_looked():
    event, said = line((PAPER, [WON]))
    assert event.searched == (("BOAMP", date(2026, 4, 24)), ("TED", date(2026, 4, 23)))
    assert said == "aucun avis officiel trouvé (BOAMP, TED, consulté le 23 avril 2026)"
    assert voices_line(event, WORDS) == f"presse seule · 1 article · {said}"


def test_who_did_not_look_found_nothing():
    event, said = line((PAPER, [WON]), checks=())
    assert event.searched == () and said == ""


def test_it_flips_when_the_notice_arrives():
    from crawler.types import Notice

    notice = document(2, "2026-04-25", "BOAMP (DILA)", Authority.OFFICIAL, Notice("26-1", "award", "Hébergement"))
    event, said = line((PAPER, [WON]), (notice, [WON]))
    assert (event.corroboration, event.notice, event.searched, said) == ("both", "26-1", (), "avis 26-1")
    before, after = (
        known(m, *t, checks=READ)
        for m, t in (("2026-04-24", [(PAPER, [WON])]), ("2026-04-26", [(PAPER, [WON]), (notice, [WON])]))
    )
    [told] = [c for c in changes(before, after, WATCHED, WORDS) if c.kind == "event.status"]
    assert (told.before, told.after) == ("press", "both+notice")
    assert told.summary == "Attribution (fait), 23 avril 2026 : Scaleway. Un avis officiel est paru : 26-1"


def test_what_no_register_prints_is_not_looked_for():
    ruling = claim(ClaimType.RULING, ClaimStatus.DONE, day("2026-04-23"), "rejeté", procedure=None)
    assert line((PAPER, [ruling]))[1] == ""


def test_history_promises_keep_their_place():
    told = promised(month("2026-03", "END"), "fin mars")
    found = timeline(known("2026-03-01", (PAPER, [told])), RULES)
    assert found.events == ()  # a promise of a milestone is a row of its ledger
