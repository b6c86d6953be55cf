"""What no single key can tell: names used twice, references to nothing."""

from collections.abc import Iterator, Sequence

from veilleur.topic.lines import Path
from veilleur.topic.schema import TopicFile


def contradictions(topic: TopicFile) -> Iterator[tuple[Path, str]]:
    """Every fault between the tables of a topic whose tables are each right."""
    if not topic.sources:
        yield ("sources",), "at least one [[sources]] is required"
    yield from _twice("sources", "name", [source.name for source in topic.sources])
    yield from _twice("actors", "id", [actor.id for actor in topic.actors])
    yield from _twice("procedures", "id", [procedure.id for procedure in topic.procedures])
    yield from _twice("milestones", "id", [milestone.id for milestone in topic.milestones])
    yield from _twice("subscribers", "name", [subscriber.name for subscriber in topic.subscribers])
    yield from _unknown_fallbacks(topic)
    yield from _unknown_procedures(topic)
    yield from _backward_spans(topic)


def _twice(table: str, key: str, values: Sequence[str]) -> Iterator[tuple[Path, str]]:
    for index, value in enumerate(values):
        if value in values[:index]:
            yield (table, index, key), f'"{value}" is used already; choose another'


def _unknown_fallbacks(topic: TopicFile) -> Iterator[tuple[Path, str]]:
    primary = [source.name for source in topic.sources if not source.fallback_of]
    for index, source in enumerate(topic.sources):
        if source.fallback_of and source.fallback_of not in primary:
            yield ("sources", index, "fallback_of"), f'"{source.fallback_of}" is not a source of its own in this topic'


def _unknown_procedures(topic: TopicFile) -> Iterator[tuple[Path, str]]:
    known = [procedure.id for procedure in topic.procedures]
    for index, milestone in enumerate(topic.milestones):
        if milestone.procedure is not None and milestone.procedure not in known:
            choices = ", ".join(known) or "none is declared"
            yield (
                ("milestones", index, "procedure"),
                f'"{milestone.procedure}" is not a procedure of this topic ({choices})',
            )


def _backward_spans(topic: TopicFile) -> Iterator[tuple[Path, str]]:
    spans = [(("procedures", i), p.start, p.end) for i, p in enumerate(topic.procedures)]
    spans += [(("actors", i), r.start, r.end) for i, a in enumerate(topic.actors) for r in a.roles]
    for path, start, end in spans:
        if start and end and end < start:
            yield (*path, "until"), f"{end} is before {start}"
