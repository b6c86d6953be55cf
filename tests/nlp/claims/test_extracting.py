"""What becomes of a decision once it is spotted: procedure, confidence and its parts, evidence."""

from datetime import UTC, datetime
from math import prod

import pytest

from nlp.types import Claim, ClaimStatus, ClaimType

DAY = datetime(2026, 4, 17, 8, tzinfo=UTC)


def _claims(reader, text: str, kind: ClaimType) -> list[Claim]:
    read = reader.read("Health Data Hub", text, DAY, force=True)
    assert all(text[claim.start : claim.end] == claim.quote for claim in read.claims)
    assert [claim.start for claim in read.claims] == sorted(claim.start for claim in read.claims)
    return [claim for claim in read.claims if claim.type == kind]


def test_the_winners_of_a_framework_of_europe_are_not_this_award(reader):
    text = (
        "La Commission européenne a attribué son marché de cloud. Scaleway, Proximus et StackIT ont été retenus. "
        "Rien n'est dit de la plateforme française."
    )
    assert all(claim.procedure is None for claim in _claims(reader, text, ClaimType.AWARD))


def test_a_list_of_candidates_is_no_award(reader):
    text = "OVHcloud, Cloud Temple, Outscale, S3NS et NumSpot ont été retenus pour le Health Data Hub, dit-on à l'Ugap."
    assert not _claims(reader, text, ClaimType.AWARD)


@pytest.mark.parametrize(
    "line",
    [
        "Paris, le 6 février 2026.",
        "Fait à Paris, le 5 février",
        "Paris (AFP), le 3 mars 2026 –",
        "C'était le 3 mars 2026.",
    ],
)
def test_a_dateline_says_nothing(reader, line):
    text = f"{line}\nLe marché du Health Data Hub a été attribué à Scaleway."
    read = reader.read("Health Data Hub", text, DAY, force=True)
    assert [claim.quote for claim in read.claims if claim.type == ClaimType.AWARD] == [text.partition("\n")[2]]
    assert all(claim.quote != line for claim in read.claims)


def test_a_decision_of_years_before_a_procedure_is_none_of_it(reader):
    text = "En 2020, l'hébergement du Health Data Hub avait été attribué à Microsoft par la centrale d'achat."
    [claim] = _claims(reader, text, ClaimType.AWARD)
    assert claim.procedure is None


def test_an_award_that_names_no_winner_weighs_less(reader):
    [named] = _claims(reader, "Le marché du Health Data Hub a été attribué à Scaleway.", ClaimType.AWARD)
    [nameless] = _claims(reader, "Le marché du Health Data Hub a été attribué.", ClaimType.AWARD)
    assert nameless.status is named.status is ClaimStatus.DONE
    assert nameless.confidence < 0.6 < named.confidence


@pytest.mark.parametrize("text", ["Scaleway a été choisi le 16 avril pour héberger le Health Data Hub."])
def test_confidence_is_the_product_of_its_parts(reader, text):
    [claim] = _claims(reader, text, ClaimType.AWARD)
    assert claim.confidence == pytest.approx(prod(part for _, part in claim.parts), abs=1e-3)
    assert {"trigger", "anchor", "date"} <= {name for name, _ in claim.parts}


def test_a_question_decides_nothing(reader):
    assert not _claims(reader, "Scaleway hébergera-t-il le Health Data Hub ?", ClaimType.AWARD)


def test_a_decision_told_otherwise_by_what_was_learned_keeps_its_date(reader):
    (claim,) = _claims(reader, "Le rapport de la commission est annoncé pour début juillet.", ClaimType.OPINION)
    assert claim.status == ClaimStatus.PLANNED and claim.when and claim.when.edtf == "2026-07"


def test_nobody_is_chosen_by_a_sentence_that_names_nobody(reader):
    text = "L'Ugap accompagne la Plateforme des données de santé dans le choix de son hébergeur."
    assert all(claim.status != ClaimStatus.DONE for claim in _claims(reader, text, ClaimType.AWARD))


def test_data_that_lie_somewhere_have_not_moved(reader):
    text = "Le traitement porte sur un échantillon du SNDS hébergé chez Microsoft."
    assert all(claim.status != ClaimStatus.DONE for claim in _claims(reader, text, ClaimType.MIGRATION))
