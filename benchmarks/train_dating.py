"""Trains what says which day is a decision's own (nlp/claims/dating.py), and measures it out of fold.

    python -m benchmarks.train_dating --folds 5     figures only
    python -m benchmarks.train_dating --out nlp/claims/weights/dating.npz

It learns from the claims of the training texts with dates that the reader finds, and whose right day is among the
options: made after `benchmarks.train_claims` and `benchmarks.train_firmness`.
"""

import argparse
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.claim_scores import day, score
from benchmarks.claim_sets import dated_training
from benchmarks.evaluate_claims import flat
from benchmarks.train_judge import Example, folded, learn
from nlp import parsing
from nlp.claims import judge
from nlp.claims.dating import Option
from nlp.claims.extract import Extractor
from nlp.claims.procedures import Procedures
from nlp.claims.words import Floats
from nlp.pipeline import load
from nlp.reader import Reader
from tests.gold.marked import Gold
from veilleur.topic import loads, preset

_MARGINS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)


class Case(NamedTuple):
    """One decision found, its options and which of them its gold says."""

    entry: str
    options: list[Option]
    right: list[bool]

    @property
    def example(self) -> Example:
        """A share for each right day."""
        wanted: Floats = np.array(self.right, np.float32) / np.float32(sum(self.right))
        return Example(self.entry, [option.sight for option in self.options], wanted)


def cases(golds: Sequence[tuple[str, Gold]]) -> Iterator[Case]:
    """The claims of ``golds`` that the reader finds."""
    affair = loads(preset(), None).affair
    reader, parse = Reader(affair), partial(parsing.parse, load())
    extractor = Extractor(Procedures(affair.procedures), reader.scorer)
    for source, gold in golds:
        texts = list(reader.texts([(gold.title, gold.text, gold.published)]))
        [read] = extractor.firm(texts, parse)
        found = [flat(one.claim) for one in read]
        options = {id(claim): one.options() for claim, one in zip(found, read, strict=True)}
        for wanted, one in score([gold], [found]).pairs:
            days = set(map(day, wanted.when.split("|")))
            own = options[id(one)]
            yield Case(source + gold.id, own, [day(option.edtf) in days for option in own])


def report(found: Sequence[Case], folds: int) -> Iterator[str]:
    """Shares of right days, out of fold: the rules alone, then with what was learned, by margin."""
    asked = [case for case in found if any(case.right) and len(case.options) > 1]
    judged = [logits[:, 0] for _, logits in folded([case.example for case in asked], folds)]
    sure = [case.right[0] for case in found if not any(case.right) or len(case.options) == 1]
    ruled = sum(sure) + sum(case.right[0] for case in asked)
    yield f"{len(found)} claims, {len(asked)} of them to be asked; rules alone {ruled / len(found):.3f}"
    for margin in _MARGINS:
        right = sum(sure) + sum(_right(case, logits, margin) for case, logits in zip(asked, judged, strict=True))
        yield f"margin {margin}: {right / len(found):.3f}"


def _right(case: Case, logits: Floats, margin: float) -> bool:
    ruled = np.array([option.ruled for option in case.options])
    return case.right[int(np.argmax(logits + margin * ruled))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    found = list(cases(dated_training()))
    if options.folds:
        print(*report(found, options.folds), sep="\n", flush=True)
    if options.out:
        asked = [case.example for case in found if any(case.right) and len(case.options) > 1]
        np.savez_compressed(options.out, **judge.packed(learn(asked)))


if __name__ == "__main__":
    main()
