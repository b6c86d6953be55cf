"""Figures of the classifier, of the lexicon and of both, out of fold."""

from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.claim_sets import Piece
from nlp.claims.classifier import TYPES
from nlp.claims.words import Floats

_BONUSES, _EDGES = (0.8, 1.3, 2.0), (-0.5, -0.2, 0.1)


def report(read: Sequence[tuple[Piece, Floats]]) -> Iterator[str]:
    """macro-F1 / micro-F1, precision and recall of each source."""
    for source in sorted({piece.source for piece, _ in read}):
        mine = [(piece, logits) for piece, logits in read if piece.source == source]
        rules = np.array([[kind in p.rules for kind in TYPES] for p, _ in mine])
        logits = np.array([them for _, them in mine])
        pieces = [piece for piece, _ in mine]
        ways = {"rules": rules, "learned": logits > -0.3}
        ways |= {
            f"both {bonus}/{edge}": logits + bonus * rules > edge for bonus in (1.5, 2.5) for edge in (-0.4, 0.0, 0.4)
        }
        yield f"{source} ({len(mine)} sentences)"
        yield from (f"  {name:14} {_line(pieces, chosen)}" for name, chosen in ways.items())


def _line(pieces: Sequence[Piece], chosen: np.ndarray) -> str:
    wanted = np.array([[kind in p.types for kind in TYPES] for p in pieces])
    chosen = chosen & ~np.array([[kind in p.optional for kind in TYPES] for p in pieces])
    right, found, asked = (chosen & wanted).sum(0), chosen.sum(0), wanted.sum(0)
    f = (2 * right / np.maximum(1, found + asked))[asked > 0]
    micro = 2 * right.sum() / max(1, found.sum() + asked.sum())
    precision, recall = right.sum() / max(1, found.sum()), right.sum() / max(1, asked.sum())
    return f"macro {f.mean():.3f} micro {micro:.3f}  P {precision:.2f} R {recall:.2f}"
