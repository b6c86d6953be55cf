"""Text → Reading. The model is loaded when the first relevant text comes, and once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from nlp import parsing
from nlp.actors.finder import Finder, People
from nlp.chunks import chunks, grouped
from nlp.claims.extract import Extractor, shifted
from nlp.claims.procedures import Procedures
from nlp.claims.text import Text
from nlp.dates import parse
from nlp.dates.text import fold
from nlp.language import detect
from nlp.relevance import Scorer
from nlp.sentences import sentences
from nlp.threads import single
from nlp.types import ActorFound, Affair, Claim, DateMention, Entity, Mention, Reading, Relevance

RULES = "rules-7"  # raised when the rules read otherwise, so that `reprocess` knows
_BATCH = 64  # texts; pieces are parsed by their length, so that memory is bounded (benchmarks/speed.py)
_LABELS = frozenset({"PER", "ORG", "LOC", "MISC"})

Input = tuple[str, str, datetime | None]  # title, text, published (aware, or None when unknown)


@dataclass(frozen=True)
class _Piece:
    """A piece of a text that is to be read, with what the whole text says of it."""

    title: str
    text: str
    offset: int  # of the piece in its text
    language: str
    day: date | None
    dates: tuple[DateMention, ...]  # of the piece; offsets index it

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True)
class _Judged:
    """A text, and its pieces when it is to be read."""

    relevance: Relevance
    language: str
    dates: tuple[DateMention, ...] = ()
    pieces: tuple[_Piece, ...] = ()


_Part = tuple[Sequence[Entity], Sequence[ActorFound], Sequence[Claim]]  # what one piece says


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

    def texts(self, texts: Iterable[Input]) -> Iterator[Text]:
        """What claims are read from, relevant or not, each text in one piece: for those who train or measure."""
        for title, text, published in texts:
            day, dates = self._dates(text, published)
            yield next(self._looked([_Piece(title, text, 0, detect(text), day, dates)]))[0]

    def _batch(self, batch: list[Input], force: bool) -> Iterator[Reading]:
        judged = [self._judged(*given, force) for given in batch]
        parts = self._parts(piece for j in judged for piece in j.pieces)
        for j in judged:
            yield self._reading(j, list(islice(parts, len(j.pieces))))

    def _judged(self, title: str, text: str, published: datetime | None, force: bool) -> _Judged:
        relevance, language = self.scorer(title, text), detect(text)
        if not (text.strip() and (relevance.relevant or force)):
            return _Judged(relevance, language)
        day, dates = self._dates(text, published)
        pieces = (_Piece(title, part, at, language, day, _inside(dates, at, part)) for at, part in chunks(text))
        return _Judged(relevance, language, dates, tuple(pieces))

    def _dates(self, text: str, published: datetime | None) -> tuple[date | None, tuple[DateMention, ...]]:
        """The local day of publication, and the dates of ``text``."""
        day = published.astimezone(self._zone).date() if published else None
        return day, parse(text, published, self._affair.timezone)

    def _reading(self, j: _Judged, parts: Sequence[_Part]) -> Reading:
        if not parts:
            return Reading(j.relevance, j.language)
        entities = tuple(entity for found, _, _ in parts for entity in found)
        actors = _merged(actor for _, found, _ in parts for actor in found)
        claims = tuple(claim for _, _, found in parts for claim in found)
        return Reading(j.relevance, j.language, entities, actors, j.dates, claims, self._model)

    def _parts(self, pieces: Iterable[_Piece]) -> Iterator[_Part]:
        """What the pieces say, in order, a few at a time: half as long again one by one."""
        for group in grouped(pieces):
            yield from self._group(group)

    def _group(self, group: Sequence[_Piece]) -> list[_Part]:
        with single():
            looked = list(self._looked(group))
            claims = self._extractor.claims([text for text, _ in looked], partial(parsing.parse, self._nlp))
        read = zip(group, looked, claims, strict=True)
        return [_moved(people, found, piece.offset) for piece, (_, people), found in read]

    def _looked(self, group: Sequence[_Piece]) -> Iterator[tuple[Text, People]]:
        """Each piece as claims are read from it, and its actors."""
        docs = iter(parsing.recognised(self._nlp, [piece.text for piece in group if piece.language == "fr"]))
        for p in group:
            doc = next(docs) if p.language == "fr" else None
            words = doc if doc is not None else self._nlp.make_doc(p.text)
            people = self._finder.find(p.text, p.day, _entities(words))
            spans = sentences(p.text)
            yield Text(p.text, fold(p.text), p.day, spans, p.dates, people.sightings, doc, words, p.title), people

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


def _inside(dates: Iterable[DateMention], offset: int, piece: str) -> tuple[DateMention, ...]:
    """The dates of a piece, their offsets counted from its start."""
    end = offset + len(piece)
    inside = (m for m in dates if offset <= m.start and m.end <= end)
    return tuple(DateMention(m.start - offset, m.end - offset, m.text, m.date) for m in inside)


def _moved(people: People, claims: Iterable[Claim], by: int) -> _Part:
    """What a piece says, its offsets moved to the whole text."""
    if not by:
        return people.entities, people.actors, tuple(claims)
    entities = [Entity(e.start + by, e.end + by, e.text, e.label) for e in people.entities]
    return entities, [_moved_actor(actor, by) for actor in people.actors], [shifted(claim, by) for claim in claims]


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
