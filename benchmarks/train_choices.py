"""Trains what says which day is a decision's own, and who says it (nlp/claims/dating.py, voicing.py).

    python -m benchmarks.train_choices dating --folds 5     figures only, out of fold
    python -m benchmarks.train_choices voicing --out nlp/claims/weights/voicing.npz

They learn from the claims of the training texts with dates and speakers that the reader finds, where an option is
right: made after `benchmarks.train_claims` and `benchmarks.train_firmness`. Both have learned from these texts, so that
figures out of fold are those of statuses and heads a little better than on new ones.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.claim_scores import Found, dated, voice
from benchmarks.claim_sets import dated_training
from benchmarks.claims_found import paired
from benchmarks.train_judge import Example, folded, learn
from nlp.claims import judge
from nlp.claims.choice import Option, surest
from nlp.claims.extract import Read
from nlp.claims.words import Floats
from tests.gold.marked import Gold, MarkedClaim

_MARGINS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)


class Case(NamedTuple):
    """One decision found, its options and which of them its gold says."""

    entry: str
    options: Sequence[Option]
    right: list[bool]

    @property
    def asked(self) -> bool:
        """Whether there is something to learn from it."""
        return any(self.right) and len(self.options) > 1

    def answered(self, logits: Floats, margin: float) -> bool:
        """Whether the option that they make the surest is right."""
        return self.right[surest(self.options, logits.tolist(), margin)]

    @property
    def example(self) -> Example:
        """A share for each right option."""
        wanted: Floats = np.array(self.right, np.float32) / np.float32(sum(self.right))
        return Example(self.entry, [option.sight for option in self.options], wanted)


def _days(gold: MarkedClaim, found: Found, read: Read) -> tuple[Sequence[Option], list[bool]]:
    days = read.days()
    return days, [dated(gold, replace(found, when=day.edtf)) for day in days]


def _voices(gold: MarkedClaim, found: Found, read: Read) -> tuple[Sequence[Option], list[bool]]:
    voices = read.voices()
    return voices, [voice(gold, replace(found, speaker=one.actor or "")) == "right" for one in voices]


OF: Mapping[str, Callable[[MarkedClaim, Found, Read], tuple[Sequence[Option], list[bool]]]] = {
    "dating": _days,
    "voicing": _voices,
}


def cases(golds: Sequence[tuple[str, Gold]], what: str) -> Iterator[Case]:
    """The claims of ``golds`` that the reader finds, with the options of ``what``."""
    for entry, gold, found, read in paired(golds, firm=True):
        yield Case(entry, *OF[what](gold, found, read))


def report(found: Sequence[Case], folds: int) -> Iterator[str]:
    """Shares of right options, out of fold: the rules alone, then with what was learned, by margin."""
    asked = [case for case in found if case.asked]
    judged = [logits[:, 0] for _, logits in folded([case.example for case in asked], folds)]
    sure = sum(case.right[0] for case in found if not case.asked)
    ruled = sure + sum(case.right[0] for case in asked)
    yield f"{len(found)} claims, {len(asked)} of them to be asked; rules alone {ruled / max(1, len(found)):.3f}"
    for margin in _MARGINS:
        right = sure + sum(case.answered(logits, margin) for case, logits in zip(asked, judged, strict=True))
        yield f"margin {margin}: {right / max(1, len(found)):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=list(OF))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    found = list(cases(dated_training(), options.what))
    if options.folds:
        print(*report(found, options.folds), sep="\n", flush=True)
    if options.out:
        asked = [case.example for case in found if case.asked]
        np.savez_compressed(options.out, **judge.packed(learn(asked)))


if __name__ == "__main__":
    main()
