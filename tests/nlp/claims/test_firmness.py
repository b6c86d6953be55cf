"""How firmly a decision is said, as learned: when it is believed, and what it sees."""

import numpy as np
import pytest

from nlp.claims.firmness import STATUSES, chosen, shipped, sight
from nlp.types import ClaimStatus

MOVED = "Jeudi à midi, les premiers fichiers ont pris le chemin de Scaleway."


def test_the_answer_of_the_rules_gives_way_only_to_a_surer_one():
    planned = STATUSES.index(ClaimStatus.PLANNED)
    sure = np.full((2, len(STATUSES)), -9, np.float32)
    sure[:, STATUSES.index(ClaimStatus.DONE)], sure[:, planned] = (1.1, 0.9), 0
    given = np.array([planned, planned])
    assert chosen(sure, given, 1.0) == [ClaimStatus.DONE, ClaimStatus.PLANNED]


def test_what_sentences_taught_weighs_against_the_rules(cue):
    cues = [cue(MOVED, "pris", status) for status in (ClaimStatus.PLANNED, ClaimStatus.DONE)]
    assert shipped().statuses(cues) == [ClaimStatus.DONE, ClaimStatus.DONE]
    assert shipped().statuses([]) == []


def test_no_name_and_no_date_is_seen(cue):
    one = cue("Jeudi 5 février 2026, tout est parti chez Scaleway.", "parti", ClaimStatus.DONE)
    other = cue("Mardi 3 février 2026, tout est parti chez Docaposte.", "parti", ClaimStatus.DONE)
    logits = shipped().network.logits
    assert logits([sight(one)]) == pytest.approx(logits([sight(other)]), abs=1e-3)
