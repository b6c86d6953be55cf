"""Minimum figures on the project's own gold; `make eval` prints them beside the baselines."""

import pytest

from benchmarks import evaluate_actors
from nlp.pipeline import load


@pytest.fixture(scope="module")
def result(gold_texts):
    return evaluate_actors.on_gold(gold_texts, load())


def test_entities_of_the_affair(result):
    assert result.entities.f >= 0.95


def test_mentions_of_known_actors(result):
    assert result.actors.f >= 0.95


def test_short_texts_of_the_press():
    found = evaluate_actors.on_gold(evaluate_actors.short_texts(), load())
    assert found.actors.wanted >= 100
    assert found.entities.f >= 0.93
    assert found.actors.f >= 0.97
    assert found.unknown.right / found.unknown.found >= 0.93


def test_companies_that_no_list_holds():
    assert evaluate_actors.on_companies(load()).f >= 0.90


def test_the_published_model_and_the_rules_alone_do_worse(gold_texts, result):
    assert evaluate_actors.on_gold(gold_texts, None).entities.f < result.entities.f
