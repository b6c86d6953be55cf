"""Claims on the blind texts: the format alone is checked here, no reader runs."""

from collections import Counter
from pathlib import Path

import pytest

from nlp.types import ClaimStatus, ClaimType
from tests.gold import names
from tests.gold.marked import Gold, load

BLIND = Path(__file__).parents[2] / "gold" / "blind"
ROLES = {"buyer", "supplier", "tenderer", "authority", "court", "claimant", "subject"}


@pytest.fixture(scope="module")
def golds() -> list[Gold]:
    return load(BLIND)


def test_the_blind_texts_fit_the_format_and_the_topic(golds, affair):
    actors = {actor.id for actor in affair.actors} | {"", "?"}
    for gold in golds:
        names.check(gold, affair, ROLES)
        assert 120 <= len(gold.text.split()) <= 300, gold.id
        assert gold.published and gold.title and gold.heads["invented"] in ("yes", "no"), gold.id
        assert all(gold.text.count(claim.quote) == 1 for claim in gold.claims), gold.id  # a quote is a place
        assert all(gold.text[span.start : span.end] == span.text for span in (*gold.spans, *gold.dates)), gold.id
        assert actors.issuperset(span.actor for span in gold.spans), gold.id
        assert {claim.type for claim in gold.claims} <= set(ClaimType), gold.id
        assert {status for claim in gold.claims for status in claim.status.split("|")} <= set(ClaimStatus), gold.id
    asked = [claim for gold in golds for claim in gold.claims if not claim.optional]
    assert len(golds) == 40
    types = Counter(claim.type for claim in asked)
    assert all(types[kind] >= 5 for kind in ClaimType), types
    assert {claim.status.split("|")[0] for claim in asked} == set(ClaimStatus)
