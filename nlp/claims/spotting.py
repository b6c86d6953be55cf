"""Where a sentence speaks of decisions: by the lexicon and by the classifier, each correcting the other.

The classifier's logit of a type and a bonus for words of the lexicon add up. Words of the lexicon that it is sure say
nothing (background, criteria, somebody else's contract) are dropped; where it is sure without them, its own word is the
head.
"""

from dataclasses import replace
from math import exp

from nlp.claims.classifier import Guess
from nlp.claims.triggers import Trigger, triggers
from nlp.types import ClaimType

# measured out of fold, see docs/decisions/reading-decisions.md
_BONUS = 2.0  # what words of the lexicon are worth beside the logit
_EDGE = -0.2  # sum from which a type is said
_SURE = 1.0  # logit from which words that seem to decide nothing are believed to
_EDGES = dict.fromkeys(ClaimType, _EDGE) | {  # half-way to the best of its own, where that is far from the common one
    ClaimType.TENDER_AMENDMENT: -0.4,
    ClaimType.CONTRACT_TERMINATION: -0.4,
    ClaimType.OPINION: -0.4,
    ClaimType.LAW: -0.5,
    ClaimType.APPOINTMENT: -0.5,
    ClaimType.MIGRATION: 0.2,
    ClaimType.ANNOUNCEMENT: 0.3,
}


def spotted(masked: str, left: int, right: int, guess: Guess | None) -> list[Trigger]:
    """Triggers of the sentence [left, right) of a ``masked`` text, in text order; an announcement only when alone."""
    if guess is None:
        return triggers(masked, left, right)
    possible = frozenset(kind for kind, logit in guess.sure.items() if logit + _BONUS > _EDGES[kind])
    kept = [_weighed(trigger, guess) for trigger in triggers(masked, left, right, possible)]
    kept += _learned(guess, {trigger.type for trigger in kept})
    sharper = [trigger for trigger in kept if trigger.type != ClaimType.ANNOUNCEMENT]
    return sorted(sharper or kept, key=lambda trigger: trigger.start)


def _weighed(trigger: Trigger, guess: Guess) -> Trigger:
    """The strength of words that the lexicon knows is what both say of them."""
    logit = guess.sure[trigger.type]
    return replace(trigger, strength=_probability(logit + _BONUS), sure=logit > _SURE)


def _learned(guess: Guess, known: set[ClaimType]) -> list[Trigger]:
    return [
        Trigger(kind, *guess.heads[kind], _probability(logit), guess.heads[kind], sure=True)
        for kind, logit in guess.sure.items()
        if logit > _EDGES[kind] and kind not in known
    ]


def _probability(logit: float) -> float:
    return round(1 / (1 + exp(-logit)), 3)
