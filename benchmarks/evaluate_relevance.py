"""Relevance on the dev file of the affair and on our own short texts, beside the obvious baseline (its names alone).

``tests/gold/relevance``: texts that mostly never name the platform, and neighbours with the same courts and companies.
"""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.relevance import Scorer
from nlp.types import RelevanceRules
from tests.gold.marked import sentences
from veilleur.topic import loads, preset

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "relevance"
DEV = ROOT.parent / "shared" / "data" / "hdh_dev.jsonl"
NAMES = RelevanceRules(strong=("Health Data Hub", "HDH", "Plateforme des données de santé"))

Row = tuple[str, str, str]  # what, our figure, the baseline


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document, and whether it is about the affair."""

    title: str
    text: str
    about: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one scorer on one set."""

    right: int
    found: int
    wanted: int
    texts: int
    milliseconds: float  # a text

    @property
    def precision(self) -> float:
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.wanted)

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} (n = {self.texts})"


def measure(scorer: Scorer, texts: Sequence[Labelled]) -> Figures:
    """Precision, recall and time."""
    began = time.perf_counter()
    found = [scorer(text.title, text.text).relevant for text in texts]
    spent = time.perf_counter() - began
    right = sum(hit and text.about for hit, text in zip(found, texts, strict=True))
    return Figures(right, sum(found), sum(t.about for t in texts), len(texts), spent / max(1, len(texts)) * 1000)


def gold(number: int | str = "*") -> list[Labelled]:
    """Our own texts, of one set or of all."""
    lines = (line for path in sorted(GOLD.glob(f"{number}.txt")) for line in sentences(path))
    parts = ((line[0], *line[2:].partition(" | ")) for line in lines)
    return [Labelled(title, text, sign == "+") for sign, title, _, text in parts]


def dev(apart: bool = False) -> list[Labelled]:
    """The dev file: its sure records, or ``apart`` the borderline and unreliable ones; nothing when it is not here."""
    lines = DEV.read_text(encoding="utf-8").splitlines() if DEV.is_file() else []
    records = [json.loads(line) for line in lines]
    kept = [r for r in records if (r["borderline"] or r["unreliable"]) == apart]
    return [Labelled(r["title"] or "", r["text"], r["about_hdh"]) for r in kept]


def ours() -> Scorer:
    """The bundled topic's."""
    return Scorer(loads(preset(), None).affair.relevance)


def rows() -> list[Row]:
    """What the table of the evaluation shows; sets that are not here are left out."""
    return list(_rows(ours(), Scorer(NAMES)))


def _rows(scorer: Scorer, names: Scorer) -> Iterator[Row]:
    sets = {
        "relevance, dev file": dev(),
        "relevance, borderline and unreliable": dev(apart=True),
        "relevance, own sets 1 and 2 (dev)": [*gold(1), *gold(2)],
        "relevance, own set 3 (unseen)": gold(3),
    }
    for name, texts in sets.items():
        if texts:
            yield name, str(measure(scorer, texts)), f"names alone {measure(names, texts)}"


def speed_rows() -> list[Row]:
    """How long one document takes."""
    return [("relevance: time a document", f"{measure(ours(), dev() or gold()).milliseconds:.2f} ms", "")]


def main() -> None:
    """Print the table."""
    for name, figure, baseline in [*rows(), *speed_rows()]:
        print(f"{name:38} {figure:28} {baseline}")


if __name__ == "__main__":
    main()
