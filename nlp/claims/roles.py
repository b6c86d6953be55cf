"""Which actors a decision concerns, and as what."""

import re
from collections.abc import Iterator, Sequence

from nlp.actors.finder import Sighting
from nlp.claims.triggers import Trigger
from nlp.types import ActorKind, ActorRole, ClaimStatus, ClaimType

_REPLACED = re.compile(
    r"\b(?:a\s+la\s+place\s+d[eu']|au\s+lieu\s+d[e']|remplac\w+(?:\s+de)?|quitt\w+|sort\w+\s+d[eu]|succed\w+\s+a|plutot\s+que|"
    r"contre|face\s+a|devant|jusqu'ici|actuel\w*|chez|filiale\s+d[eu']|groupe|maison\s+mere|replac\w+|instead\s+of|from|off|owned\s+by|"
    r"subsidiary\s+of|part\s+of)\s*(?:l'|le\s+|la\s+|les\s+|the\s+|groupe\s+|geant\s+)?(?:\w+\s+)?$"
)
_JOURNAL = re.compile(
    r"\b(?:publie\w*|paru\w*|parution|avis|annonce)\s+(?:\w+\s+)?(?:au|dans|sur)\s+(?:le\s+|la\s+|l')?$"
)
_BEATEN = re.compile(
    r"\b(?:candidats?|parmi(?:\s+lesquels)?|devance\w*|evinc\w+|ecart\w+|face\s+a|prefere\w*\s+a|figur\w+|interrog\w+|ni)\s+(?:\w+\s+)?$"
)
_BEATEN_AFTER = re.compile(r"[^.;]{0,40}\b(?:etaient|etait|sont|figur\w+|faisai\w+\s+partie)\b[^.;]{0,20}\bcandidat")
_SUPPLIERS = frozenset({ClaimType.AWARD, ClaimType.CONTRACT})
_BODIES = {ClaimType.RULING: "court", ClaimType.CHALLENGE: "court"}


def roles(
    folded: str, trigger: Trigger, status: ClaimStatus, sightings: Sequence[Sighting], left: int, right: int
) -> tuple[ActorRole, ...]:
    """Actors of the sentence [left, right) with their roles, each once, in text order."""
    found: dict[str, ActorRole] = {}
    for sighting in sightings:
        if left <= sighting.start and sighting.end <= right:
            role = _role(folded, trigger, status, sighting, left)
            if role and sighting.actor not in found:
                found[sighting.actor] = ActorRole(sighting.actor, role)
    return tuple(found.values())


def _role(folded: str, trigger: Trigger, status: ClaimStatus, sighting: Sighting, left: int) -> str | None:
    if sighting.kind == ActorKind.COMPANY:
        return _company(folded, trigger, status, sighting, left)
    if sighting.kind == ActorKind.COURT:
        return _BODIES.get(trigger.type, "authority")
    if sighting.kind == ActorKind.PERSON:
        return "subject" if trigger.type in (ClaimType.APPOINTMENT, ClaimType.HEARING) else "authority"
    if sighting.kind == ActorKind.ORGANISATION:
        return "claimant" if trigger.type in (ClaimType.CHALLENGE, ClaimType.RULING) else "subject"
    return "buyer" if trigger.type in _SUPPLIERS else "authority"


def _company(folded: str, trigger: Trigger, status: ClaimStatus, sighting: Sighting, left: int) -> str | None:
    if trigger.type not in _SUPPLIERS:
        return "subject"
    before, after = folded[max(left, sighting.start - 40) : sighting.start], folded[sighting.end : sighting.end + 60]
    if _REPLACED.search(before) or _JOURNAL.search(before):
        return None
    if status == ClaimStatus.DENIED or _BEATEN.search(before) or _BEATEN_AFTER.match(after):
        return "tenderer"
    return "supplier"


def suppliers(found: Sequence[ActorRole]) -> Iterator[str]:
    """Ids of the suppliers."""
    return (role.id for role in found if role.role == "supplier")
