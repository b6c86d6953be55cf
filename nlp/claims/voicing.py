"""Whose words a decision is told in, as sentences have taught it: beside the rules of :mod:`nlp.claims.speech`.

Every actor named in the sentence is an option, and the last ones named before and after it, since "elle" and "le
ministère" speak for them; so is nobody. A network (:mod:`nlp.claims.judge`) sees the sentence once for each. The rules
are overruled where it is surer by a margin (docs/decisions/reading-decisions.md). Made by
``python -m benchmarks.train_choices voicing``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from nlp.actors.sightings import Sighting
from nlp.claims import judge, stored
from nlp.claims.choice import Choice, Option
from nlp.claims.cues import Cue
from nlp.claims.features import Span
from nlp.claims.speech import is_told
from nlp.types import Claim, ClaimStatus

WEIGHTS = Path(__file__).with_name("weights") / "voicing.npz"
SURER = 1.5  # of logarithms of probabilities: from which it is believed against the rules
_BEFORE, _AFTER = 600, 250  # characters around the sentence in which an actor may be meant
_FEW_BEFORE, _FEW_AFTER = 3, 1  # actors of those
_MOST = 8  # times that actors are named in a sentence, the nearest to the head


@dataclass(frozen=True)
class Voice(Option):
    """One actor, or nobody, who may be speaking."""

    cue: Cue
    status: ClaimStatus
    sighting: Sighting | None
    rank: int = 0  # of those named before the sentence: 1 for the last one
    ruled: bool = False  # it is who the rules say

    @property
    def actor(self) -> str | None:
        """Its id."""
        return self.sighting.actor if self.sighting else None

    @property
    def span(self) -> Span | None:
        """Where it stands in the text."""
        return (self.sighting.start, self.sighting.end) if self.sighting else None

    def whole(self) -> Iterator[str]:
        """What is known of it beside its words."""
        yield f"type {self.cue.trigger.type}"
        yield f"status {self.status}"
        if self.ruled:
            yield "rules"
        if self.sighting is None:
            yield "nobody"
            yield f"nobody {self.cue.trigger.type}"
            return
        place = self._place(self.sighting)
        yield from (place, f"kind {self.sighting.kind}", f"{place} {self.sighting.kind}")
        yield f"{self.sighting.kind} {self.cue.trigger.type}"
        yield "known" if self.sighting.known else "unknown"

    def _place(self, sighting: Sighting) -> str:
        if self.cue.holds(self.span):
            return "after the head" if sighting.start > self.cue.trigger.head[0] else "before the head"
        return f"named before {self.rank}" if sighting.start < self.cue.line.left else "named after"


def voices(cue: Cue, claim: Claim) -> list[Voice]:
    """The options of a claim, the rules' own first, each actor once; nobody where no words are told."""
    if claim.speaker is None and not is_told(cue.text.folded, cue.line.left, cue.line.right):
        return [Voice(cue, claim.status, None, ruled=True)]
    found: dict[str | None, Voice] = {}
    for sighting, rank in [(None, 0), *_named(cue)]:
        actor = sighting.actor if sighting else None
        found.setdefault(actor, Voice(cue, claim.status, sighting, rank, ruled=actor == claim.speaker))
    ruled = found.pop(claim.speaker, None) or _far(cue, claim)
    return [ruled, *found.values()]


def _named(cue: Cue) -> Iterator[tuple[Sighting, int]]:
    """Actors in the sentence, then the last ones before it, then the next ones after it."""
    all_ = cue.text.sightings
    inside = cue.near([s for s in all_ if cue.line.left <= s.start < cue.line.right], _MOST)
    yield from ((s, 0) for s in inside)
    before = {s.actor: s for s in all_ if cue.line.left - _BEFORE <= s.start < cue.line.left}
    last = sorted(before.values(), key=lambda s: -s.start)
    yield from ((s, rank) for rank, s in enumerate(islice(last, _FEW_BEFORE), 1))
    after = {s.actor: s for s in reversed(all_) if cue.line.right <= s.start < cue.line.right + _AFTER}
    yield from ((s, 0) for s in sorted(after.values(), key=lambda s: s.start)[:_FEW_AFTER])


def _far(cue: Cue, claim: Claim) -> Voice:
    """Whom the rules found farther away."""
    sighting = min(
        (s for s in cue.text.sightings if s.actor == claim.speaker),
        key=lambda s: abs(s.start - cue.line.left),
        default=None,
    )
    return Voice(cue, claim.status, sighting, _FEW_BEFORE, ruled=True)


@lru_cache(maxsize=1)
def shipped() -> Choice[Voice]:
    """The weights shipped. Raises ModelError when they cannot be read."""
    return Choice(stored.read(WEIGHTS, "speakers of decisions", judge.unpacked), SURER)
