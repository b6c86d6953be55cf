"""Where a sentence speaks of decisions: by the lexicon and by the classifier, each correcting the other.

The classifier's logit of a type and a bonus for words of the lexicon add up. Words of the lexicon that it is sure say
nothing (background, criteria, somebody else's contract) are dropped; where it is sure without them, its own word is the
head.
"""

from dataclasses import replace
from math import exp

from nlp.claims.classifier import Classifier, Guess
from nlp.claims.triggers import Trigger, triggers
from nlp.types import ClaimType

# measured out of fold, see docs/decisions/reading.md
_BONUS = 2.0  # what words of the lexicon are worth beside the logit
_EDGE = -0.2  # sum from which a type is said


def spotted(masked: str, left: int, right: int, classifier: Classifier) -> list[Trigger]:
    """Triggers of the sentence [left, right) of a ``masked`` text, in text order; an announcement only when alone."""
    guess = classifier(left, right)
    found = triggers(masked, left, right)
    if guess is None:
        return found
    kept = [_weighed(trigger, guess) for trigger in found if guess.sure[trigger.type] + _BONUS > _EDGE]
    kept += list(_learned(guess, {trigger.type for trigger in kept}))
    sharper = [trigger for trigger in kept if trigger.type != ClaimType.ANNOUNCEMENT]
    return sorted(sharper or kept, key=lambda trigger: trigger.start)


def _weighed(trigger: Trigger, guess: Guess) -> Trigger:
    """The strength of words that the lexicon knows is what both say of them."""
    return replace(trigger, strength=_probability(guess.sure[trigger.type] + _BONUS))


def _learned(guess: Guess, known: set[ClaimType]) -> list[Trigger]:
    return [
        Trigger(kind, *guess.heads[kind], _probability(logit), guess.heads[kind], learned=True)
        for kind, logit in guess.sure.items()
        if logit > _EDGE and kind not in known
    ]


def _probability(logit: float) -> float:
    return round(1 / (1 + exp(-logit)), 3)
