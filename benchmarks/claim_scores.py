"""How claims found are compared with gold ones: same type, overlapping quotes, each used once. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from nlp.types import ClaimType
from tests.gold.marked import Gold, MarkedClaim
from veilleur.topic import loads, preset

_PART_OF_YEAR = re.compile(r"(\d{4})-(3[3-6]|4[01])")  # EDTF: of three months, of six
_MONTHS = {
    "33": ("01", "03"), "34": ("04", "06"), "35": ("07", "09"), "36": ("10", "12"),
    "40": ("01", "06"), "41": ("07", "12"),
}  # fmt: skip
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
        return self._share(found.status in gold.status.split("|") for gold, found in self.pairs)

    @property
    def when(self) -> float:
        """Matched claims with the gold's date, or rightly without one."""
        return self._share(dated(gold, found) for gold, found in self.pairs)

    @property
    def when_given(self) -> float:
        """The same among the matched claims that have a date."""
        return self._share(dated(gold, found) for gold, found in self.pairs if day(gold.when.split("|")[0]))

    @property
    def speaker(self) -> float:
        """Matched claims with the gold's speaker, or rightly without one."""
        return self._share(voice(gold, found) == "right" for gold, found in self.pairs)

    @property
    def speaker_given(self) -> float:
        """The same among the matched claims that somebody of the affair says."""
        named = (pair for pair in self.pairs if pair[0].speaker.split("|")[0] not in ("", _ANYONE))
        return self._share(voice(gold, found) == "right" for gold, found in named)

    @property
    def voices(self) -> Counter[str]:
        """How many speakers are right, wrong (another is named, or one where nobody speaks) and unknown."""
        return Counter(voice(gold, found) for gold, found in self.pairs)

    @property
    def procedure(self) -> float:
        return self._share(found.procedure in gold.procedure.split("|") for gold, found in self.pairs)

    @property
    def suppliers(self) -> float:
        """Matched claims with exactly the gold's suppliers."""
        return self._share(_suppliers(gold) == found.suppliers for gold, found in self.pairs)

    @staticmethod
    def _share(right: Iterator[bool]) -> float:
        answers = list(right)
        return sum(answers) / max(1, len(answers))


def day(edtf: str) -> str:
    """A date as it is compared: no time of day, an open interval as its known end, a part of a year as its months."""
    known = [part.partition("T")[0] for part in edtf.split("/") if part not in ("", "..")]
    ends = [_ends(part) for part in (known[:1] + known[-1:])]
    return "/".join(dict.fromkeys([ends[0][0], ends[-1][1]])) if ends else ""


def _ends(part: str) -> tuple[str, str]:
    match = _PART_OF_YEAR.fullmatch(part)
    if match is None:
        return part, part
    first, last = _MONTHS[match[2]]
    return f"{match[1]}-{first}", f"{match[1]}-{last}"


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
    return 2 * (found.status in claim.status.split("|")) + dated(claim, found) - 4 * claim.optional


def _fits(claim: MarkedClaim, found: Found, left: int, right: int) -> bool:
    """Same type and overlapping quotes; an optional claim (another contract, mostly) also in its procedure."""
    if claim.optional and found.procedure not in claim.procedure.split("|"):
        return False
    return found.type == claim.type and found.start < right and left < found.end


def dated(gold: MarkedClaim, found: Found) -> bool:
    return day(found.when) in map(day, gold.when.split("|"))


def _span(text: str, quote: str) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)


def voice(gold: MarkedClaim, found: Found) -> str:
    wanted = gold.speaker.split("|")
    if found.speaker in wanted or (_ANYONE in wanted and found.speaker not in _known()):
        return "right"
    return "wrong" if found.speaker else "unknown"


@cache
def _known() -> frozenset[str]:
    return frozenset(actor.id for actor in loads(preset(), None).affair.actors)


def _suppliers(claim: MarkedClaim) -> frozenset[str]:
    return frozenset(actor for role, actor in claim.actors if role == "supplier")
