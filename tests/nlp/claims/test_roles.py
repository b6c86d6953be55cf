"""Who is concerned by a decision, and as what: sentences of ours, the head given."""

import pytest

from nlp.actors.finder import Finder
from nlp.claims.roles import roles
from nlp.claims.triggers import Trigger
from nlp.dates.text import fold
from nlp.types import ClaimStatus as S
from nlp.types import ClaimType as T


@pytest.mark.parametrize(
    ("text", "head", "kind", "expected"),
    [
        ("Scaleway remplace Microsoft, dont Azure est le nuage.", "remplace", T.AWARD, {"scaleway": "supplier"}),
        ("Le contrat avec Microsoft est résilié.", "résilié", T.CONTRACT_TERMINATION, {"microsoft": "supplier"}),
        ("OVHcloud saisit la CJUE.", "saisit", T.CHALLENGE, {"ovhcloud": "claimant", "cjue": "court"}),
        ("La Cnil autorise le HDH.", "autorise", T.AUTHORISATION, {"cnil": "authority", "pds": "subject"}),
        ("L'Ugap a lancé la mise en concurrence.", "lancé", T.TENDER, {"ugap": "buyer"}),
        ("Selon Reuters, le marché est attribué à Scaleway.", "attribué", T.AWARD, {"scaleway": "supplier"}),
    ],
)  # fmt: skip
def test_roles(affair, text, head, kind, expected):
    sightings = Finder(affair.actors).find(text, None, []).sightings
    start = text.index(head)
    trigger = Trigger(kind, start, start + len(head), 0.9, (start, start + len(head)), head)
    found = roles(fold(text), trigger, S.DONE, sightings, 0, len(text))
    assert {role.id: role.role for role in found} == expected
