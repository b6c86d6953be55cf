"""Text → Reading. The model is loaded when the first relevant text comes, and once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from nlp.actors.finder import Finder, People
from nlp.chunks import chunks, grouped
from nlp.claims.extract import Extractor, Text, shifted
from nlp.claims.procedures import Procedures
from nlp.dates import parse
from nlp.dates.text import fold
from nlp.language import detect
from nlp.relevance import Scorer
from nlp.sentences import sentences
from nlp.types import ActorFound, Affair, Claim, DateMention, Entity, Mention, Reading, Relevance

RULES = "rules-2"  # raised when the rules read otherwise, so that `reprocess` knows
_BATCH = 32  # texts; 400 MB, since pieces are parsed by their length (benchmarks/speed.py)
_LABELS = frozenset({"PER", "ORG", "LOC", "MISC"})

Input = tuple[str, str, datetime | None]  # title, text, published (aware, or None when unknown)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A text, and whether it is to be read."""

    title: str
    text: str
    published: datetime | None
    relevance: Relevance
    language: str
    wanted: bool


class Reader:
    """Reads texts under the rules of one affair."""

    def __init__(self, affair: Affair, batch: int = _BATCH) -> None:
        self._affair, self._size = affair, batch
        self._zone = ZoneInfo(affair.timezone)
        self.scorer = Scorer(affair.relevance)
        self._finder = Finder(affair.actors)
        self._extractor = Extractor(Procedures(affair.procedures), self.scorer)

    def read(self, title: str, text: str, published: datetime | None, force: bool = False) -> Reading:
        """Read one text. One that is not relevant gets its relevance and nothing else, unless ``force``d.

        Raises ModelError when the language model is not installed.
        """
        return next(self.read_many([(title, text, published)], force))

    def read_many(self, texts: Iterable[Input], force: bool = False) -> Iterator[Reading]:
        """Readings of ``texts``, in order, read in batches."""
        rest = iter(texts)
        while batch := list(islice(rest, self._size)):
            yield from self._batch(batch, force)

    def _batch(self, batch: list[Input], force: bool) -> Iterator[Reading]:
        judged = [self._judged(*given, force) for given in batch]
        docs = self._docs(j.text for j in judged if j.wanted and j.language == "fr")
        for j in judged:
            yield self._read(j, docs) if j.wanted else Reading(j.relevance, j.language)

    def _judged(self, title: str, text: str, published: datetime | None, force: bool) -> _Judged:
        relevance = self.scorer(title, text)
        wanted = text.strip() != "" and (relevance.relevant or force)
        return _Judged(title, text, published, relevance, detect(text), wanted)

    def _read(self, j: _Judged, docs: Iterator[Any]) -> Reading:
        day = j.published.astimezone(self._zone).date() if j.published else None
        dates = parse(j.text, j.published, self._affair.timezone)
        parts = [
            self._chunk(j.title, part, offset, next(docs) if j.language == "fr" else None, day, dates)
            for offset, part in chunks(j.text)
        ]
        entities = tuple(entity for found, _, _ in parts for entity in found)
        actors = _merged(actor for _, found, _ in parts for actor in found)
        claims = tuple(claim for _, _, found in parts for claim in found)
        return Reading(j.relevance, j.language, entities, actors, dates, claims, self._model)

    def _docs(self, french: Iterable[str]) -> Iterator[Any]:
        """Parsed pieces of all these texts, in order, a few at a time: a third faster than one by one."""
        for group in grouped(piece for text in french for _, piece in chunks(text)):
            yield from self._nlp.pipe(group, batch_size=len(group))

    def texts(self, texts: Iterable[Input]) -> Iterator[Text]:
        """What claims are read from, relevant or not, each text in one piece: for those who train or measure."""
        for title, text, published in texts:
            day = published.astimezone(self._zone).date() if published else None
            dates = parse(text, published, self._affair.timezone)
            doc = self._nlp(text) if detect(text) == "fr" else None
            yield self._looked(title, text, doc, day, dates)[0]

    def _chunk(
        self, title: str, text: str, offset: int, doc: Any, day: date | None, dates: tuple[DateMention, ...]
    ) -> tuple[list[Entity], list[ActorFound], list[Claim]]:
        inside = tuple(_moved(m, -offset) for m in dates if offset <= m.start and m.end <= offset + len(text))
        looked, people = self._looked(title, text, doc, day, inside)
        claims = self._extractor.claims(looked)
        entities = [Entity(e.start + offset, e.end + offset, e.text, e.label) for e in people.entities]
        return entities, [_moved_actor(a, offset) for a in people.actors], [shifted(c, offset) for c in claims]

    def _looked(
        self, title: str, text: str, doc: Any, day: date | None, dates: tuple[DateMention, ...]
    ) -> tuple[Text, People]:
        words = doc if doc is not None else self._nlp.make_doc(text)
        people = self._finder.find(text, day, _entities(doc) if doc is not None else [])
        return Text(text, fold(text), day, sentences(text), dates, people.sightings, doc, words, title), people

    @cached_property
    def _nlp(self) -> Any:
        from nlp.pipeline import load

        return load()

    @property
    def _model(self) -> str:
        from nlp.pipeline import version

        return f"{version()}+{RULES}"


def _entities(doc: Any) -> list[Entity]:
    return [Entity(e.start_char, e.end_char, e.text, e.label_) for e in doc.ents if e.label_ in _LABELS]


def _moved(m: DateMention, by: int) -> DateMention:
    return DateMention(m.start + by, m.end + by, m.text, m.date)


def _moved_actor(actor: ActorFound, by: int) -> ActorFound:
    mentions = tuple(Mention(m.start + by, m.end + by, m.text) for m in actor.mentions)
    return ActorFound(actor.id, actor.name, actor.kind, mentions, actor.known)


def _merged(actors: Iterable[ActorFound]) -> tuple[ActorFound, ...]:
    """Actors of all chunks, one each, with all their mentions."""
    found: dict[str, ActorFound] = {}
    for actor in actors:
        held = found.get(actor.id)
        mentions = (*held.mentions, *actor.mentions) if held else actor.mentions
        found[actor.id] = ActorFound(actor.id, (held or actor).name, actor.kind, mentions, actor.known)
    return tuple(found.values())
