"""The network that reads a sentence for one decision: alone and together, in its file, and how it is trained."""

import numpy as np
import pytest

from benchmarks import train_judge
from benchmarks.train_judge import Example, batch, learn, vocabulary
from nlp.claims import dating, firmness, voicing
from nlp.claims.convolution import encoder, fill, flat
from nlp.claims.dating import Day
from nlp.claims.firmness import STATUSES, sight
from nlp.claims.judge import Judge, packed, unpacked
from nlp.types import ClaimStatus

MOVED = "Jeudi à midi, les premiers fichiers ont pris le chemin de Scaleway."
TOLD = [
    ("Le transfert a débuté lundi.", "débuté", ClaimStatus.DONE),
    ("Le transfert débutera au printemps.", "débutera", ClaimStatus.PLANNED),
    ("Le transfert n'a pas débuté.", "débuté", ClaimStatus.DENIED),
]


def test_decisions_are_judged_alike_alone_and_together(cue):
    sights = [sight(cue(words, head, ClaimStatus.PLANNED)) for words, head, _ in TOLD]
    network = firmness.shipped().network
    alone = np.concatenate([network.logits([one]) for one in sights])
    assert network.logits(sights) == pytest.approx(alone, abs=1e-3)


@pytest.mark.parametrize("shipped", [firmness.shipped, dating.shipped, voicing.shipped])
def test_the_file_holds_the_network(cue, shipped):
    network = shipped().network
    sights = [sight(cue(MOVED, "pris", ClaimStatus.PLANNED))]
    stored = unpacked({key: np.asarray(value) for key, value in packed(network).items()})
    assert stored.logits(sights) == pytest.approx(network.logits(sights), abs=0.05)


@pytest.fixture
def statuses(cue) -> list[Example]:
    """One question of five answers each: how is it said?"""
    return [
        Example(
            f"{number}",
            [sight(cue(words, head, ClaimStatus.DONE))],
            np.eye(5, dtype=np.float32)[STATUSES.index(status)],
        )
        for number in range(4)
        for words, head, status in TOLD
    ]


@pytest.fixture
def days(cue) -> list[Example]:
    """One question of an answer a sight: is it this one?"""
    one = cue("Le transfert débutera au printemps, a dit lundi le ministre.", "débutera", ClaimStatus.PLANNED)
    options = [Day(one, one.status, when, None) for when in (None, *one.line.dates)]
    return [Example(f"{number}", [option.sight for option in options], _only(1, len(options))) for number in range(4)]


def _only(at: int, count: int) -> np.ndarray:
    return np.eye(count, dtype=np.float32)[at]


@pytest.mark.parametrize("kind", ["statuses", "days"])
def test_training_is_seeded_and_learns(kind, request, monkeypatch):
    monkeypatch.setattr(train_judge, "EPOCHS", 60)
    examples = request.getfixturevalue(kind)
    one, two = learn(examples, 7), learn(examples, 7)
    assert np.array_equal(one.layers, two.layers) and np.array_equal(one.names, two.names)
    assert [one.logits(e.sights).argmax() for e in examples] == [e.wanted.argmax() for e in examples]


@pytest.mark.parametrize("kind", ["statuses", "days"])
def test_gradients_are_those_of_the_loss(kind, request, monkeypatch):
    """Against differences, weight by weight: what goes backwards is what went forwards."""
    for name in ("DROP", "DROP_LAYERS", "DROP_NAMES", "DROP_RULES"):
        monkeypatch.setattr(train_judge, name, 0.0)
    examples = request.getfixturevalue(kind)[:3]
    draw, known = np.random.default_rng(5), vocabulary([*examples] * 3)
    model, weights = train_judge._start(draw, 300, len(known), len(examples[0].wanted) // len(examples[0].sights))
    data = batch(examples, known)

    def loss() -> float:
        layers = {key: weight for key, weight in weights.items() if not key.startswith("layer ")}
        network = Judge(**layers, layers=flat(model), vocabulary=known)
        return float(np.mean([_loss(network.logits(e.sights).ravel(), e.wanted) for e in examples]))

    calm = encoder(width=train_judge.WIDTH)
    fill(calm, flat(model))
    slopes = train_judge.gradients(weights, calm, data, draw)
    for key in ("vectors", "names", "hidden", "units", "bias"):
        weight = weights[key]
        at = np.unravel_index(np.abs(slopes[key]).argmax(), weight.shape)
        before, step, ends = weight[at], np.float32(0.01), []
        for weight[at] in (before + step, before - step):
            ends.append(loss())
        weight[at] = before
        assert (ends[0] - ends[1]) / (2 * step) == pytest.approx(slopes[key][at], rel=0.1, abs=1e-3), key


def _loss(logits: np.ndarray, wanted: np.ndarray) -> float:
    return float(np.log(np.exp(logits).sum()) - (logits * wanted).sum())
