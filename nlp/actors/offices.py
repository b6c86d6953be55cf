"""Offices stand for the person who held them: "la ministre de la Santé", by the day of publication."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from nlp.actors.names import words
from nlp.dates.text import fold
from nlp.types import Actor, Term

_STARTS = re.compile(r"\b(?:la|le|l')\s*$")


class Offices:
    """Every office of a list of actors."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._holders: dict[tuple[str, ...], list[tuple[Actor, Term]]] = defaultdict(list)
        for actor in actors:
            for term in actor.terms:
                forms = tuple(word for _, _, word in words(fold(term.role)))
                self._holders[forms].append((actor, term))
        self._first = {forms[0] for forms in self._holders}
        self._longest_first = sorted(self._holders, key=len, reverse=True)

    def find(self, folded: str, day: date | None) -> Iterator[tuple[int, int, Actor]]:
        """(start, end, actor) of every office held, on ``day``, by exactly one actor; nothing without a day."""
        if day is None:
            return
        all_words = words(folded)
        for index, (start, _, word) in enumerate(all_words):
            if word in self._first and (hit := self._at(all_words, index, day)):
                article = _STARTS.search(folded[max(0, start - 4) : start])
                yield start - len(article[0]) if article else start, *hit

    def _at(self, all_words: list[tuple[int, int, str]], index: int, day: date) -> tuple[int, Actor] | None:
        for forms in self._longest_first:
            run = all_words[index : index + len(forms)]
            if tuple(word for _, _, word in run) == forms:
                holders = {actor.id: actor for actor, term in self._holders[forms] if _held(term, day)}
                if len(holders) == 1:
                    return run[-1][1], next(iter(holders.values()))
        return None


def _held(term: Term, day: date) -> bool:
    return (term.start is None or term.start <= day) and (term.end is None or day <= term.end)
