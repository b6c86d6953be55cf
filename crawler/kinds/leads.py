"""What an index says of one document: the lead that becomes an item, an entry, or the document itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.kinds.request import Request
from crawler.types import Job, Validators

YOUNG = timedelta(days=7)  # articles are edited in their first days; later ones are left alone
REVISIT = timedelta(hours=20)  # a young page is seen again about once a day


@dataclass(frozen=True, slots=True)
class Lead:
    """One line of an index."""

    key: str
    url: str  # canonical, http(s)
    title: str = ""
    published: datetime | None = None
    summary: str = ""  # plain
    text: str = ""  # plain; when the index carries the whole article
    language: str = ""

    def context(self) -> dict[str, str]:
        """As it travels with its request and its ``Fetched``."""
        return {
            "key": self.key,
            "url": self.url,
            "title": self.title,
            "published": self.published.isoformat() if self.published else "",
            "summary": self.summary,
            "text": self.text,
            "language": self.language,
        }

    @classmethod
    def of(cls, context: Mapping[str, str]) -> "Lead":
        """Back from a ``context``."""
        printed = context.get("published", "")
        return cls(
            key=context.get("key", ""),
            url=context.get("url", ""),
            title=context.get("title", ""),
            published=datetime.fromisoformat(printed) if printed else None,
            summary=context.get("summary", ""),
            text=context.get("text", ""),
            language=context.get("language", ""),
        )


def due(job: Job, leads: tuple[Lead, ...], now: datetime) -> tuple[Request, ...]:
    """Item requests for the leads never visited, and for the young ones not seen for a while."""
    return tuple(
        Request(lead.url, role="item", context=lead.context())
        for lead in leads
        if lead.url and _due(job.validators.get(lead.url), now)
    )


def revisits(job: Job, now: datetime) -> tuple[Request, ...]:
    """Item pages to see again although the index may be unchanged: silent edits do not touch a feed."""
    return tuple(
        Request(known.url, role="item", context={"key": known.key, "url": known.url, "published": _text(known)})
        for known in job.validators.values()
        if known.key and _due(known, now)
    )


def _due(known: Validators | None, now: datetime) -> bool:
    if known is None or known.fetched_at is None:
        return True
    young = known.published is not None and now - known.published < YOUNG
    return young and now - known.fetched_at >= REVISIT


def _text(known: Validators) -> str:
    return known.published.isoformat() if known.published else ""
