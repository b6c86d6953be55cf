"""Actors that no list holds, from what the recogniser saw; and the misspelt ones that a list does hold."""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from nlp.actors.names import TITLES
from nlp.actors.sightings import Sighting
from nlp.dates.text import fold
from nlp.types import Actor, ActorKind, Entity

_TYPO = 6  # letters from which one wrong letter still names the same person: Chapaz, never Véron for Véran
_TYPO_COMPANY = 8  # companies are named by chance more alike than people are
# Names of labels, laws and programmes: neither companies nor bodies, whatever the recogniser says.
LABELS = re.compile(
    r"secnumcloud(?: \d\.\d)?|hds|snds|cloud act|rgpd|gdpr|iso \d+|loi .*|sren|emc2|emc²|darwin(?: e?u)?|nuage public"
    r"|france 2030|eucs|nis ?2|fisa|section 702|privacy shield|mon espace sante|cloud au centre|journal officiel|jo"
)
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


def kind(entity: Entity) -> ActorKind | None:
    """What an unlisted entity is; None when it is no actor."""
    folded = fold(entity.text)
    if entity.label == "PER":
        return ActorKind.PERSON if " " in entity.text.strip() else None
    if entity.label != "ORG" or len(entity.text) < 3 or LABELS.fullmatch(folded) or not entity.text[0].isalnum():
        return None
    for pattern, found in ((_COURT, ActorKind.COURT), (_BODY, ActorKind.BODY), (_ORGANISATION, ActorKind.ORGANISATION)):
        if pattern.match(folded):
            return found
    return ActorKind.COMPANY


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
    bare = fold(entity.text)
    titled = TITLES.search(folded, max(0, entity.start - 16), entity.start) is not None
    return (sure or titled) and (
        _off(known, bare, _TYPO) or _off(known.split()[-1], bare, _TYPO, 0 if " " in known else 1)
    )


def _off(known: str, written: str, shortest: int, least: int = 1) -> bool:
    """Whether ``written`` is ``known`` with one letter wrong (or, with ``least`` 0, none)."""
    if min(len(known), len(written)) < shortest or known[:1] != written[:1]:
        return False
    return least <= DamerauLevenshtein.distance(known, written, score_cutoff=1) <= 1


def linked(free: Sequence[Entity]) -> list[Sighting]:
    """Unlisted actors; a surname alone is the one person of the text who bears it."""
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
