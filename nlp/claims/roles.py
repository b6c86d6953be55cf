"""Which actors a decision concerns, and as what."""

import re
from collections.abc import Iterator, Sequence

from nlp.actors.finder import Sighting
from nlp.claims.triggers import Trigger
from nlp.types import ActorKind, ActorRole, ClaimType

_REPLACED = re.compile(
    r"\b(?:a\s+la\s+place\s+d[eu']|au\s+lieu\s+d[e']|remplac\w+(?:\s+de)?|quitt\w+|sort\w+\s+d[eu]|succed\w+\s+a|plutot\s+que|"
    r"contre|face\s+a|devant|jusqu'ici|actuel\w*|chez|filiale\s+d[eu']|groupe|maison\s+mere|replac\w+|instead\s+of|from|off|owned\s+by|"
    r"subsidiary\s+of|part\s+of)\s*(?:l'|le\s+|la\s+|les\s+|the\s+|groupe\s+|geant\s+)?(?:\w+\s+)?$"
)
_APPOSED = re.compile(r"^\s*[(,]\s*(?:filiale|groupe|du\s+groupe|propriete|une?\s)")
_SUPPLIERS = frozenset({ClaimType.AWARD, ClaimType.CONTRACT})
_BODIES = {ClaimType.RULING: "court", ClaimType.CHALLENGE: "court"}


def roles(folded: str, trigger: Trigger, sightings: Sequence[Sighting], left: int, right: int) -> tuple[ActorRole, ...]:
    """Actors of the sentence [left, right) with their roles, each once, in text order."""
    found: dict[str, ActorRole] = {}
    for sighting in sightings:
        if left <= sighting.start and sighting.end <= right:
            role = _role(folded, trigger, sighting, left)
            if role and sighting.actor not in found:
                found[sighting.actor] = ActorRole(sighting.actor, role)
    return tuple(found.values())


def _role(folded: str, trigger: Trigger, sighting: Sighting, left: int) -> str | None:
    if sighting.kind == ActorKind.COMPANY:
        return _company(folded, trigger, sighting, left)
    if sighting.kind == ActorKind.COURT:
        return _BODIES.get(trigger.type, "authority")
    if sighting.kind == ActorKind.PERSON:
        return "subject" if trigger.type in (ClaimType.APPOINTMENT, ClaimType.HEARING) else "authority"
    if sighting.kind == ActorKind.ORGANISATION:
        return "claimant" if trigger.type in (ClaimType.CHALLENGE, ClaimType.RULING) else "subject"
    return "buyer" if trigger.type in _SUPPLIERS else "authority"


def _company(folded: str, trigger: Trigger, sighting: Sighting, left: int) -> str | None:
    if trigger.type not in _SUPPLIERS:
        return "subject"
    before = folded[max(left, sighting.start - 40) : sighting.start]
    return None if _REPLACED.search(before) else "supplier"


def suppliers(found: Sequence[ActorRole]) -> Iterator[str]:
    """Ids of the suppliers."""
    return (role.id for role in found if role.role == "supplier")
