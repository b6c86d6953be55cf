"""Actors that no list holds, from what the recogniser saw; and the misspelt ones that a list does hold."""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from nlp.actors.names import TITLES
from nlp.actors.plausible import LABELS, is_name
from nlp.actors.sightings import Sighting
from nlp.dates.text import fold
from nlp.types import Actor, ActorKind, Entity

_TYPO = 6  # letters from which one wrong letter still names the same person: Chapaz, never Véron for Véran
_TYPO_GIVEN = 6  # letters of a given name before the right surname
_TYPO_COMPANY = 8  # companies are named by chance more alike than people are
_FULL_NAME = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)? [A-ZÀ-Ý]{3,}(?:[ -][A-ZÀ-Ý]{3,})?")  # Nadia BELKACEM
_PLACE = re.compile(r"\bsur\s\Z")  # said on LinkedIn, on France Inter
_CAPITAL = re.compile(r"[A-ZÀ-Ý\d]|[a-z]+[A-Z]")  # Orange, 3DS, eBay
_BODY = re.compile(
    r"ministere|agence|autorite|direction|delegation|prefecture|commission|mairie|conseil|region|departement"
    r"|metropole|comite|secretariat|caisse|haute autorite|union europeenne|departement|ars\b"
)
_COURT = re.compile(r"tribunal|cour\b|parquet")
_ORGANISATION = re.compile(
    r"universite|association|federation|syndicat|collectif|ligue|union|parti\b|chr?u\b|ght\b|hopita"
    r"|centre hospitalier|institut|fondation|ordre\b|club|ecole|confederation|cgt|ong\b|academie"
    r"|groupement|ap-hp|inserm|inria"
)

_HEADS = ((_COURT, ActorKind.COURT), (_BODY, ActorKind.BODY), (_ORGANISATION, ActorKind.ORGANISATION))


def kind(entity: Entity) -> ActorKind | None:
    """What an unlisted entity is; None when it is no actor."""
    folded = fold(entity.text)
    if entity.label == "PER" or (entity.label == "ORG" and _FULL_NAME.fullmatch(entity.text)):
        return ActorKind.PERSON if " " in entity.text and not LABELS.fullmatch(folded) else None
    what = next((found for pattern, found in _HEADS if pattern.match(folded)), None)
    if entity.label != "ORG" or not is_name(entity.text, what is not None):
        return None
    return what or (ActorKind.COMPANY if _CAPITAL.match(entity.text) else None)


def slug(name: str) -> str:
    """A stable id for an actor that no list holds."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def misspelt(entity: Entity, actors: Iterable[Actor], folded: str, sure: frozenset[str]) -> Actor | None:
    """The one actor that ``entity`` names with one wrong letter, when its surroundings agree.

    A person needs the right given name, or a title before a bare surname, or the right name elsewhere in the text.
    """
    if entity.label == "PER":
        close = [a for a in actors if a.kind == ActorKind.PERSON and _person(entity, a, folded, a.id in sure)]
    else:
        close = [
            a for a in actors if a.kind == ActorKind.COMPANY and _off(fold(a.name), fold(entity.text), _TYPO_COMPANY)
        ]
    return close[0] if len(close) == 1 else None


def _person(entity: Entity, actor: Actor, folded: str, sure: bool) -> bool:
    known_given, _, known = fold(actor.name).partition(" ")
    given, _, family = fold(entity.text).partition(" ")
    if family and given == known_given:
        return _off(known, family, _TYPO)
    if family == known and _off(known_given, given, _TYPO_GIVEN, most=2):
        return True
    bare = fold(entity.text)
    titled = TITLES.search(folded, max(0, entity.start - 16), entity.start) is not None
    return (sure or titled) and (
        _off(known, bare, _TYPO) or _off(known.split()[-1], bare, _TYPO, 0 if " " in known else 1)
    )


def _off(known: str, written: str, shortest: int, least: int = 1, most: int = 1) -> bool:
    """Whether ``written`` is ``known`` with one letter wrong (or from ``least`` to ``most``)."""
    if min(len(known), len(written)) < shortest or known[:1] != written[:1]:
        return False
    return least <= DamerauLevenshtein.distance(known, written, score_cutoff=most) <= most


def linked(folded: str, free: Sequence[Entity], ambiguous: frozenset[str] = frozenset()) -> list[Sighting]:
    """Unlisted actors; a surname alone is the one person of the text who bears it.

    ``ambiguous`` are names that a listed actor shares with something else (Sens, Bleu): nobody else's when alone.
    """
    free = [
        e for e in free if fold(e.text) not in ambiguous and not _PLACE.search(folded, max(0, e.start - 6), e.start)
    ]
    people = {slug(e.text): e.text for e in free if e.label == "PER" and " " in e.text}
    found = []
    for entity in free:
        if what := kind(entity):
            found.append(Sighting(entity.start, entity.end, slug(entity.text), what, known=False))
        elif entity.label == "PER":
            owners = {name for name in people if name.endswith(f"-{slug(entity.text)}")}
            if len(owners) == 1:
                found.append(Sighting(entity.start, entity.end, owners.pop(), ActorKind.PERSON, known=False))
    return found
