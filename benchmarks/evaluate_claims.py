"""Claims on the decision sentences and the whole texts of tests/gold, beside key words.

    python -m benchmarks.evaluate_claims             figures
    python -m benchmarks.evaluate_claims --mistakes  and what is wrong on dev

Even entries of `decisions.txt`, the texts 01 to 40, the blind texts and every second text of ../shared are dev, the
others test: who tunes the extractor looks at dev mistakes only. The classifier has learned from dev: trust test, and
most of all the texts written after real pages and those of other hands, which nobody who mends has read.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.claim_scores import Found, Scores, dated, score, voice
from benchmarks.keywords import keywords
from nlp.dates.text import fold
from nlp.reader import Reader
from nlp.types import Claim, ClaimStatus, Reading
from tests.gold import by_offsets
from tests.gold.entries import dev, entries, held_out, whole
from tests.gold.marked import Gold
from tests.gold.marked import load as gold_texts
from veilleur.topic import loads, preset

ROOT = Path(__file__).parents[1]
DECISIONS = ROOT / "tests" / "gold" / "decisions.txt"
TEXTS = ROOT / "tests" / "gold" / "texts"
BLIND = ROOT / "tests" / "gold" / "blind"  # written blind; looked at since
PAGES = ROOT / "tests" / "gold" / "blind2"  # written blind after real pages; still unread
THIRD = ROOT / "tests" / "gold" / "blind3"  # written blind by another hand; still unread
FRESH = ROOT / "tests" / "gold" / "fresh"  # written when all had been learned; still unread
OFFSETS = ROOT / "tests" / "gold" / "hdh_claims.txt"  # of the texts in SHARED, which this project may not copy
SHARED = ROOT.parent / "shared" / "data" / "hdh_dev.jsonl"
UNREAD = ("texts after real pages, test", "texts of a third hand, test", "shared texts, test")
FIRST_UNSEEN = "41"  # the texts before it were read while the extractor was tuned


def flat(claim: Claim) -> Found:
    """A claim as it is compared."""
    return Found(
        type=str(claim.type),
        status=str(claim.status),
        start=claim.start,
        end=claim.end,
        when=(claim.when.edtf or "") if claim.when else "",
        speaker=claim.speaker or "",
        procedure=claim.procedure or "",
        suppliers=frozenset(role.id for role in claim.actors if role.role == "supplier"),
    )


def ours(read: Sequence[Reading]) -> list[list[Found]]:
    """What the reader finds."""
    return [[flat(claim) for claim in reading.claims] for reading in read]


def readings(golds: Sequence[Gold], reader: Reader) -> list[Reading]:
    """Every text read, relevant or not: relevance has figures of its own."""
    return list(reader.read_many([(gold.title, gold.text, gold.published) for gold in golds], force=True))


def by_keywords(golds: Sequence[Gold], read: Sequence[Reading]) -> list[list[Found]]:
    """The baseline: key words; always done, the nearest date, the nearest actor as speaker, no procedure."""
    return [list(_by_words(gold, reading)) for gold, reading in zip(golds, read, strict=True)]


def _by_words(gold: Gold, read: Reading) -> Iterator[Found]:
    mentions = [(m.start, actor.id) for actor in read.actors for m in actor.mentions]
    dates = [(m.start, m.date.edtf or "") for m in read.dates]
    start = 0
    for line in gold.text.splitlines(keepends=True):
        for kind, left, right in keywords(fold(gold.text), start, start + len(line)):
            when, who = (_nearest(them, left, start, start + len(line)) for them in (dates, mentions))
            yield Found(kind, str(ClaimStatus.DONE), left, right, when, who)
        start += len(line)


def _nearest(them: Sequence[tuple[int, str]], to: int, left: int, right: int) -> str:
    inside = [(abs(start - to), what) for start, what in them if left <= start < right]
    return min(inside, default=(0, ""))[1]


def report(name: str, scores: Scores, baseline: Scores) -> Iterator[str]:
    """Lines for people."""
    yield f"{name}: {len(scores.pairs) + len(scores.missed)} claims"
    for line, figure, base in _figures(scores, baseline):
        yield f"  {line:32} {figure:>8}   key words {base:>8}"
    yield f"  {'speakers':32} " + "  ".join(f"{key} {scores.voices[key]}" for key in ("right", "wrong", "unknown"))
    for kind in scores.types:
        right, found, wanted = scores.counts(kind)
        precision, recall = right / max(1, found), right / max(1, wanted)
        yield f"    {kind:20} P {precision:.2f}  R {recall:.2f}  F {scores.f(kind):.2f}  (n = {wanted})"


def _figures(ours: Scores, theirs: Scores) -> Iterator[tuple[str, str, str]]:
    for name, key in (
        ("types, macro-F1", "macro"),
        ("types, micro-F1", "micro"),
        ("status right", "status"),
        ("date of decision right", "when"),
        ("date, of those that have one", "when_given"),
        ("speaker right", "speaker"),
        ("speaker, of those that have one", "speaker_given"),
        ("procedure right", "procedure"),
        ("suppliers right", "suppliers"),
    ):
        yield name, f"{getattr(ours, key):.3f}", f"{getattr(theirs, key):.3f}"


def rows(reader: Reader | None = None) -> list[tuple[str, str, str]]:
    """(name, figure, baseline) for docs/evaluation.md: the test entries and the unseen texts."""
    reader = reader or _reader()
    tested = {name: (golds, readings(golds, reader)) for name, golds in sets().items() if name.endswith("test")}
    together = [tested[name] for name in UNREAD if name in tested]
    tested["all unread texts, test"] = (
        [g for golds, _ in together for g in golds],
        [r for _, read in together for r in read],
    )
    return [row for name, (golds, read) in tested.items() for row in _rows(name, golds, read)]


def _rows(name: str, golds: Sequence[Gold], read: Sequence[Reading]) -> Iterator[tuple[str, str, str]]:
    pair = score(golds, ours(read)), score(golds, by_keywords(golds, read))
    yield from ((f"{name}: {line}", figure, base) for line, figure, base in _figures(*pair))


def sets() -> dict[str, list[Gold]]:
    """The gold by name."""
    sentences, texts, real = entries(DECISIONS), gold_texts(TEXTS), shared()
    found = {
        "decisions, dev": dev(sentences),
        "decisions, test": held_out(sentences),
        "whole texts, dev": [gold for gold in texts if gold.id < FIRST_UNSEEN],
        "whole texts, test": [gold for gold in texts if gold.id >= FIRST_UNSEEN],
        "blind texts, dev": gold_texts(BLIND),
        "texts after real pages, test": gold_texts(PAGES),
        "texts of a third hand, test": gold_texts(THIRD),
        "texts of four more hands, test": [
            gold for path in sorted(FRESH.glob("*.txt")) for gold in whole(entries(path))
        ],
        "shared texts, dev": by_offsets.dev(real),
        "shared texts, test": by_offsets.held_out(real),
    }
    return {name: golds for name, golds in found.items() if golds}


def shared() -> list[Gold]:
    """The annotated texts of ../shared; none where it is not there."""
    return by_offsets.load(OFFSETS, SHARED) if SHARED.exists() else []


def mistakes(golds: Sequence[Gold], read: Sequence[Sequence[Found]]) -> Iterator[str]:
    """What is wrong, entry by entry."""
    for gold, found in zip(golds, read, strict=True):
        wrong = list(_wrong(score([gold], [found])))
        if wrong:
            yield from (f"\n{gold.id}  {gold.published or 'no day'!s:.10}  {gold.text}", *wrong)


def _wrong(scores: Scores) -> Iterator[str]:
    yield from (f"   missed  {claim.type} {claim.status} {claim.when} {claim.speaker}" for claim in scores.missed)
    yield from (f"   extra   {found.type} {found.status} {found.when} {found.speaker}" for found in scores.extra)
    for gold, found in scores.pairs:
        if found.status not in gold.status.split("|"):
            yield f"   status  {gold.type}: {found.status}, not {gold.status}"
        if not dated(gold, found):
            yield f"   date    {gold.type}: {found.when or 'none'}, not {gold.when or 'none'}"
        if voice(gold, found) != "right":
            yield f"   speaker {gold.type}: {found.speaker or 'unknown'}, not {gold.speaker or 'nobody'}"
        if found.procedure not in gold.procedure.split("|"):
            yield f"   procedure {gold.type}: {found.procedure or 'none'}, not {gold.procedure or 'none'}"


def _reader() -> Reader:
    return Reader(loads(preset(), None).affair)


def main(arguments: Sequence[str]) -> None:
    """Print the figures; with ``--mistakes``, also what is wrong on dev, and on dev only."""
    reader = _reader()
    for name, golds in sets().items():
        read = readings(golds, reader)
        found = ours(read)
        print(*report(name, score(golds, found), score(golds, by_keywords(golds, read))), sep="\n")
        if "--mistakes" in arguments and name.endswith("dev"):
            print(*mistakes(golds, found), "", sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
