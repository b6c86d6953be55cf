"""Offices stand for the person who held them: "la ministre de la Santé", by the day of publication."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from nlp.actors.names import Word, words
from nlp.dates.text import fold
from nlp.types import Actor, ActorKind, Term

_HEADS = {
    "ministre": "minister", "secretaire": "secretary", "president": "president", "presidente": "president",
    "directeur": "director", "directrice": "director", "patron": "director", "patronne": "director",
}  # fmt: skip
_EMPTY = {
    "de", "la", "le", "les", "l", "du", "des", "d", "et", "a", "au", "aux", "en", "charge", "chargee", "delegue",
    "deleguee", "general", "generale", "etat",
}  # fmt: skip
_FORMER = re.compile(r"\b(?:anciens?|anciennes?|ex|alors|future?|ancien premier|vice|sous)[\s-]+(?:l[ea]\s+|l')?$")
_FOREIGN = re.compile(
    r"\s+(?:federal|allemand|americain|anglais|autrichien|belge|britannique|canadien|chinois|danois|espagnol|europeen|irlandais"
    r"|italien|japonais|luxembourgeois|neerlandais|polonais|portugais|quebecois|israelien|russe|suedois|suisse|ukrainien|wallon)"
    r"(?:ne|e)?s?\b"
)
_ARTICLE = re.compile(r"\b(?:la|le)\s+$|\bl'$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST = 24  # words of an office


@dataclass(frozen=True, slots=True)
class Office:
    """A place where an office is written; ``actor`` when exactly one person held it."""

    start: int
    end: int
    head: str  # minister | secretary | president | director
    actor: Actor | None


def abroad(folded: str, end: int) -> bool:
    """Whether what ends at ``end`` is another country's: "le gouvernement belge"."""
    return _FOREIGN.match(folded, end) is not None


class Offices:
    """Every office of a list of actors."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        actors = list(actors)
        bodies = [_called(actor) for actor in actors if actor.kind == ActorKind.BODY]
        self._held = [
            (head, words, term, actor)
            for actor in actors
            for term in actor.terms
            for head, words in _written(term.role, bodies)
        ]
        self._vocabulary = {word for _, portfolio, _, _ in self._held for word in portfolio}

    @cached_property
    def holders(self) -> Mapping[str, frozenset[str]]:
        """Ids of those who held an office, by its head."""
        return {head: frozenset(a.id for held, _, _, a in self._held if held == head) for head in _HEADS.values()}

    def find(self, folded: str, all_words: list[Word], day: date | None) -> Iterator[Office]:
        """Offices with a portfolio, in text order; without a ``day`` none is resolved."""
        for index, (start, _, word) in enumerate(all_words):
            if word not in _HEADS:
                continue
            first = index > 0 and all_words[index - 1][2] in ("premier", "premiere")
            left = all_words[index - 1][0] if first else start
            head, portfolio, end = self._phrase(folded, all_words[index : index + _LONGEST], first)
            if portfolio and not abroad(folded, end):
                actor = None if self._uncertain(folded, left, day) else self._holder(head, portfolio, day)
                article = _ARTICLE.search(folded, max(0, left - 4), left)
                yield Office(article.start() if article else left, end, head, actor)

    def _phrase(self, folded: str, run: list[Word], first: bool) -> tuple[str, tuple[str, ...], int]:
        """Head, words of the portfolio and end of the office that begins with ``run``."""
        head, end = _HEADS[run[0][2]], run[0][1]
        if first:
            return head, ("premier",), end
        portfolio, last = [], end
        for left, right, word in run[1:]:
            known = word in self._vocabulary
            if not (known or word in _EMPTY) or folded[last:left].strip(" ',-\n"):
                break
            last = right
            if known:
                portfolio.append(word)
                end = right
        return head, tuple(portfolio), end

    def _holder(self, head: str, portfolio: tuple[str, ...], day: date | None) -> Actor | None:
        holders = {
            actor.id: actor
            for role, words, term, actor in self._held
            if day and role == head and _covers(head, words, portfolio) and _in_office(term, day)
        }
        return next(iter(holders.values())) if len(holders) == 1 else None

    @staticmethod
    def _uncertain(folded: str, start: int, day: date | None) -> bool:
        """A former office, or a sentence about another year: who held it on the day of publication proves nothing."""
        left = max(folded.rfind(mark, 0, start) for mark in (". ", "\n", "? ", "! ")) + 1
        right = folded.find(". ", start)
        sentence = folded[max(left, start - 400) : right if 0 <= right < start + 400 else start + 400]
        years = {int(year) for year in _YEAR.findall(sentence.partition("\n")[0] if left == 0 else sentence)}
        past = day is not None and any(year < day.year for year in years)
        return past or _FORMER.search(folded, max(0, start - 24), start) is not None


def _role(role: str) -> tuple[str, tuple[str, ...]]:
    forms = [word for _, _, word in words(fold(role))]
    heads = [_HEADS[word] for word in forms if word in _HEADS]
    kept = tuple(word for word in forms if word not in _HEADS and word not in _EMPTY)
    return (heads[0] if heads else "", tuple("premier" if word == "premiere" else word for word in kept))


def _called(actor: Actor) -> set[tuple[str, ...]]:
    """All names of a body, as the words of an office hold them."""
    return {_role(name)[1] for name in (actor.name, *(alias.text for alias in actor.aliases))}


def _written(role: str, bodies: Iterable[set[tuple[str, ...]]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """An office in all its ways: "directrice du Health Data Hub" and of every other name of that body."""
    head, portfolio = _role(role)
    yield head, portfolio
    yield from ((head, name) for names in bodies if portfolio in names for name in names - {portfolio})


def _covers(head: str, held: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """A minister may be called by a part of the portfolio; any other office by its beginning only."""
    return set(said) <= set(held) if head in ("minister", "secretary") else held[: len(said)] == said


def _in_office(term: Term, day: date) -> bool:
    return (term.start is None or term.start <= day) and (term.end is None or day <= term.end)
