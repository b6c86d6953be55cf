"""How the networks that judge one decision in its sentence are trained (nlp/claims/judge.py)."""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.learning import Adam, Weights, kept, normal, numbered, turns
from benchmarks.train_convolution import begun, layers_of, taken
from nlp.claims.convolution import Encoder, flat, ragged
from nlp.claims.judge import Judge, Sight, pooled
from nlp.claims.words import Floats, Ints

WIDTH = 48  # of the encoder: every option is a sentence to read (docs/decisions/reading-decisions.md)
RATE, EPOCHS, BATCH, UNITS = 0.002, 25, 48, 96
DROP, DROP_LAYERS, DROP_NAMES, DROP_RULES, DECAY = 0.35, 0.2, 0.2, 0.3, 0.05
RARE = 3  # names seen in fewer examples are not learned
RULES = "rules"  # so begins the name that says what the rules answered


class Example(NamedTuple):
    """What is looked at to answer one question, and the share of each answer: (sights × answers,), of sum one."""

    entry: str  # examples of one entry go to one fold
    sights: Sequence[Sight]
    wanted: Floats


@dataclass
class Batch:
    """Examples as arrays, their words one after the other."""

    vectors: Floats
    names: Ints  # row of each name of each word; the last one is of nobody
    owners: Ints  # (names,) the word each belongs to
    ruled: NDArray[np.bool_]  # (names,) whether it says what the rules answered
    lengths: Ints
    heads: Ints
    examples: Ints  # (sights,) of which example
    wanted: Floats  # (sights × answers,)

    @property
    def starts(self) -> Ints:
        return np.cumsum(self.lengths) - self.lengths


def batch(chosen: Sequence[Example], known: dict[str, int]) -> Batch:
    """``chosen`` as arrays."""
    sights = [sight for example in chosen for sight in example.sights]
    words = [names for sight in sights for names in _spelled(sight)]
    lengths = np.array([len(sight.names) for sight in sights])
    names = [name for some in words for name in some]
    return Batch(
        np.array([vector for sight in sights for vector in sight.vectors]),
        np.array([known.get(name, len(known)) for name in names]),
        np.repeat(np.arange(len(words)), [len(some) for some in words]),
        np.array([name.startswith(RULES) for name in names]),
        lengths,
        np.cumsum(lengths) - lengths + [sight.head for sight in sights],
        np.repeat(np.arange(len(chosen)), [len(example.sights) for example in chosen]),
        np.concatenate([example.wanted for example in chosen]),
    )


def vocabulary(found: Sequence[Example]) -> dict[str, int]:
    """Names that several examples have, each with its row."""
    return numbered((_names(example) for example in found), RARE)


def _names(example: Example) -> set[str]:
    return {name for sight in example.sights for some in _spelled(sight) for name in some}


def _spelled(sight: Sight) -> list[list[str]]:
    """All names of each word."""
    found = [[*names, *sight.whole] for names in sight.names]
    for at, name in sight.marks:
        found[at].append(name)
    return found


def learn(found: Sequence[Example], seed: int = 0) -> Judge:
    """What has seen ``found``."""
    draw, known = np.random.default_rng(seed), vocabulary(found)
    first = found[0]
    model, weights = _start(draw, len(first.sights[0].vectors[0]), len(known), len(first.wanted) // len(first.sights))
    adam = Adam(weights, DECAY)
    for chosen, risen, left in turns(len(found), EPOCHS, BATCH, draw):
        data = batch([found[at] for at in chosen], known)
        adam.step(gradients(weights, model, data, draw), RATE * risen * left)
    learned = {key: weight for key, weight in weights.items() if not key.startswith("layer ")}
    return Judge(**learned, layers=flat(model), vocabulary=known)


def _start(draw: np.random.Generator, numbers: int, names: int, answers: int) -> tuple[Encoder, Weights]:
    """The encoder, and all that is learned: its own parameters are changed in place."""
    model = begun(draw, DROP_LAYERS, WIDTH)
    return model, {
        "vectors": normal(draw, numbers, WIDTH, 0.03),
        "names": normal(draw, names, WIDTH, 0.03),
        "hidden": normal(draw, 3 * WIDTH, UNITS, (3 * WIDTH) ** -0.5),
        "hidden_bias": np.zeros(UNITS, np.float32),
        "units": normal(draw, UNITS, answers, UNITS**-0.5),
        "bias": np.zeros(answers, np.float32),
        **layers_of(model),
    }


def gradients(weights: Weights, model: Encoder, data: Batch, draw: np.random.Generator) -> Weights:
    """Of the cross-entropy of the answers; some of what is seen is dropped."""
    words, of_words = _words(weights, data, draw)
    encoded, of_encoder = model(ragged(words, data.lengths), is_train=True)
    slopes, line = _judged(weights, np.asarray(encoded.dataXd), data, draw)
    return slopes | of_words(np.asarray(of_encoder(ragged(line, data.lengths)).dataXd)) | taken(model)


def _words(weights: Weights, data: Batch, draw: np.random.Generator) -> tuple[Floats, Callable[[Floats], Weights]]:
    """What goes into the encoder: all that the rules answered of one example is dropped together."""
    vectors: Floats = data.vectors * kept(data.vectors, DROP, draw)
    names = draw.random(len(data.names)) >= DROP_NAMES
    heard = draw.random(data.examples[-1] + 1) >= DROP_RULES
    of_words = np.repeat(heard[data.examples], data.lengths)
    some = np.where(data.ruled, of_words[data.owners], names) & (data.names < len(weights["names"]))
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
    error = _error(units @ weights["units"] + weights["bias"], data)
    through = error @ weights["units"].T * (raised > 0) * keep_units
    slopes = {
        "hidden": some.T @ through,
        "hidden_bias": through.sum(0),
        "units": units.T @ error,
        "bias": error.sum(0),
    }
    return slopes, _spread(np.asarray(through @ weights["hidden"].T * keep, np.float32), line, data)


def _error(logits: Floats, data: Batch) -> Floats:
    """(sights, answers): slopes of the mean cross-entropy, over all answers of each example."""
    starts = np.searchsorted(data.examples, np.arange(data.examples[-1] + 1))
    highest = np.maximum.reduceat(logits.max(1), starts)
    raised = np.exp(logits - highest[data.examples, None])
    shares = raised / np.add.reduceat(raised.sum(1), starts)[data.examples, None]
    return np.asarray((shares - data.wanted.reshape(logits.shape)) / len(starts), np.float32)


def _spread(error: Floats, line: Floats, data: Batch) -> Floats:
    """Gradients of what was pooled, as those of the words."""
    own, mean, most = np.split(error, 3, axis=1)
    found = np.repeat(mean / data.lengths[:, None], data.lengths, 0)
    highest = np.repeat(np.maximum.reduceat(line, data.starts), data.lengths, 0) == line
    found += np.where(highest, np.repeat(most, data.lengths, 0), 0)
    np.add.at(found, data.heads, own)
    return np.asarray(found, np.float32)


def folded(found: Sequence[Example], folds: int) -> list[tuple[int, Floats]]:
    """(which example, logits of its answers) of all, each judged by what has not learned from its fold."""
    fold = [zlib.crc32(example.entry.encode()) % folds for example in found]
    judged: list[tuple[int, Floats]] = []
    for one in range(folds):
        network = learn([example for example, at in zip(found, fold, strict=True) if at != one])
        outside = [at for at, own in enumerate(fold) if own == one]
        judged += [(at, network.logits(found[at].sights)) for at in outside]
    return sorted(judged, key=lambda pair: pair[0])
