"""Trains the convolution of the classifier (nlp/claims/convolution.py): `benchmarks.train_claims` calls it.

The encoder is thinc's, forwards and backwards; the rate rises first. What the sentence before says is heard as the
weights stand: nothing is learned through it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from benchmarks.claim_sets import Piece
from benchmarks.learning import Adam, Weights, kept, normal, numbered, turns
from benchmarks.train_windows import slope
from nlp.claims.classifier import TYPES
from nlp.claims.convolution import (
    WIDTH,
    Convolution,
    Encoder,
    encode,
    encoder,
    filled,
    flat,
    parameters,
    ragged,
    saying,
)
from nlp.claims.words import Floats, Ints

RATE, EPOCHS, BATCH, UNITS = 0.002, 40, 64, 96
DROP, DROP_LAYERS, DROP_STEMS, DECAY = 0.4, 0.2, 0.3, 0.05
DROP_BEFORE = 0.3  # all that the sentence before says
RARE = 3  # stems seen in fewer sentences are not learned
Keep = Callable[[Any, float], Any]  # (values, share to drop) → 0 for each dropped, what makes up for it for others
_LEARNED = (
    "first",
    "first_bias",
    "stems",
    "hidden",
    "hidden_bias",
    "context",
    "units",
    "mean",
    "bias",
    "heard",
    "told",
)


@dataclass
class Batch:
    """Sentences as arrays, their words one after the other."""

    numbers: Floats
    stems: Ints  # row of each word; the last one is of nobody
    lengths: Ints  # words of each sentence
    candidates: Ints  # which words
    counts: Ints  # candidates of each sentence
    before: Floats  # (sentences, WIDTH + types): what the one before says, zeros for none
    labels: Floats
    asked: Floats

    def __len__(self) -> int:
        return len(self.labels)


def vocabulary(found: Sequence[Piece]) -> dict[str, int]:
    """Stems that several sentences have, each with its row."""
    return numbered((set(piece.stems) for piece in found), RARE)


def batch(found: Sequence[Piece], known: dict[str, int], before: Floats | None = None) -> Batch:
    """Pieces as arrays; ``before`` as :func:`said_before` gives it."""
    lengths = np.array([len(piece.stems) for piece in found])
    return Batch(
        np.concatenate([piece.line for piece in found]),
        np.array([known.get(stem, len(known)) for piece in found for stem in piece.stems]),
        lengths,
        np.concatenate([p.candidates + at for p, at in zip(found, np.cumsum(lengths) - lengths, strict=True)]),
        np.array([len(piece.candidates) for piece in found]),
        np.zeros((len(found), WIDTH + len(TYPES)), np.float32) if before is None else before,
        np.array([[kind in p.types for kind in TYPES] for p in found], np.float32),
        np.array([[kind not in p.optional for kind in TYPES] for p in found], np.float32),
    )


def learn(found: Sequence[Piece], seed: int = 0) -> Convolution:
    """A convolution that has seen ``found``."""
    draw, known = np.random.default_rng(seed), vocabulary(found)
    model, weights = _start(draw, found[0].line.shape[1], len(known))
    adam = Adam(weights, DECAY)
    for chosen, risen, left in turns(len(found), EPOCHS, BATCH, draw):
        pieces = [found[at] for at in chosen]
        data = batch(pieces, known, said_before(weights, model, pieces, known))
        said, back = forward(weights, model, data, draw)
        adam.step(back(slope(said, data.labels, data.asked)), RATE * risen * left)
    return Convolution(**{key: weights[key] for key in _LEARNED}, layers=flat(model), vocabulary=known)


def logits(network: Convolution, found: Sequence[Piece]) -> Floats:
    """(sentences, types), as the network gives them (nlp/claims/convolution.py)."""
    model, weights = filled(network.layers), {key: getattr(network, key) for key in _LEARNED}
    known, parts = dict(network.vocabulary), [found[at : at + BATCH] for at in range(0, len(found), BATCH)]
    batches = (batch(part, known, said_before(weights, model, part, known)) for part in parts)
    return np.concatenate([forward(weights, model, data)[0] for data in batches])


def _start(draw: np.random.Generator, numbers: int, stems: int) -> tuple[Encoder, Weights]:
    """The encoder, and all that is learned: its own parameters are changed in place."""
    model, kinds = begun(draw, DROP_LAYERS), len(TYPES)
    return model, {
        "first": normal(draw, numbers, WIDTH, 0.03),
        "first_bias": np.zeros(WIDTH, np.float32),
        "stems": normal(draw, stems, WIDTH, 0.02),
        "hidden": normal(draw, WIDTH, UNITS, WIDTH**-0.5),
        "hidden_bias": np.zeros(UNITS, np.float32),
        "context": np.zeros((WIDTH, UNITS), np.float32),
        "units": normal(draw, UNITS, kinds, 0.1),
        "mean": np.zeros((WIDTH, kinds), np.float32),
        "bias": np.full(kinds, -4, np.float32),
        "heard": np.zeros((WIDTH + kinds, UNITS), np.float32),
        "told": np.zeros((WIDTH + kinds, kinds), np.float32),
        **layers_of(model),
    }


def begun(draw: np.random.Generator, dropout: float, width: int = WIDTH) -> Encoder:
    """An encoder of ``width`` to train; ``draw`` seeds what thinc draws from: its weights, its dropout."""
    np.random.seed(int(draw.integers(2**31)))
    return encoder(dropout, width)


def layers_of(model: Encoder) -> Weights:
    """The parameters of the encoder, themselves and no copies."""
    return {_key(at, name): np.asarray(node.get_param(name)) for at, (node, name) in enumerate(parameters(model))}


def _key(at: int, name: str) -> str:
    return f"layer {at} {'' if name == 'W' else 'bias'}"


def forward(
    weights: Weights, model: Encoder, data: Batch, draw: np.random.Generator | None = None
) -> tuple[Floats, Callable[[Floats], Weights]]:
    """(logits, what makes of their gradients those of the weights); with ``draw`` some of what is seen is dropped."""

    keep = partial(kept, draw=draw) if draw else _keep_all
    words, of_words = _words(weights, data, keep)
    encoded, of_encoder = model(ragged(words, data.lengths), is_train=True)
    said, of_line = _said(weights, np.asarray(encoded.dataXd), data, keep)

    def back(error: Floats) -> Weights:
        slopes, line = of_line(error)
        return slopes | of_words(np.asarray(of_encoder(ragged(line, data.lengths)).dataXd)) | taken(model)

    return said, back


def _keep_all(values: Any, drop: float) -> Any:
    return np.float32(1)


def said_before(weights: Weights, model: Encoder, found: Sequence[Piece], known: dict[str, int]) -> Floats:
    """(sentences, WIDTH + types): what the sentence before each says, as the weights stand; zeros for none."""
    told = np.zeros((len(found), WIDTH + len(TYPES)), np.float32)
    rows = [at for at, piece in enumerate(found) if piece.before]
    if rows:
        data = batch([before for piece in found if (before := piece.before)], known)
        words, _ = _words(weights, data, _keep_all)
        line = encode(model, words, data.lengths)
        logits, _ = _said(weights, line, data, _keep_all)
        told[rows] = saying(_mean(line, data), logits)
    return told


def _mean(line: Floats, data: Batch) -> Floats:
    starts = np.cumsum(data.lengths) - data.lengths
    return np.asarray(np.add.reduceat(line, starts) / data.lengths[:, None], np.float32)


def _words(weights: Weights, data: Batch, keep: Keep) -> tuple[Floats, Callable[[Floats], Weights]]:
    """What goes into the encoder."""
    numbers = data.numbers * keep(data.numbers, DROP)
    known = data.stems < len(weights["stems"])
    known &= keep(data.stems, DROP_STEMS) > 0
    words = numbers @ weights["first"] + weights["first_bias"]
    words[known] += weights["stems"][data.stems[known]]

    def back(error: Floats) -> Weights:
        stems = np.zeros_like(weights["stems"])
        np.add.at(stems, data.stems[known], error[known])
        return {"first": numbers.T @ error, "first_bias": error.sum(0), "stems": stems}

    return words, back


def _said(
    weights: Weights, line: Floats, data: Batch, keep: Keep
) -> tuple[Floats, Callable[[Floats], tuple[Weights, Floats]]]:
    """What is made of what comes out of it."""
    first = np.cumsum(data.counts) - data.counts
    mean, seen = _mean(line, data), line[data.candidates]
    keep_mean = keep(mean, DROP)
    some_mean = mean * keep_mean
    before = data.before * (keep(data.before[:, :1], DROP_BEFORE) > 0)  # there or not, as when it is read
    raised = seen @ weights["hidden"]
    raised += np.repeat(some_mean @ weights["context"] + before @ weights["heard"], data.counts, 0)
    raised += weights["hidden_bias"]
    keep_units = keep(raised, DROP)
    units = np.maximum(raised, 0) * keep_units
    scores = units @ weights["units"]
    whole = np.logaddexp.reduceat(scores, first)
    share = np.exp(scores - np.repeat(whole, data.counts, 0))

    def back(error: Floats) -> tuple[Weights, Floats]:
        told = share * np.repeat(error, data.counts, 0)
        through = told @ weights["units"].T * (raised > 0) * keep_units
        of_mean = np.add.reduceat(through, first)
        to_mean = of_mean @ weights["context"].T * keep_mean + error @ weights["mean"].T
        to_line = np.repeat(to_mean / data.lengths[:, None].astype(np.float32), data.lengths, 0)
        to_line[data.candidates] += through @ weights["hidden"].T
        slopes = {
            "hidden": seen.T @ through,
            "hidden_bias": through.sum(0),
            "context": some_mean.T @ of_mean,
            "units": units.T @ told,
            "mean": mean.T @ error,
            "bias": error.sum(0),
            "heard": before.T @ of_mean,
            "told": before.T @ error,
        }
        return slopes, to_line

    said = whole + mean @ weights["mean"] + before @ weights["told"] + weights["bias"]
    return np.asarray(said, np.float32), back


def taken(model: Encoder) -> Weights:
    """The gradients that the encoder has gathered, taken out of it."""
    slopes: Weights = {}
    for at, (node, name) in enumerate(parameters(model)):
        gathered: Any = node.get_grad(name)
        slopes[_key(at, name)] = gathered.copy()
        gathered[:] = 0
    return slopes
