"""The affair, the reader and the gold texts, made once for all tests of reading."""

from pathlib import Path

import pytest

from nlp.reader import Reader
from nlp.types import Affair
from tests.gold.marked import Gold, load
from veilleur.topic import loads, preset

GOLD = Path(__file__).parents[1] / "gold" / "texts"


@pytest.fixture(scope="session")
def affair() -> Affair:
    return loads(preset(), None).affair


@pytest.fixture(scope="session")
def reader(affair: Affair) -> Reader:
    return Reader(affair)


@pytest.fixture(scope="session")
def gold_texts() -> list[Gold]:
    return load(GOLD)
