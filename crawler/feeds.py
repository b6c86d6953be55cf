"""Bytes of a feed → leads. The only place that calls feedparser, and never with anything but ``BytesIO``."""

import io
import re
from calendar import timegm
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import feedparser
from feedparser import CharacterEncodingOverride, NonXMLContentType

from crawler import urls
from crawler.errors import ParseError
from crawler.kinds.leads import Lead
from crawler.moments import moment
from crawler.text import line, plain, utf8
from crawler.types import Fetched

MAX_ENTRIES = 2000  # of one feed; past it the rest is left out, and said so
MAX_TITLE = 400  # characters
_HARMLESS = (CharacterEncodingOverride, NonXMLContentType)
_WIDE = re.compile(rb"\xff\xfe|\xfe\xff|\x00+<|<\x00")  # UTF-16 or UTF-32: its NUL are no mistakes
_HTML = re.compile(rb"<!doctype html|<html[\s>]", re.I)


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists."""

    leads: tuple[Lead, ...]  # in the feed's order
    problems: tuple[str, ...]


def read(fetched: Fetched) -> Feed:
    """Read the feed in ``fetched``; raises ``ParseError`` when it is none (no entry and no version)."""
    parsed = _parsed(fetched)
    if not parsed.entries and not parsed.get("version"):
        raise ParseError(fetched.url, _what(fetched.body))
    entries = parsed.entries[:MAX_ENTRIES]
    language = str(parsed.feed.get("language") or "")
    different = {(_guid(entry), _link(entry, fetched.url), _title(entry)) for entry in entries}
    names, links = Counter(guid for guid, _, _ in different), Counter(link for _, link, _ in different)
    leads = [_lead(entry, fetched.url, language, names, links) for entry in entries]
    full = [lead for lead in leads if lead.title]
    return Feed(_unique(full), (*_broken(parsed), *_missing(leads), *_cut(parsed.entries)))


def _parsed(fetched: Fetched) -> Any:
    body, told = _encoded(fetched)
    body = body if _WIDE.match(body) else body.replace(b"\x00", b"").lstrip()
    if b"<rss" in body[:1000]:  # some papers put the whole article in a <body> of their own, unknown to feedparser
        body = body.replace(b"<body>", b"<fullitem>").replace(b"</body>", b"</fullitem>")
    headers = {"content-type": told}  # no base: it would turn any guid into a URL
    return feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


def _encoded(fetched: Fetched) -> tuple[bytes, str]:
    """(body, its content type): valid UTF-8 is UTF-8, whatever header and prolog claim."""
    text = utf8(fetched.body) if not _WIDE.match(fetched.body) else None
    if text is None or text.isascii():
        return fetched.body, dict(fetched.headers).get("content-type", "")
    return text.encode(), "application/xml; charset=utf-8"


def _what(body: bytes) -> str:
    if not body.strip():
        return "an empty answer in place of a feed"
    return "HTML in place of a feed" if _HTML.search(body[:4096]) else "not a feed"


def _lead(entry: Any, base: str, language: str, names: Counter[str], links: Counter[str]) -> Lead:
    link = _link(entry, base)
    title = _title(entry)
    content = max((plain(str(part.get("value") or "")) for part in entry.get("content") or ()), key=len, default="")
    summary = plain(str(entry.get("summary") or ""))
    key = _key(entry, link, title, names, links)
    own = link if links[link] == 1 else ""
    return Lead(
        key=key,
        url=own or urls.canonical(_guid(entry)) or f"{link or base}#{_short(key)}",
        title=title or _first_line(summary or content) or link,
        published=_published(entry),
        summary=summary if summary != content else "",
        text=content,
        language=str(entry.get("language") or language),
    )


def _title(entry: Any) -> str:
    """Without the `` - Paper`` that an aggregator adds when it names the paper in ``source`` too."""
    title = line(str(entry.get("title") or ""))
    paper = line(str((entry.get("source") or {}).get("title") or ""))
    return (title.removesuffix(f" - {paper}") if paper else title)[:MAX_TITLE]


def _guid(entry: Any) -> str:
    return " ".join(str(entry.get("id") or "").split())


def _link(entry: Any, base: str) -> str:
    """The entry's page; an Atom ``alternate`` first, "" when it has none that is http(s)."""
    told = [str(entry.get("link") or "")]
    told += [str(link.get("href") or "") for link in entry.get("links") or () if link.get("rel") == "alternate"]
    return next((found for href in told if href and (found := urls.canonical(href, base))), "")


def _key(entry: Any, link: str, title: str, names: Counter[str], links: Counter[str]) -> str:
    """guid when it is a URL and nobody else's in this feed; else the link likewise; else what is left."""
    guid = _guid(entry)
    if urls.absolute(guid) and names[guid] == 1:
        return guid
    if link and links[link] == 1:
        return link
    if guid and names[guid] == 1:
        return guid
    return f"{link or guid}#{_short(title)}"


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _published(entry: Any) -> datetime | None:
    """``published``, else ``updated`` where the entry has it (feedparser would pass one off as the other)."""
    for name in ("published", "updated", "created"):
        printed = str(dict.get(entry, name) or "")
        if printed and (found := moment(printed) or _foreign(dict.get(entry, f"{name}_parsed"), printed)):
            return found
    return None


def _foreign(parsed: Any, printed: str) -> datetime | None:
    """The forms of other countries that feedparser knows; a day without an hour would be more than was printed."""
    return datetime.fromtimestamp(timegm(parsed), UTC) if parsed and ":" in printed else None


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0][:120]


def _unique(leads: list[Lead]) -> tuple[Lead, ...]:
    """The first lead of each key: feeds repeat themselves."""
    return tuple({lead.key: lead for lead in reversed(leads)}.values())[::-1]


def _broken(parsed: Any) -> tuple[str, ...]:
    error = parsed.get("bozo_exception") if parsed.get("bozo") else None
    if error is None or isinstance(error, _HARMLESS):
        return ()
    return (f"broken XML, good entries kept: {' '.join(str(error).split())}"[:200],)


def _missing(leads: list[Lead]) -> tuple[str, ...]:
    return tuple(
        f"entry {number}: no title, no text, no link" for number, lead in enumerate(leads, 1) if not lead.title
    )


def _cut(entries: list[Any]) -> tuple[str, ...]:
    return (f"{len(entries)} entries, read the first {MAX_ENTRIES}",) if len(entries) > MAX_ENTRIES else ()
