"""Trains what says how firmly a decision is said (nlp/claims/firmness.py), and measures it out of fold.

    python -m benchmarks.train_firmness --folds 5     figures only
    python -m benchmarks.train_firmness --out nlp/claims/weights/firmness.npz

It learns from the claims of the training texts that the reader finds, whatever status its rules give them: made after
`benchmarks.train_claims`, since a decision that is not found has no status.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.claim_sets import training
from benchmarks.claims_found import paired
from benchmarks.train_judge import Example, folded, learn
from nlp.claims import judge
from nlp.claims.cues import Cue
from nlp.claims.firmness import STATUSES, chosen, sight
from nlp.claims.words import Floats
from tests.gold.marked import Gold

_MARGINS = (0.0, 1.0, 2.0, 3.0, 4.0)


class Case(NamedTuple):
    """One decision found, and what its gold says."""

    entry: str
    cue: Cue
    statuses: frozenset[str]  # that are right

    @property
    def example(self) -> Example:
        """A share for each right status."""
        found = np.array([status in self.statuses for status in STATUSES], np.float32)
        return Example(self.entry, [sight(self.cue)], np.asarray(found / found.sum(), np.float32))


def cases(golds: Sequence[tuple[str, Gold]]) -> Iterator[Case]:
    """The claims of ``golds`` that the rules find."""
    for entry, gold, _, read in paired(golds, firm=False):
        yield Case(entry, read.cue, frozenset(gold.status.split("|")))


def report(found: Sequence[Case], folds: int) -> Iterator[str]:
    """Shares of right statuses, out of fold: the rules alone, then with what was learned, by margin."""
    judged = [logits for _, logits in folded([case.example for case in found], folds)]
    given = np.array([STATUSES.index(case.cue.status) for case in found])
    yield f"rules alone {_right(found, [case.cue.status for case in found])} of {len(found)}"
    for margin in _MARGINS:
        sure: Floats = np.concatenate(judged)
        yield f"margin {margin}: {_right(found, chosen(sure, given, margin))}"


def _right(found: Sequence[Case], statuses: Sequence[str]) -> str:
    right = sum(status in case.statuses for case, status in zip(found, statuses, strict=True))
    return f"{right / len(found):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    found = list(cases(training()))
    if options.folds:
        print(*report(found, options.folds), sep="\n", flush=True)
    if options.out:
        np.savez_compressed(options.out, **judge.packed(learn([case.example for case in found])))


if __name__ == "__main__":
    main()
