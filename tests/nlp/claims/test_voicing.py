"""Whose words a decision is told in, as learned: the options, when the rules give way, and the whole reading."""

import pytest

from nlp.claims import voicing
from nlp.claims.voicing import Voice, voices
from nlp.types import ClaimStatus, ClaimType
from tests.nlp.claims.conftest import DAY

TOLD = (
    "Stéphanie Rist a reçu la Cnil lundi. Clara Chappaz a dit que la Plateforme des données de santé quittera Azure en "
    "2027. "
    "Scaleway s'en réjouit."
)


@pytest.fixture
def options(reader, cue) -> list[Voice]:
    claim = next(c for c in reader.read("", TOLD, DAY, force=True).claims if c.type == ClaimType.MIGRATION)
    one = cue(TOLD, "quittera", ClaimStatus.PLANNED, between=(claim.start, claim.end))
    return voices(one, claim)


def test_actors_of_the_sentence_and_around_it_are_options_and_so_is_nobody(options):
    assert {option.actor for option in options} == {None, "chappaz", "pds", "microsoft", "rist", "cnil", "scaleway"}
    assert options[0].actor == "chappaz" and [option.ruled for option in options] == [True, *[False] * 6]


def test_who_was_named_last_is_told_from_who_was_named_before(options):
    assert {option.actor: option.rank for option in options if option.rank} == {"cnil": 1, "rist": 2}


def test_each_option_is_seen_apart(options):
    logits = voicing.shipped().network.logits
    assert len({round(float(logits([option.sight])[0, 0]), 3) for option in options}) == len(options)


@pytest.mark.parametrize(
    ("words", "kind", "ruled", "learned"),
    [
        (
            "Le gouvernement, par la voix de David Amiel, répète que le Health Data Hub quittera Microsoft.",
            ClaimType.MIGRATION,
            "gouvernement",
            "amiel",
        ),
        (
            "La Plateforme des données de santé sera hébergée par Scaleway, a-t-elle annoncé jeudi.",
            ClaimType.AWARD,
            None,
            "pds",
        ),
        (TOLD, ClaimType.MIGRATION, "chappaz", "chappaz"),
    ],
)
def test_what_sentences_taught_weighs_against_the_rules(both, words, kind, ruled, learned):
    assert [claim.speaker for claim in both(words, kind)] == [ruled, learned]


def test_nobody_is_asked_for_where_no_words_are_told(reader, cue):
    words = "La Plateforme des données de santé a quitté Microsoft pour Scaleway."
    claim = next(c for c in reader.read("", words, DAY, force=True).claims if c.type == ClaimType.MIGRATION)
    assert [option.actor for option in voices(cue(words, "quitté", ClaimStatus.DONE), claim)] == [None]


def test_no_name_is_seen(cue):
    one, other = (
        cue(f"{name} a dit que la plateforme quittera Azure en 2027.", "quittera", ClaimStatus.PLANNED)
        for name in ("Clara Chappaz", "Olivier Véran")
    )
    logits = voicing.shipped().network.logits
    seen = [Voice(one, one.status, one.text.sightings[0]).sight for one in (one, other)]
    assert logits([seen[0]]) == pytest.approx(logits([seen[1]]), abs=1e-3)
