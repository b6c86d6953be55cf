"""Gold as sentences with the types of decisions that they say: what the classifier learns from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.evaluate_claims import DECISIONS, FIRST_UNSEEN, ROOT, TEXTS, shared
from nlp.claims.extract import Text
from nlp.claims.features import Features, Floats, Sentence, Vectors
from nlp.claims.triggers import triggers
from nlp.reader import Reader
from tests.gold import by_offsets
from tests.gold.entries import dev, entries
from tests.gold.marked import Gold
from tests.gold.marked import load as gold_texts

TRAINING = ROOT / "tests" / "gold" / "training"


@dataclass(frozen=True)
class Piece:
    """One sentence of the gold."""

    source: str
    entry: str  # pieces of one entry go to one fold
    features: Sentence
    types: frozenset[str]
    optional: frozenset[str]
    rules: frozenset[str]  # types that the lexicon finds


def training() -> list[tuple[str, Gold]]:
    """(source, text) of all that may be learned from."""
    files: list[tuple[str, Sequence[Gold]]] = [(path.stem, entries(path)) for path in sorted(TRAINING.glob("*.txt"))]
    files += [("decisions", dev(entries(DECISIONS))), ("texts", [g for g in gold_texts(TEXTS) if g.id < FIRST_UNSEEN])]
    files += [("shared", by_offsets.dev(shared()))]
    return [(name, gold) for name, golds in files for gold in golds]


def pieces(reader: Reader, golds: Sequence[tuple[str, Gold]], axes: Floats) -> Iterator[Piece]:
    """Every sentence of ``golds``."""
    vectors = Vectors(axes)
    texts = reader.texts([(gold.title, gold.text, gold.published) for _, gold in golds])
    for (source, gold), text in zip(golds, texts, strict=True):
        yield from _pieces(source, gold, text, vectors)


def _pieces(source: str, gold: Gold, text: Text, vectors: Vectors) -> Iterator[Piece]:
    features = Features(text.words, text.sightings, text.dates, vectors)
    for left, right in text.sentences:
        found = features.sentence(left, right)
        if found is not None:
            wanted, optional = _labels(gold, left, right)
            rules = frozenset(str(t.type) for t in triggers(text.masked, left, right))
            yield Piece(source, source + gold.id, found, wanted, optional - wanted, rules)


def _labels(gold: Gold, left: int, right: int) -> tuple[frozenset[str], frozenset[str]]:
    """(types that must be found, types that may be) in the sentence [left, right)."""
    spans = [(claim, gold.text.index(claim.quote)) for claim in gold.claims]
    inside = [claim for claim, start in spans if start < right and left < start + len(claim.quote)]
    return frozenset(c.type for c in inside if not c.optional), frozenset(c.type for c in inside if c.optional)
