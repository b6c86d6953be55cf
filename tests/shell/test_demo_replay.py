"""The affair replayed day by day through the real crawler: what the product must say, and when.

Facts: the milestones of the affair as its public sources tell them. One replay serves all the tests.
"""

import email.policy
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from functools import cache
from itertools import pairwise

import pytest

from digests.changes import changes
from digests.timeline import timeline
from digests.types import Change, ChangeKind, Contradiction, Event, Milestone, MilestoneState, Timeline
from nlp.types import ClaimStatus, ClaimType
from store.queries import Queries
from store.types import DocumentRow
from veilleur.demo import pages
from veilleur.demo.replay import ZONE, DemoReport, replay
from veilleur.parts import rules, words
from veilleur.topic import Topic, load

FIRST, LAST = date(2025, 7, 1), date(2026, 5, 15)
CANCELLED = (date(2026, 2, 5), date(2026, 2, 6))
AWARDED = date(2026, 4, 23)
END_OF_MARCH = date(2026, 3, 31)


def evening(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), ZONE).astimezone(UTC)


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


@dataclass(frozen=True, eq=False)
class Demo:
    report: DemoReport
    topic: Topic
    queries: Queries

    def timeline(self, day: date) -> Timeline:
        return self._timeline(evening(day))

    @cache  # noqa: B019 (one object for the session)
    def _timeline(self, at: datetime) -> Timeline:
        return timeline(self.queries.known(at), rules(self.topic), at)

    def milestone(self, name: str, day: date) -> Milestone:
        return next(m for m in self.timeline(day).milestones if m.id == name)

    def events(self, day: date, kind: ClaimType, procedure: str | None = None) -> list[Event]:
        return [e for e in self.timeline(day).events if e.type == kind and procedure in (None, e.procedure)]

    def changes(self, first: date, last: date) -> list[Change]:
        before = self.queries.known(datetime.combine(first, time(), ZONE).astimezone(UTC))
        speech = words(self.topic)
        return changes(before, self.queries.known(evening(last)), rules(self.topic), speech)

    def documents(self) -> Sequence[DocumentRow]:
        return list(self.queries.known(evening(LAST)).documents.values())

    def mails(self) -> list[EmailMessage]:
        files = sorted(self.report.digests.glob("*.eml"))
        return [message_from_bytes(f.read_bytes(), policy=email.policy.default) for f in files]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    report = replay(tmp_path_factory.mktemp("demo"), FIRST, LAST)
    topic = load(report.topic)
    return Demo(report, topic, Queries(topic.archive))


pytestmark = pytest.mark.timeout(600)


def test_nothing_failed_on_the_way(demo: Demo) -> None:
    assert demo.report.failures == ()
    assert demo.report.days == (LAST - FIRST).days + 1


def test_every_text_of_the_web_is_archived_once(demo: Demo) -> None:
    with sqlite3.connect(f"file:{demo.topic.archive.removeprefix('sqlite:///')}?mode=ro", uri=True) as file:
        urls = [row[0] for row in file.execute("select url from revision where number = 1")]
    assert len(urls) == len(set(urls)) == len(pages.load()) + 7


# ── The cancellation of February ───────────────────────────────────────────────────────────────────


def test_the_cancellation_is_one_event_with_all_its_voices(demo: Demo) -> None:
    [event] = demo.events(LAST, ClaimType.TENDER_CANCELLATION, "intercalaire")
    assert event.official and event.corroboration == "both" and event.status is ClaimStatus.DONE
    assert event.origins >= 4
    publishers = {evidence.publisher for evidence in event.evidence}
    assert {"Gouvernement", "BOAMP (DILA)"} <= publishers
    assert len(publishers) >= 5


def test_the_wire_text_counts_once(demo: Demo) -> None:
    copies = [row for row in demo.documents() if row.url.rstrip("/").endswith(("procedure-lancee", "lancee.html"))]
    assert len(copies) == 3
    assert len({row.origin for row in copies}) == 1


def test_the_two_procedures_stay_two(demo: Demo) -> None:
    assert not demo.events(LAST, ClaimType.TENDER_CANCELLATION, "cible")
    assert not [e for e in demo.events(LAST, ClaimType.AWARD, "intercalaire") if e.status is ClaimStatus.DONE]


# ── The award ──────────────────────────────────────────────────────────────────────────────────────


def test_the_award_is_expected_at_the_end_of_march(demo: Demo) -> None:
    award = demo.milestone("award", date(2026, 2, 10))
    assert award.state is MilestoneState.OPEN
    assert award.current and award.current.when.latest == END_OF_MARCH
    assert award.baseline and award.baseline.when.latest == END_OF_MARCH
    assert award.baseline.evidence.quote


def test_the_award_is_overdue_from_the_first_to_the_22nd_of_april(demo: Demo) -> None:
    overdue = [d for d in days(date(2026, 3, 25), date(2026, 4, 30)) if _state(demo, d) is MilestoneState.OVERDUE]
    assert overdue == list(days(date(2026, 4, 1), date(2026, 4, 22)))
    assert demo.milestone("award", date(2026, 4, 10)).overdue_since == date(2026, 4, 1)


def _state(demo: Demo, day: date) -> MilestoneState:
    return demo.milestone("award", day).state


def test_the_award_is_seen_on_the_23rd_with_its_winner_and_its_slip(demo: Demo) -> None:
    award = demo.milestone("award", AWARDED)
    assert award.state is MilestoneState.SEEN and award.slip_days == 23
    assert award.seen and award.seen.earliest == award.seen.latest == AWARDED
    event = next(e for e in demo.timeline(AWARDED).events if e.id == award.event)
    assert ("scaleway", "supplier") in {(actor.id, actor.role) for actor in event.actors}
    assert event.official and event.procedure == "cible"


def test_neither_the_rumour_nor_the_other_contract_is_the_award(demo: Demo) -> None:
    for day in (date(2026, 4, 10), date(2026, 4, 18)):
        assert _state(demo, day) is MilestoneState.OVERDUE
        done = [e for e in demo.events(day, ClaimType.AWARD, "cible") if e.status is ClaimStatus.DONE]
        assert not done
    [award] = [e for e in demo.events(LAST, ClaimType.AWARD, "cible") if e.status is ClaimStatus.DONE]
    suppliers = {actor.id for actor in award.actors if actor.role == "supplier"}
    assert suppliers == {"scaleway"}


def test_the_european_award_is_another_contract(demo: Demo) -> None:
    award = demo.milestone("award", LAST)
    event = next(e for e in demo.timeline(LAST).events if e.id == award.event)
    assert not [e for e in event.evidence if "commission-europeenne" in e.url]


# ── The exit from Microsoft ────────────────────────────────────────────────────────────────────────


def test_every_promise_of_the_exit_moved_its_date_in_turn(demo: Demo) -> None:
    moves = [row for row in demo.milestone("migration", LAST).moves if row.when.latest]
    promised = [
        ("2022-01", "2022-12"),  # Véran, November 2020: 12 to 18 months, two years at most
        ("2025-01", "2025-12"),  # Combes, September 2022
        ("2026-06", "2026-09"),  # July 2025: summer 2026
        ("2026-12", "2026-12"),  # February 2026: end of 2026
        ("2027-01", "2027-06"),  # April 2026: between the end of 2026 and early 2027
    ]
    latest = [f"{row.when.latest:%Y-%m}" for row in moves]
    assert [any(first <= month <= last for month in latest) for first, last in promised] == [True] * 5
    assert latest == sorted(latest)
    assert all(a.said_on and b.said_on and a.said_on < b.said_on for a, b in pairwise(moves))


def test_each_move_of_the_exit_was_told_as_a_slip_on_its_day(demo: Demo) -> None:
    found = [c for c in demo.changes(FIRST, LAST) if c.kind is ChangeKind.DATE_SLIP and c.id == "migration"]
    assert [c.at.astimezone(ZONE).date() for c in found] == [date(2025, 7, 1), date(2026, 2, 6), AWARDED]
    assert all("→" in c.summary and " j)" in c.summary for c in found)


def test_the_exit_slips_and_is_still_open(demo: Demo) -> None:
    exit_ = demo.milestone("migration", LAST)
    assert exit_.state is MilestoneState.OPEN
    assert exit_.current and exit_.current.when.latest and exit_.current.when.latest.year == 2027
    assert exit_.slip_days and exit_.slip_days > 3 * 365


# ── What is done and what is only said ─────────────────────────────────────────────────────────────


def _done(demo: Demo, kind: ClaimType) -> dict[str, Event]:
    """Events of ``kind`` that the timeline calls done on any day of the affair, by id."""
    events = (event for day in days(FIRST, LAST) for event in demo.events(day, kind))
    return {event.id: event for event in events if event.status is ClaimStatus.DONE}


def test_nothing_is_said_to_have_moved_before_it_moves(demo: Demo) -> None:
    """Promises of 2020, 2022 and February 2026 are told again and again; by May 2026 no data has moved."""
    assert not _done(demo, ClaimType.MIGRATION)


def test_only_two_hosts_were_ever_chosen(demo: Demo) -> None:
    chosen = {
        (event.when.edtf if event.when else None, actor.id)
        for event in _done(demo, ClaimType.AWARD).values()
        for actor in event.actors
        if actor.role == "supplier"
    }
    assert {host for _, host in chosen} == {"microsoft", "scaleway"}
    assert {day for day, host in chosen if host == "scaleway"} == {"2026-04-23"}


def test_scaleway_is_certified_and_never_said_to_be_qualified(demo: Demo) -> None:
    """HDS it has; towards SecNumCloud it is on its way."""
    done = _done(demo, ClaimType.QUALIFICATION).values()
    held = {
        actor.id: [e.quote for e in event.evidence if e.status == ClaimStatus.DONE]
        for event in done
        for actor in event.actors
    }
    assert "s3ns" in held
    assert all("HDS" in quote for quote in held.get("scaleway", []))


# ── Contradictions ─────────────────────────────────────────────────────────────────────────────────


def test_the_day_of_the_announcement_is_contradictory(demo: Demo) -> None:
    found = _of_cancellation(demo, date(2026, 2, 12))
    assert found and found[0].field == "date"
    assert {found[0].left_value, found[0].right_value} == {"2026-02-05", "2026-02-06"}
    assert found[0].left.quote and found[0].right.quote
    assert found[0].left.authority == "official"


def test_the_day_of_the_award_is_contradictory(demo: Demo) -> None:
    found = _of_award(demo, date(2026, 2, 24))
    assert any("2026-06" in value for c in found for value in (c.left_value, c.right_value))


def test_hardly_any_other_contradiction_is_claimed(demo: Demo) -> None:
    """Over the whole affair, looked at once a week."""
    told = {(c.subject, c.field): c for day in list(days(FIRST, LAST))[::7] for c in demo.timeline(day).contradictions}
    [cancelled] = demo.events(LAST, ClaimType.TENDER_CANCELLATION, "intercalaire")
    others = told.keys() - {(cancelled.id, "date"), ("award", "date")}
    assert len(told) - len(others) == 2
    assert len(others) <= 1, [told[one] for one in others]


def _of_cancellation(demo: Demo, day: date) -> list[Contradiction]:
    [event] = demo.events(day, ClaimType.TENDER_CANCELLATION, "intercalaire")
    return [c for c in demo.timeline(day).contradictions if c.subject == event.id]


def _of_award(demo: Demo, day: date) -> list[Contradiction]:
    return [c for c in demo.timeline(day).contradictions if c.subject == "award"]


# ── What must not be there, what must change ───────────────────────────────────────────────────────


def test_the_unrelated_texts_are_absent(demo: Demo) -> None:
    titles = {page.title for page in pages.load() if page.unrelated}
    assert len(titles) >= 10
    assert not titles & {row.title for row in demo.documents()}
    for mail in demo.mails():
        text = _text(mail)
        assert not [title for title in titles if title in text]


def test_the_text_edited_later_shows_as_revised(demo: Demo) -> None:
    page = next(page for page in pages.load() if page.edits)
    row = next(row for row in demo.documents() if page.slug in row.url)
    first, second = demo.queries.revisions(row.id)
    assert page.edits[0].swaps[0][0] in first.text
    assert page.edits[0].swaps[0][1] in second.text
    assert second.known_at > first.known_at


def test_every_fact_has_its_words(demo: Demo) -> None:
    known = demo.queries.known(evening(LAST))
    assert len(known.claims) >= 100
    for claim in known.claims:
        text = known.documents[claim.document].text
        assert text[claim.start : claim.end] == claim.quote != ""


def test_no_notice_was_found_for_the_2026_order(demo: Demo) -> None:
    award = demo.milestone("award", LAST)
    event = next(e for e in demo.timeline(LAST).events if e.id == award.event)
    assert not [evidence for evidence in event.evidence if evidence.publisher.startswith("BOAMP")]


# ── Mails ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_digest_each_working_day(demo: Demo) -> None:
    """And, after the first cycle, that of the slot just missed: a new reader gets all that is known at once."""
    working = [day for day in days(FIRST, LAST) if day.weekday() < 5]
    slots = [mail["date"].datetime.astimezone(ZONE).date() for mail in demo.mails()]
    assert slots == [FIRST - timedelta(days=1), *working]


def test_one_wrap_up_and_only_when_the_award_is_seen(demo: Demo) -> None:
    wrap_ups = [mail for mail in demo.mails() if _is_wrap_up(mail)]
    assert [mail["date"].datetime.astimezone(ZONE).date() for mail in wrap_ups] == [date(2026, 4, 24)]
    assert "Scaleway" in _text(wrap_ups[0])


def _is_wrap_up(mail: EmailMessage) -> bool:
    return "bilan" in str(mail["subject"]).lower()


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())
