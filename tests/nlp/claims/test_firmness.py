"""How firmly a decision is said, as learned: when it is believed, what it sees, how it is trained."""

from datetime import UTC, datetime

import numpy as np
import pytest

from benchmarks import train_firmness
from benchmarks.train_firmness import Case, batch, packed, seen, vocabulary
from nlp.claims import firmness
from nlp.claims.convolution import encoder, fill, flat
from nlp.claims.firmness import STATUSES, Cue, shipped, unpacked
from nlp.claims.triggers import Trigger
from nlp.parsing import parse
from nlp.pipeline import load
from nlp.types import ClaimStatus, ClaimType

DAY = datetime(2026, 2, 10, 8, tzinfo=UTC)


def _cue(reader, words: str, head: str, status: ClaimStatus, lexicon: str = "") -> Cue:
    text = next(reader.texts([("Health Data Hub", words, DAY)]))
    parse(load(), [(text.doc, text.sentences)])
    start = words.index(head)
    span = start, start + len(head)
    trigger = Trigger(ClaimType.MIGRATION, *span, 0.9, span, lexicon, sure=True)
    dated = text.dates[0] if text.dates else None
    return Cue(text, 0, len(words), trigger, dated, status, plain=False)


MOVED = "Jeudi à midi, les premiers fichiers ont pris le chemin de Scaleway."


def test_the_answer_of_the_rules_gives_way_only_to_a_surer_one():
    planned = STATUSES.index(ClaimStatus.PLANNED)
    sure = np.full((2, len(STATUSES)), -9, np.float32)
    sure[:, STATUSES.index(ClaimStatus.DONE)], sure[:, planned] = (1.1, 0.9), 0
    given = np.array([planned, planned])
    assert shipped().chosen(sure, given, 1.0) == [ClaimStatus.DONE, ClaimStatus.PLANNED]


def test_what_sentences_taught_weighs_against_the_rules(reader):
    cues = [_cue(reader, MOVED, "pris", status) for status in (ClaimStatus.PLANNED, ClaimStatus.DONE)]
    assert shipped().statuses(cues) == [ClaimStatus.DONE, ClaimStatus.DONE]
    assert shipped().statuses([]) == []


def test_claims_are_weighed_alike_alone_and_together(reader):
    cues = [
        _cue(reader, MOVED, "pris", ClaimStatus.PLANNED),
        _cue(reader, "Le transfert débutera au printemps.", "débutera", ClaimStatus.PLANNED),
    ]
    together = shipped().logits(cues)
    alone = np.concatenate([shipped().logits([cue]) for cue in cues])
    assert together == pytest.approx(alone, abs=1e-3)


def test_no_name_and_no_date_is_seen(reader):
    one = _cue(reader, "Jeudi 5 février 2026, tout est parti chez Scaleway.", "parti", ClaimStatus.DONE)
    other = _cue(reader, "Mardi 3 février 2026, tout est parti chez Docaposte.", "parti", ClaimStatus.DONE)
    assert shipped().logits([one]) == pytest.approx(shipped().logits([other]), abs=1e-3)


def test_the_file_holds_the_network(reader):
    cue = _cue(reader, MOVED, "pris", ClaimStatus.PLANNED)
    stored = unpacked({key: np.asarray(value) for key, value in packed(shipped()).items()})
    assert stored.logits([cue]) == pytest.approx(shipped().logits([cue]), abs=0.05)


@pytest.fixture
def cases(reader) -> list[train_firmness.Seen]:
    told = [
        ("Le transfert a débuté lundi.", "débuté", ClaimStatus.DONE),
        ("Le transfert débutera au printemps.", "débutera", ClaimStatus.PLANNED),
        ("Le transfert n'a pas débuté.", "débuté", ClaimStatus.DENIED),
    ]
    found = [
        Case(f"{number}", _cue(reader, words, head, ClaimStatus.DONE), frozenset({status}))
        for number in range(4)
        for words, head, status in told
    ]
    return [seen(case) for case in found]


def test_training_is_seeded_and_learns(cases, monkeypatch):
    monkeypatch.setattr(train_firmness, "EPOCHS", 60)
    one, two = train_firmness.learn(cases, 7), train_firmness.learn(cases, 7)
    assert np.array_equal(one.layers, two.layers) and np.array_equal(one.names, two.names)
    cues = [case.cue for case, _, _ in cases]
    found = one.chosen(one.logits(cues), np.zeros(len(cues), np.int64), 0.0)
    assert [{status} for status in found] == [case.statuses for case, _, _ in cases]


def test_gradients_are_those_of_the_loss(cases, monkeypatch):
    """Against differences, weight by weight: what goes backwards is what went forwards."""
    for name in ("DROP", "DROP_LAYERS", "DROP_NAMES", "DROP_RULES"):
        monkeypatch.setattr(train_firmness, name, 0.0)
    draw, known = np.random.default_rng(5), vocabulary(cases)
    model, weights = train_firmness._start(draw, 300, len(known))
    data = batch(cases[:3], known)
    cues = [case.cue for case, _, _ in cases[:3]]

    def loss() -> float:
        layers = {key: weight for key, weight in weights.items() if not key.startswith("layer ")}
        sure = firmness.Firmness(**layers, layers=flat(model), vocabulary=known).logits(cues)
        sure = sure - np.log(np.exp(sure).sum(1, keepdims=True))
        return float(-(sure * data.wanted).sum() / len(cues))

    calm = encoder()
    fill(calm, flat(model))
    slopes = train_firmness.gradients(weights, calm, data, draw)
    for key in ("vectors", "names", "hidden", "units", "bias"):
        weight = weights[key]
        at = np.unravel_index(np.abs(slopes[key]).argmax(), weight.shape)
        before, step, ends = weight[at], np.float32(0.01), []
        for weight[at] in (before + step, before - step):
            ends.append(loss())
        weight[at] = before
        assert (ends[0] - ends[1]) / (2 * step) == pytest.approx(slopes[key][at], rel=0.1, abs=1e-3), key
