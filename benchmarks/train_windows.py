"""Trains the windows of the classifier (nlp/claims/windows.py): `benchmarks.train_claims` calls it.

Dropout on the inputs, everything seeded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from benchmarks.claim_sets import Piece
from benchmarks.learning import Adam, Weights, kept, normal, numbered, turns
from nlp.claims.classifier import TYPES
from nlp.claims.windows import Windows
from nlp.claims.words import Floats, Ints

RATE, EPOCHS, BATCH, UNITS = 0.008, 45, 64, 96
DROP, DROP_UNITS, DECAY, POSITIVE = 0.4, 0.3, 0.01, 3.0
RARE = 2  # names seen less often are not learned


@dataclass
class Batch:
    """Sentences as arrays: the candidates of all, in order, and how many each has."""

    dense: Floats
    names: sp.csr_matrix
    counts: Ints
    mean: Floats
    labels: Floats
    asked: Floats  # 0 where a type is optional

    def __len__(self) -> int:
        return len(self.labels)

    @cached_property
    def starts(self) -> Ints:
        """First candidate of each sentence."""
        return np.cumsum(self.counts) - self.counts

    def part(self, chosen: Ints) -> "Batch":
        counts = self.counts[chosen]
        ends = np.cumsum(counts)
        rows = np.repeat(self.starts[chosen] - ends + counts, counts) + np.arange(ends[-1])
        return Batch(
            self.dense[rows], self.names[rows], counts, self.mean[chosen], self.labels[chosen], self.asked[chosen]
        )


def vocabulary(found: Sequence[Piece]) -> dict[str, int]:
    """Names that several sentences have, each with its column."""
    return numbered(({name for names in piece.names for name in names} for piece in found), RARE)


def batch(found: Sequence[Piece], known: dict[str, int]) -> Batch:
    """Pieces as arrays."""
    columns = [[known[n] for n in names if n in known] for piece in found for names in piece.names]
    edges = np.cumsum([0, *map(len, columns)])
    flat = np.array([c for line in columns for c in line], np.int64)
    names = sp.csr_matrix((np.ones(len(flat), np.float32), flat, edges), shape=(len(columns), len(known)))
    return Batch(
        np.concatenate([piece.dense for piece in found]),
        names,
        np.array([len(piece.dense) for piece in found]),
        np.array([piece.mean for piece in found]),
        np.array([[kind in p.types for kind in TYPES] for p in found], np.float32),
        np.array([[kind not in p.optional for kind in TYPES] for p in found], np.float32),
    )


def fit(data: Batch, seed: int) -> Weights:
    """Weights after EPOCHS, the rate falling to nothing."""
    draw = np.random.default_rng(seed)
    width, kinds = data.dense.shape[1], len(TYPES)
    weights = {
        "hidden": normal(draw, width, UNITS, 1.5 / np.sqrt(width)),
        "hidden_bias": np.zeros(UNITS, np.float32),
        "context": np.zeros((data.mean.shape[1], UNITS), np.float32),
        "units": normal(draw, UNITS, kinds, 0.1),
        "mean": np.zeros((data.mean.shape[1], kinds), np.float32),
        "bias": np.full(kinds, -4, np.float32),
        "words": np.zeros((data.names.shape[1], kinds), np.float32),
    }
    adam = Adam(weights, DECAY)
    for chosen, _, left in turns(len(data), EPOCHS, BATCH, draw):
        adam.step(gradients(weights, data.part(chosen), draw), RATE * left)
    return weights


def gradients(weights: Weights, data: Batch, draw: np.random.Generator) -> Weights:
    """Of the weighted cross-entropy of sentences, through log-sum-exp over their candidates."""
    dense, mean = data.dense * kept(data.dense, DROP, draw), data.mean * kept(data.mean, DROP, draw)
    before = dense @ weights["hidden"] + weights["hidden_bias"] + np.repeat(mean @ weights["context"], data.counts, 0)
    keep = kept(before, DROP_UNITS, draw)
    units = np.maximum(before, 0) * keep
    whole, share = pooled(units @ weights["units"] + data.names @ weights["words"], data)
    error = slope(whole + data.mean @ weights["mean"] + weights["bias"], data.labels, data.asked)
    words = share * np.repeat(error, data.counts, 0)
    through = words @ weights["units"].T * (before > 0) * keep
    return {
        "hidden": dense.T @ through,
        "hidden_bias": through.sum(0),
        "context": mean.T @ np.add.reduceat(through, data.starts),
        "units": units.T @ words,
        "mean": data.mean.T @ error,
        "bias": error.sum(0),
        "words": data.names.T @ words,
    }


def slope(logits: Floats, labels: Floats, asked: Floats) -> Floats:
    """Of the weighted cross-entropy of each sentence and type."""
    weight = np.where(labels > 0, POSITIVE, 1) * asked / len(labels)
    return np.asarray(weight * (1 / (1 + np.exp(-logits)) - labels), np.float32)


def pooled(scores: Floats, data: Batch) -> tuple[Floats, Floats]:
    """(log-sum-exp of each sentence, share of each candidate in it)."""
    top = np.maximum.reduceat(scores, data.starts)
    raised = np.exp(scores - np.repeat(top, data.counts, 0))
    total = np.add.reduceat(raised, data.starts)
    return top + np.log(total), raised / np.repeat(total, data.counts, 0)


def learn(found: Sequence[Piece], seed: int = 0) -> Windows:
    """Windows that have seen ``found``."""
    known = vocabulary(found)
    return Windows(vocabulary=known, **fit(batch(found, known), seed))


def logits(network: Windows, data: Batch) -> Floats:
    """(sentences, types), as the network gives them (nlp/claims/windows.py)."""
    context = np.repeat(data.mean @ network.context, data.counts, 0)
    units = np.maximum(data.dense @ network.hidden + network.hidden_bias + context, 0)
    whole, _ = pooled(units @ network.units + data.names @ network.words, data)
    return whole + data.mean @ network.mean + network.bias
