"""Claims → events: what is joined, what stays apart, and names that stay."""

from dataclasses import replace
from decimal import Decimal

import pytest

from crawler.types import Authority
from digests.timeline import Rules, timeline
from digests.types import Override
from nlp.types import ActorRole, ClaimStatus, ClaimType
from tests.digests.builders import AWARD, PARIS, RULES, at, awarded, claim, day, document, known, month, year

DONE, DENIED, REPORTED = ClaimStatus.DONE, ClaimStatus.DENIED, ClaimStatus.REPORTED
MINISTRY = document(1, "2026-02-06T10:00", "Gouvernement", Authority.OFFICIAL)
PAPER, WIRE, OTHER = (document(n, f"2026-02-0{n + 4}T18:00", f"Journal {n}") for n in (2, 3, 4))
RESULT = document(8, "2026-04-23T09:00", "Acheteur", Authority.OFFICIAL)
NEXT_DAY = document(9, "2026-04-24T09:00", "Journal 9")


def cancelled(when, quote="la procédure est annulée", procedure="intercalaire"):
    return claim(ClaimType.TENDER_CANCELLATION, DONE, when, quote, procedure=procedure)


def rumour(winner, quote="le marché aurait été attribué"):
    return claim(ClaimType.AWARD, REPORTED, None, quote, winner=winner)


def ruling(when, *actors, quote="le Conseil d'État a rejeté la requête"):
    roles = tuple(ActorRole(actor, "claimant") for actor in actors)
    return replace(claim(ClaimType.RULING, DONE, when, quote, procedure=None), actors=roles)


def events(*told, rules=RULES, moment="2026-05-15"):
    return timeline(known(moment, *told), rules).events


def test_one_cancellation_from_a_communique_without_a_date_and_papers_that_disagree_by_a_day():
    told = (
        (MINISTRY, [cancelled(None)]),
        (PAPER, [cancelled(day("2026-02-05"))]),
        (WIRE, [cancelled(day("2026-02-06"))]),
    )
    [event] = events(*told)
    assert (event.official, event.corroboration, event.origins, event.articles) == (True, "both", 3, 3)
    assert event.evidence[0].publisher == "Gouvernement"
    assert event.when.edtf == "2026-02-06"  # the communiqué is the act


def test_a_copy_is_a_document_and_no_voice():
    copy = WIRE._replace(origin=PAPER.id)
    [event] = events((PAPER, [cancelled(day("2026-02-05"))]), (copy, [cancelled(day("2026-02-05"))]))
    assert (event.articles, event.origins) == (2, 1)


def test_two_procedures_stay_two():
    told = (MINISTRY, [cancelled(day("2026-02-06")), cancelled(day("2026-02-06"), procedure="cible")])
    assert {event.procedure for event in events(told)} == {"intercalaire", "cible"}


def test_a_later_date_of_what_happens_once_is_the_same_event_and_months_later_is_another():
    near = (PAPER, [cancelled(day("2026-02-05"))]), (WIRE, [cancelled(day("2026-02-15"))])
    assert len(events(*near)) == 1
    far = (PAPER, [cancelled(day("2026-02-05"))]), (WIRE, [cancelled(day("2026-05-05"))])
    assert len(events(*far)) == 2


def test_an_award_of_another_buyer_six_days_before_is_another_event():
    european = replace(awarded(day("2026-04-17"), "la Commission retient Scaleway"), procedure=None)
    ours = awarded(day("2026-04-23"), "la plateforme retient Scaleway")
    assert len(events((document(7, "2026-04-17"), [european]), (RESULT, [ours]))) == 2


def test_an_undated_award_without_procedure_lends_nothing_to_a_procedure():
    elsewhere = replace(awarded(None, "la Commission retient Scaleway"), procedure=None)
    ours = awarded(day("2026-04-23"), "la plateforme retient Scaleway")
    found = events((document(7, "2026-04-17"), [elsewhere]), (RESULT, [ours]))
    assert sorted(str(event.procedure) for event in found) == ["None", "ugap"]


def test_a_retelling_without_date_joins_what_happens_once():
    told = (RESULT, [awarded(None, "retient Scaleway")]), (NEXT_DAY, [awarded(None, "le choix de Scaleway")])
    [event] = events(*told)
    assert event.articles == 2


def test_rulings_of_one_day_on_other_matters_stay_two():
    told = (MINISTRY, [ruling(day("2026-02-05"), "cnll")]), (PAPER, [ruling(day("2026-02-05"), "interhop")])
    assert len(events(*told)) == 2
    same = (MINISTRY, [ruling(day("2026-02-05"), "cnll")]), (PAPER, [ruling(day("2026-02-05"), "cnll", "interhop")])
    assert len(events(*same)) == 1


def test_a_year_holds_a_day_only_with_an_actor_in_common():
    whole = replace(awarded(year("2019"), "retenu en 2019", "microsoft"), procedure=None)
    exact = replace(awarded(day("2019-03-04"), "retenu le 4 mars 2019", "microsoft"), procedure=None)
    assert len(events((PAPER, [whole]), (WIRE, [exact]))) == 1
    assert len(events((PAPER, [replace(whole, actors=())]), (WIRE, [exact]))) == 2


# ── Rumours and denials ────────────────────────────────────────────────────────────────────────────


def test_a_rumour_of_another_winner_is_no_part_of_the_award():
    story = (PAPER, [rumour("rivale")]), (RESULT, [awarded(day("2026-04-23"), "retient Scaleway")])
    assert [(e.status, [a.id for a in e.actors]) for e in events(*story)] == [
        (DONE, ["scaleway"]),
        (REPORTED, ["rivale"]),
    ]


def test_only_who_names_the_same_winner_confirms_a_rumour():
    nameless = claim(ClaimType.AWARD, DONE, None, "le marché est attribué")
    assert len(events((PAPER, [rumour("rivale")]), (RESULT, [nameless]))) == 2
    [event] = events((PAPER, [rumour("scaleway")]), (RESULT, [awarded(day("2026-04-23"), "retient Scaleway")]))
    assert event.status == DONE and event.origins == 1  # the rumour itself is no voice for it


def test_not_yet_awarded_denies_nothing_that_nobody_said():
    denial = claim(ClaimType.AWARD, DENIED, None, "le marché n'est pas attribué")
    assert events((PAPER, [denial])) == ()
    [rumoured] = events((PAPER, [rumour("rivale")]), (WIRE, [denial]))
    assert rumoured.status == DENIED
    [award] = events((PAPER, [denial]), (RESULT, [awarded(day("2026-04-23"), "retient Scaleway")]))
    assert {proof.status for proof in award.evidence} == {DONE}


def test_a_text_that_cancels_a_procedure_awards_nothing_in_it():
    misread = claim(ClaimType.AWARD, DONE, None, "les données, aujourd'hui confiées à Microsoft", winner="microsoft")
    text = (PAPER, [replace(misread, procedure="intercalaire"), cancelled(day("2026-02-05"))])
    assert [event.type for event in events(text)] == [ClaimType.TENDER_CANCELLATION]


@pytest.mark.parametrize("status", [ClaimStatus.CONDITIONAL, ClaimStatus.REPORTED, ClaimStatus.PLANNED, DENIED])
def test_what_says_little_starts_nothing(status):
    assert events((PAPER, [claim(ClaimType.AWARD, status, None, "l'attribution pourrait intervenir")])) == ()


def test_a_weak_claim_starts_nothing_and_may_join():
    weak = replace(awarded(day("2026-04-23"), "retenu, semble-t-il"), confidence=0.3)
    assert events((PAPER, [weak])) == ()
    [event] = events((RESULT, [awarded(day("2026-04-23"), "retient Scaleway")]), (NEXT_DAY, [weak]))
    assert event.articles == 2


def test_a_weak_claim_that_names_nobody_or_denies_joins_nothing():
    nameless = replace(claim(ClaimType.AWARD, DONE, day("2026-04-23"), "le nom est tombé, dit-on"), confidence=0.4)
    denial = replace(awarded(day("2026-04-23"), "rien n'est fait"), status=DENIED, confidence=0.4)
    for weak in (nameless, denial):
        [event] = events((RESULT, [awarded(day("2026-04-23"), "retient Scaleway")]), (NEXT_DAY, [weak]))
        assert event.articles == 1, weak.quote


def test_a_list_of_candidates_misread_as_a_win_is_denied_by_the_voices_that_follow():
    """One paper is read as saying "done" in February; everybody says afterwards that nothing is done."""
    misread = claim(ClaimType.AWARD, DONE, None, "OVHcloud, Outscale : les noms sont connus", winner="rivale")
    denial = claim(ClaimType.AWARD, DENIED, None, "toujours pas de prestataire")
    wrong, denials = (PAPER, [misread]), [(document(20 + n, f"2026-04-0{n}"), [denial]) for n in (1, 2)]
    told = (RESULT, [awarded(None, "retient Scaleway")]), (NEXT_DAY, [awarded(None, "le choix de Scaleway")])
    found = {tuple(a.id for a in event.actors): event for event in events(wrong, *denials, *told)}
    assert found["scaleway",].status == DONE and found["scaleway",].articles == 2
    assert [e.status for e in found.values() if e.id != found["scaleway",].id] == [DENIED]
    assert timeline(known("2026-05-15", wrong, *denials, *told), RULES).contradictions == ()


def test_one_denial_against_one_voice_weighs_no_more_and_an_official_one_does():
    won, denial = (PAPER, [awarded(None, "retenu")]), claim(ClaimType.AWARD, DENIED, None, "rien n'est attribué")
    [event] = events(won, (WIRE, [denial]))
    assert event.status == DONE
    official = document(30, "2026-02-08", "Gouvernement", Authority.OFFICIAL)
    [event] = events(won, (official, [denial]))
    assert event.status == DENIED


def test_a_european_award_to_many_is_not_ours_to_one_of_them():
    """Neither procedure nor date was read, a winner is shared, and both come within days."""
    many = replace(awarded(None, "quatre groupes sont retenus"), procedure=None)
    many = replace(many, actors=tuple(ActorRole(a, "supplier") for a in ("scaleway", "rivale", "proximus")))
    found = events((document(7, "2026-04-17"), [many]), (RESULT, [awarded(None, "retient Scaleway")]))
    assert len(found) == 2


# ── Names ──────────────────────────────────────────────────────────────────────────────────────────


def test_an_event_keeps_its_name_as_voices_come_in_and_texts_are_read_better():
    first = (RESULT, [awarded(None, "retient Scaleway")])
    better = (RESULT, [awarded(day("2026-04-23"), "La plateforme retient Scaleway.")])
    alone, joined, reread = (
        events(first),
        events(first, (NEXT_DAY, [awarded(day("2026-04-23"), "hier")])),
        events(better),
    )
    assert len({event.id for event in (*alone, *joined, *reread)}) == 1


def test_a_correction_of_the_first_text_keeps_the_name():
    revised = RESULT._replace(revision=2, known_at=at("2026-04-30T09:00"))
    told = [awarded(day("2026-04-23"), "retient Scaleway")]
    [before], [after] = events((RESULT, told), (NEXT_DAY, told)), events((revised, told), (NEXT_DAY, told))
    assert before.id == after.id


def test_two_events_of_one_text_have_two_names():
    told = (PAPER, [ruling(day("2020-06-19"), "cnll"), ruling(day("2020-10-13"), "cnll")])
    assert len({event.id for event in events(told)}) == 2


def test_money_is_kept():
    priced = claim(
        ClaimType.AWARD, DONE, day("2026-04-23"), "pour 6,2 M€", winner="scaleway", amount=Decimal(6_200_000)
    )
    [event] = events((RESULT, [priced]))
    assert event.amount == "6200000"


# ── A person's last word ───────────────────────────────────────────────────────────────────────────

APART = (PAPER, [ruling(day("2026-02-05"), "cnll")]), (WIRE, [ruling(day("2026-02-25"), "interhop")])
TOGETHER = (PAPER, [cancelled(day("2026-02-05"))]), (WIRE, [cancelled(day("2026-02-06"))])


def overruled(action, kind=None):
    return Rules((AWARD,), PARIS, (Override(action, (PAPER.url, WIRE.url), kind, "vu à la main"),))


def reread(told):
    """The same texts, read with other words, dates and confidence."""
    return tuple(
        (row, [replace(c, quote=f"{c.quote} !", when=month("2026-02"), confidence=0.7) for c in claims])
        for row, claims in told
    )


@pytest.mark.parametrize("told", [APART, reread(APART)])
def test_a_join_joins_whatever_is_read(told):
    [event] = events(*told, rules=overruled("join"))
    assert event.articles == 2


@pytest.mark.parametrize("told", [TOGETHER, reread(TOGETHER)])
def test_a_split_splits_whatever_is_read(told):
    assert len(events(*told)) == 1
    found = events(*told, rules=overruled("split"))
    assert [event.articles for event in found] == [1, 1]


def test_a_drop_drops_and_only_the_type_it_names():
    told = (PAPER, [cancelled(day("2026-02-05")), ruling(day("2026-02-05"), "cnll")])
    assert [e.type for e in events(told, rules=overruled("drop", ClaimType.RULING))] == [ClaimType.TENDER_CANCELLATION]
    assert events(told, rules=overruled("drop")) == ()


def test_what_a_person_joined_takes_no_stranger_in():
    stranger = (OTHER, [cancelled(day("2026-02-05"))])
    found = events(*TOGETHER, stranger, rules=overruled("join"))
    assert sorted(event.articles for event in found) == [1, 2]
