"""Two voices that cannot both be right: what is one, what is none, and who comes first."""

from dataclasses import replace
from decimal import Decimal

import pytest

from crawler.types import Authority
from digests.lines import Words, contradiction_line
from digests.timeline import timeline
from nlp.types import ClaimStatus, ClaimType
from tests.digests.builders import RULES, awarded, claim, day, document, known, month, promised

WORDS = Words("fr", {"scaleway": "Scaleway", "rivale": "Rivale"})
MINISTRY = document(1, "2026-02-06T10:00", "Gouvernement", Authority.OFFICIAL)
PAPER, OTHER = document(2, "2026-02-05T18:00", "L'Écho"), document(3, "2026-02-07T18:00", "La Gazette")
BUYER = document(8, "2026-04-23T09:00", "Acheteur", Authority.OFFICIAL)
PRESS = document(9, "2026-04-23T12:00", "L'Écho")
DONE = ClaimStatus.DONE


def cancelled(when):
    return claim(ClaimType.TENDER_CANCELLATION, DONE, when, "la procédure est annulée", procedure="intercalaire")


def won(winner="scaleway", when=None, **more):
    return replace(awarded(when or day("2026-04-23"), f"attribué à {winner}", winner), **more)


def found(*told, moment="2026-04-30"):
    return [(c.field, c.left_value, c.right_value) for c in timeline(known(moment, *told), RULES).contradictions]


def test_the_day_of_the_act_against_the_day_that_a_paper_says():
    told = (MINISTRY, [cancelled(None)]), (PAPER, [cancelled(day("2026-02-05"))])
    [one] = timeline(known("2026-02-12", *told), RULES).contradictions
    assert (one.field, one.left_value, one.right_value) == ("date", "2026-02-06", "2026-02-05")
    assert one.left.authority == "official" and one.left.quote and one.right.quote
    line = "Annulation de la procédure, deux dates : 6 février 2026 (Gouvernement) ou 5 février 2026 (L'Écho)"
    assert contradiction_line(one, WORDS) == line


def test_two_papers_that_say_two_days():
    assert found((PAPER, [cancelled(day("2026-02-05"))]), (OTHER, [cancelled(day("2026-02-06"))])) == [
        ("date", "2026-02-05", "2026-02-06")
    ]


@pytest.mark.parametrize("vague", [None, month("2026-02"), month("2026-02", "START")])
def test_a_vaguer_date_contradicts_nothing(vague):
    assert found((PAPER, [cancelled(day("2026-02-05"))]), (OTHER, [cancelled(vague)])) == []


def test_the_same_paper_or_the_same_speaker_correcting_itself_is_none():
    again = OTHER._replace(publisher=PAPER.publisher)
    assert found((PAPER, [cancelled(day("2026-02-05"))]), (again, [cancelled(day("2026-02-06"))])) == []
    said = [replace(cancelled(day(f"2026-02-0{n}")), speaker="rist") for n in (5, 6)]
    assert found((PAPER, [said[0]]), (OTHER, [said[1]])) == []


def test_a_copy_contradicts_nobody():
    copy = OTHER._replace(origin=PAPER.id)
    assert found((PAPER, [cancelled(day("2026-02-05"))]), (copy, [cancelled(day("2026-02-06"))])) == []


def test_two_winners_of_one_award_the_official_one_first():
    assert found((PRESS, [won("rivale")]), (BUYER, [won("scaleway")])) == [("winner", "scaleway", "rivale")]


def test_one_more_winner_is_none():
    pair = won("scaleway", actors=(*won("scaleway").actors, *won("rivale").actors))
    assert found((BUYER, [won("scaleway")]), (PRESS, [pair])) == []


def test_a_text_that_names_the_winner_too_contradicts_nobody():
    """« C'est Scaleway. OVHcloud tenait la vedette », read as two wins."""
    assert found((BUYER, [won("scaleway")]), (PRESS, [won("scaleway"), won("rivale")])) == []
    other = document(10, "2026-04-24T12:00", "La Gazette"), [won("scaleway")]
    assert found((PRESS, [won("rivale"), won("scaleway")]), other) == []


def test_the_event_has_the_winner_of_the_weightiest_voice():
    [event] = timeline(known("2026-04-30", (PRESS, [won("rivale")]), (BUYER, [won("scaleway")])), RULES).events
    assert [actor.id for actor in event.actors if actor.role == "supplier"] == ["scaleway"]


def test_two_winners_weeks_apart_are_two_events_and_one_contradiction():
    early = document(7, "2026-03-02", "L'Écho")
    told = (early, [won("rivale", day("2026-03-01"))]), (BUYER, [won("scaleway")])
    assert found(*told) == [("winner", "scaleway", "rivale")]


def test_a_rumour_of_another_winner_is_none():
    rumour = claim(ClaimType.AWARD, ClaimStatus.REPORTED, None, "aurait été attribué", winner="rivale")
    assert found((document(7, "2026-04-09"), [rumour]), (BUYER, [won()])) == []


def test_two_amounts_and_not_two_roundings():
    exact, round_, other = (won(amount=Decimal(n)) for n in (6_150_000, 6_200_000, 8_000_000))
    assert found((BUYER, [exact]), (PRESS, [round_])) == []
    assert found((BUYER, [exact]), (PRESS, [other])) == [("amount", "6150000", "8000000")]


def test_one_win_told_of_two_procedures():
    told = (BUYER, [won()]), (PRESS, [won(procedure="intercalaire")])
    assert found(*told) == [("procedure", "ugap", "intercalaire")]
    assert found((BUYER, [won()]), (PRESS, [won("rivale", procedure="intercalaire")])) == []


# ── Dates that were promised ───────────────────────────────────────────────────────────────────────

MARCH, JUNE = month("2026-03", "END"), month("2026-06")


def late(status=ClaimStatus.CONDITIONAL, when=JUNE):
    return claim(ClaimType.AWARD, status, when, "l'attribution n'interviendrait qu'en juin")


def promises(*others, moment="2026-03-01"):
    return found((MINISTRY, [promised(MARCH, "fin mars")]), *others, moment=moment)


def test_another_voice_with_another_date_at_about_the_same_time():
    assert promises((document(4, "2026-02-20", "Le Dossier"), [late()])) == [("date", "2026-03", "2026-06")]


def test_dates_that_meet_or_were_said_months_apart_are_none():
    assert promises((document(4, "2026-02-20", "Le Dossier"), [late(when=month("2026-03"))])) == []
    told = (document(4, "2025-09-20", "Le Dossier"), [late()])
    assert promises(told) == []


def test_the_same_voice_changing_its_mind_slips_and_contradicts_nobody():
    later = document(4, "2026-02-20", "Gouvernement", Authority.OFFICIAL)
    assert promises((later, [promised(JUNE, "plutôt juin")])) == []


def test_a_paper_recalling_the_date_before_is_none():
    later = document(4, "2026-02-20", "Gouvernement", Authority.OFFICIAL)
    recall = document(5, "2026-02-21", "L'Écho")
    assert promises((later, [promised(JUNE, "plutôt juin")]), (recall, [promised(MARCH, "d'abord fin mars")])) == []


def test_once_seen_the_dates_that_were_promised_no_longer_matter():
    told = (document(4, "2026-02-20", "Le Dossier"), [late()]), (BUYER, [won()])
    assert promises(*told, moment="2026-04-30") == []


def test_a_text_that_gives_the_current_date_too_is_none():
    """« La procédure s'achève fin mars ; la bascule, fin juin », read as two dates of one thing."""
    both = document(4, "2026-02-20", "Le Dossier"), [promised(JUNE, "en juin"), promised(MARCH, "fin mars")]
    assert promises(both) == []


def test_a_text_that_sets_its_own_word_against_the_date_does_not_agree_with_it():
    """« L'attribution n'interviendrait qu'en juin ; le gouvernement maintient fin mars. »"""
    both = document(4, "2026-02-20", "Le Dossier"), [late(), promised(MARCH, "maintient fin mars")]
    assert promises(both) == [("date", "2026-03", "2026-06")]
