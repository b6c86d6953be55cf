"""The first of the two networks: a word of a sentence by the words around it, whatever their order."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nlp.claims.features import NO_NAME, Lens, Seen
from nlp.claims.stored import and_none
from nlp.claims.words import Floats, Ints

HALVES = ("hidden", "context", "hidden_bias", "units", "mean", "bias")  # kept in half precision
WORDS = "words"


@dataclass(frozen=True)
class Windows:
    """Weights: ``hidden`` (features → units), ``words`` (vocabulary → types), ``units`` (→ types).

    The mean of the sentence goes to the units of each of its words (``context``) and to the types (``mean``).
    """

    hidden: Floats
    context: Floats
    hidden_bias: Floats
    units: Floats
    mean: Floats
    bias: Floats
    words: Floats
    vocabulary: Mapping[str, int]

    def logits(self, seen: Seen, lens: Lens) -> tuple[Floats, Floats]:
        """((sentences, types), (candidates, types)): of the sentences that have candidates, in order, and of those."""
        mean, context = np.split(seen.mean, [len(self.bias)], axis=1)
        units = np.maximum(sum(seen.around, self.hidden_bias) + context[seen.sentence], 0)
        scores = units @ self.units + self._known(seen.names, lens).sum(1)
        shown, first = np.unique(seen.sentence, return_index=True)
        if not len(shown):
            return mean[:0], scores
        return np.logaddexp.reduceat(scores, first, axis=0) + mean[shown] + self.bias, scores

    def _known(self, names: Ints, lens: Lens) -> Floats:
        """Weights of ``names``, zeros for those that were not learned."""
        asked, rows = names.ravel().tolist(), lens.words.names
        for name in {name for name in asked if name not in rows}:
            unknown = len(self.vocabulary)
            rows[name] = unknown if name == NO_NAME else self.vocabulary.get(lens.spelled(name), unknown)
        return self._weights[np.array([rows[name] for name in asked], np.int64).reshape(names.shape)]

    @cached_property
    def _weights(self) -> Floats:
        """``words``, and nothing for a name that is not there."""
        return and_none(self.words)
