"""Every kind of the contract, emitted when it should be and only then; filters; phrases for people."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from crawler.types import Authority, Notice, Party, SourceStatus
from digests import diffs
from digests.changes import Wanted, changes
from digests.lines import Words
from digests.timeline import Rules
from digests.types import ChangeKind
from nlp.types import ActorFound, ActorKind, ActorRole, ClaimStatus, ClaimType, Mention
from store.types import Check
from tests.digests.builders import AWARD, PARIS, RULES, at, awarded, claim, day, document, known, month, promised

K = ChangeKind
WORDS = Words("fr", {"scaleway": "Scaleway", "ministre": "la ministre", "pds": "Plateforme des données de santé"})
MINISTRY = document(1, "2026-02-06T10:00", "Gouvernement", Authority.OFFICIAL)
AGAIN = document(2, "2026-03-20T10:00", "Gouvernement", Authority.OFFICIAL)
PDS = document(3, "2026-04-23T10:00", "Plateforme des données de santé", Authority.OFFICIAL)
PAPER = document(4, "2026-04-23T18:00", "L'Écho")
MARCH, APRIL = promised(month("2026-03", "END"), "fin mars"), promised(month("2026-04"), "plutôt en avril")
WON = awarded(day("2026-04-23"), "le marché est attribué à Scaleway")
START = "2026-01-01T00:00"
EVERYTHING = Wanted()


def between(before, after, *kinds, rules=RULES, words=WORDS, wanted=EVERYTHING):
    return [c for c in changes(before, after, rules, words, wanted) if not kinds or c.kind in kinds]


def told(first, last, *rows, **more):
    """What changed from ``first`` to ``last`` for an archive of ``rows``."""
    kinds, checks = more.pop("kinds", ()), more.pop("checks", ())
    ends = (
        known(m, *((r, c) for r, c in rows if r.known_at <= at(m)), checks=tuple(c for c in checks if c.at <= at(m)))
        for m in (first, last)
    )
    return between(*ends, *kinds, **more)


def revised(row, moment, **fields):
    return row._replace(revision=row.revision + 1, revision_id=row.revision_id + 1, known_at=at(moment), **fields)


# ── Documents ──────────────────────────────────────────────────────────────────────────────────────


def test_a_new_document_and_not_history():
    old = PAPER._replace(id=9, url="https://journal.example/9", silent=True)
    [one] = told(START, "2026-05-01", (PAPER, []), (old, []))
    assert (one.kind, one.id, one.documents, one.sources) == (K.DOCUMENT_NEW, "4", (4,), (PAPER.source,))
    assert one.summary == "Nouveau : Document 4 (L'Écho)" and one.at == PAPER.known_at


def test_a_revised_document_tells_the_words_that_changed_whole():
    before = PAPER._replace(text="La décision est attendue fin mars, selon le ministère.")
    after = revised(PAPER, "2026-04-25", text="La décision est attendue mi-avril, selon le ministère.")
    [one] = between(known("2026-04-24", (before, [])), known("2026-04-26", (after, [])))
    assert (one.kind, one.before, one.after) == (K.DOCUMENT_REVISED, "fin mars,", "mi-avril,")


@pytest.mark.parametrize(
    ("before", "after"),
    [("un deux trois", "un trois"), ("", "a b"), ("a  b\nc", "a b\nc d"), ("é è", "e è"), ("same", "same")],
)
def test_a_word_diff_gives_both_texts_back(before, after):
    pieces = diffs.word_diff(before, after)
    assert "".join(t for op, t in pieces if op != "insert").split() == before.split()
    assert "".join(t for op, t in pieces if op != "delete").split() == after.split()


NOTICE = Notice("26-1", "tender", "Hébergement", deadline=datetime(2026, 3, 30, 10, tzinfo=UTC))


def corrected(**fields):
    row = document(5, "2026-03-01", "BOAMP (DILA)", Authority.OFFICIAL, NOTICE)
    later = revised(row, "2026-03-10", notice=replace(NOTICE, **fields))
    return between(known("2026-03-02", (row, [])), known("2026-03-11", (later, [])), K.NOTICE_FIELD)


def test_each_field_of_a_notice_that_changed():
    [one] = corrected(deadline=datetime(2026, 4, 6, 10, tzinfo=UTC))
    assert (one.id, one.field, one.documents) == ("26-1.deadline", "deadline", (5,))
    assert one.summary == "Avis 26-1 · date limite : 30 mars 2026, 10:00 UTC → 6 avril 2026, 10:00 UTC"
    found = corrected(amount=Decimal("6200000"), holders=(Party("Scaleway", "433115904"),))
    assert [(c.field, c.before, c.after) for c in found] == [("amount", None, "6200000"), ("holders", None, "Scaleway")]
    assert found[0].summary == "Avis 26-1 · montant : – → 6 200 000 €"


# ── Events ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_event_once():
    [one] = told(START, "2026-05-01", (PAPER, [WON]), kinds=(K.EVENT_NEW,))
    assert (one.before, one.after, one.at) == (None, "done", PAPER.known_at)
    assert one.summary == "Attribution (fait), 23 avril 2026 : Scaleway" and "scaleway" in one.actors
    assert told("2026-05-01", "2026-05-02", (PAPER, [WON]), kinds=(K.EVENT_NEW,)) == []


def test_history_is_no_new_event():
    silent = PAPER._replace(silent=True)
    assert told(START, "2026-05-01", (silent, [WON]), kinds=(K.EVENT_NEW,)) == []


def test_a_rumour_that_comes_true_changes_status():
    rumour = claim(ClaimType.AWARD, ClaimStatus.REPORTED, None, "aurait été attribué à Scaleway", winner="scaleway")
    early = document(6, "2026-04-20T09:00", "L'Écho")
    [one] = told("2026-04-21", "2026-05-01", (early, [rumour]), (PDS, [WON]), kinds=(K.EVENT_STATUS,))
    assert (one.before, one.after, one.at) == ("reported", "done", PDS.known_at)


def test_an_official_voice_confirming_the_press_is_told_once():
    early = document(6, "2026-04-23T07:00", "L'Écho")
    rows = (early, [WON]), (PDS, [WON])
    [one] = told("2026-04-23T08:00", "2026-05-01", *rows, kinds=(K.EVENT_STATUS,))
    assert (one.before, one.after) == ("press", "both")
    assert one.summary.endswith("Confirmé par une source officielle : Plateforme des données de santé")
    assert told("2026-05-01", "2026-05-02", *rows, kinds=(K.EVENT_STATUS,)) == []


def test_a_first_text_that_is_corrected_makes_no_event_new():
    rows = known("2026-04-24", (PDS, [WON]), (PAPER, [WON]))
    later = known("2026-04-26", (revised(PDS, "2026-04-25"), [WON]), (PAPER, [WON]))
    assert between(rows, later, K.EVENT_NEW, K.EVENT_STATUS) == []


# ── Milestones ─────────────────────────────────────────────────────────────────────────────────────

STORY = (MINISTRY, [MARCH]), (AGAIN, [APRIL]), (PDS, [WON])
MILESTONE = (K.DATE_SLIP, K.MILESTONE_OVERDUE, K.MILESTONE_SEEN)


def test_a_slip_says_from_when_to_when_by_how_much_and_who():
    [one] = told(START, "2026-03-25", *STORY, kinds=MILESTONE)
    assert (one.kind, one.id, one.before, one.after, one.milestones) == (
        K.DATE_SLIP,
        AWARD.id,
        "2026-03",
        "2026-04",
        (AWARD.id,),
    )
    assert one.summary == "Attribution : fin mars 2026 → avril 2026 (+30 j), Gouvernement"
    assert told(START, "2026-03-25", STORY[0], kinds=MILESTONE) == []  # a first date moves nothing


def test_seen_says_the_slip_against_the_first_promise():
    rows = (MINISTRY, [MARCH]), (PDS, [WON])
    [one] = told("2026-04-22", "2026-05-01", *rows, kinds=MILESTONE)
    assert (one.kind, one.before, one.after) == (K.MILESTONE_SEEN, "2026-03", "2026-04-23")
    assert one.summary == (
        "Attribution : fin mars 2026 → 23 avril 2026 (+23 j), Plateforme des données de santé. Titulaire : Scaleway"
    )


def test_it_is_told_when_it_became_so_and_not_when_last_repeated():
    repeated = document(8, "2026-05-02T10:00", "La Gazette")
    changes_ = told("2026-04-22", "2026-05-15", (MINISTRY, [MARCH]), (PDS, [WON]), (repeated, [WON]), kinds=MILESTONE)
    assert [(c.kind, c.at) for c in changes_] == [(K.MILESTONE_SEEN, PDS.known_at)]
    press = [document(n, f"2026-04-{n}T10:00", f"Journal {n}") for n in (23, 24, 27)]
    [one] = told(
        "2026-04-22", "2026-05-15", (MINISTRY, [MARCH]), *((row, [WON]) for row in press), kinds=(K.MILESTONE_SEEN,)
    )
    assert one.at == press[1].known_at


def test_seen_in_time_is_said_so():
    in_time = document(7, "2026-03-25", "Acheteur", Authority.OFFICIAL)
    rows = (MINISTRY, [MARCH]), (in_time, [awarded(day("2026-03-25"), "attribué")])
    [one] = told(START, "2026-04-25", *rows, kinds=MILESTONE)
    assert one.summary.startswith("Attribution : 25 mars 2026, comme annoncé (fin mars 2026)")


def test_overdue_from_midnight_in_the_zone_of_the_topic_once():
    rows = ((MINISTRY, [MARCH]),)
    [one] = told("2026-03-30", "2026-04-10", *rows, kinds=MILESTONE)
    assert (one.kind, one.at) == (K.MILESTONE_OVERDUE, at("2026-03-31T22:00"))
    assert one.summary == "En retard : Attribution, attendu fin mars 2026, rien de vu au 1er avril 2026"
    assert told("2026-04-01", "2026-04-10", *rows, kinds=MILESTONE) == []


def test_a_long_interval_tells_what_a_reader_of_each_day_was_told():
    whole = told(START, "2026-05-15", (MINISTRY, [MARCH]), (PDS, [WON]), kinds=MILESTONE)
    assert [c.kind for c in whole] == [K.MILESTONE_OVERDUE, K.MILESTONE_SEEN]
    late_word = document(8, "2026-04-05", "Gouvernement", Authority.OFFICIAL)
    moved = told(
        START, "2026-04-10", (MINISTRY, [MARCH]), (late_word, [promised(month("2026-06"), "en juin")]), kinds=MILESTONE
    )
    assert [c.kind for c in moved] == [K.MILESTONE_OVERDUE, K.DATE_SLIP]


def test_a_date_moved_in_time_is_never_overdue():
    assert [c.kind for c in told(START, "2026-04-15", *STORY, kinds=MILESTONE)] == [K.DATE_SLIP]


def check(source, moment, status=SourceStatus.OK, error="", new=0):
    return Check(source, at(moment), status, 1, new, 0, error)


def test_lateness_that_could_not_be_said_is_said_when_a_source_is_back():
    down = check("gouvernement", "2026-04-01T07:00", SourceStatus.DOWN, "refused")
    back = check("gouvernement", "2026-04-03T07:00")
    rows = ((MINISTRY, [MARCH]),)
    assert told("2026-03-31", "2026-04-02", *rows, checks=(down,), kinds=MILESTONE) == []
    [one] = told("2026-04-02", "2026-04-03T08:00", *rows, checks=(down, back), kinds=MILESTONE)
    assert one.kind == K.MILESTONE_OVERDUE and one.at > at("2026-04-02")


def test_old_slips_of_history_are_no_news():
    rows = tuple((row._replace(silent=True), said) for row, said in STORY[:2])
    assert told(START, "2026-03-25", *rows, kinds=(K.DATE_SLIP,)) == []


# ── The rest ───────────────────────────────────────────────────────────────────────────────────────


def test_a_contradiction_once_when_its_second_voice_is_known():
    other = document(9, "2026-02-20", "Le Dossier")
    june = claim(ClaimType.AWARD, ClaimStatus.CONDITIONAL, month("2026-06"), "n'interviendrait qu'en juin")
    rows = (MINISTRY, [MARCH]), (other, [june])
    [one] = told(START, "2026-03-01", *rows, kinds=(K.CONTRADICTION,))
    assert (one.before, one.after, one.documents, one.milestones) == ("2026-03", "2026-06", (1, 9), (AWARD.id,))
    assert one.summary == "Attribution, deux dates : fin mars 2026 (Gouvernement) ou juin 2026 (Le Dossier)"
    assert told("2026-02-21", "2026-03-01", *rows, kinds=(K.CONTRADICTION,)) == []


def test_an_actor_nobody_knew_is_told_with_its_name():
    met = ActorFound("nouvelle", "La Nouvelle SAS", ActorKind.COMPANY, (Mention(0, 3, "La "),), known=False)
    told_of = replace(WON, actors=(ActorRole("nouvelle", "supplier"),))
    before, after = known("2026-04-22"), replace(known("2026-04-24", (PDS, [told_of])), actors=(met,))
    [actor] = between(before, after, K.ACTOR_NEW)
    assert (actor.id, actor.after, actor.summary) == ("nouvelle", "La Nouvelle SAS", "Nouvel acteur : La Nouvelle SAS")
    [event] = between(before, after, K.EVENT_NEW)
    assert event.summary.endswith(": La Nouvelle SAS")  # the winner was on nobody's list


def test_a_stranger_met_in_passing_is_not_shown_as_a_party():
    met = ActorFound("commission", "commission", ActorKind.ORGANISATION, (Mention(0, 3, "La "),), known=False)
    told_of = replace(WON, actors=(ActorRole("commission", "authority"), ActorRole("pds", "buyer")))
    after = replace(known("2026-04-24", (PDS, [told_of])), actors=(met,))
    [event] = between(known("2026-04-22"), after, K.EVENT_NEW)
    assert event.summary.endswith(": Plateforme des données de santé")


def test_sources_go_down_and_come_back_in_words():
    checks = (
        check("boamp", "2026-04-01", new=1),
        check("boamp", "2026-04-02", SourceStatus.DOWN, "DNS lookup failed"),
        check("boamp", "2026-04-03"),
    )
    down, up = told(START, "2026-04-10", checks=checks)
    assert (down.kind, down.id, down.sources, down.at) == (K.SOURCE_DOWN, "boamp", ("boamp",), at("2026-04-02"))
    assert "nom d'hôte introuvable" in down.summary and (up.kind, up.at) == (K.SOURCE_UP, at("2026-04-03"))


# ── Filters ────────────────────────────────────────────────────────────────────────────────────────

WHOLE = (MINISTRY, [replace(MARCH, speaker="ministre")]), (PDS, [WON]), (PAPER, [])
ALL = told(START, "2026-05-15", *WHOLE)


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        (Wanted(actor="scaleway"), lambda c: "scaleway" in c.actors),
        (Wanted(actor="ministre"), lambda c: "ministre" in c.actors),
        (Wanted(source=PDS.source), lambda c: PDS.source in c.sources),
        (Wanted(kind=K.DOCUMENT_NEW), lambda c: c.kind == K.DOCUMENT_NEW),
        (Wanted(milestone=AWARD.id), lambda c: AWARD.id in c.milestones),
    ],
)
def test_filters_keep_what_concerns_it_and_nothing_else(wanted, holds):
    found = told(START, "2026-05-15", *WHOLE, wanted=wanted)
    assert found and found == [c for c in ALL if holds(c)] and len(found) < len(ALL)


def test_an_actor_finds_the_documents_that_tell_of_it_and_a_source_its_events():
    kinds = {c.kind for c in told(START, "2026-05-15", *WHOLE, wanted=Wanted(actor="scaleway"))}
    assert {K.DOCUMENT_NEW, K.MILESTONE_SEEN} <= kinds
    kinds = {c.kind for c in told(START, "2026-05-15", *WHOLE, wanted=Wanted(source=MINISTRY.source))}
    assert {K.DOCUMENT_NEW, K.MILESTONE_OVERDUE} <= kinds


def test_a_field_of_a_notice():
    row = document(5, "2026-03-01", "BOAMP (DILA)", Authority.OFFICIAL, NOTICE)
    later = revised(row, "2026-03-10", notice=replace(NOTICE, title="Autre", amount=Decimal(5)))
    ends = known("2026-03-02", (row, [])), known("2026-03-11", (later, []))
    [one] = between(*ends, wanted=Wanted(field="amount"))
    assert one.field == "amount"


def test_english_readers_get_english():
    found = told(START, "2026-05-15", *WHOLE, words=replace(WORDS, language="en"), kinds=MILESTONE)
    assert found[0].summary.startswith("Overdue: Attribution, expected end of March 2026")
    assert "Winner: Scaleway" in found[1].summary
    assert Rules((AWARD,), PARIS).registers == {}
