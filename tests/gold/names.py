"""What the gold names must be what the topic knows, and its dates EDTF: one check for every form of gold."""

import re
from collections.abc import Collection

from nlp.types import Affair
from tests.gold.marked import Gold

BUYING = {"planning", "tender", "tenderAmendment", "tenderCancellation", "deadline", "award", "contract"}
BUYING |= {"contractTermination"}
EDTF = re.compile(r"|\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")


def check(gold: Gold, affair: Affair, roles: Collection[str]) -> None:
    """Raise AssertionError, with the claim, for an actor, role, procedure or date that nobody knows."""
    known = {actor.id for actor in affair.actors} | {"", "?"}
    procedures = {procedure.id for procedure in affair.procedures} | {""}
    for claim in gold.claims:
        where = f"{gold.id}: {claim}"
        assert known.issuperset([*claim.speaker.split("|"), *(actor for _, actor in claim.actors)]), where
        assert {role for role, _ in claim.actors} <= set(roles), where
        assert procedures.issuperset(claim.procedure.split("|")), where
        assert not claim.procedure or claim.type in BUYING, where
        assert all(EDTF.fullmatch(value) for value in (*claim.when.split("|"), claim.said)), where
