"""How fast texts are read, and in how much memory: `make bench`.

* Reading beside the bare model with the same components, on the same texts, each timed alone, best of three.
* The peak of memory of a fresh process that reads long articles, by the size of the batch (Linux).
* What is read without any model: relevance and dates.
"""

import multiprocessing
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import evaluate_dates, evaluate_relevance
from benchmarks.evaluate_actors import GOLD, affair
from nlp.pipeline import load
from nlp.reader import Input, Reader
from tests.gold.marked import load as gold_texts

Row = tuple[str, str, str]  # what, our figure, the baseline

_RUNS = 3
_DAY = datetime(2026, 4, 24, 8, tzinfo=UTC)
_LONG = 12_000  # characters: a long article


def articles(copies: int = 1) -> list[Input]:
    """The gold texts: relevant, of the length of news."""
    return [(gold.title, gold.text, gold.published) for gold in gold_texts(GOLD)] * copies


def reading() -> tuple[float, float]:
    """Words a second of the reader and of the bare model with the same components."""
    texts, nlp, reader = articles(), load(), Reader(affair())
    words = sum(len(text.split()) for _, text, _ in texts)
    ours = _best(lambda: list(reader.read_many(texts, force=True)))
    theirs = _best(lambda: list(nlp.pipe([text for _, text, _ in texts])))
    return words / ours, words / theirs


def _best(work: Callable[[], object]) -> float:
    return min(_seconds(work) for _ in range(_RUNS))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def peak(batch: int) -> float:
    """Megabytes at most of a fresh process that reads a batch of long articles."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (batch,))


def _peak(batch: int) -> float:
    text = "\n".join(gold.text for gold in gold_texts(GOLD))[:_LONG]
    for _ in Reader(affair(), batch=batch).read_many([("", text, _DAY)] * batch, force=True):
        pass
    return _most_memory() / 1024


def _most_memory() -> int:
    """Kilobytes at most of this process; from Linux, since ``ru_maxrss`` of a child counts what its parent had."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def rows() -> list[Row]:
    """What the table of the evaluation shows."""
    ours, theirs = reading()
    return [
        ("reading", f"{ours:,.0f} words/s", f"bare model {theirs:,.0f} words/s: {ours / theirs:.2f} of it"),
        *((f"memory of a batch of {size}", f"{peak(size):,.0f} MB", "to stay under 700 MB") for size in (8, 32)),
        *evaluate_dates.speed_rows(),
        *evaluate_relevance.speed_rows(),
    ]


def main() -> None:
    """Print the table."""
    for name, figure, baseline in rows():
        print(f"{name:32} {figure:24} {baseline}")


if __name__ == "__main__":
    main()
