"""Where a sentence speaks of decisions: by the lexicon and by the classifier, each correcting the other.

The classifier's logit of a type and a bonus for words of the lexicon add up. Words of the lexicon that it is sure say
nothing (background, criteria, somebody else's contract) are dropped; where it is sure without them, its own word is the
head.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from spacy.tokens import Doc

from nlp.claims.classifier import Guess
from nlp.claims.features import Span
from nlp.claims.triggers import Trigger, triggers
from nlp.types import ClaimType

# measured out of fold, see docs/decisions/reading-decisions.md
_BONUS = 1.0  # what words of the lexicon are worth beside the logit
_EDGE = 0.0  # sum from which a type is said
_APART = 2.0  # logits between two types of one word from which it says the surer alone
_SURE = 1.0  # logit from which words that seem to decide nothing are believed to
_BREAK = re.compile(r";\s|\s:\s|,\s(?=(?:mais|tandis|alors|puis|but|while|et\s+qu[e'])\b)")  # not ", et en tout cas"
_EDGES = dict.fromkeys(ClaimType, _EDGE) | {  # half-way to the best of its own, where that is far from the common one
    ClaimType.PLANNING: -0.6,
    ClaimType.CHALLENGE: -0.4,
    ClaimType.REQUIREMENT: -0.4,
    ClaimType.DEADLINE: -0.3,
    ClaimType.CONTRACT: -0.3,
    ClaimType.CONTRACT_TERMINATION: -0.3,
    ClaimType.AWARD: 0.3,
    ClaimType.TENDER_AMENDMENT: 0.4,
    ClaimType.HEARING: 0.4,
    ClaimType.RULING: 0.5,
    ClaimType.LAW: 0.5,
    ClaimType.ANNOUNCEMENT: 0.5,
}


@dataclass(frozen=True)
class Spotted:
    """What one sentence says, before it is parsed."""

    known: Sequence[Trigger]  # by words of the lexicon
    learned: Mapping[ClaimType, float]  # what the classifier alone says, with its logit
    guess: Guess | None
    parts: Sequence[Span] = ()  # of the sentence, between its semicolons and their like

    def __bool__(self) -> bool:
        return bool(self.known or self.learned)

    def triggers(self, text: Doc) -> list[Trigger]:
        """Its triggers, in text order; ``text`` is parsed where it can be."""
        return sorted([*self.known, *self._learned(text)], key=lambda trigger: trigger.start)

    def _learned(self, text: Doc) -> Iterator[Trigger]:
        if self.guess is None:
            return
        heads = {kind: self.guess.head(kind, text) for kind in self.learned}
        for kind, logit in self.learned.items():
            if not self._said_by_another(kind, heads):
                yield Trigger(kind, *heads[kind], _probability(logit), heads[kind], sure=True)
        yield from self._again(text, self.guess, heads)

    def _again(self, text: Doc, guess: Guess, heads: Mapping[ClaimType, Span]) -> Iterator[Trigger]:
        """A type said once more in another part of the sentence: "Bleu l'espère en mars ; S3NS l'a eue en mai"."""
        told = [(trigger.type, trigger.head) for trigger in self.known] + list(heads.items())
        for kind in dict.fromkeys(kind for kind, _ in told):
            own = [head[0] for other, head in told if other == kind]
            for left, right in self.parts if len(self.parts) > 1 else ():
                if any(left <= at < right for at in own):
                    continue
                logit = guess.part(kind, text, (left, right))
                if logit <= _EDGES[kind]:
                    continue
                head = guess.head(kind, text, (left, right))
                if head not in (other for _, other in told):  # one word is one decision
                    yield Trigger(kind, *head, _probability(logit), head, sure=True)

    def _said_by_another(self, kind: ClaimType, heads: Mapping[ClaimType, Span]) -> bool:
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
    return Spotted(known, learned, guess, list(_parts(masked, left, right)) if known or learned else ())


def _parts(masked: str, left: int, right: int) -> Iterator[Span]:
    """The stretches between the breaks of a sentence."""
    ends = [*(match.end() for match in _BREAK.finditer(masked, left, right)), right]
    return zip([left, *ends], ends, strict=False)


def _weighed(trigger: Trigger, guess: Guess) -> Trigger:
    """The strength of words that the lexicon knows is what both say of them."""
    logit = guess.sure[trigger.type]
    return replace(trigger, strength=_probability(logit + _BONUS), sure=logit > _SURE)


def _probability(logit: float) -> float:
    return round(1 / (1 + exp(-logit)), 3)
