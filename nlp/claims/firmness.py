"""How firmly a decision is said, as sentences have taught it: beside the rules of :mod:`nlp.claims.status`.

A network (:mod:`nlp.claims.judge`) sees the sentence, how far each word stands from the head, the type, what the rules
answered and where the date lies. It is believed where it is surer than the rules by a margin
(docs/decisions/reading-decisions.md). Made by ``python -m benchmarks.train_firmness``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from nlp.claims import judge, stored
from nlp.claims.cues import Cue
from nlp.claims.judge import Judge, Sight
from nlp.claims.words import Floats, Ints
from nlp.types import ClaimStatus, ClaimType

WEIGHTS = Path(__file__).with_name("weights") / "firmness.npz"
STATUSES = tuple(ClaimStatus)
# of logarithms of probabilities: from which it is believed against the rules, which know doubt and denial best
_SURER = np.array([1.0 if status in (ClaimStatus.DONE, ClaimStatus.PLANNED) else 2.0 for status in STATUSES])
_DONE = STATUSES.index(ClaimStatus.DONE)
_GRAVE = frozenset({ClaimType.AWARD, ClaimType.MIGRATION})  # said done when they are not, they cost readers most:
_DEAR = 2.0  # so much surer it must be to say it (of 1,205 planned by the rules, 13 falsely done, not 25)


def sight(cue: Cue) -> Sight:
    """The decision as the network sees it."""
    return cue.sight(None, _whole(cue))


def _whole(cue: Cue) -> Iterator[str]:
    yield f"type {cue.trigger.type}"
    yield f"rules {cue.status}"
    if cue.plain:
        yield "plain"
    if cue.mention and cue.text.day and cue.mention.date.earliest:
        yield "ahead" if cue.mention.date.earliest > cue.text.day else "past"


@dataclass(frozen=True)
class Firmness:
    """``network`` answers with the logits of STATUSES."""

    network: Judge

    def statuses(self, cues: Sequence[Cue]) -> list[ClaimStatus]:
        """The status of each: the rules' own, unless what was learned is surer of another."""
        if not cues:
            return []
        given = np.array([STATUSES.index(cue.status) for cue in cues])
        sure = self.network.logits([sight(cue) for cue in cues])
        sure[:, _DONE] -= [_DEAR * (cue.trigger.type in _GRAVE and cue.status != ClaimStatus.DONE) for cue in cues]
        return chosen(sure, given, _SURER[given])


def chosen(sure: Floats, given: Ints, margin: Floats | float) -> list[ClaimStatus]:
    """The surest of each, the ``given`` ones taken for surer by ``margin``."""
    weighed = sure.copy()
    weighed[np.arange(len(given)), given] += margin
    return [STATUSES[at] for at in weighed.argmax(1).tolist()]


@lru_cache(maxsize=1)
def shipped() -> Firmness:
    """The weights shipped. Raises ModelError when they cannot be read."""
    return Firmness(stored.read(WEIGHTS, "statuses", judge.unpacked))
