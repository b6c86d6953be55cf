"""Names of the known actors as runs of folded words, found in one pass over a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from nlp.dates.text import fold
from nlp.types import Actor, ActorKind

_WORD = re.compile(r"[a-z0-9]+")
_NEAR = 200  # characters around an ambiguous alias in which its company must be
_SHORT = 4  # letters up to which a name must be written with its own capitals
_TITLES = re.compile(
    r"(?:\bm\.|\bmme|\bmonsieur|\bmadame|\bministre|\bdepute\w*|\bsenat\w+|\bpresident\w*|\bdirect\w+)\s+$"
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

    def find(self, text: str, folded: str) -> list[Found]:
        """Every known name of ``text``, longest first where they overlap; surnames only where their person is sure."""
        found: list[Found] = []
        all_words = words(folded)
        position = 0
        for index, (start, _, word) in enumerate(all_words):
            if start < position:
                continue
            if hit := self._at(text, folded, all_words, index, word):
                found.append(hit)
                position = hit.end
        sure = {hit.name.actor.id for hit in found if not hit.name.surname}
        return [hit for hit in found if not hit.name.surname or _certain(hit, sure, folded)]

    def _at(self, text: str, folded: str, all_words: list[Word], index: int, word: str) -> Found | None:
        for name in self._by_first.get(word, ()):
            run = all_words[index : index + len(name.words)]
            if tuple(w for _, _, w in run) == name.words:
                hit = Found(run[0][0], run[-1][1], name)
                if _close_together(run) and _written_right(text, hit) and _in_company(folded, hit):
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
    written = text[hit.start : hit.end]
    if len(hit.name.text) <= _SHORT or hit.name.near:
        return written == hit.name.text
    return hit.name.text[0].islower() or any(c.isupper() or c.isdigit() for c in written)


def _in_company(folded: str, hit: Found) -> bool:
    if not hit.name.near:
        return True
    around = folded[max(0, hit.start - _NEAR) : hit.start] + " " + folded[hit.end : hit.end + _NEAR]
    return any(re.search(rf"\b{re.escape(word)}\b", around) for word in hit.name.near)


def _certain(hit: Found, sure: set[str], folded: str) -> bool:
    """A surname alone stands for its person where the full name is near by, or a title before it."""
    return hit.name.actor.id in sure or _TITLES.search(folded[max(0, hit.start - 16) : hit.start]) is not None
