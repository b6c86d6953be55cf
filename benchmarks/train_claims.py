"""Trains the classifier of decisions (nlp/claims/classifier.py) and measures it out of fold.

    python -m benchmarks.train_claims --folds 5     figures only, by weights that never saw the entry
    python -m benchmarks.train_claims --out nlp/claims/weights/claims.npz

It learns from tests/gold/training, the dev half of tests/gold and, where ../shared is there, the dev half of its texts.
Adam with decoupled weight decay (Loshchilov & Hutter 2019), dropout on the inputs, everything seeded.
"""

import argparse
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from benchmarks.claim_sets import Piece, pieces, training
from nlp.claims.classifier import HALVES, TYPES, Network
from nlp.claims.words import Floats, Ints
from nlp.pipeline import load
from nlp.reader import Reader
from veilleur.topic import loads, preset

SIZE = 120  # of a word vector after projection
RATE, EPOCHS, BATCH, UNITS = 0.008, 45, 64, 96
DROP, DROP_UNITS, DECAY, POSITIVE = 0.4, 0.3, 0.01, 3.0
RARE = 2  # names seen less often are not learned
SEEDS = 3
Weights = dict[str, Floats]


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


def projection(texts: Sequence[str]) -> Floats:
    """The axes along which the words of ``texts`` differ most, (300, SIZE)."""
    nlp = load()
    words = [t for text in texts for t in nlp.make_doc(text) if t.is_alpha and t.has_vector and not t.is_stop]
    vectors = np.array([t.vector / t.vector_norm for t in words])
    return np.linalg.svd(vectors.T @ vectors)[0][:, :SIZE].astype(np.float32)


def vocabulary(found: Sequence[Piece]) -> dict[str, int]:
    """Names that several sentences have, each with its column."""
    counts = Counter(name for piece in found for name in {n for names in piece.names for n in names})
    return {name: at for at, name in enumerate(sorted(n for n, count in counts.items() if count >= RARE))}


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
        "hidden": draw.normal(0, 1.5 / np.sqrt(width), (width, UNITS)).astype(np.float32),
        "hidden_bias": np.zeros(UNITS, np.float32),
        "context": np.zeros((data.mean.shape[1], UNITS), np.float32),
        "units": draw.normal(0, 0.1, (UNITS, kinds)).astype(np.float32),
        "mean": np.zeros((data.mean.shape[1], kinds), np.float32),
        "bias": np.full(kinds, -4, np.float32),
        "words": np.zeros((data.names.shape[1], kinds), np.float32),
    }
    moments = {key: (np.zeros_like(w), np.zeros_like(w)) for key, w in weights.items()}
    steps = EPOCHS * -(-len(data) // BATCH)
    orders = (draw.permutation(len(data)) for _ in range(EPOCHS))
    parts = (order[at : at + BATCH] for order in orders for at in range(0, len(data), BATCH))
    for step, chosen in enumerate(parts, 1):
        update(weights, moments, gradients(weights, data.part(chosen), draw), step, RATE * (1 - step / (steps + 1)))
    return weights


def gradients(weights: Weights, data: Batch, draw: np.random.Generator) -> Weights:
    """Of the weighted cross-entropy of sentences, through log-sum-exp over their candidates."""
    dense, mean = data.dense * _kept(data.dense, DROP, draw), data.mean * _kept(data.mean, DROP, draw)
    before = dense @ weights["hidden"] + weights["hidden_bias"] + np.repeat(mean @ weights["context"], data.counts, 0)
    kept = _kept(before, DROP_UNITS, draw)
    units = np.maximum(before, 0) * kept
    whole, share = pooled(units @ weights["units"] + data.names @ weights["words"], data)
    error = _error(whole + data.mean @ weights["mean"] + weights["bias"], data)
    words = share * np.repeat(error, data.counts, 0)
    through = words @ weights["units"].T * (before > 0) * kept
    return {
        "hidden": dense.T @ through,
        "hidden_bias": through.sum(0),
        "context": mean.T @ np.add.reduceat(through, data.starts),
        "units": units.T @ words,
        "mean": data.mean.T @ error,
        "bias": error.sum(0),
        "words": data.names.T @ words,
    }


def _kept(values: NDArray[Any], drop: float, draw: np.random.Generator) -> Floats:
    """Of each value 0, or what makes up for those dropped."""
    kept = np.frombuffer(draw.bytes(values.size), np.uint8).reshape(values.shape) >= round(256 * drop)
    return kept * np.float32(1 / (1 - drop))


def _error(logits: Floats, data: Batch) -> Floats:
    weight = np.where(data.labels > 0, POSITIVE, 1) * data.asked * 20 / len(data)
    error: Floats = (weight * (1 / (1 + np.exp(-logits)) - data.labels)).astype(np.float32)
    return error


def pooled(scores: Floats, data: Batch) -> tuple[Floats, Floats]:
    """(log-sum-exp of each sentence, share of each candidate in it)."""
    top = np.maximum.reduceat(scores, data.starts)
    raised = np.exp(scores - np.repeat(top, data.counts, 0))
    total = np.add.reduceat(raised, data.starts)
    return top + np.log(total), raised / np.repeat(total, data.counts, 0)


def update(
    weights: Weights, moments: dict[str, tuple[Floats, Floats]], slopes: Weights, step: int, rate: float
) -> None:
    """One step of AdamW."""
    for key, weight in weights.items():
        first, second = moments[key]
        first += 0.1 * (slopes[key] - first)
        second += 0.001 * (slopes[key] ** 2 - second)
        move = first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        decay = 0.0 if key.endswith("bias") else DECAY
        np.subtract(weight, rate * (move + decay * weight), out=weight, casting="same_kind")


def merged(trained: Sequence[Weights]) -> Weights:
    """Several networks as one: units side by side, the rest averaged. Their candidates are pooled together."""
    count = len(trained)
    beside = {key: np.concatenate([w[key] for w in trained], axis=-1) for key in ("hidden", "context", "hidden_bias")}
    units = np.concatenate([w["units"] / count for w in trained], axis=0)
    return {
        **beside,
        "units": units,
        **{key: np.mean([w[key] for w in trained], axis=0) for key in ("mean", "bias", "words")},
    }


def learn(found: Sequence[Piece], axes: Floats, seeds: int = SEEDS) -> Network:
    """A network that has seen ``found``."""
    known = vocabulary(found)
    data = batch(found, known)
    return Network(projection=axes, vocabulary=known, **merged([fit(data, seed) for seed in range(seeds)]))


def packed(network: Network) -> dict[str, Any]:
    """The arrays of the file: half precision, words in bytes with a scale a type."""
    scale = np.abs(network.words).max(0) / 127 + 1e-9
    return {
        **{key: getattr(network, key).astype(np.float16) for key in HALVES},
        "words": np.round(network.words / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "vocabulary": np.array("\n".join(network.vocabulary)),
    }


def folds(found: Sequence[Piece], axes: Floats, count: int) -> Iterator[tuple[Piece, Floats]]:
    """(piece, its logits by weights that never saw its text)."""
    for fold in range(count):
        inside = [p for p in found if zlib.crc32(p.entry.encode()) % count != fold]
        network = learn(inside, axes)
        outside = [p for p in found if zlib.crc32(p.entry.encode()) % count == fold]
        yield from zip(outside, logits(network, batch(outside, dict(network.vocabulary))), strict=True)


def logits(network: Network, data: Batch) -> Floats:
    """(sentences, types), as the network gives them (nlp/claims/classifier.py)."""
    context = np.repeat(data.mean @ network.context, data.counts, 0)
    units = np.maximum(data.dense @ network.hidden + network.hidden_bias + context, 0)
    whole, _ = pooled(units @ network.units + data.names @ network.words, data)
    return whole + data.mean @ network.mean + network.bias


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    began = time.monotonic()
    reader = Reader(loads(preset(), None).affair)
    golds = training()
    axes = projection([gold.text for _, gold in golds])
    found = list(pieces(reader, golds, axes))
    print(len(found), "sentences", Counter(p.source for p in found), f"{time.monotonic() - began:.0f} s", flush=True)
    if options.folds:
        from benchmarks.claim_folds import report

        print(*report(list(folds(found, axes, options.folds))), sep="\n")
    if options.out:
        options.out.parent.mkdir(exist_ok=True)
        np.savez_compressed(options.out, **packed(learn(found, axes)))
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
