"""The ledger: which dates count, when one slips, when it is late, and what makes it seen."""

from dataclasses import replace
from datetime import date

import pytest

from crawler.types import Authority, SourceStatus
from digests import phrases
from digests.timeline import Rules, timeline
from nlp.types import ClaimStatus, ClaimType, FuzzyDate, Timex
from store.types import Check
from tests.digests.builders import AWARD, PARIS, RULES, at, awarded, claim, day, document, known, month, promised

MINISTRY = document(1, "2026-02-06", "Gouvernement", Authority.OFFICIAL)
AGAIN = document(2, "2026-03-20", "Gouvernement", Authority.OFFICIAL)
PAPERS = [document(10 + n, f"2026-02-1{n}", f"Journal {n}") for n in range(4)]
MARCH = promised(month("2026-03", "END"), "attribution fin mars")
APRIL = promised(month("2026-04"), "plutôt en avril")
WON = awarded(day("2026-04-23"), "le marché est attribué à Scaleway")
WITH_MINISTER = Rules((AWARD,), PARIS, officials=frozenset({"ministre"}))


def award(moment, *told, rules=RULES, checks=()):
    [found] = timeline(known(moment, *told, checks=checks), rules).milestones
    return found


def dates(milestone):
    return [row.when.edtf for row in milestone.moves]


def test_a_promise_alone_is_baseline_and_current():
    found = award("2026-03-01", (MINISTRY, [MARCH]))
    assert found.state == "open" and found.baseline == found.current and found.slip_days == 0
    assert found.current.said_on == date(2026, 2, 6) and found.current.evidence.quote == "attribution fin mars"


def test_a_new_date_adds_a_row_and_slips():
    found = award("2026-03-25", (MINISTRY, [MARCH]), (AGAIN, [APRIL]))
    assert [row.when.edtf for row in found.expected] == dates(found) == ["2026-03", "2026-04"]
    assert found.slip_days == 30 and [row.fate for row in found.expected] == ["superseded", "open"]


def test_the_bounds_of_a_fuzzy_date_say_when_it_is_late():
    assert [award(f"2026-{d}T12:00", (MINISTRY, [MARCH])).state for d in ("03-31", "04-01")] == ["open", "overdue"]
    assert award("2026-04-10", (MINISTRY, [MARCH])).overdue_since == date(2026, 4, 1)
    assert award("2026-03-31T22:30", (MINISTRY, [MARCH])).state == "overdue"  # it is April in Paris


def test_where_an_official_spoke_one_journalist_moves_nothing_and_two_do():
    one = (MINISTRY, [MARCH]), (PAPERS[0], [APRIL])
    assert dates(award("2026-02-20", *one)) == ["2026-03"]
    copy = PAPERS[1]._replace(origin=PAPERS[0].id)
    assert dates(award("2026-02-20", *one, (copy, [APRIL]))) == ["2026-03"]
    two = award("2026-02-20", *one, (PAPERS[1], [APRIL]))
    assert dates(two) == ["2026-03", "2026-04"]
    assert two.current.evidence.publisher == "Journal 0" and two.current.since == PAPERS[1].known_at


def test_that_it_comes_sooner_is_an_officials_to_say():
    soon = promised(month("2026-02", "END"), "dès février")
    papers = [(paper, [soon]) for paper in PAPERS]
    assert dates(award("2026-02-20", (MINISTRY, [MARCH]), *papers)) == ["2026-03"]
    official = document(2, "2026-02-14", "Gouvernement", Authority.OFFICIAL), [soon]
    assert dates(award("2026-02-20", (MINISTRY, [MARCH]), official)) == ["2026-03", "2026-02"]


def test_the_press_recalling_an_old_promise_moves_nothing():
    recall = replace(MARCH, quote="le ministre avait promis fin mars", speaker="ministre")
    told = (MINISTRY, [MARCH]), (document(2, "2026-02-08", "Gouvernement", Authority.OFFICIAL), [APRIL])
    assert dates(award("2026-02-20", *told, (PAPERS[1], [recall]), rules=WITH_MINISTER)) == ["2026-03", "2026-04"]


def test_an_official_going_back_to_its_first_date_moves_it_back():
    third = document(3, "2026-03-25", "Gouvernement", Authority.OFFICIAL)
    told = (MINISTRY, [MARCH]), (AGAIN, [APRIL]), (third, [MARCH])
    assert dates(award("2026-03-26", *told)) == ["2026-03", "2026-04", "2026-03"]


def test_what_was_said_long_before_is_no_news():
    old = replace(APRIL, said=day("2025-11-02"), speaker="ministre")
    found = award("2026-02-20", (MINISTRY, [MARCH]), (PAPERS[1], [old]), rules=WITH_MINISTER)
    assert dates(found) == ["2026-03"] and len(found.expected) == 2


@pytest.mark.parametrize("status", [ClaimStatus.CONDITIONAL, ClaimStatus.REPORTED])
def test_a_rumour_is_a_row_and_never_counts(status):
    told = claim(ClaimType.AWARD, status, month("2026-06"), "l'attribution n'interviendrait qu'en juin")
    found = award("2026-07-10", (PAPERS[0], [told]), (PAPERS[1], [told]))
    assert [row.weight for row in found.expected] == [0, 0]
    assert (found.current, found.state, found.overdue_since) == (None, "open", None)


def test_what_was_hardly_read_moves_no_date():
    hardly = replace(APRIL, confidence=0.3)
    assert dates(award("2026-03-25", (MINISTRY, [MARCH]), (AGAIN, [hardly]))) == ["2026-03"]
    assert dates(award("2026-03-25", (MINISTRY, [MARCH]), (AGAIN, [APRIL]))) == ["2026-03", "2026-04"]


def test_an_official_quoted_in_the_conditional_promises():
    told = claim(
        ClaimType.AWARD, ClaimStatus.CONDITIONAL, month("2026-06"), "a reconnu qu'elle aurait lieu en juin", "ministre"
    )
    assert dates(award("2026-03-01", (PAPERS[0], [told]), rules=WITH_MINISTER)) == ["2026-06"]


def test_the_same_voice_repeating_itself_is_one_row():
    copy = PAPERS[1]._replace(origin=PAPERS[0].id)
    assert len(award("2026-03-01", (PAPERS[0], [MARCH, MARCH]), (copy, [MARCH])).expected) == 1


@pytest.mark.parametrize(
    "when",
    [None, FuzzyDate(None, None, None, "reference", Timex("DATE", "FUTURE_REF")), day("2026-01-10"), month("2025-12")],
)
def test_no_date_or_a_date_gone_by_is_no_promise(when):
    assert award("2026-03-01", (MINISTRY, [promised(when, "bientôt")])).expected == ()


def test_a_decade_is_no_promise():
    decade = FuzzyDate("202X", date(2020, 1, 1), date(2029, 12, 31), "decade", Timex("DATE", "202X"))
    assert award("2026-03-01", (MINISTRY, [promised(decade, "cette décennie")])).expected == ()


# ── Seen ───────────────────────────────────────────────────────────────────────────────────────────

OFFICIAL = document(5, "2026-04-23", "Acheteur", Authority.OFFICIAL)
PRESS = [document(20 + n, "2026-04-23", f"Journal {n}") for n in range(2)]


def test_one_official_voice_makes_it_seen():
    found = award("2026-04-24", (MINISTRY, [MARCH]), (OFFICIAL, [WON]))
    assert (found.state, found.slip_days, found.overdue_since) == ("seen", 23, None)
    assert found.seen.edtf == "2026-04-23" and [row.fate for row in found.expected] == ["slipped"]


def test_press_alone_needs_two_origins():
    assert award("2026-04-24", (MINISTRY, [MARCH]), (PRESS[0], [WON])).state == "overdue"
    copy = PRESS[1]._replace(origin=PRESS[0].id)
    assert award("2026-04-24", (MINISTRY, [MARCH]), (PRESS[0], [WON]), (copy, [WON])).state == "overdue"
    assert award("2026-04-24", (MINISTRY, [MARCH]), *((row, [WON]) for row in PRESS)).state == "seen"


def test_an_official_quoted_by_one_paper_makes_it_seen():
    said = replace(WON, speaker="ministre")
    assert award("2026-04-24", (MINISTRY, [MARCH]), (PRESS[0], [said]), rules=WITH_MINISTER).state == "seen"


@pytest.mark.parametrize("status", [s for s in ClaimStatus if s != ClaimStatus.DONE])
def test_nothing_but_done_closes_it(status):
    told = replace(WON, status=status, when=None)
    found = award("2026-04-24", (MINISTRY, [MARCH]), (OFFICIAL, [told]), *((row, [told]) for row in PRESS))
    assert found.state == "overdue"


def test_another_procedure_or_another_decision_does_not_close_it():
    other = replace(WON, procedure="autre"), replace(WON, procedure=None), replace(WON, type=ClaimType.CONTRACT)
    assert award("2026-04-24", (MINISTRY, [MARCH]), (OFFICIAL, other)).state == "overdue"


def test_before_its_time_it_is_kept():
    early = awarded(day("2026-03-25"), "attribué dès le 25")
    found = award("2026-04-24", (MINISTRY, [MARCH]), (document(5, "2026-03-25", authority=Authority.OFFICIAL), [early]))
    assert [row.fate for row in found.expected] == ["kept"]


# ── Blindness ──────────────────────────────────────────────────────────────────────────────────────


def visits(**answers):
    """source=[(moment, status), …]"""
    rows = [Check(s.replace("_", "-"), at(m), st, 0, 0, 0, "") for s, told in answers.items() for m, st in told]
    return tuple(sorted(rows, key=lambda check: check.at))


OK, DOWN = SourceStatus.OK, SourceStatus.DOWN
BEFORE, AFTER = ("2026-03-30T07:00", OK), ("2026-04-01T07:00", OK)


def late(**answers):
    return award("2026-04-02", (MINISTRY, [MARCH]), checks=visits(**answers))


def test_it_is_not_said_late_when_all_who_could_tell_were_down_and_this_is_said():
    found = late(gouvernement=[BEFORE, ("2026-04-01T07:00", DOWN)])
    assert (found.state, found.overdue_since, found.suppressed) == ("open", None, "gouvernement")


def test_another_source_that_never_spoke_of_it_proves_nothing():
    assert late(gouvernement=[BEFORE, ("2026-04-01T07:00", DOWN)], meteo=[AFTER]).suppressed == "gouvernement"


def test_one_answer_after_the_last_day_is_enough_even_if_it_is_down_since():
    assert late(gouvernement=[AFTER, ("2026-04-01T19:00", DOWN)]).state == "overdue"


def test_a_source_not_visited_since_is_not_down():
    assert late(gouvernement=[BEFORE]).state == "overdue"
    assert late().state == "overdue"


def test_one_of_two_carriers_that_answers_is_enough():
    told = (MINISTRY, [MARCH]), (PAPERS[0], [MARCH])
    checks = visits(gouvernement=[("2026-04-01T07:00", DOWN)], journal_0=[AFTER])
    assert award("2026-04-02", *told, checks=checks).state == "overdue"


# ── For people ─────────────────────────────────────────────────────────────────────────────────────


def test_dates_are_told_as_people_say_them():
    assert phrases.when(month("2026-03", "END")) == "fin mars 2026"
    months = FuzzyDate(
        "2026-10/2027-03", date(2026, 10, 1), date(2027, 3, 31), "interval", Timex("DATE", "2026-10/2027-03")
    )
    assert phrases.when(months) == "d'octobre 2026 à mars 2027"
    assert phrases.when(months, "en") == "from October 2026 to March 2027"
    years = replace(months, edtf="2026/2027", timex=Timex("DATE", "2026/2027"))  # "fin 2026 et début 2027": no days
    assert phrases.when(years) == "d'octobre 2026 à mars 2027"
