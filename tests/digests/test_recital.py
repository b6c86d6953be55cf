"""A ledger as people hear it: dates that counted first, each once, and who only repeats is counted."""

from crawler.types import Authority
from digests.recital import retold
from digests.timeline import timeline
from nlp.types import ClaimStatus, ClaimType
from tests.digests.builders import RULES, awarded, claim, day, document, known, month, promised

MINISTRY = document(1, "2026-02-06", "Gouvernement", Authority.OFFICIAL)
AGAIN = document(2, "2026-03-20", "Gouvernement", Authority.OFFICIAL)
PDS = document(3, "2026-04-23", "Plateforme", Authority.OFFICIAL)
PAPERS = [document(10 + n, f"2026-02-1{n}", f"Journal {n}") for n in range(3)]
MARCH, APRIL = promised(month("2026-03", "END"), "fin mars"), promised(month("2026-04"), "en avril")
JUNE = claim(ClaimType.AWARD, ClaimStatus.CONDITIONAL, month("2026-06"), "n'interviendrait qu'en juin")


def heard(moment, *told):
    [milestone] = timeline(known(moment, *told), RULES).milestones
    return [(t.row.when.edtf, t.row.by, t.others, t.fate) for t in retold(milestone)]


def test_a_date_is_told_once_by_its_weightiest_first_voice():
    papers = [(paper, [MARCH]) for paper in PAPERS]
    assert heard("2026-03-01", *papers, (MINISTRY, [MARCH])) == [("2026-03", "Gouvernement", 3, "en cours")]


def test_what_never_counted_comes_last_and_has_no_fate():
    told = (
        (PAPERS[0], [JUNE]),
        (PAPERS[1], [promised(month("2026-05"), "en mai")]),
        (MINISTRY, [MARCH]),
        (AGAIN, [APRIL]),
    )
    assert heard("2026-03-25", *told) == [
        ("2026-03", "Gouvernement", 0, "remplacée"),
        ("2026-04", "Gouvernement", 0, "en cours"),
        ("2026-06", "Journal 0", 0, ""),
        ("2026-05", "Journal 1", 0, ""),
    ]


def test_what_came_late_says_by_how_much():
    told = (MINISTRY, [MARCH]), (PDS, [awarded(day("2026-04-23"), "attribué")])
    assert heard("2026-05-01", *told) == [("2026-03", "Gouvernement", 0, "repoussée (+23 j)")]
