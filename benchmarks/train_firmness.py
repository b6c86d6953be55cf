"""Trains what says how firmly a decision is said (nlp/claims/firmness.py), and measures it out of fold.

    python -m benchmarks.train_firmness --folds 5     figures only
    python -m benchmarks.train_firmness --out nlp/claims/weights/firmness.npz

It learns from the claims of the training texts that the reader finds, whatever status its rules give them: made after
`benchmarks.train_claims`, since a decision that is not found has no status.
"""

import argparse
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.claim_scores import score
from benchmarks.claim_sets import training
from benchmarks.evaluate_claims import flat
from benchmarks.learning import Adam, Weights, kept, normal, numbered, turns
from benchmarks.train_convolution import begun, layers_of, taken
from nlp import parsing
from nlp.claims import firmness, stored
from nlp.claims.convolution import WIDTH, Encoder, ragged
from nlp.claims.convolution import flat as flattened
from nlp.claims.extract import Extractor
from nlp.claims.firmness import STATUSES, Cue, Firmness, pooled
from nlp.claims.procedures import Procedures
from nlp.claims.words import Floats, Ints
from nlp.pipeline import load
from nlp.reader import Reader
from tests.gold.marked import Gold
from veilleur.topic import loads, preset

RATE, EPOCHS, BATCH, UNITS = 0.002, 25, 48, 96
DROP, DROP_LAYERS, DROP_NAMES, DROP_RULES, DECAY = 0.35, 0.2, 0.2, 0.3, 0.05
RARE = 3  # names seen in fewer claims are not learned
_MARGINS = (0.0, 1.0, 2.0, 3.0, 4.0)


@dataclass(frozen=True)
class Case:
    """One decision found, and what its gold says."""

    entry: str  # cases of one entry go to one fold
    cue: Cue
    statuses: frozenset[str]  # that are right

    @property
    def wanted(self) -> Floats:
        """A share for each right status."""
        found = np.array([status in self.statuses for status in STATUSES], np.float32)
        return np.asarray(found / found.sum(), np.float32)


def cases(golds: Sequence[tuple[str, Gold]]) -> Iterator[Case]:
    """The claims of ``golds`` that the rules find."""
    affair = loads(preset(), None).affair
    reader, parse = Reader(affair), partial(parsing.parse, load())
    extractor = Extractor(Procedures(affair.procedures), reader.scorer)
    for source, gold in golds:
        texts = list(reader.texts([(gold.title, gold.text, gold.published)]))
        [read] = extractor.read(texts, parse)
        found = [flat(one.claim) for one in read]
        cues = {id(claim): one.cue for claim, one in zip(found, read, strict=True)}
        for wanted, one in score([gold], [found]).pairs:
            yield Case(source + gold.id, cues[id(one)], frozenset(wanted.status.split("|")))


@dataclass
class Batch:
    """Cases as arrays, their words one after the other."""

    vectors: Floats
    names: Ints  # row of each name of each word; the last one is of nobody
    owners: Ints  # (names,) the word each belongs to
    whole: NDArray[np.bool_]  # (names,) whether it says what the rules answered
    lengths: Ints
    heads: Ints
    wanted: Floats

    @property
    def starts(self) -> Ints:
        return np.cumsum(self.lengths) - self.lengths


Seen = tuple[Case, Floats, list[list[str]]]


def seen(case: Case) -> Seen:
    """A case, the vectors of its words and all their names."""
    vectors, names, whole = case.cue.seen()
    return case, np.array(vectors), [[*some, *whole] for some in names]


def batch(chosen: Sequence[Seen], known: dict[str, int]) -> Batch:
    """Cases that were looked at, as arrays."""
    names = [names for _, _, words in chosen for names in words]
    lengths = np.array([len(words) for _, _, words in chosen])
    flat_names = [name for some in names for name in some]
    return Batch(
        np.concatenate([vectors for _, vectors, _ in chosen]),
        np.array([known.get(name, len(known)) for name in flat_names]),
        np.repeat(np.arange(len(names)), [len(some) for some in names]),
        np.array([name.startswith("rules ") for name in flat_names]),
        lengths,
        np.cumsum(lengths) - lengths + [case.cue.head for case, _, _ in chosen],
        np.array([case.wanted for case, _, _ in chosen]),
    )


def vocabulary(found: Sequence[Seen]) -> dict[str, int]:
    """Names that several claims have, each with its row."""
    return numbered(({name for some in words for name in some} for _, _, words in found), RARE)


def learn(found: Sequence[Seen], seed: int = 0) -> Firmness:
    """What has seen ``found``."""
    draw, known = np.random.default_rng(seed), vocabulary(found)
    model, weights = _start(draw, found[0][1].shape[1], len(known))
    adam = Adam(weights, DECAY)
    for chosen, risen, left in turns(len(found), EPOCHS, BATCH, draw):
        data = batch([found[at] for at in chosen], known)
        adam.step(gradients(weights, model, data, draw), RATE * risen * left)
    learned = {key: weight for key, weight in weights.items() if not key.startswith("layer ")}
    return Firmness(**learned, layers=flattened(model), vocabulary=known)


def _start(draw: np.random.Generator, numbers: int, names: int) -> tuple[Encoder, Weights]:
    """The encoder, and all that is learned: its own parameters are changed in place."""
    model = begun(draw, DROP_LAYERS)
    return model, {
        "vectors": normal(draw, numbers, WIDTH, 0.03),
        "names": normal(draw, names, WIDTH, 0.03),
        "hidden": normal(draw, 3 * WIDTH, UNITS, (3 * WIDTH) ** -0.5),
        "hidden_bias": np.zeros(UNITS, np.float32),
        "units": normal(draw, UNITS, len(STATUSES), UNITS**-0.5),
        "bias": np.zeros(len(STATUSES), np.float32),
        **layers_of(model),
    }


def gradients(weights: Weights, model: Encoder, data: Batch, draw: np.random.Generator) -> Weights:
    """Of the cross-entropy of the statuses; some of what is seen is dropped."""
    words, of_words = _words(weights, data, draw)
    encoded, of_encoder = model(ragged(words, data.lengths), is_train=True)
    slopes, line = _judged(weights, np.asarray(encoded.dataXd), data, draw)
    return slopes | of_words(np.asarray(of_encoder(ragged(line, data.lengths)).dataXd)) | taken(model)


def _words(weights: Weights, data: Batch, draw: np.random.Generator) -> tuple[Floats, Callable[[Floats], Weights]]:
    """What goes into the encoder: all names of what the rules answered are dropped together."""
    vectors: Floats = data.vectors * kept(data.vectors, DROP, draw)
    names = draw.random(len(data.names)) >= DROP_NAMES
    cases = np.repeat(draw.random(len(data.lengths)) >= DROP_RULES, data.lengths)
    some = np.where(data.whole, cases[data.owners], names) & (data.names < len(weights["names"]))
    words: Floats = np.asarray(vectors @ weights["vectors"], np.float32)
    np.add.at(words, data.owners[some], weights["names"][data.names[some]])

    def back(error: Floats) -> Weights:
        names = np.zeros_like(weights["names"])
        np.add.at(names, data.names[some], error[data.owners[some]])
        return {"vectors": vectors.T @ error, "names": names}

    return words, back


def _judged(weights: Weights, line: Floats, data: Batch, draw: np.random.Generator) -> tuple[Weights, Floats]:
    """(gradients, and those of what came out of the encoder)."""
    whole = pooled(line, data.starts, data.lengths, data.heads)
    keep = kept(whole, DROP, draw)
    some = whole * keep
    raised = some @ weights["hidden"] + weights["hidden_bias"]
    keep_units = kept(raised, DROP, draw)
    units = np.maximum(raised, 0) * keep_units
    error: Floats = (_softmax(units @ weights["units"] + weights["bias"]) - data.wanted) / np.float32(len(data.wanted))
    through = error @ weights["units"].T * (raised > 0) * keep_units
    slopes = {
        "hidden": some.T @ through,
        "hidden_bias": through.sum(0),
        "units": units.T @ error,
        "bias": error.sum(0),
    }
    return slopes, _spread(np.asarray(through @ weights["hidden"].T * keep, np.float32), line, data)


def _spread(error: Floats, line: Floats, data: Batch) -> Floats:
    """Gradients of what was pooled, as those of the words."""
    own, mean, most = np.split(error, 3, axis=1)
    found = np.repeat(mean / data.lengths[:, None], data.lengths, 0)
    highest = np.repeat(np.maximum.reduceat(line, data.starts), data.lengths, 0) == line
    found += np.where(highest, np.repeat(most, data.lengths, 0), 0)
    np.add.at(found, data.heads, own)
    return np.asarray(found, np.float32)


def _softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True), np.float32)


def packed(network: Firmness) -> dict[str, Any]:
    """The arrays of the file."""
    return stored.packed(vars(network), firmness.HALVES, firmness.WORDS)


def report(found: Sequence[Seen], folds: int) -> Iterator[str]:
    """Shares of right statuses, out of fold: the rules alone, then with what was learned, by margin."""
    right: Counter[float] = Counter()
    for fold in range(folds):
        network = learn([one for one in found if _fold(one[0], folds) != fold])
        outside = [case for case, _, _ in found if _fold(case, folds) == fold]
        sure = network.logits([case.cue for case in outside])
        given = np.array([STATUSES.index(case.cue.status) for case in outside])
        for margin in _MARGINS:
            chosen = network.chosen(sure, given, margin)
            right[margin] += sum(status in case.statuses for case, status in zip(outside, chosen, strict=True))
    rules = sum(case.cue.status in case.statuses for case, _, _ in found)
    yield f"rules alone {rules / len(found):.3f} of {len(found)}"
    yield from (f"margin {margin}: {count / len(found):.3f}" for margin, count in sorted(right.items()))


def _fold(case: Case, folds: int) -> int:
    return zlib.crc32(case.entry.encode()) % folds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    found = list(map(seen, cases(training())))
    if options.folds:
        print(*report(found, options.folds), sep="\n", flush=True)
    if options.out:
        np.savez_compressed(options.out, **packed(learn(found)))


if __name__ == "__main__":
    main()
