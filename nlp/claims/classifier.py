"""Which decisions a sentence says, learned from sentences: a probability a type, and the word that says it most.

Each candidate word of the sentence is scored by a small network with one hidden layer; a sentence says a type as surely
as its best words do (log-sum-exp: multiple-instance learning, Dietterich et al. 1997). The weights are a file of this
folder, made by ``python -m benchmarks.train_claims`` (see weights/README.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from spacy.tokens import Doc
from thinc.backends.numpy_ops import NumpyOps

from nlp.actors.sightings import Sighting
from nlp.claims.features import Features, Floats, Sentence, Vectors
from nlp.errors import ModelError
from nlp.types import ClaimType, DateMention

WEIGHTS = Path(__file__).with_name("weights") / "claims.npz"
TYPES = tuple(ClaimType)
_OPS = NumpyOps()  # spaCy's own product: numpy's starts threads that cost 40 times the work of so small a matrix
_HALVES = ("projection", "hidden", "hidden_bias", "units", "mean", "bias")
# how well a word can head a decision, beside its score: its grammar tells the status. Words of English have no tag here
_FIT, _UNFIT = {"VERB": 0.5, "NOUN": 0.0, "AUX": 0.0, "": 0.0}, -1.5


@dataclass(frozen=True)
class Network:
    """Weights: ``hidden`` (features → units), ``words`` (vocabulary → types), ``units`` and ``mean`` (→ types)."""

    projection: Floats  # (vector, smaller vector)
    hidden: Floats
    hidden_bias: Floats
    units: Floats
    mean: Floats
    bias: Floats
    words: Floats
    vocabulary: Mapping[str, int]

    @cached_property
    def vectors(self) -> Vectors:
        """Word vectors as the network sees them."""
        return Vectors(self.projection)

    def logits(self, sentence: Sentence) -> tuple[Floats, Floats]:
        """((types,) of the sentence, (candidates, types) of its words)."""
        units = np.maximum(_OPS.gemm(sentence.dense, self.hidden) + self.hidden_bias, 0)
        scores = _OPS.gemm(units, self.units)
        for row, names in enumerate(sentence.names):
            known = [at for name in names if (at := self.vocabulary.get(name)) is not None]
            scores[row] += self.words[known].sum(0)
        return np.logaddexp.reduce(scores, axis=0) + sentence.mean @ self.mean + self.bias, scores


@dataclass(frozen=True)
class Guess:
    """What the classifier says of one sentence."""

    sure: dict[ClaimType, float]  # logit of each type
    heads: dict[ClaimType, tuple[int, int]]  # the word that says it most; offsets index the text


class Classifier:
    """Guesses of one parsed text."""

    def __init__(self, doc: Doc, sightings: Sequence[Sighting], dates: Sequence[DateMention], network: Network) -> None:
        self._features, self._network = Features(doc, sightings, dates, network.vectors), network

    def __call__(self, left: int, right: int) -> Guess | None:
        """The guess for the sentence [left, right); None when it has no word to go by."""
        sentence = self._features.sentence(left, right)
        if sentence is None:
            return None
        whole, scores = self._network.logits(sentence)
        fit = np.array([_FIT.get(token.pos_, _UNFIT) for token in sentence.tokens], np.float32)
        best = [sentence.tokens[at] for at in (scores + fit[:, None]).argmax(0)]
        return Guess(
            {kind: float(logit) for kind, logit in zip(TYPES, whole, strict=True)},
            {kind: (token.idx, token.idx + len(token)) for kind, token in zip(TYPES, best, strict=True)},
        )


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
    dense = {key: arrays[key].astype(np.float32) for key in _HALVES}
    return Network(**dense, words=words, vocabulary={name: at for at, name in enumerate(names)})
