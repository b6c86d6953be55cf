"""Claims on the decision sentences and the whole texts of tests/gold, beside a key words.

    python -m benchmarks.evaluate_claims             figures
    python -m benchmarks.evaluate_claims --mistakes  and what is wrong on the dev entries

Even entries of `decisions.txt` are dev, odd ones are test: who tunes the extractor looks at dev mistakes only.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.keywords import keywords
from nlp.dates.text import fold
from nlp.reader import Reader
from nlp.types import Claim, ClaimStatus, ClaimType, Reading
from tests.gold.entries import dev, entries, held_out
from tests.gold.marked import Gold, MarkedClaim
from tests.gold.marked import load as gold_texts
from veilleur.topic import loads, preset

ROOT = Path(__file__).parents[1]
DECISIONS = ROOT / "tests" / "gold" / "decisions.txt"
TEXTS = ROOT / "tests" / "gold" / "texts"
_ANYONE = "?"  # a speaker whom no list holds: found as such, or not found


@dataclass(frozen=True)
class Found:
    """What a way of reading says of one decision; ``claim`` flattened to what is compared."""

    type: str
    status: str
    start: int
    end: int
    when: str = ""
    speaker: str = ""
    procedure: str = ""
    suppliers: frozenset[str] = frozenset()


Pair = tuple[MarkedClaim, Found]


@dataclass(frozen=True)
class Scores:
    """One way of reading against one set of texts."""

    pairs: tuple[Pair, ...]  # gold claims with the found ones that match
    missed: tuple[MarkedClaim, ...]
    extra: tuple[Found, ...]

    def counts(self, kind: str) -> tuple[int, int, int]:
        """(right, found, wanted) of one type."""
        right = sum(gold.type == kind for gold, _ in self.pairs)
        extra, missed = (sum(claim.type == kind for claim in them) for them in (self.extra, self.missed))
        return right, right + extra, right + missed

    def f(self, kind: str) -> float:
        right, found, wanted = self.counts(kind)
        return 2 * right / max(1, found + wanted)

    @property
    def types(self) -> list[str]:
        """Types that the gold has, in the order of the table of types."""
        return [str(kind) for kind in ClaimType if self.counts(str(kind))[2]]

    @property
    def macro(self) -> float:
        """Mean F1 of the types that the gold has; false alarms of other types count in the micro figure only."""
        return sum(map(self.f, self.types)) / max(1, len(self.types))

    @property
    def micro(self) -> float:
        right = len(self.pairs)
        return 2 * right / max(1, 2 * right + len(self.missed) + len(self.extra))

    @property
    def status(self) -> float:
        return self._share(gold.status == found.status for gold, found in self.pairs)

    @property
    def when(self) -> float:
        """Matched claims with the gold's date, or rightly without one."""
        return self._share(_dated(gold, found) for gold, found in self.pairs)

    @property
    def speaker(self) -> float:
        """Matched claims with the gold's speaker, or rightly without one."""
        return self._share(_voice(gold, found) == "right" for gold, found in self.pairs)

    @property
    def voices(self) -> Counter[str]:
        """How many speakers are right, wrong (another is named, or one where nobody speaks) and unknown."""
        return Counter(_voice(gold, found) for gold, found in self.pairs)

    @property
    def procedure(self) -> float:
        return self._share(gold.procedure == found.procedure for gold, found in self.pairs)

    @property
    def suppliers(self) -> float:
        """Matched claims with exactly the gold's suppliers."""
        return self._share(_suppliers(gold) == found.suppliers for gold, found in self.pairs)

    @staticmethod
    def _share(right: Iterator[bool]) -> float:
        answers = list(right)
        return sum(answers) / max(1, len(answers))


def day(edtf: str) -> str:
    """A date as it is compared: without time of day, an open interval as its known end."""
    known = [part.partition("T")[0] for part in edtf.split("/") if part not in ("", "..")]
    return "/".join(dict.fromkeys(known))


def score(golds: Sequence[Gold], read: Sequence[Sequence[Found]]) -> Scores:
    """Compare: a claim found is a gold one when the type is the same and the quotes overlap."""
    pairs: list[Pair] = []
    missed: list[MarkedClaim] = []
    extra: list[Found] = []
    for gold, found in zip(golds, read, strict=True):
        matched, left, rest = _matched(gold, list(found))
        pairs += [pair for pair in matched if not pair[0].optional]
        missed += [claim for claim in left if not claim.optional]
        extra += rest
    return Scores(tuple(pairs), tuple(missed), tuple(extra))


def _matched(gold: Gold, rest: list[Found]) -> tuple[list[Pair], list[MarkedClaim], list[Found]]:
    """Pairs of one text, best first, each claim used once; then what is left of either side."""
    spans = {claim: _span(gold.text, claim.quote) for claim in gold.claims}
    fits = [
        (_likeness(claim, found), -i, -j, claim, found)
        for i, (claim, (left, right)) in enumerate(spans.items())
        for j, found in enumerate(rest)
        if _fits(claim, found, left, right)
    ]
    pairs: dict[MarkedClaim, Found] = {}
    used: set[int] = set()
    for _, _, j, claim, found in sorted(fits, key=lambda fit: fit[:3], reverse=True):
        if claim not in pairs and j not in used:
            pairs[claim] = found
            used.add(j)
    missed = [claim for claim in gold.claims if claim not in pairs]
    return list(pairs.items()), missed, [found for j, found in enumerate(rest) if -j not in used]


def _likeness(claim: MarkedClaim, found: Found) -> int:
    return 2 * (claim.status == found.status) + _dated(claim, found) - 4 * claim.optional


def _fits(claim: MarkedClaim, found: Found, left: int, right: int) -> bool:
    """Same type and overlapping quotes; an optional claim (another contract, mostly) also in its procedure."""
    if claim.optional and claim.procedure != found.procedure:
        return False
    return found.type == claim.type and found.start < right and left < found.end


def _dated(gold: MarkedClaim, found: Found) -> bool:
    return day(found.when) in map(day, gold.when.split("|"))


def _span(text: str, quote: str) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)


def _voice(gold: MarkedClaim, found: Found) -> str:
    wanted = gold.speaker.split("|")
    if found.speaker in wanted or (_ANYONE in wanted and found.speaker not in _known()):
        return "right"
    return "wrong" if found.speaker else "unknown"


@cache
def _known() -> frozenset[str]:
    return frozenset(actor.id for actor in loads(preset(), None).affair.actors)


def _suppliers(claim: MarkedClaim) -> frozenset[str]:
    return frozenset(actor for role, actor in claim.actors if role == "supplier")


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


def ours(golds: Sequence[Gold], reader: Reader) -> list[list[Found]]:
    """What the reader finds."""
    return [[flat(claim) for claim in reading.claims] for reading in readings(golds, reader)]


def readings(golds: Sequence[Gold], reader: Reader) -> list[Reading]:
    """Every text read, relevant or not: relevance has figures of its own."""
    return list(reader.read_many([(gold.title, gold.text, gold.published) for gold in golds], force=True))


def by_keywords(golds: Sequence[Gold], reader: Reader) -> list[list[Found]]:
    """The baseline: key words; always done, the nearest date, the nearest actor as speaker, no procedure."""
    return [list(_by_words(gold, read)) for gold, read in zip(golds, readings(golds, reader), strict=True)]


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
        ("speaker right", "speaker"),
        ("procedure right", "procedure"),
        ("suppliers right", "suppliers"),
    ):
        yield name, f"{getattr(ours, key):.3f}", f"{getattr(theirs, key):.3f}"


def rows(reader: Reader | None = None) -> list[tuple[str, str, str]]:
    """(name, figure, baseline) for docs/evaluation.md: the test entries and the whole texts."""
    reader = reader or _reader()
    found: list[tuple[str, str, str]] = []
    for name, golds in sets().items():
        if name != "decisions, dev":
            pair = score(golds, ours(golds, reader)), score(golds, by_keywords(golds, reader))
            found += [(f"{name}: {line}", figure, base) for line, figure, base in _figures(*pair)]
    return found


def sets() -> dict[str, list[Gold]]:
    """The gold by name."""
    sentences = entries(DECISIONS)
    whole = [gold for gold in gold_texts(TEXTS) if gold.heads.get("claims") != "no"]
    return {"decisions, dev": dev(sentences), "decisions, test": held_out(sentences), "whole texts": whole}


def mistakes(golds: Sequence[Gold], read: Sequence[Sequence[Found]]) -> Iterator[str]:
    """What is wrong, entry by entry."""
    for gold, found in zip(golds, read, strict=True):
        wrong = list(_wrong(score([gold], [found])))
        if wrong:
            yield from (f"\n{gold.id}  {gold.published:%Y-%m-%d}  {gold.text}", *wrong)


def _wrong(scores: Scores) -> Iterator[str]:
    yield from (f"   missed  {claim.type} {claim.status} {claim.when} {claim.speaker}" for claim in scores.missed)
    yield from (f"   extra   {found.type} {found.status} {found.when} {found.speaker}" for found in scores.extra)
    for gold, found in scores.pairs:
        if gold.status != found.status:
            yield f"   status  {gold.type}: {found.status}, not {gold.status}"
        if not _dated(gold, found):
            yield f"   date    {gold.type}: {found.when or 'none'}, not {gold.when or 'none'}"
        if _voice(gold, found) != "right":
            yield f"   speaker {gold.type}: {found.speaker or 'unknown'}, not {gold.speaker or 'nobody'}"
        if gold.procedure != found.procedure:
            yield f"   procedure {gold.type}: {found.procedure or 'none'}, not {gold.procedure or 'none'}"


def _reader() -> Reader:
    return Reader(loads(preset(), None).affair)


def main(arguments: Sequence[str]) -> None:
    """Print the figures; with ``--mistakes``, also what is wrong on dev, and on dev only."""
    reader = _reader()
    for name, golds in sets().items():
        read = ours(golds, reader)
        print(*report(name, score(golds, read), score(golds, by_keywords(golds, reader))), sep="\n")
        if "--mistakes" in arguments and name == "decisions, dev":
            print(*mistakes(golds, read), "", sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
