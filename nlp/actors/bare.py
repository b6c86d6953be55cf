"""Bare titles: "la ministre", "l'entreprise" stand for the one that the text has just named, or for nobody."""

import re
from collections.abc import Iterator, Sequence

from nlp.actors.offices import Office
from nlp.actors.sightings import Sighting
from nlp.types import ActorKind

_MINISTER = re.compile(r"\b(?:la|le) ministre\b(?!\s+(?:de|des|du|d'|delegue|charge|en charge|d’)\b)(?!\s+d')")
_COMPANY = re.compile(r"\b(?:l'entreprise|la societe|la start-up|la startup)\b(?!\s+(?:de|des|du|d')\b)(?!\s+d')(?!-)")
_OWNER = re.compile(r"\b(?:filiale|propriete|branche|marque|division)\s+(?:cloud\s+)?(?:du groupe|de|d'|du)\s*$")
_BACK = 500  # characters in which "l'entreprise" may have been named


def ministers(
    text: str, folded: str, named: Sequence[Sighting], offices: Sequence[Office], holders: frozenset[str]
) -> Iterator[Sighting]:
    """ "La ministre" where the text has so far spoken of one minister only; ``holders`` are ids of ministers."""
    for match in _MINISTER.finditer(folded):
        before = {s.actor for s in named if s.end <= match.start() and s.actor in holders}
        others = any(o.actor is None and o.head == "minister" and o.end <= match.start() for o in offices)
        if len(before) == 1 and not others and not _name_follows(text, match.end()):
            yield Sighting(match.start(), match.end(), before.pop(), ActorKind.PERSON)


def companies(text: str, folded: str, named: Sequence[Sighting]) -> Iterator[Sighting]:
    """ "L'entreprise" where one company only was named in the lines just before."""
    for match in _COMPANY.finditer(folded):
        if _name_follows(text, match.end()):
            continue
        near = [s for s in named if s.kind == ActorKind.COMPANY and match.start() - _BACK <= s.start < match.start()]
        near = [s for s in near if not _OWNER.search(folded, max(0, s.start - 40), s.start)]
        if len({s.actor for s in near}) == 1:
            yield Sighting(match.start(), match.end(), near[-1].actor, ActorKind.COMPANY, near[-1].known)


def _name_follows(text: str, end: int) -> bool:
    return re.match(r"\s+[A-ZÀ-Ý]", text[end : end + 3]) is not None
