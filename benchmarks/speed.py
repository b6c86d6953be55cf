"""How fast texts are read, and in how much memory: `make bench`.

* Reading beside the bare model with the same components, on the same texts, each timed alone, best of five: our gold,
  and the texts of the affair in ../shared, which are as the web has them (excerpts of press and of official pages).
  The model alone always runs all of its components on all of the text, whatever the reader spares: as spaCy runs them,
  and with the reader's own products of matrices, which are faster.
* The memory of whole runs (`benchmarks.memory`).
* What is read without any model: relevance and dates.
"""

import json
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from spacy.language import Language

from benchmarks import evaluate_dates, evaluate_relevance, memory
from benchmarks.evaluate_actors import GOLD, affair
from nlp.pipeline import components, load
from nlp.reader import Input, Reader
from nlp.threads import single
from tests.gold.marked import load as gold_texts

Row = tuple[str, str, str]  # what, our figure, the baseline

_RUNS = 5


def articles(copies: int = 1) -> list[Input]:
    """The gold texts: relevant, of the length of news."""
    return [(gold.title, gold.text, gold.published) for gold in gold_texts(GOLD)] * copies


def press() -> list[Input]:
    """The relevant texts of ../shared; none where it is not there."""
    scorer = evaluate_relevance.ours()
    lines = evaluate_relevance.DEV.read_text("utf-8").splitlines() if evaluate_relevance.DEV.is_file() else []
    texts = [(r["title"] or "", r["text"], _published(r["published"])) for r in map(json.loads, lines)]
    return [text for text in texts if scorer(*text[:2]).relevant]


def _published(day: str | None) -> datetime | None:
    return datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None


def reading(texts: Sequence[Input]) -> tuple[float, float, float]:
    """Words a second of the reader, of the bare model as spaCy runs it, and of the model as the reader has it."""
    reader = Reader(affair())
    words = sum(len(text.split()) for _, text, _ in texts)
    ours = _best(lambda: list(reader.read_many(texts, force=True)))
    return words / ours, words / _alone(components(), texts), words / _alone(load(), texts)


def _alone(nlp: Language, texts: Sequence[Input]) -> float:
    """Seconds of the model alone."""
    with single():
        return _best(lambda: list(nlp.pipe([text for _, text, _ in texts])))


def _best(work: Callable[[], object]) -> float:
    return min(_seconds(work) for _ in range(_RUNS))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def rows() -> list[Row]:
    """What the table of the evaluation shows."""
    sets = {"reading, gold texts": articles(), "reading, press and official pages": press()}
    return [
        *(_row(name, *reading(texts)) for name, texts in sets.items() if texts),
        *memory.rows(),
        *evaluate_dates.speed_rows(),
        *evaluate_relevance.speed_rows(),
    ]


def _row(name: str, ours: float, bare: float, hastened: float) -> Row:
    beside = f"bare model {bare:,.0f} words/s: {ours / bare:.2f} of it; with our products {hastened:,.0f}"
    return name, f"{ours:,.0f} words/s", beside


def main() -> None:
    """Print the table."""
    for name, figure, baseline in rows():
        print(f"{name:32} {figure:24} {baseline}")


if __name__ == "__main__":
    main()
