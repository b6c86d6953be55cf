"""Gold as sentences with the types of decisions that they say: what the classifier learns from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.evaluate_claims import BLIND, DECISIONS, FIRST_UNSEEN, ROOT, TEXTS, shared
from nlp.claims.features import BLOCKS, NO_NAME, WIDTH, Lens, Seen, seen
from nlp.claims.text import Text
from nlp.claims.triggers import triggers
from nlp.claims.words import Floats, Ints
from nlp.reader import Reader
from tests.gold import by_offsets
from tests.gold.entries import DEFAULT_TITLE, dev, entries
from tests.gold.marked import Gold
from tests.gold.marked import load as gold_texts

_UNDATED = "Types and statuses only"  # so says the head of a file
TRAINING = ROOT / "tests" / "gold" / "training"


@dataclass(frozen=True)
class Piece:
    """One sentence of the gold."""

    source: str
    text: str  # the one it stands in: pieces of one text go to one fold
    before: "Piece | None"  # the sentence before it in its text
    dense: Floats  # (candidates, BLOCKS × numbers of a word)
    names: list[list[str]]  # of each candidate
    mean: Floats  # (numbers of a word): of all words of the sentence
    line: Floats  # (words, numbers of a word)
    stems: list[str]  # of each word
    candidates: Ints  # which words they are
    types: frozenset[str]
    optional: frozenset[str]
    rules: frozenset[str]  # types that the lexicon finds


def training() -> list[tuple[str, Gold]]:
    """(source, text) of all that may be learned from."""
    files: list[tuple[str, Sequence[Gold]]] = [(path.stem, entries(path)) for path in sorted(TRAINING.glob("*.txt"))]
    files += [("decisions", dev(entries(DECISIONS))), ("texts", [g for g in gold_texts(TEXTS) if g.id < FIRST_UNSEEN])]
    files += [("blind", gold_texts(BLIND)), ("shared", by_offsets.dev(shared()))]
    return [(name, gold) for name, golds in files for gold in golds]


def dated_training() -> list[tuple[str, Gold]]:
    """(source, text) of all whose dates may be learned from."""
    undated = {path.stem for path in TRAINING.glob("*.txt") if _UNDATED in path.read_text(encoding="utf-8")}
    return [(source, gold) for source, gold in training() if source not in undated]


def pieces(reader: Reader, golds: Sequence[tuple[str, Gold]], axes: Floats) -> Iterator[Piece]:
    """Every sentence of ``golds``."""
    lens = plain(axes)
    texts = reader.texts([(gold.title, gold.text, gold.published) for _, gold in golds])
    last: tuple[str, Piece] | None = None  # with the entry it is of
    for (source, gold), text in zip(golds, texts, strict=True):
        follows = last and last[1].text == _text(source, gold) and _follows(gold.id, last[0])
        for piece in split(source, gold, text, lens, last[1] if last and follows else None):
            last = gold.id, piece
            yield piece


def _follows(entry: str, other: str) -> bool:
    """Whether an entry is the other, or the one after it in its file."""
    return entry == other or (entry.isdigit() and other.isdigit() and int(entry) == int(other) + 1)


def _text(source: str, gold: Gold) -> str:
    """Entries of one day and title are one text."""
    return source + (f"{gold.published} {gold.title}" if gold.title not in ("", DEFAULT_TITLE) else gold.id)


def plain(axes: Floats) -> Lens:
    """A lens through which words are seen as they are."""
    each = np.eye(axes.shape[1] + WIDTH, dtype=np.float32)
    return Lens(axes, np.tile(each, (BLOCKS, 1)), each, each)


def split(source: str, gold: Gold, text: Text, lens: Lens, before: Piece | None = None) -> Iterator[Piece]:
    """The sentences of one text that have candidates; what comes ``before`` them."""
    looked = seen([text], [text.sentences], lens)
    dense, names, line = np.concatenate(looked.around, axis=1), _spelled(looked, lens), looked.line
    made = {-1: before}
    for at in np.unique(looked.sentence).tolist():
        left, right = text.sentences[at]
        chosen = np.flatnonzero(looked.sentence == at)
        inside = np.flatnonzero(line.sentence == at)
        wanted, optional = _labels(gold, left, right)
        made[at] = piece = Piece(
            source,
            _text(source, gold),
            made.get(at - 1),
            dense[chosen],
            [names[row] for row in chosen],
            looked.mean[at],
            line.numbers[inside],
            [lens.words.stems[stem] for stem in line.stem[inside].tolist()],
            line.candidates[chosen] - inside[0],
            wanted,
            optional - wanted,
            frozenset(str(t.type) for t in triggers(text.masked, left, right)),
        )
        yield piece


def _spelled(looked: Seen, lens: Lens) -> list[list[str]]:
    return [[lens.spelled(name) for name in names if name != NO_NAME] for names in looked.names.tolist()]


def _labels(gold: Gold, left: int, right: int) -> tuple[frozenset[str], frozenset[str]]:
    """(types that must be found, types that may be) in the sentence [left, right)."""
    spans = [(claim, gold.text.index(claim.quote)) for claim in gold.claims]
    inside = [claim for claim, start in spans if start < right and left < start + len(claim.quote)]
    return frozenset(c.type for c in inside if not c.optional), frozenset(c.type for c in inside if c.optional)
