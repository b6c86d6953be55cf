"""A topic → the parts of a running monitor, wired as every command wires them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from digests import registers as registers_of
from digests.lines import Words
from digests.timeline import Rules, timeline
from store.errors import ArchiveNotFoundError
from veilleur.shell import Shell
from veilleur.topic import Topic

if TYPE_CHECKING:
    from datetime import datetime

    from crawler.types import Gathered, Job
    from digests.exports import Export
    from digests.post import Office
    from scheduler import Monitor, Parts
    from store.queries import Queries
    from store.types import Known


def rules(topic: Topic) -> Rules:
    """What the topic says of its timeline."""
    officials = frozenset(actor.id for actor in topic.affair.actors if actor.official)
    registers = {s.name: registers_of.NAMES[s.kind] for s in topic.sources if s.kind in registers_of.NAMES}
    return Rules(topic.milestones, topic.zone, topic.overrides, officials, registers)


def names(topic: Topic) -> dict[str, str]:
    """Actor id → name."""
    return {actor.id: actor.name for actor in topic.affair.actors}


def words(topic: Topic) -> Words:
    """How to speak to the reader of a command."""
    return Words(topic.language, names(topic))


def exported(here: Shell, queries: "Queries", at: "datetime") -> "Export":
    """What was known at a moment, ready for the exports and the pages; they ask ``queries`` about earlier moments."""
    from digests.exports import Export

    known, stated = queries.known(at), rules(here.topic)
    title, found, speech = here.topic.affair.title, timeline(known, stated), words(here.topic).knowing(known)
    return Export(known, found, stated, speech, title, lambda since, until: between(queries, stated, since, until))


def between(queries: "Queries", stated: Rules, since: "datetime", at: "datetime") -> "tuple[Known, Known]":
    """What the archive knew at two moments: enough to tell what changed in between."""
    from digests.neighbourhood import around

    if stated.overrides:  # a person may join anything
        return queries.known(since, since), queries.known(at, since)
    return queries.difference(since, at, lambda all_, new: around(all_, new, stated.milestones, stated.zone))


def office(here: Shell) -> "Office":
    """All that digests are made with."""
    from digests.post import Office

    topic = here.topic
    return Office(
        archive=here.archive,
        subscribers=topic.subscribers,
        mail=topic.mail,
        rules=rules(topic),
        names=names(topic),
        title=topic.affair.title,
        language=topic.language,
    )


@contextmanager
def monitor(here: Shell, keep: bool = False) -> Iterator["Monitor"]:
    """The monitor of the topic asked for, with a crawl process of its own.

    ``keep`` it from cycle to cycle: faster, and some 200 MB held while texts are read and nothing is due.
    """
    from crawler import sandbox
    from crawler.worker import CrawlWorker
    from scheduler import Monitor

    worker = CrawlWorker(here.topic.network)

    def crawl(jobs: "Sequence[Job]", now: "datetime") -> "list[Gathered]":
        with worker:  # it ends before bodies are parsed, as the sandbox does before texts are read
            return worker.crawl(jobs, now)

    with worker:
        parts = _parts(here)
        running = Monitor(parts, worker.crawl) if keep else Monitor(parts, crawl, sandbox.close, worker.halt)
        with running:
            yield running


@contextmanager
def reading_monitor(here: Shell) -> Iterator["Monitor"]:
    """The monitor of the topic asked for, without a crawler: it reads what is archived."""
    from scheduler import Monitor

    if not here.archive_file.exists():
        raise ArchiveNotFoundError(str(here.archive_file))
    with Monitor(_parts(here), lambda jobs, now: []) as running:
        yield running


def _parts(here: Shell) -> "Parts":
    from scheduler import Parts

    topic = here.topic
    return Parts(topic.sources, topic.affair, office(here), topic.starts)
