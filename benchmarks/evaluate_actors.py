"""Actors and entities on the gold texts, on sentences with companies no list holds, and on WiNER-fr 2017.

Each beside its baselines: the model as published, and our rules without any recogniser.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from spacy.language import Language

from benchmarks.train_ner import annotated
from nlp.actors.finder import Finder
from nlp.language import detect
from nlp.pipeline import bare, load
from nlp.types import Affair, Entity
from tests.gold.marked import Gold, dated
from tests.gold.marked import load as gold_texts
from veilleur.topic import loads, preset

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "texts"
SHORT = ROOT / "tests" / "gold" / "actors"
COMPANIES = ROOT / "tests" / "gold" / "companies.txt"
WINER = ROOT.parent / "shared" / "data" / "winer_fr" / "2017"
_OTHERS = ["tok2vec", "morphologizer", "parser", "attribute_ruler"]

Key = tuple[object, ...]
Row = tuple[str, str, str]  # what, our figure, the baseline


@dataclass(frozen=True)
class Figures:
    """Precision, recall and F of one set of exact spans."""

    right: int
    found: int
    wanted: int

    @property
    def f(self) -> float:
        return 2 * self.right / max(1, self.found + self.wanted)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.wanted)
        return f"P {precision:.3f}  R {recall:.3f}  F {self.f:.3f}  (n = {self.wanted})"


def figures(found: Iterable[Key], wanted: Iterable[Key]) -> Figures:
    """Compare two sets of spans."""
    left, right = set(found), set(wanted)
    return Figures(len(left & right), len(left), len(right))


def recognised(nlp: Language, texts: list[str]) -> Iterator[list[Entity]]:
    """The recogniser's entities of each text."""
    for doc in nlp.pipe(texts, disable=_OTHERS):
        yield [Entity(e.start_char, e.end_char, e.text, e.label_) for e in doc.ents]


def affair() -> Affair:
    """The bundled topic's."""
    return loads(preset(), None).affair


@dataclass(frozen=True)
class Result:
    """Figures of one way of reading the gold texts."""

    entities: Figures
    actors: Figures  # mentions of known actors with their id
    unknown: Figures  # mentions of actors that no list holds


def on_gold(golds: list[Gold], nlp: Language | None, rules: bool = True) -> Result:
    """Entities and mentions of known actors on ``golds``, with or without model (``nlp``) and rules."""
    finder = Finder(affair().actors if rules else ())
    french = [detect(gold.text) == "fr" for gold in golds]
    seen = list(recognised(nlp, [gold.text for gold in golds])) if nlp else [[] for _ in golds]
    entities, actors, unknown = set(), set(), set()
    for index, gold in enumerate(golds):
        people = finder.find(gold.text, _day(gold.published), seen[index] if french[index] else [])
        entities |= {(index, e.start, e.end, e.label) for e in people.entities}
        actors |= {(index, m.start, m.end, a.id) for a in people.actors if a.known for m in a.mentions}
        unknown |= {(index, m.start, m.end) for a in people.actors if not a.known for m in a.mentions}
    spans = [(index, span) for index, gold in enumerate(golds) for span in gold.spans]
    wanted = {(i, s.start, s.end, s.ner) for i, s in spans if s.ner}
    known = {(i, s.start, s.end, s.actor) for i, s in spans if s.actor not in ("", "?")}
    others = {(i, s.start, s.end) for i, s in spans if s.actor == "?"}
    return Result(figures(entities, wanted), figures(actors, known), figures(unknown, others))


def on_companies(nlp: Language, rules: bool = True) -> Figures:
    """ORG spans in sentences whose companies no list holds."""
    from tests.gold.marked import parse, sentences

    golds = [parse(f"# title: -\n\n{line}", str(n)) for n, line in enumerate(sentences(COMPANIES))]
    finder = Finder(affair().actors if rules else ())
    found, wanted = set(), set()
    for index, (gold, seen) in enumerate(zip(golds, recognised(nlp, [g.text for g in golds]), strict=True)):
        found |= {(index, e.start, e.end) for e in finder.find(gold.text, None, seen).entities if e.label == "ORG"}
        wanted |= {(index, s.start, s.end) for s in gold.spans if s.ner == "ORG"}
    return figures(found, wanted)


def on_winer(nlp: Language, rules: bool) -> Figures:
    """All entities of WiNER-fr 2017."""
    texts = [annotated(path) for path in sorted(WINER.rglob("*.ann"))]
    finder = Finder(affair().actors if rules else ())
    found, wanted = set(), set()
    for index, seen in enumerate(recognised(nlp, [text for text, _ in texts])):
        entities = finder.find(texts[index][0], None, seen).entities if rules else seen
        found |= {(index, e.start, e.end, e.label) for e in entities}
        wanted |= {(index, *span) for span in texts[index][1]}
    return figures(found, wanted)


def _day(published: datetime | None) -> date | None:
    return published.astimezone(UTC).date() if published else None


def short_texts() -> list[Gold]:
    """One or two sentences each, in press style."""
    return [gold for path in sorted(SHORT.glob("*.txt")) for gold in dated(path)]


def rows() -> list[Row]:
    """What the table of the evaluation shows; sets that are not here are left out."""
    return list(_rows(load(), bare()))


def _rows(ours: Language, theirs: Language) -> Iterator[Row]:
    for name, golds in (("gold texts", gold_texts(GOLD)), ("short press texts", short_texts())):
        found, model, rules = on_gold(golds, ours), on_gold(golds, theirs, rules=False), on_gold(golds, None)
        yield (
            f"{name}: entities",
            str(found.entities),
            f"model alone {model.entities.f:.3f}, rules alone {rules.entities.f:.3f}",
        )
        yield f"{name}: known actors", str(found.actors), f"model alone 0, rules alone {rules.actors.f:.3f}"
        yield f"{name}: unknown actors", str(found.unknown), f"model alone {model.unknown.f:.3f}, rules alone 0"
    yield "companies that no list holds", str(on_companies(ours)), f"model alone {on_companies(theirs, False).f:.3f}"
    if WINER.is_dir():
        yield "WiNER-fr 2017: entities", str(on_winer(ours, True)), f"model alone {on_winer(theirs, False).f:.3f}"


def main() -> None:
    """Print the table."""
    for name, figure, baseline in rows():
        print(f"{name:32} {figure:44} {baseline}")


if __name__ == "__main__":
    main()
