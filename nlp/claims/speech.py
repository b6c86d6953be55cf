"""Who says it: the subject of a verb of saying, "selon X", or "« … », a déclaré X". Unknown rather than wrong."""

import re
from collections.abc import Sequence

from nlp.actors.finder import Sighting
from nlp.types import ActorKind

_SAYING = (
    r"(?:annonc\w+|declar\w+|affirm\w+|indiqu\w+|precis\w+|promet\w*|promi[st]\w*|promett\w+|assur\w+|expliqu\w+|confirm\w+"
    r"|estim\w+|dit|disait|soulign\w+|ajout\w+|rappel\w+|recommand\w+|plaid\w+|regrett\w+|s'est\s+engage\w*|s'engag\w+"
    r"|devoil\w+|prevoi\w+|reconnai\w+|reconnu\w*|admet\w*|admi[st]\w*|repond\w*|avait\s+promis|confi[ea]\w*|ecri\w+|souhait\w+"
    r"|veut|said|says|announced?|announces|told|stated|pledged|confirmed|explains?|explained)"
)
_AFTER_NAME = re.compile(rf"(?:[^.;!?\n«»]{{0,60}}?)\b{_SAYING}\b")
_BEFORE_NAME = re.compile(rf"\b{_SAYING}\s+(?:\w+\s+){{0,2}}(?:,\s*)?(?:la\s+|le\s+|l'|les\s+|m\.\s+|mme\s+)?$")
_ACCORDING = re.compile(
    r"\b(?:selon|d'apres|according\s+to|dixit)\s+(?:la\s+|le\s+|l'|les\s+|m\.\s+|mme\s+)?(?:\w+\s+){0,3}$"
)
_SPEAKERS = frozenset({ActorKind.PERSON, ActorKind.BODY, ActorKind.COURT, ActorKind.ORGANISATION, ActorKind.COMPANY})


def speaker(folded: str, sightings: Sequence[Sighting], left: int, right: int, trigger: int) -> str | None:
    """Actor id of who says the sentence [left, right), or None. People go before the bodies they speak for."""
    inside = [s for s in sightings if left <= s.start and s.end <= right and s.kind in _SPEAKERS]
    found = [s for s in inside if _speaks(folded, s, left, right)]
    if not found:
        return None
    people = [s for s in found if s.kind == ActorKind.PERSON and s.known]
    chosen = (people or [s for s in found if s.known] or found)[0]
    return chosen.actor if chosen.start != trigger else None


def _speaks(folded: str, s: Sighting, left: int, right: int) -> bool:
    before, after = folded[max(left, s.start - 60) : s.start], folded[s.end : min(right, s.end + 110)]
    if _ACCORDING.search(before) or _BEFORE_NAME.search(before):
        return True
    match = _AFTER_NAME.match(after)
    return match is not None and not re.search(r"\b(?:que|qui\s+\w+\s+que)\b", match[0][:-1].rsplit(" ", 1)[0])
