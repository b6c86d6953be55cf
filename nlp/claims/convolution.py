"""The second of the two networks: the words of a sentence in their order, by windows above windows.

The encoder is spaCy's own, windows of three words and maxout (``spacy.MaxoutWindowEncoder``); above it, as in
:mod:`nlp.claims.windows`, each candidate is scored beside the mean of its sentence, and beside what the sentence before
says: "elle n'en attend pas la fin avant 2026" decides something or nothing by what "elle" is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
from thinc.api import LayerNorm, Maxout, Model, chain, expand_window, residual, use_ops, with_array
from thinc.types import Ragged

from nlp.claims.features import Lens, Line, Seen
from nlp.claims.stored import and_none
from nlp.claims.words import Floats, Ints

WIDTH, DEPTH = 96, 2  # measured: docs/decisions/reading-decisions.md
PIECES = 2  # of a maxout
# kept in half precision
HALVES = ("first", "first_bias", "layers", "hidden", "hidden_bias", "context", "units", "mean", "bias", "heard", "told")
WORDS = "stems"
Encoder = Model[Ragged, Ragged]


@dataclass(frozen=True)
class Convolution:
    """Weights: ``first`` (numbers of a word → WIDTH), ``stems`` (vocabulary → WIDTH), then the encoder's ``layers``.

    From the encoder ``hidden`` (→ units) and ``units`` (→ types); the mean of the sentence goes to the units of each of
    its words (``context``) and to the types (``mean``). So does what the sentence before says (:func:`saying`), by
    ``heard`` and ``told``.
    """

    first: Floats
    first_bias: Floats
    stems: Floats
    layers: Floats  # one after the other
    hidden: Floats
    hidden_bias: Floats
    context: Floats
    units: Floats
    mean: Floats
    bias: Floats
    heard: Floats
    told: Floats
    vocabulary: Mapping[str, int]

    def logits(self, seen: Seen, lens: Lens) -> tuple[Floats, Floats]:
        """((sentences, types), (candidates, types)), as those of the windows."""
        line = seen.line
        if not len(line.candidates):
            return np.zeros((0, len(self.bias)), np.float32), np.zeros((0, len(self.bias)), np.float32)
        sentences, first, lengths = np.unique(line.sentence, return_index=True, return_counts=True)
        encoded = encode(self._encoder, self._words(line, lens), lengths)
        mean = np.asarray(np.add.reduceat(encoded, first) / lengths[:, None], np.float32)
        shown, starts, own = np.unique(seen.sentence, return_index=True, return_inverse=True)
        mean = mean[np.searchsorted(sentences, shown)]
        units = encoded[line.candidates] @ self.hidden + (mean @ self.context)[own] + self.hidden_bias
        of_mean = mean @ self.mean + self.bias
        alone, _ = self._scored(units, starts)
        before = np.zeros((len(seen.before) + 1, len(self.told)), np.float32)  # the last row: of no sentence
        before[shown] = saying(mean, alone + of_mean)
        before = before[seen.before[shown]]
        whole, scores = self._scored(units + (before @ self.heard)[own], starts)
        return whole + of_mean + before @ self.told, scores

    def _scored(self, units: Floats, starts: Ints) -> tuple[Floats, Floats]:
        """(sentences, types), (candidates, types)."""
        scores = np.maximum(units, 0) @ self.units
        whole: Floats = np.logaddexp.reduceat(scores, starts, axis=0)
        return whole, scores

    def _words(self, line: Line, lens: Lens) -> Floats:
        return line.numbers + self.first_bias + self._weights[self._rows(line.stem, lens)]

    def _rows(self, stems: Ints, lens: Lens) -> Ints:
        unknown = len(self.vocabulary)
        rows = {stem: self.vocabulary.get(lens.words.stems[stem], unknown) for stem in np.unique(stems).tolist()}
        return np.array([rows[stem] for stem in stems.tolist()], np.int64)

    @cached_property
    def _weights(self) -> Floats:
        """``stems``, and nothing for one that is not there."""
        return and_none(self.stems)

    @cached_property
    def _encoder(self) -> Encoder:
        return filled(self.layers)


def saying(mean: Floats, logits: Floats) -> Floats:
    """What sentences say to the ones after them, (sentences, WIDTH + types), by the mean of their words and types."""
    return np.concatenate([mean, 1 / (1 + np.exp(-logits))], axis=1, dtype=np.float32)


def encoder(dropout: float = 0.0, width: int = WIDTH) -> Encoder:
    """Layers that are not trained yet; words → words, both of ``width``, sentence by sentence.

    They multiply with numpy's library: of matrices so large it makes in a third of the time what spaCy's own does.
    """
    with use_ops("numpy", use_blis=False):
        layers = [_layer(dropout, width) for _ in range(DEPTH)]
        model: Any = chain(with_array(LayerNorm(width)), *layers)
        return cast(Encoder, model.initialize())


def filled(layers: Floats, width: int = WIDTH) -> Encoder:
    """The encoder of ``width`` whose parameters :func:`flat` gave."""
    model = encoder(width=width)
    fill(model, layers)
    return model


def encode(model: Encoder, words: Floats, lengths: Ints) -> Floats:
    """The words of sentences of ``lengths``, encoded."""
    return np.asarray(model.predict(ragged(words, lengths)).dataXd)


def ragged(words: Any, lengths: Any) -> Ragged:
    """Words of sentences as thinc takes them."""
    return Ragged(words.astype(np.float32, copy=False), lengths.astype(np.int32))


def _layer(dropout: float, width: int) -> Encoder:
    maxout = Maxout(nO=width, nI=3 * width, nP=PIECES, normalize=True, dropout=dropout)
    return cast(Encoder, residual(chain(cast(Any, expand_window(1)), with_array(cast(Any, maxout)))))


def parameters(model: Encoder) -> Iterator[tuple[Model[Any, Any], str]]:
    """The layers with something to learn, and its name in them; always in the same order."""
    return ((node, name) for node in model.walk() for name in node.param_names)


def fill(model: Encoder, layers: Floats) -> None:
    """Give ``model`` the parameters that :func:`flat` took from one like it. Raises ValueError when they do not fit."""
    at = 0
    for node, name in parameters(model):
        shape = node.get_param(name).shape
        size = int(np.prod(shape))
        node.set_param(name, cast(Any, layers[at : at + size].reshape(shape)))
        at += size
    if at != len(layers):
        raise ValueError(f"{len(layers)} numbers for an encoder of {at}")


def flat(model: Encoder) -> Floats:
    """All parameters, one after the other."""
    return np.concatenate([node.get_param(name).ravel() for node, name in parameters(model)])
