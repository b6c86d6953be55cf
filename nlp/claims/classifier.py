"""Which decisions a sentence says, learned from sentences: a probability a type, and the word that says it most.

Each candidate word of the sentence is scored by a small network with one hidden layer; a sentence says a type as surely
as its best words do (log-sum-exp: multiple-instance learning, Dietterich et al. 1997). The weights are a file of this
folder, made by ``python -m benchmarks.train_claims`` (see weights/README.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc

from nlp.claims.features import NO_NAME, Lens, Seen, Span, seen
from nlp.claims.text import Text
from nlp.claims.words import OPS, Floats, Ints
from nlp.errors import ModelError
from nlp.types import ClaimType

WEIGHTS = Path(__file__).with_name("weights") / "claims.npz"
TYPES = tuple(ClaimType)
HALVES = ("projection", "hidden", "context", "hidden_bias", "units", "mean", "bias")  # kept in half precision
# how well a word can head a decision, beside its score: its grammar tells the status. Words of English have no tag here
_FIT = np.full(max(IDS.values()) + 1, -1.5, np.float32)
_FIT[[IDS[tag] for tag in ("VERB", "NOUN", "AUX", "")]] = 0.5, 0.0, 0.0, 0.0


@dataclass(frozen=True)
class Network:
    """Weights: ``hidden`` (features → units), ``words`` (vocabulary → types), ``units`` (→ types).

    The mean of the sentence goes to the units of each of its words (``context``) and to the types (``mean``).
    """

    projection: Floats  # (vector, smaller vector)
    hidden: Floats
    context: Floats
    hidden_bias: Floats
    units: Floats
    mean: Floats
    bias: Floats
    words: Floats
    vocabulary: Mapping[str, int]

    @cached_property
    def lens(self) -> Lens:
        """Words as the network sees them."""
        return Lens(self.projection, self.hidden, np.concatenate([self.mean, self.context], axis=1))

    def logits(self, seen: Seen) -> tuple[Floats, Floats]:
        """((sentences, types), (candidates, types)): of the sentences that have candidates, in order, and of those."""
        mean, context = np.split(seen.mean, [len(TYPES)], axis=1)
        units = np.maximum(sum(seen.around, self.hidden_bias) + context[seen.sentence], 0)
        scores = OPS.gemm(units, self.units) + self._known(seen.names).sum(1)
        shown, first = np.unique(seen.sentence, return_index=True)
        if not len(shown):
            return mean[:0], scores
        return np.logaddexp.reduceat(scores, first, axis=0) + mean[shown] + self.bias, scores

    def _known(self, names: Ints) -> Floats:
        """Weights of ``names``, zeros for those that were not learned."""
        asked, rows = names.ravel().tolist(), self.lens.words.names
        for name in {name for name in asked if name not in rows}:
            unknown = len(self.vocabulary)
            rows[name] = unknown if name == NO_NAME else self.vocabulary.get(self.lens.spelled(name), unknown)
        return self._weights[np.array([rows[name] for name in asked], np.int64).reshape(names.shape)]

    @cached_property
    def _weights(self) -> Floats:
        """``words``, and nothing for a name that is not there."""
        return np.concatenate([self.words, np.zeros_like(self.words[:1])])


@dataclass(frozen=True)
class Guess:
    """What the classifier says of one sentence."""

    sure: dict[ClaimType, float]  # logit of each type
    words: Ints  # (candidates,) indices in the text
    scores: Floats  # (candidates, types)

    def head(self, kind: ClaimType, text: Doc) -> tuple[int, int]:
        """The word of ``text`` that says ``kind`` most and can head it, best asked once it is parsed; its offsets."""
        fit = _FIT[[text[at].pos for at in self.words.tolist()]]
        token = text[int(self.words[(self.scores[:, TYPES.index(kind)] + fit).argmax()])]
        return token.idx, token.idx + len(token)


def guesses(texts: Sequence[Text], sentences: Sequence[Sequence[Span]], network: Network) -> list[list[Guess | None]]:
    """The guess for each of some ``sentences`` of each text; None for one that has no word to go by."""
    found: list[Guess | None] = [None] * sum(map(len, sentences))
    looked = seen(texts, sentences, network.lens)
    whole, scores = network.logits(looked)
    shown, first = np.unique(looked.sentence, return_index=True)
    ends = np.append(first, len(scores))[1:]
    for at, sure, start, end in zip(shown.tolist(), whole.tolist(), first, ends, strict=True):
        found[at] = Guess(dict(zip(TYPES, sure, strict=True)), looked.word[start:end], scores[start:end])
    rest = iter(found)
    return [list(islice(rest, len(inside))) for inside in sentences]


@lru_cache(maxsize=1)
def network() -> Network:
    """The weights shipped. Raises ModelError when they cannot be read."""
    try:
        with np.load(WEIGHTS) as file:
            return unpacked(dict(file))
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise ModelError(f"{WEIGHTS}: the weights of the classifier cannot be read; reinstall veilleur") from error


def unpacked(arrays: Mapping[str, np.ndarray]) -> Network:
    """A network from the arrays of its file: half precision, words in bytes with a scale each."""
    names = str(arrays["vocabulary"]).split("\n")
    words = arrays["words"].astype(np.float32) * arrays["scale"].astype(np.float32)
    dense = {key: arrays[key].astype(np.float32) for key in HALVES}
    return Network(**dense, words=words, vocabulary={name: at for at, name in enumerate(names)})
