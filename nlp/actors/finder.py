"""Actors and entities of a text: known names, offices, then what the recogniser saw and no list holds."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.actors import bare
from nlp.actors.names import Found, Names, Word, words
from nlp.actors.offices import Office, Offices, abroad
from nlp.actors.plausible import LABELS
from nlp.actors.recognised import cleaned, nameless
from nlp.actors.sightings import Sighting, Taken
from nlp.actors.unknown import linked, misspelt, slug
from nlp.dates.text import fold
from nlp.types import Actor, ActorFound, ActorKind, Entity, Mention

__all__ = ["Finder", "People", "Sighting", "slug"]

_NER = {ActorKind.PERSON: "PER"}
_LEAD = re.compile(r"(?:(?:m|mme|mm|dr|pr|me)\.? |monsieur |madame |la |le |les |l')+")
_ALWAYS = re.compile(r"\b(?:secnumcloud|cloud act|nuage public|emc2|darwin eu)\b")  # labels that no recogniser knows
_COMMISSIONER = re.compile(r"\bcommissaires? du \Z")  # "commissaire du Gouvernement" is a post, at the CNIL too
_APPOSED = re.compile(r",?\s*(?:(?:la|le|l')\s*)?")


@dataclass(frozen=True, slots=True)
class People:
    """What was found in one text."""

    entities: tuple[Entity, ...]
    actors: tuple[ActorFound, ...]
    sightings: tuple[Sighting, ...]  # in text order


class Finder:
    """Finds the actors of an affair, and others."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = tuple(actors)
        self._names, self._offices = Names(self._actors), Offices(self._actors)
        self._by_id = {actor.id: actor for actor in self._actors}
        self._heads = {head: frozenset(_beginning(head, self._actors)) for head in bare.HEADS}

    def find(self, text: str, day: date | None, seen: Sequence[Entity]) -> People:
        """Actors of ``text``; ``seen`` are the recogniser's entities, ``day`` the local day of publication."""
        folded = fold(text)
        all_words = words(folded)
        seen = cleaned(text, seen)
        offices = list(self._offices.find(folded, all_words, day))
        names = self._named(text, folded, all_words, seen)
        free = _unnamed(seen, [*names, *offices])
        typos, free = self._typos(folded, names, free)
        known = sorted((*names, *typos), key=_place)
        others = linked(folded, [e for e in free if not nameless(folded, e)], self._names.ambiguous)
        offices = self._held(folded, offices, [*known, *others])
        inside = Taken([office for office in offices if office.actor])
        known = [s for s in known if not inside(s.start, s.end)]
        titled = self._titled(text, folded, [*known, *others], offices)
        sightings = sorted((*known, *others, *titled), key=_place)
        return People(
            tuple(_entities(text, folded, known, free)), tuple(self._found(text, sightings)), tuple(sightings)
        )

    def _named(self, text: str, folded: str, all_words: list[Word], seen: Sequence[Entity]) -> list[Sighting]:
        """Known names, but those of other countries and those that are a part of another body's name."""
        hits = self._names.find(text, folded, [e for e in seen if e.label == "PER"], all_words)
        longer = {(e.start, e.end) for e in seen if e.label == "ORG"}
        bodies = (ActorKind.BODY, ActorKind.COURT)
        return [
            Sighting(h.start, h.end, h.name.actor.id, h.name.actor.kind)
            for h in hits
            if h.name.actor.kind not in bodies
            or not (
                abroad(folded, h.end) or _part(h, longer) or _COMMISSIONER.search(folded, max(0, h.start - 16), h.start)
            )
        ]

    def _typos(
        self, folded: str, names: Sequence[Sighting], free: Sequence[Entity]
    ) -> tuple[list[Sighting], list[Entity]]:
        sure = frozenset(sighting.actor for sighting in names)
        typos, rest = [], []
        for entity in free:
            if entity.label in ("PER", "ORG") and (actor := misspelt(entity, self._actors, folded, sure)):
                typos.append(Sighting(entity.start, entity.end, actor.id, actor.kind))
            else:
                rest.append(entity)
        return typos, rest

    @staticmethod
    def _held(folded: str, offices: Sequence[Office], named: Sequence[Sighting]) -> list[Office]:
        """Offices that no name explains: "Stéphanie Rist, ministre de la Santé" is one mention, not two."""
        people = [s for s in named if s.kind == ActorKind.PERSON]
        ends, starts = {s.end: s for s in people}, {s.start: s for s in people}
        kept = []
        for office in offices:
            after = _APPOSED.match(folded, office.end)
            left = re.search(r",?\s*(?:la\s+|le\s+|l')?$", folded[max(0, office.start - 6) : office.start])
            before = office.start - len(left[0]) if left else office.start
            apposed = ends.get(before) or (starts.get(after.end()) if after else None)
            if apposed is None:
                kept.append(office)
        return kept

    def _titled(self, text: str, folded: str, named: Sequence[Sighting], offices: Sequence[Office]) -> list[Sighting]:
        taken = Taken(named)
        held = [
            Sighting(o.start, o.end, o.actor.id, o.actor.kind) for o in offices if o.actor and not taken(o.start, o.end)
        ]
        everyone = sorted((*named, *held), key=_place)
        found = [
            *bare.officers(text, folded, everyone, offices, self._offices.holders),
            *bare.bodies(text, everyone, self._heads),
            *bare.companies(text, folded, everyone),
        ]
        inside = Taken(everyone)
        return held + [s for s in found if not inside(s.start, s.end)]

    def _found(self, text: str, sightings: Sequence[Sighting]) -> Iterable[ActorFound]:
        grouped: dict[str, list[Sighting]] = {}
        for sighting in sightings:
            grouped.setdefault(sighting.actor, []).append(sighting)
        for actor, places in grouped.items():
            first = places[0]
            name = self._by_id[actor].name if actor in self._by_id else text[first.start : first.end]
            mentions = tuple(Mention(s.start, s.end, text[s.start : s.end]) for s in places)
            yield ActorFound(actor, name, first.kind, mentions, actor in self._by_id)


def _beginning(word: str, actors: Iterable[Actor]) -> Iterator[str]:
    """Ids of those of whom one name begins with ``word``."""
    return (a.id for a in actors if any(name.startswith(f"{word} ") for name in (a.name, *(x.text for x in a.aliases))))


def _part(hit: Found, seen: Collection[tuple[int, int]]) -> bool:
    """Whether a common name is but a part of what was seen ("Parlement de Catalogne")."""
    common = len(hit.name.words) <= 2 and not hit.name.text.isupper()
    return common and any(a <= hit.start and hit.end <= b and b - a > hit.end - hit.start + 2 for a, b in seen)


def _place(span: Sighting | Entity) -> tuple[int, int]:
    return span.start, span.end


def _unnamed(seen: Iterable[Entity], names: Sequence[Sighting | Office]) -> list[Entity]:
    taken = Taken(names)
    return [entity for entity in seen if not taken(entity.start, entity.end)]


def _entities(text: str, folded: str, known: Sequence[Sighting], free: Sequence[Entity]) -> list[Entity]:
    """The recogniser's entities, corrected where a known name or label stands."""
    ruled = [e for s in known if (e := _named(text, folded, s))]
    taken = Taken(ruled)
    labels = [Entity(m.start(), m.end(), text[m.start() : m.end()], "MISC") for m in _ALWAYS.finditer(folded)]
    labels = [e for e in labels if not taken(e.start, e.end)]
    held = Taken([*ruled, *labels])
    kept = [e for e in free if not held(e.start, e.end)]
    kept = [Entity(e.start, e.end, e.text, "MISC") if LABELS.fullmatch(fold(e.text)) else e for e in kept]
    return sorted((*ruled, *labels, *kept), key=_place)


def _named(text: str, folded: str, sighting: Sighting) -> Entity | None:
    """The name proper, without article or title; None for words that are no name ("le gouvernement")."""
    lead = _LEAD.match(folded, sighting.start, sighting.end)
    start = lead.end() if lead else sighting.start
    name = text[start : sighting.end]
    if not any(c.isupper() or c.isdigit() for c in name) or folded.startswith("gouvernement", start):
        return None
    return Entity(start, sighting.end, name, _NER.get(sighting.kind, "ORG"))
