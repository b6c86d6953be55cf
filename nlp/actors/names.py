"""Names of the known actors as runs of folded words, found in one pass over a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from nlp.dates.text import fold
from nlp.types import Actor, ActorKind, Entity

_WORD = re.compile(r"[a-z0-9]+")
_NEAR = 200  # characters around an ambiguous alias in which its company must be
_SHORT = 4  # letters up to which a name must be written with its own capitals
TITLES = re.compile(
    r"(?:\bm\.|\bmme|\bmonsieur|\bmadame|\bministre|\bdepute\w*|\bsenat\w+|\bpresident\w*|\bdirect\w+)\s+$"
)

_ORDINARY = re.compile(
    r"\s+(?:de\b|du\b|des\b|d'|unique|commun|propre|large|strict|marine|ciel|roi\b)|\s*\((?:yonne|89|\d{5})\)"
)
_PLACE = re.compile(
    r"\b(?:hopital|hospitalier|ville|mairie|maire|agglomeration|cathedrale|archeveque|tribunal|commune|gare|lycee|ght|chu)"
    r"\s+(?:public\s+)?(?:de|d')\s*$|\b(?:habitants|pres|region|arrondissement)\s+de\s+$|(?<!fie)(?<!fiee)(?<!bue)(?<!buee)(?<!rdee)(?<!grace)(?<!face)(?<!ient)(?:^|[\s(«])a\s+$"
)

Word = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Name:
    """One way of writing one actor."""

    actor: Actor
    words: tuple[str, ...]
    text: str  # as written in the topic
    near: tuple[str, ...] = ()  # folded words, one of which must be close
    surname: bool = False  # a person's surname alone: weaker


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a name stands."""

    start: int
    end: int
    name: Name


def words(folded: str) -> list[Word]:
    """(start, end, word) of every word of a folded text."""
    return [(m.start(), m.end(), m[0]) for m in _WORD.finditer(folded)]


class Names:
    """All names of a list of actors."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._by_first: dict[str, list[Name]] = defaultdict(list)
        surnames: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        for name in _all(tuple(actors)):
            (surnames[name.words] if name.surname else self._by_first[name.words[0]]).append(name)
        for shared in surnames.values():
            if len({name.actor.id for name in shared}) == 1:  # a surname that two actors bear names neither
                self._by_first[shared[0].words[0]].append(shared[0])
        for names in self._by_first.values():
            names.sort(key=lambda name: -len(name.words))

    @cached_property
    def ambiguous(self) -> frozenset[str]:
        """Folded names that count only in some company."""
        return frozenset(fold(name.text) for names in self._by_first.values() for name in names if name.near)

    def find(
        self, text: str, folded: str, people: Sequence[Entity] = (), all_words: list[Word] | None = None
    ) -> list[Found]:
        """Every known name of ``text``, longest first where they overlap; surnames only where their person is sure.

        ``people`` are the persons that the recogniser saw; ``all_words`` saves splitting ``folded`` again.
        """
        found: list[Found] = []
        all_words = words(folded) if all_words is None else all_words
        position = 0
        for index, (start, _, word) in enumerate(all_words):
            if start < position or word not in self._by_first:
                continue
            if hit := self._at(text, folded, all_words, index, word):
                found.append(hit)
                position = hit.end
        if not any(hit.name.surname for hit in found):
            return found
        sure = {hit.name.actor.id for hit in found if not hit.name.surname}
        surnames = Surnames(folded, people, frozenset(sure))
        return [hit for hit in found if not hit.name.surname or surnames.certain(hit)]

    def _at(self, text: str, folded: str, all_words: list[Word], index: int, word: str) -> Found | None:
        """The name that begins with the ``word`` of ``index``, if one does."""
        for name in self._by_first[word]:
            run = all_words[index : index + len(name.words)]
            if tuple(w for _, _, w in run) == name.words:
                hit = Found(run[0][0], run[-1][1], name)
                if _close_together(run) and _written_right(text, hit) and _in_company(text, folded, hit):
                    return hit
        return None


def _all(actors: tuple[Actor, ...]) -> Iterator[Name]:
    for actor in actors:
        yield from _names(actor, actor.name, ())
        for alias in actor.aliases:
            yield from _names(actor, alias.text, alias.near)
        if actor.kind == ActorKind.PERSON:
            yield from _surname(actor)


def _names(actor: Actor, text: str, near: tuple[str, ...]) -> Iterator[Name]:
    forms = tuple(word for _, _, word in words(fold(text)))
    if forms:
        yield Name(actor, forms, text, tuple(fold(word) for word in near))


def _surname(actor: Actor) -> Iterator[Name]:
    """All but the given name: "Le Hénanff"; never of one letter."""
    given, _, family = actor.name.partition(" ")
    forms = tuple(word for _, _, word in words(fold(family)))
    if given and forms and len("".join(forms)) > 2:
        yield Name(actor, forms, family, surname=True)


def _close_together(run: list[Word]) -> bool:
    return all(right[0] - left[1] <= 3 for left, right in pairwise(run))


def _written_right(text: str, hit: Found) -> bool:
    """Short names and words of the language must be written as they are; all other names need one capital."""
    written, name = text[hit.start : hit.end], hit.name.text
    if hit.name.near:
        return written == name or (written[1:] == name[1:] and name[0].islower())
    if hit.name.surname:
        return all(word[0].isupper() for word in written.split())
    if len(name) <= _SHORT:
        return written == name or _acronym(written, name)
    return name[0].islower() or _in_full(hit.name) or any(c.isupper() or c.isdigit() for c in written)


def _in_full(name: Name) -> bool:
    """ "Parquet national financier" is a body even without capitals."""
    return len(name.words) >= 3 and name.actor.kind in (ActorKind.BODY, ActorKind.COURT)


def _acronym(written: str, name: str) -> bool:
    """ "CNIL" is also written "Cnil", "Cnam" also "CNAM"; "EMA" is not "Ema"."""
    return len(name) == _SHORT and written in (name.upper(), name.capitalize())


def _in_company(text: str, folded: str, hit: Found) -> bool:
    """Whether an ambiguous name stands close to the words that make it clear, and not where a town or a word would."""
    if not hit.name.near:
        return True
    if _ORDINARY.match(folded, hit.end) or _PLACE.search(folded, max(0, hit.start - 40), hit.start):
        return False
    around = folded[max(0, hit.start - _NEAR) : hit.start] + " " + folded[hit.end : hit.end + _NEAR]
    return any(re.search(rf"\b{re.escape(word)}\b", around) for word in hit.name.near)


class Surnames:
    """Decides who is meant by a surname alone in one text."""

    def __init__(self, folded: str, people: Sequence[Entity], sure: frozenset[str]) -> None:
        self._folded, self._sure = folded, sure
        self._spans = {(person.start, person.end) for person in people}
        self._whole = [fold(person.text) for person in people if " " in person.text]
        self._ends = {person.end: person for person in people}

    def certain(self, hit: Found) -> bool:
        """Named in full elsewhere, or with a title here, or a person for the recogniser; and no namesake about."""
        given, family = fold(hit.name.actor.name).split(" ", 1)
        whole = self._ends.get(hit.end)
        if whole is not None and whole.start < hit.start:
            first = self._folded[whole.start : hit.start].strip(" .-")
            return first == given or first == given[:1] or TITLES.fullmatch(first + " ") is not None
        if any(name.endswith(f" {family}") and not name.startswith(given) for name in self._whole):
            return False
        titled = TITLES.search(self._folded, max(0, hit.start - 16), hit.start) is not None
        return hit.name.actor.id in self._sure or titled or (hit.start, hit.end) in self._spans
