"""Who said what: an actor's promises and their fate."""

from digests.promises import promises
from digests.timeline import timeline
from nlp.types import ClaimStatus, ClaimType
from tests.digests.builders import PARIS, RULES, at, awarded, claim, day, document, known, month, promised, year

FIRST = document(1, "2026-02-06", "Ministère")
SECOND = document(2, "2026-03-20", "Ministère")
MARCH = promised(month("2026-03", "END"), "une attribution fin mars 2026", "ministre")
APRIL = promised(month("2026-04"), "ce sera en avril", "ministre")


def fates(moment, *told):
    return [(p.when.edtf, p.fate, p.days) for p in promises(timeline(known(moment, *told), RULES), "ministre", PARIS)]


def test_a_promise_is_open_until_its_last_day_and_broken_the_day_after():
    told = (FIRST, [MARCH])
    assert fates("2026-03-31T12:00", told) == [("2026-03", "open", None)]
    assert fates("2026-04-01T12:00", told) == [("2026-03", "broken", None)]


def test_the_day_is_that_of_the_reader():
    found = timeline(known("2026-03-31T22:30", (FIRST, [MARCH])), RULES)
    assert [p.fate for p in promises(found, "ministre", PARIS)] == ["broken"]


def test_what_comes_in_time_is_kept_and_what_comes_late_slipped():
    seen = document(3, "2026-03-30", "Acheteur")
    other = document(4, "2026-03-30", "L'Écho")
    in_time = awarded(day("2026-03-30"), "le marché est attribué")
    assert fates("2026-04-30", (FIRST, [MARCH]), (seen, [in_time]), (other, [in_time])) == [("2026-03", "kept", None)]
    late = awarded(day("2026-04-23"), "le marché est attribué")
    seen, other = document(3, "2026-04-23", "Acheteur"), document(4, "2026-04-23", "L'Écho")
    assert fates("2026-04-30", (FIRST, [MARCH]), (seen, [late]), (other, [late])) == [("2026-03", "slipped", 23)]


def test_who_moves_a_date_in_time_slips_and_the_old_date_passing_breaks_it():
    told = ((FIRST, [MARCH]), (SECOND, [APRIL]))
    assert fates("2026-03-25", *told) == [("2026-03", "slipped", 30), ("2026-04", "open", None)]
    assert fates("2026-04-02", *told) == [("2026-03", "broken", 30), ("2026-04", "open", None)]


def test_only_the_actor_asked_for():
    other = promised(month("2026-06"), "plutôt en juin", "opposant")
    assert fates("2026-03-25", (FIRST, [MARCH]), (SECOND, [other])) == [("2026-03", "open", None)]


def test_what_an_actor_publishes_itself_is_its_word():
    own = promised(month("2026-03", "END"), "l'attribution aura lieu fin mars")
    found = timeline(known("2026-03-25", (FIRST, [own])), RULES)
    assert promises(found, "ministere", PARIS) == []
    [promise] = promises(found, "ministere", PARIS, {"Ministère", "le ministère"})
    assert promise.evidence.quote == own.quote


def test_promises_of_what_no_milestone_awaits_count_too():
    told = claim(ClaimType.MIGRATION, ClaimStatus.PLANNED, year("2022"), "nous sortirons en 2022", "ministre", None)
    made = promises(timeline(known("2023-01-02", (document(1, "2020-11-19"), [told])), RULES), "ministre", PARIS)
    assert [(p.title, p.fate) for p in made] == [("Migration", "broken")]


def test_a_deadline_that_passed_is_no_broken_promise():
    told = claim(ClaimType.DEADLINE, ClaimStatus.PLANNED, day("2026-03-09"), "offres avant le 9 mars", "ministre")
    assert fates("2026-03-20", (FIRST, [told])) == []


def test_rows_for_people_and_json_for_programs():
    [promise] = promises(timeline(known("2026-04-02", (FIRST, [MARCH])), RULES), "ministre", PARIS)
    expected = ("6 février 2026", "Attribution", "fin mars 2026", "non tenue")
    assert promise.cells() == expected
    found = promise.jsonable()
    assert (found["fate"], found["said_on"], found["latest"]) == ("broken", "2026-02-06", "2026-03-31")
    assert found["document"] == 1 and found["url"].startswith("https://")


def test_nobody_promised_nothing():
    assert promises(timeline(known("2026-04-02"), RULES, at("2026-04-02")), "ministre") == []
