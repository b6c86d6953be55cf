"""What a crawl reads while it goes on. It runs in the sandbox, where the spider's module would bring all of Scrapy."""

from datetime import datetime

from crawler.kinds import KINDS
from crawler.kinds.request import Found
from crawler.types import Fetched, Job


def follow(job: Job, fetched: Fetched, now: datetime) -> Found:
    """What the source's kind finds on an index."""
    return KINDS[job.source.kind].follow(job, fetched, now)


def item_published(fetched: Fetched) -> datetime | None:
    """When the page says it was published."""
    from crawler.article import published  # lxml stays out of the crawl's own process

    return published(fetched)
