"""Dates on three sets, beside their baselines, and the speed of reading them on one core.

* ``dates_dev.json``: a sentence an expression; right = a mention that meets it has its TIMEX3 value and mod, and
  nothing at all meets an expression whose value is null.
* ``duckling_time_fr.json``: the expressions alone, of day grain or coarser. The file gives the first instant and a
  grain, or two instants of which the second is excluded: right = the first and last day of the only mention are the
  ones it gives (one day, Monday to Sunday, a month, a year; the last day is open for "à partir du"). Some of its
  conventions are those of a calendar assistant where TIMEX3 goes another way ("dans deux mois" is a day): they count
  as wrong here.
* Our own gold, ``tests/gold/dates.txt``: F of values (spans that meet and have the same value, as in TempEval), dates
  alone, and the lines where nothing may be found.
"""

import json
import time
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from nlp.dates import parse
from nlp.types import DateMention
from tests.gold.marked import Gold, MarkedDate, dated, load

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "dates.txt"
NEWS = ROOT / "tests" / "gold" / "news"
TEXTS = ROOT / "tests" / "gold" / "texts"
SHARED = ROOT.parent / "shared" / "data"
_COARSE = frozenset({"Day", "Week", "Month", "Quarter", "Year"})
_BASELINES = {  # measured on both halves of the file (134) for the first two, once; not run here
    "dates_dev": "edsnlp .49, dateparser .42, timexy .31",
    "duckling": "edsnlp .33",
    "gold": "HeidelTime .735 on French news, as published",
    "news": "HeidelTime .815 on French news, as published",
    "speed": "HeidelTime 355 words/s, as published",
}

Row = tuple[str, str, str]  # what, our figure, the baseline


def _at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(hour=8, tzinfo=UTC)


def dev_failures(cases: list[dict[str, Any]]) -> list[tuple[dict[str, Any], list[DateMention]]]:
    """The cases of dates_dev that are wrong, with what was found there."""
    wrong = []
    for case in cases:
        start, end = case["start"], case["end"]
        met = [m for m in parse(case["text"], _at(case["dct"])) if m.start < end and start < m.end]
        found = [(m.date.timex.value, m.date.timex.mod) for m in met]
        if found if case["value"] is None else (case["value"], case["mod"] or "") not in found:
            wrong.append((case, met))
    return wrong


def coarse(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cases of duckling's file of day grain or coarser."""
    return [case for case in cases if case["grain"] in _COARSE]


def duckling_failures(cases: list[dict[str, Any]]) -> list[tuple[dict[str, Any], list[DateMention]]]:
    """The cases of duckling's file that are wrong, with what was found there."""
    wrong = []
    for case in cases:
        found = list(parse(case["text"], datetime.fromisoformat(case["ref"]).replace(tzinfo=UTC)))
        if len(found) != 1 or (found[0].date.earliest, found[0].date.latest) != _extent(case):
            wrong.append((case, found))
    return wrong


def _extent(case: dict[str, Any]) -> tuple[date, date | None]:
    """First and last day of a case."""
    first, *others = [date(v[0], v[1] or 1, v[2] or 1) for v in case["values"]]
    if others:
        return first, others[0] - timedelta(1)
    if "After" in case["kind"]:
        return first, None
    if case["grain"] == "Month":
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    return first, {"Year": first.replace(month=12, day=31), "Week": first + timedelta(6)}.get(case["grain"], first)


@dataclass
class Score:
    """Counts over marked expressions."""

    wanted: int = 0
    found: int = 0
    met: int = 0
    right: int = 0
    dates: int = 0  # met expressions whose value is a DATE or TIME
    dates_right: int = 0
    mods: int = 0  # right with the mod
    traps: int = 0  # lines without any expression
    clean: int = 0

    @property
    def f(self) -> float:
        """F of values."""
        return 2 * self.right / max(1, self.wanted + self.found)

    def add(self, gold: Gold, found: tuple[DateMention, ...]) -> None:
        """Count one line."""
        self.found += len(found)
        self.wanted += len(gold.dates)
        self.traps += not gold.dates
        self.clean += not gold.dates and not found
        for marked, mention in _pairs(gold.dates, found):
            value = mention.date.timex.value == marked.value
            is_date = marked.value[0].isdigit() or marked.value.startswith("XXXX")
            self.met += 1
            self.right += value
            self.mods += value and mention.date.timex.mod == marked.mod
            self.dates += is_date
            self.dates_right += is_date and value


def _pairs(wanted: tuple[MarkedDate, ...], found: tuple[DateMention, ...]) -> Iterator[tuple[MarkedDate, DateMention]]:
    """Each wanted expression with the first free mention that meets it."""
    free = list(found)
    for marked in wanted:
        met = [m for m in free if m.start < marked.end and marked.start < m.end]
        if met:
            free.remove(met[0])
            yield marked, met[0]


def on_gold(golds: list[Gold]) -> Score:
    """Our gold sentences."""
    score = Score()
    for gold in golds:
        score.add(gold, parse(gold.text, gold.published))
    return score


def news_sentences(sets: str = "*") -> list[Gold]:
    """The sentences of French news of these sets, all of them unless told."""
    return [gold for path in sorted(NEWS.glob(f"{sets}.txt")) for gold in dated(path)]


def speed(texts: list[str]) -> float:
    """Words a second of one core, best of three runs."""
    words = sum(len(text.split()) for text in texts)
    return words / min(_seconds(texts) for _ in range(3))


def _seconds(texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        parse(text, _at("2026-02-10"))
    return time.process_time() - start


def rows() -> list[Row]:
    """What the table of the evaluation shows; sets that are not here are left out."""
    return [*_shared_rows(), *_gold_rows()]


def speed_rows() -> list[Row]:
    """How fast, on one core."""
    return [("dates: speed", f"{speed(_news()):,.0f} words/s", _BASELINES["speed"])]


def _shared_rows() -> Iterator[Row]:
    if (path := SHARED / "dates_dev.json").is_file():
        cases = json.loads(path.read_text("utf-8"))
        right = len(cases) - len(dev_failures(cases))
        yield "dates_dev: value and mod", f"{right / len(cases):.3f} ({right} of {len(cases)})", _BASELINES["dates_dev"]
    if (path := SHARED / "duckling_time_fr.json").is_file():
        cases = coarse(json.loads(path.read_text("utf-8")))
        right = len(cases) - len(duckling_failures(cases))
        yield (
            "duckling: first and last day",
            f"{right / len(cases):.3f} ({right} of {len(cases)})",
            _BASELINES["duckling"],
        )


def _gold_rows() -> Iterator[Row]:
    score = on_gold(dated(GOLD))
    yield "gold sentences: value F", f"{score.f:.3f} (n = {score.wanted})", _BASELINES["gold"]
    yield "gold sentences: date-correct", f"{score.dates_right / score.dates:.3f} (n = {score.dates})", ""
    yield "gold sentences: traps refused", f"{score.clean / max(1, score.traps):.3f} (n = {score.traps})", ""
    for name, sets in (("news sentences 1 and 2 (dev)", "[12]"), ("news sentences 3 (unseen)", "3")):
        news = on_gold(news_sentences(sets))
        yield f"{name}: value F", f"{news.f:.3f} (n = {news.wanted})", _BASELINES["gold"]
        yield f"{name}: date-correct", f"{news.dates_right / news.dates:.3f} (n = {news.dates})", _BASELINES["news"]
    texts = on_gold(load(TEXTS))
    yield "gold texts: value F", f"{texts.f:.3f} (n = {texts.wanted})", ""


def _news() -> list[str]:
    """Real news where it is, else our gold, often enough to be timed."""
    paths = sorted((SHARED / "winer_fr" / "2017").rglob("*.txt"))[:400]
    return [path.read_text("utf-8") for path in paths] or [gold.text for gold in load(TEXTS)] * 20


def main() -> None:
    """Print the table."""
    for name, figure, baseline in [*rows(), *speed_rows()]:
        print(f"{name:32} {figure:24} {baseline}")


if __name__ == "__main__":
    main()
