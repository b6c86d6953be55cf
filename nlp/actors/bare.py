"""Bare titles: "la ministre", "la Commission", "l'entreprise" stand for the one the text has named, or for nobody."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from nlp.actors.offices import Office
from nlp.actors.sightings import Sighting
from nlp.types import ActorKind

_NOT_OF = (
    r"\b(?!\s+(?:de|des|du|aux?|pour|en charge|(?:deleg|charg|adjoint|general|execut|financ|techni|scientif|juridi"
    r"|market|commerc|regional|national|departement|associ|interminist)\w*)\b)(?!\s+d')"
)
_TITLES: Mapping[str, re.Pattern[str]] = {  # by the head of the offices
    "minister": re.compile(rf"\b(?:la|le) ministre{_NOT_OF}"),
    "secretary": re.compile(rf"\b(?:la|le) secretaire d'etat{_NOT_OF}"),
    "director": re.compile(
        rf"\b(?:la|le) direct(?:eur|rice)(?:\s+generale?\b)?(?:\s+du\s+(?:groupement|gip|hub)\b)?{_NOT_OF}"
    ),
}
HEADS = ("Commission", "Cour", "Délégation", "Caisse")  # words by which a body is called once it has been named
_BODY = re.compile(
    rf"\b[Ll]a (?P<head>{'|'.join(HEADS)})\b(?!\s+(?:d[eu]s?|suprême|[\w-]+(?:ale|enne|aire|ète|ive))\b)(?! d['’])"
)
_COMPANY = re.compile(r"\b(?:l'entreprise|la societe|la start-up|la startup)\b(?!\s+(?:de|des|du|d')\b)(?!\s+d')(?!-)")
_OWNER = re.compile(r"\b(?:filiale|propriete|branche|marque|division)\s+(?:cloud\s+)?(?:du groupe|de|d'|du)\s*$")
_BACK = 500  # characters in which "l'entreprise" may have been named


def officers(
    text: str, folded: str, named: Sequence[Sighting], offices: Sequence[Office], holders: Mapping[str, Collection[str]]
) -> Iterator[Sighting]:
    """ "La ministre", "le secrétaire d'État", "la directrice", where the text has so far spoken of one such only.

    ``holders`` are the ids of those who held an office, by its head.
    """
    for head, title in _TITLES.items():
        for match in title.finditer(folded):
            before = {s.actor for s in named if s.end <= match.start() and s.actor in holders.get(head, ())}
            others = any(o.actor is None and o.head == head and o.end <= match.start() for o in offices)
            if len(before) == 1 and not others and not _name_follows(text, match.end()):
                yield Sighting(match.start(), match.end(), before.pop(), ActorKind.PERSON)


def bodies(text: str, named: Sequence[Sighting], heads: Mapping[str, Collection[str]]) -> Iterator[Sighting]:
    """ "La Commission", where the text has named one commission only; ``heads`` are ids by first word of name."""
    for match in _BODY.finditer(text):
        before = {s.actor: s for s in named if s.end <= match.start() and s.actor in heads.get(match["head"], ())}
        if len(before) == 1 and not _name_follows(text, match.end()):
            [(actor, sighting)] = before.items()
            yield Sighting(match.start(), match.end(), actor, sighting.kind)


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
