"""What decides nothing, whatever it looks like."""

import pytest

from nlp.claims.idle import decides_nothing
from nlp.claims.triggers import Trigger
from nlp.dates.text import fold
from nlp.types import ClaimType


def found(text: str, head: str, kind: ClaimType = ClaimType.AWARD) -> bool:
    start = text.index(head)
    return decides_nothing(fold(text), Trigger(kind, start, start + len(head), 0.9, (start, start + len(head))), 0)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Les candidats se demandent si la procédure ira à son terme.", "terme"),
        ("Reste à savoir quand le titulaire sera désigné.", "désigné"),
        ("Le choix concerne des données aujourd'hui confiées à Microsoft.", "confiées"),
        ("The vendors wonder whether the tender was cancelled.", "cancelled"),
    ],
)
def test_what_is_wondered_about_or_stands_as_it_was(text: str, head: str):
    assert found(text, head)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Les données sont confiées à Scaleway.", "confiées"),
        ("Aujourd'hui, l'État a confié les données à Scaleway.", "confié"),
        ("Le titulaire, dont on ignorait le nom, a été désigné.", "désigné"),
    ],
)
def test_what_is_decided(text: str, head: str):
    assert not found(text, head)
