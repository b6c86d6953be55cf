"""Actors and entities of a text: known names, offices, then what the recogniser saw and no list holds."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import DamerauLevenshtein

from nlp.actors.names import Names
from nlp.actors.offices import Offices
from nlp.dates.text import fold
from nlp.types import Actor, ActorFound, ActorKind, Entity, Mention

_LABELS = {ActorKind.PERSON: "PER"}
_TYPO = 6  # letters from which one wrong letter still names the same person
_EDGE = " \t\n«»\"'“”’.,;:()[]-–"
_NOT_ORG = re.compile(r"^(?:secnumcloud|hds|snds|cloud act|rgpd|iso \d+|loi .*|sren|emc2|darwin.*)$")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention of one actor, as claims need it."""

    start: int
    end: int
    actor: str
    kind: ActorKind
    known: bool = True


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

    def find(self, text: str, day: date | None, seen: Sequence[Entity]) -> People:
        """Actors of ``text``; ``seen`` are the recogniser's entities, ``day`` the local day of publication."""
        folded = fold(text)
        names = [Sighting(h.start, h.end, h.name.actor.id, h.name.actor.kind) for h in self._names.find(text, folded)]
        free = [entity for entity in map(_trimmed, seen) if not _covered(entity.start, entity.end, names)]
        free = [entity for entity in free if entity.text.strip()]
        offices = [
            Sighting(start, end, actor.id, actor.kind)
            for start, end, actor in self._offices.find(folded, day)
            if not _covered(start, end, names)
        ]
        typos, others = self._resolved(free)
        sightings = sorted((*names, *offices, *typos, *others), key=lambda sighting: sighting.start)
        return People(
            tuple(_entities(text, [*names, *typos], free)), tuple(self._found(text, sightings)), tuple(sightings)
        )

    def _resolved(self, free: Sequence[Entity]) -> tuple[list[Sighting], list[Sighting]]:
        typos, others = [], []
        for entity in free:
            if known := self._misspelt(entity):
                typos.append(Sighting(entity.start, entity.end, known.id, known.kind))
            elif kind := _kind(entity):
                others.append(Sighting(entity.start, entity.end, slug(entity.text), kind, known=False))
        return typos, others

    def _misspelt(self, entity: Entity) -> Actor | None:
        """The one person whose given name is the same and whose long surname differs by one letter."""
        given, _, family = fold(entity.text).partition(" ")
        if entity.label != "PER" or len(family) < _TYPO:
            return None
        close = [a for a in self._actors if a.kind == ActorKind.PERSON and _one_off(fold(a.name), given, family)]
        return close[0] if len(close) == 1 else None

    def _found(self, text: str, sightings: Sequence[Sighting]) -> Iterable[ActorFound]:
        grouped: dict[str, list[Sighting]] = {}
        for sighting in sightings:
            grouped.setdefault(sighting.actor, []).append(sighting)
        for actor, places in grouped.items():
            first = places[0]
            name = self._by_id[actor].name if first.known else text[first.start : first.end]
            mentions = tuple(Mention(s.start, s.end, text[s.start : s.end]) for s in places)
            yield ActorFound(actor, name, first.kind, mentions, first.known)


def slug(name: str) -> str:
    """A stable id for an actor that no list holds."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def _one_off(known: str, given: str, family: str) -> bool:
    known_given, _, known_family = known.partition(" ")
    if known_given != given or known_family[:1] != family[:1]:
        return False
    return DamerauLevenshtein.distance(known_family, family, score_cutoff=1) == 1


def _kind(entity: Entity) -> ActorKind | None:
    if entity.label == "PER":
        return ActorKind.PERSON if " " in entity.text else None
    if entity.label == "ORG" and len(entity.text) > 2 and not _NOT_ORG.match(fold(entity.text)):
        return ActorKind.COMPANY
    return None


def _entities(text: str, known: Sequence[Sighting], free: Sequence[Entity]) -> list[Entity]:
    """The recogniser's entities, corrected where a known name stands."""
    ruled = [Entity(s.start, s.end, text[s.start : s.end], _LABELS.get(s.kind, "ORG")) for s in known]
    kept = [entity for entity in free if not _covered(entity.start, entity.end, known)]
    kept = [Entity(e.start, e.end, e.text, "MISC") if _NOT_ORG.match(fold(e.text)) else e for e in kept]
    return sorted((*ruled, *kept), key=lambda entity: entity.start)


def _trimmed(entity: Entity) -> Entity:
    left = len(entity.text) - len(entity.text.lstrip(_EDGE))
    text = entity.text.strip(_EDGE)
    return Entity(entity.start + left, entity.start + left + len(text), text, entity.label)


def _covered(start: int, end: int, places: Sequence[Sighting]) -> bool:
    return any(start < place.end and place.start < end for place in places)
