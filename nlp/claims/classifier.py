"""Which decisions a sentence says, learned from sentences: a probability a type, and the word that says it most.

Each candidate word of the sentence is scored by small networks (:mod:`nlp.claims.windows`, and
:mod:`nlp.claims.convolution` three times); a sentence says a type as surely as its best words do (log-sum-exp:
multiple-instance learning, Dietterich et al. 1997). The weights are a file of this folder, made by
``python -m benchmarks.train_claims`` (see weights/README.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc

from nlp.claims import convolution, stored, windows
from nlp.claims.convolution import Convolution
from nlp.claims.features import Lens, Seen, Span, seen
from nlp.claims.stored import Arrays
from nlp.claims.text import Text
from nlp.claims.windows import Windows
from nlp.claims.words import Floats, Ints
from nlp.types import ClaimType

WEIGHTS = Path(__file__).with_name("weights") / "claims.npz"
CONVOLUTIONS = 3  # measured: docs/decisions/reading-decisions.md
TYPES = tuple(ClaimType)
# how well a word can head a decision, beside its score: its grammar tells the status. Words of English have no tag here
_FIT = np.full(max(IDS.values()) + 1, -1.5, np.float32)
_FIT[[IDS[tag] for tag in ("VERB", "NOUN", "AUX", "")]] = 0.5, 0.0, 0.0, 0.0


@dataclass(frozen=True)
class Classifier:
    """Networks that see a sentence differently: what they say is their mean, each mends the others' mistakes."""

    projection: Floats  # (vector, smaller vector)
    windows: Windows
    convolutions: tuple[Convolution, ...]

    @cached_property
    def lens(self) -> Lens:
        """Words as all see them."""
        mean = np.concatenate([self.windows.mean, self.windows.context], axis=1)
        line = np.concatenate([convolution.first for convolution in self.convolutions], axis=1)
        return Lens(self.projection, self.windows.hidden, mean, line)

    def logits(self, seen: Seen) -> tuple[Floats, Floats]:
        """((sentences, types), (candidates, types)): of the sentences that have candidates, in order, and of those."""
        lines = np.split(seen.line.numbers, len(self.convolutions), axis=1)
        said = [self.windows.logits(seen, self.lens)]
        said += [
            convolution.logits(replace(seen, line=replace(seen.line, numbers=numbers)), self.lens)
            for convolution, numbers in zip(self.convolutions, lines, strict=True)
        ]
        whole, scores = zip(*said, strict=True)
        return _mean(whole), _mean(scores)


def _mean(found: Sequence[Floats]) -> Floats:
    total: Floats = sum(found[1:], found[0])
    return total / np.float32(len(found))


@dataclass(frozen=True)
class Guess:
    """What the classifier says of one sentence."""

    sure: dict[ClaimType, float]  # logit of each type
    words: Ints  # (candidates,) indices in the text
    scores: Floats  # (candidates, types)

    def head(self, kind: ClaimType, text: Doc, within: Span | None = None) -> Span:
        """The word of ``text`` that says ``kind`` most and can head it, best asked once it is parsed; its offsets.

        ``within`` are the offsets between which it must stand, some candidate's.
        """
        said = self.scores[:, TYPES.index(kind)] + _FIT[[text[at].pos for at in self.words.tolist()]]
        if within is not None:
            said = np.where(self._inside(text, within), said, -np.inf)
        token = text[int(self.words[said.argmax()])]
        return token.idx, token.idx + len(token)

    def part(self, kind: ClaimType, text: Doc, within: Span) -> float:
        """The logit of ``kind`` if the sentence had no words but those ``within``."""
        scores, inside = self.scores[:, TYPES.index(kind)], self._inside(text, within)
        if not inside.any():
            return -np.inf
        lost = np.logaddexp.reduce(scores) - np.logaddexp.reduce(scores[inside])
        return float(self.sure[kind] - lost)

    def _inside(self, text: Doc, within: Span) -> NDArray[np.bool_]:
        starts = np.array([text[at].idx for at in self.words.tolist()])
        return (within[0] <= starts) & (starts < within[1])


def guesses(
    texts: Sequence[Text], sentences: Sequence[Sequence[Span]], weights: Classifier
) -> list[list[Guess | None]]:
    """The guess for each of some ``sentences`` of each text; None for one that has no word to go by."""
    found: list[Guess | None] = [None] * sum(map(len, sentences))
    looked = seen(texts, sentences, weights.lens)
    whole, scores = weights.logits(looked)
    shown, first = np.unique(looked.sentence, return_index=True)
    ends = np.append(first, len(scores))[1:]
    for at, sure, start, end in zip(shown.tolist(), whole.tolist(), first, ends, strict=True):
        found[at] = Guess(dict(zip(TYPES, sure, strict=True)), looked.word[start:end], scores[start:end])
    rest = iter(found)
    return [list(islice(rest, len(inside))) for inside in sentences]


@lru_cache(maxsize=1)
def shipped() -> Classifier:
    """The classifier shipped. Raises ModelError when they cannot be read."""
    return stored.read(WEIGHTS, "classifier", unpacked)


def unpacked(arrays: Arrays) -> Classifier:
    """A classifier from the arrays of its file."""
    return Classifier(
        arrays["projection"].astype(np.float32),
        Windows(**stored.unpacked(arrays, windows.HALVES, windows.WORDS, "windows.")),
        tuple(
            Convolution(**stored.unpacked(arrays, convolution.HALVES, convolution.WORDS, f"convolution {at}."))
            for at in range(CONVOLUTIONS)
        ),
    )
