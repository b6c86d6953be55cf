"""Minimum figures on our own gold, and on the shared sets where they are."""

import json
from pathlib import Path

import pytest

from benchmarks.evaluate_dates import (
    GOLD,
    SHARED,
    Score,
    coarse,
    dev_failures,
    duckling_failures,
    news_sentences,
    on_gold,
    rows,
    speed_rows,
)
from tests.gold.marked import dated


@pytest.fixture(scope="module")
def score() -> Score:
    return on_gold(dated(GOLD))


def shared(name: str) -> list[dict[str, object]]:
    path: Path = SHARED / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside the checkout")
    return json.loads(path.read_text("utf-8"))


def test_gold_is_large_enough(score: Score):
    assert score.wanted >= 150
    assert score.traps >= 25


def test_values_dates_and_mods_of_our_gold(score: Score):
    assert score.f >= 0.97
    assert score.dates_right / score.dates >= 0.97
    assert score.mods / score.right >= 0.97


def test_values_and_dates_of_our_news_sentences():
    news = on_gold(news_sentences())
    assert news.wanted >= 250
    assert news.f >= 0.95
    assert news.dates_right / news.dates >= 0.95


def test_nothing_is_found_in_traps(score: Score):
    assert score.clean == score.traps


def test_dates_dev():
    cases = shared("dates_dev.json")
    assert len(dev_failures(cases)) / len(cases) <= 0.02


def test_duckling_of_day_grain_or_coarser():
    cases = coarse(shared("duckling_time_fr.json"))
    assert len(duckling_failures(cases)) / len(cases) <= 0.12


def test_the_harness_gives_a_row_a_figure(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("benchmarks.evaluate_dates._news", lambda: ["Le marché sera attribué fin mars 2026."])
    names = [name for name, _, _ in rows()]
    assert names == sorted(set(names), key=names.index)
    assert {"gold sentences: value F", "news sentences 3 (unseen): date-correct"} <= set(names)
    assert [name for name, _, _ in speed_rows()] == ["dates: speed"]
