"""RSS 2.0 of what changed, newest first. The same archive gives the same bytes."""

from hashlib import sha256
from html import escape

from feedgen.feed import FeedGenerator

from digests.exports import Export
from digests.types import Change
from store.types import DocumentRow, Known

_ITEMS = 200  # the newest; readers poll a feed, the whole is in the other formats


def write(what: Export) -> bytes:
    """The newest changes; an item keeps its guid in every later feed."""
    found = what.history[: -_ITEMS - 1 : -1]
    feed = FeedGenerator()
    feed.title(what.title)
    feed.link(href=f"urn:veilleur:{sha256(what.title.encode()).hexdigest()[:16]}")  # there is no page to link to
    feed.description(what.title)
    feed.language(what.words.language)
    feed.generator("veilleur")
    feed.lastBuildDate(found[0].at if found else what.known.at)
    for change in found:
        _add(feed, change, what.known)
    data: bytes = feed.rss_str(pretty=True)
    return data


def _add(feed: FeedGenerator, change: Change, known: Known) -> None:
    entry = feed.add_entry(order="append")
    entry.title(change.summary)
    entry.guid(f"urn:veilleur:{_identity(change)}", permalink=False)
    entry.published(change.at)
    entry.category(term=change.kind)
    documents = [known.documents[number] for number in change.documents if number in known.documents]
    if documents:
        entry.link(href=documents[0].url)
    entry.description("<br>".join(map(_link, documents)) or escape(change.summary))


def _link(row: DocumentRow) -> str:
    """Readers take a description for HTML."""
    return f'<a href="{escape(row.url)}">{escape(row.title)}</a> ({escape(row.publisher)})'


def _identity(change: Change) -> str:
    """What it says; and when, for what can be said twice (a source goes down again)."""
    when = change.at.isoformat() if change.sources and not change.documents else ""
    name = "|".join((change.kind, change.id, change.before or "", change.after or "", when))
    return sha256(name.encode()).hexdigest()[:24]
