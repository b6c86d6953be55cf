"""A promise that names nothing: it is of what the sentence before told."""

import pytest

from nlp.types import ClaimType as T
from tests.nlp.claims.conftest import DAY

PROMISED = "Le gouvernement s'était engagé sur la fin de l'année."


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ("Aucun hébergeur n'a été désigné pour la Plateforme des données de santé.", T.AWARD),
        ("La Plateforme des données de santé quittera Microsoft.", T.MIGRATION),
    ],
)
def test_a_bare_promise_is_of_what_was_told_before(reader, before, kind):
    claims = reader.read("", f"{before} {PROMISED}", DAY, force=True).claims
    assert {claim.type for claim in claims if claim.when and claim.when.edtf == "2026"} == {kind}


def test_a_promise_that_names_its_object_is_of_that(reader):
    words = "Aucun hébergeur n'a été désigné. La Plateforme des données de santé quittera Microsoft fin 2026."
    claims = reader.read("", words, DAY, force=True).claims
    assert [claim.type for claim in claims if claim.when] == [T.MIGRATION]
