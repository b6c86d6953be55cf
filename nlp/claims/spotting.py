"""Where a sentence speaks of decisions: by the lexicon and by the classifier, each correcting the other.

The classifier's logit of a type and a bonus for words of the lexicon add up. Words of the lexicon that it is sure say
nothing (background, criteria, somebody else's contract) are dropped; where it is sure without them, its own word is the
head.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from spacy.tokens import Doc

from nlp.claims.classifier import Guess
from nlp.claims.triggers import Trigger, triggers
from nlp.types import ClaimType

# measured out of fold, see docs/decisions/reading-decisions.md
_BONUS = 1.0  # what words of the lexicon are worth beside the logit
_EDGE = 0.2  # sum from which a type is said
_APART = 2.0  # logits between two types of one word from which it says the surer alone
_SURE = 1.0  # logit from which words that seem to decide nothing are believed to
_EDGES = dict.fromkeys(ClaimType, _EDGE) | {  # half-way to the best of its own, where that is far from the common one
    ClaimType.TENDER: 0.7,
    ClaimType.TENDER_CANCELLATION: 0.4,
    ClaimType.RULING: 0.6,
    ClaimType.LAW: 0.5,
    ClaimType.HEARING: 0.5,
    ClaimType.AUTHORISATION: 0.0,
    ClaimType.QUALIFICATION: 0.0,
    ClaimType.REQUIREMENT: 0.0,
    ClaimType.OPINION: -0.3,
    ClaimType.MIGRATION: -0.4,
    ClaimType.APPOINTMENT: -0.6,
}


@dataclass(frozen=True)
class Spotted:
    """What one sentence says, before it is parsed."""

    known: Sequence[Trigger]  # by words of the lexicon
    learned: Mapping[ClaimType, float]  # what the classifier alone says, with its logit
    guess: Guess | None

    def __bool__(self) -> bool:
        return bool(self.known or self.learned)

    def triggers(self, text: Doc) -> list[Trigger]:
        """Its triggers, in text order; ``text`` is parsed where it can be."""
        assert self.guess is not None or not self.learned
        heads = {kind: self.guess.head(kind, text) for kind in self.learned} if self.guess else {}
        learned = [
            Trigger(kind, *heads[kind], _probability(logit), heads[kind], sure=True)
            for kind, logit in self.learned.items()
            if not self._said_by_another(kind, heads)
        ]
        return sorted([*self.known, *learned], key=lambda trigger: trigger.start)

    def _said_by_another(self, kind: ClaimType, heads: Mapping[ClaimType, tuple[int, int]]) -> bool:
        """Whether the word for ``kind`` says something else far more surely: one word is one decision."""
        others = {**heads, **{trigger.type: trigger.head for trigger in self.known}}
        sure = self.guess.sure if self.guess else {}
        return any(head == heads[kind] and sure[other] - sure[kind] > _APART for other, head in others.items())


def spotted(masked: str, left: int, right: int, guess: Guess | None) -> Spotted:
    """What the sentence [left, right) of a ``masked`` text says; an announcement only when alone."""
    if guess is None:
        return Spotted(triggers(masked, left, right), {}, None)
    possible = frozenset(kind for kind, logit in guess.sure.items() if logit + _BONUS > _EDGES[kind])
    known = [_weighed(trigger, guess) for trigger in triggers(masked, left, right, possible)]
    told = {trigger.type for trigger in known}
    learned = {kind: logit for kind, logit in guess.sure.items() if logit > _EDGES[kind] and kind not in told}
    if told | learned.keys() != {ClaimType.ANNOUNCEMENT}:
        known = [trigger for trigger in known if trigger.type != ClaimType.ANNOUNCEMENT]
        learned.pop(ClaimType.ANNOUNCEMENT, None)
    return Spotted(known, learned, guess)


def _weighed(trigger: Trigger, guess: Guess) -> Trigger:
    """The strength of words that the lexicon knows is what both say of them."""
    logit = guess.sure[trigger.type]
    return replace(trigger, strength=_probability(logit + _BONUS), sure=logit > _SURE)


def _probability(logit: float) -> float:
    return round(1 / (1 + exp(-logit)), 3)
