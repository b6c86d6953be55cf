"""Which actors a decision concerns, and as what."""

import re
from collections.abc import Iterator, Sequence

from nlp.actors.finder import Sighting
from nlp.claims.triggers import Trigger
from nlp.types import ActorKind, ActorRole, ClaimStatus, ClaimType

_REPLACED = re.compile(
    r"\b(?:a\s+la\s+place\s+d[eu']|au\s+lieu\s+d[e']|remplac\w+(?:\s+de)?|quitt\w+|sort\w+\s+d[eu]|succed\w+\s+a|plutot\s+que|"
    r"contre|face\s+a|devant|jusqu'ici|actuel\w*|chez|filiale\s+d[eu']|groupe|maison\s+mere|replac\w+|instead\s+of|from|off|owned\s+by|"
    r"subsidiary\s+of|part\s+of|success\w+\s+(?:a|de|d')|(?:unit|arm)\s+of|sort\w*\b[^.;:]{0,50}\bd[eu']|\bfin\s+(?:a|au)\s[^.;:]{0,70}\b(?:par|de|avec))\s*(?:l'|le\s+|la\s+|les\s+|the\s+|groupe\s+|geant\s+)?(?:\w+\s+)?$"
)
_JOURNAL = re.compile(
    r"\b(?:publie\w*|paru\w*|parution|avis|annonce)\s+(?:\w+\s+)?(?:au|dans|sur)\s+(?:le\s+|la\s+|l')?$"
)
_BEATEN = re.compile(
    r"\b(?:candidats?|parmi(?:\s+lesquels)?|devance\w*|evinc\w+|ecart\w+|face\s+a|prefere\w*\s+a|figur\w+|interrog\w+|ni)\s+(?:\w+\s+)?$"
)
_BEATEN_AFTER = re.compile(
    r"[^.;]{0,40}\b(?:(?:etaient|etait|sont|figur\w+|faisai\w+\s+partie)\b[^.;]{0,20}\bcandidat|t(?:ien|en)\w+\s+la\s+(?:corde|vedette)|en\s+lice\b)"
)
# who tells it: a paper, an agency
_TELLING = re.compile(
    r"\b(?:selon|d'apres|rapporte\w*|revel\w+|ecri[tv]\w*|indique\w*|repere\w*|publie\w*\s+par|parue?s?\s+dans|according\s+to|told|confie\s+a)\s+(?:a\s+)?(?:l'|le\s+|la\s+|les\s+)?$"
)
_BY = re.compile(r"\b(?:par|de|du|aupres\s+de|devant|a|by|of|from|the|d')\s*(?:la\s+|l'|le\s+)?$")
_WITHDRAWS = re.compile(r"(?:retir|remball|renonc|demand|sollicit|depos|soumi|withdr)")
_SUPPLIERS = frozenset({ClaimType.AWARD, ClaimType.CONTRACT, ClaimType.CONTRACT_TERMINATION})
_BUYERS = _SUPPLIERS | {ClaimType.TENDER, ClaimType.DEADLINE}
_BODIES = {ClaimType.RULING: "court", ClaimType.CHALLENGE: "court", ClaimType.HEARING: "court"}


def roles(
    folded: str, trigger: Trigger, status: ClaimStatus, sightings: Sequence[Sighting], left: int, right: int
) -> tuple[ActorRole, ...]:
    """Actors of the sentence [left, right) with their roles, each once, in text order."""
    found: dict[str, ActorRole] = {}
    left_behind: set[str] = set()  # named once as the one to leave, an actor is no winner by another name
    for sighting in sightings:
        if not (left <= sighting.start and sighting.end <= right):
            continue
        role = _role(folded, trigger, status, sighting, left)
        if role is None:
            left_behind.add(sighting.actor)
        elif sighting.actor not in found:
            found[sighting.actor] = ActorRole(sighting.actor, role)
    return tuple(role for actor, role in found.items() if actor not in left_behind)


def _role(folded: str, trigger: Trigger, status: ClaimStatus, sighting: Sighting, left: int) -> str | None:
    if sighting.kind == ActorKind.COMPANY:
        return _company(folded, trigger, status, sighting, left)
    if sighting.kind == ActorKind.COURT:
        return _BODIES.get(trigger.type, "authority")
    if sighting.kind == ActorKind.PERSON:
        return "subject" if trigger.type in (ClaimType.APPOINTMENT, ClaimType.HEARING) else "authority"
    if sighting.kind == ActorKind.ORGANISATION:
        return "claimant" if trigger.type in (ClaimType.CHALLENGE, ClaimType.RULING) else "subject"
    if trigger.type == ClaimType.AUTHORISATION and _asks(folded, trigger, sighting, left):
        return "subject"
    return "buyer" if trigger.type in _BUYERS else "authority"


def _asks(folded: str, trigger: Trigger, sighting: Sighting, left: int) -> bool:
    """A body that is authorised, or takes its request back: "autorise le HDH", "le groupement a retiré"."""
    if sighting.start >= trigger.head[1]:
        return _BY.search(folded[max(left, sighting.start - 25) : sighting.start]) is None
    return _WITHDRAWS.match(folded[slice(*trigger.head)]) is not None


def _company(folded: str, trigger: Trigger, status: ClaimStatus, sighting: Sighting, left: int) -> str | None:
    if trigger.type == ClaimType.CHALLENGE:
        return "claimant" if sighting.end <= trigger.head[0] else "subject"
    if trigger.type not in _SUPPLIERS:
        return "subject"
    before, after = folded[max(left, sighting.start - 90) : sighting.start], folded[sighting.end : sighting.end + 60]
    if trigger.type == ClaimType.CONTRACT_TERMINATION:
        return "supplier"
    if _REPLACED.search(before) or _JOURNAL.search(before) or _TELLING.search(before):
        return None
    if status == ClaimStatus.DENIED or _BEATEN.search(before) or _BEATEN_AFTER.match(after):
        return "tenderer"
    return "supplier"


def suppliers(found: Sequence[ActorRole]) -> Iterator[str]:
    """Ids of the suppliers."""
    return (role.id for role in found if role.role == "supplier")
