"""RSS and Atom feeds: entries, or with ``follow`` the articles they point to."""

from datetime import datetime

from crawler.article import document, from_page
from crawler.kinds.leads import Lead, due, revisits
from crawler.kinds.request import Found, Request
from crawler.types import Fetched, Job, Network, Parsed, Source

MAX_FOLLOWED = 100  # articles asked for in one cycle; the others in the next ones


def start(job: Job, network: Network, now: datetime) -> tuple[Request, ...]:
    """The feed itself, and the young articles that may have been edited since."""
    again = revisits(job, now) if job.source.follow else ()
    return (Request(job.source.url), *again[:MAX_FOLLOWED])


def follow(job: Job, fetched: Fetched, now: datetime) -> Found:
    """The articles due. Raises ``ParseError`` when the bytes are no feed."""
    from crawler.feeds import read  # feedparser only where a feed is read

    feed = read(fetched)
    wanted = due(job, feed.leads, now)[:MAX_FOLLOWED] if job.source.follow else ()
    return Found(wanted, len(feed.leads))


def parse(source: Source, fetched: Fetched) -> Parsed:
    """Documents of a feed, of one of its articles, or of the entry of an article that could not be had."""
    if fetched.role == "item":
        return from_page(source, fetched)
    if fetched.role == "entry":
        return Parsed((document(source, fetched, Lead.of(fetched.context)),))
    return _entries(source, fetched)


def _entries(source: Source, fetched: Fetched) -> Parsed:
    from crawler.feeds import read

    feed = read(fetched)
    if source.follow:
        return Parsed((), feed.problems)
    return Parsed(tuple(document(source, fetched, lead) for lead in feed.leads), feed.problems)
