"""A history is what was told at the time: nothing that came later alters it."""

from crawler.types import Authority
from digests.exports import Export
from digests.exports.history import history
from digests.lines import Words
from digests.timeline import timeline
from nlp.types import ClaimStatus, ClaimType
from tests.digests.builders import RULES, at, awarded, claim, day, document, known, month, promised

MINISTRY = document(1, "2026-02-06", "Gouvernement", Authority.OFFICIAL)
RUMOUR = document(2, "2026-04-09", "L'Écho")
PDS = document(3, "2026-04-23", "Plateforme", Authority.OFFICIAL)
ROWS = (
    (MINISTRY, [promised(month("2026-03", "END"), "fin mars")]),
    (RUMOUR, [claim(ClaimType.AWARD, ClaimStatus.REPORTED, None, "aurait été attribué", winner="scaleway")]),
    (PDS, [awarded(day("2026-04-23"), "a retenu Scaleway")]),
)
REVISED = RUMOUR._replace(revision=2, known_at=at("2026-04-10"), title="L'article corrigé")


def archive(moment):
    """What was known at a moment, revisions included."""
    rows = [(REVISED if r is RUMOUR and REVISED.known_at <= at(moment) else r, c) for r, c in ROWS]
    return known(moment, *((r, c) for r, c in rows if r.first_seen <= at(moment)))


def told(moment):
    now = archive(moment)

    def between(since, until):
        return archive(since.isoformat()[:19]), archive(until.isoformat()[:19])

    words = Words("fr", {"scaleway": "Scaleway"})
    return history(Export(now, timeline(now, RULES), RULES, words, "Une affaire", between))


def test_a_rumour_is_told_as_a_rumour_at_its_time_and_the_award_at_its_own():
    found = [
        (f"{c.at:%m-%d}", c.kind, c.after) for c in told("2026-05-01") if c.kind.startswith(("event", "milestone"))
    ]
    assert found == [
        ("03-31", "milestone.overdue", None),
        ("04-09", "event.new", "reported"),
        ("04-23", "event.status", "done"),
        ("04-23", "milestone.seen", "2026-04-23"),
    ]


def test_a_revision_is_told_when_it_was_made():
    found = [(f"{c.at:%m-%d}", c.kind) for c in told("2026-05-01") if c.id == "2"]
    assert found == [("04-09", "document.new"), ("04-10", "document.revised")]


def test_nothing_that_came_later_alters_what_was_told():
    whole = told("2026-05-01")
    for moment in ("2026-02-07", "2026-04-01", "2026-04-09T12:00", "2026-04-22", "2026-04-24"):
        assert told(moment) == [c for c in whole if c.at <= at(moment)]
