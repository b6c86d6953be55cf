"""Every way of misbehaving that the crawler must survive, one site each."""

import asyncio
import gzip
import itertools
from typing import Any

import brotli

from tests.web.pages import entry, listing, page, rss
from tests.web.server import Asked, Site, Wire

_BIG = 500 * 2**20
_CHUNK = b" " * 65536


def body(content: bytes | str, content_type: str = "application/rss+xml", **headers: Any) -> Site:
    """A site that always answers the same."""

    async def site(asked: Asked, wire: Wire) -> None:
        await wire.reply(content, Content_Type=content_type, **headers)

    return site


def status(code: int, **headers: str) -> Site:
    """A site that always answers ``code``."""

    async def site(asked: Asked, wire: Wire) -> None:
        await wire.reply("non", code, **headers)

    return site


def redirect(target: str) -> Site:
    """A site that sends everybody to ``target``."""
    return status(302, Location=target)


async def hang(asked: Asked, wire: Wire) -> None:
    """Takes the request and says nothing."""
    await asyncio.sleep(60)


async def loris(asked: Asked, wire: Wire) -> None:
    """A byte from time to time, for ever."""
    await wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nX: ")
    for _ in range(600):
        await wire.send(b"a")
        await asyncio.sleep(0.1)


async def endless_headers(asked: Asked, wire: Wire) -> None:
    """A gigabyte of headers."""
    await wire.send(b"HTTP/1.1 200 OK\r\n")
    await _repeat(wire, b"".join(b"X-%d: %s\r\n" % (number, b"a" * 1000) for number in range(60)))


async def endless_trailers(asked: Asked, wire: Wire) -> None:
    """The same, after an empty body."""
    await wire.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n")
    await _repeat(wire, b"".join(b"X-%d: %s\r\n" % (number, b"a" * 1000) for number in range(60)))


async def endless_continue(asked: Asked, wire: Wire) -> None:
    """An answer that is always about to come."""
    await _repeat(wire, b"HTTP/1.1 100 Continue\r\n\r\n" * 2000)


async def _repeat(wire: Wire, data: bytes) -> None:
    for _ in range(2**30 // len(data)):
        await wire.send(data)


async def cut(asked: Asked, wire: Wire) -> None:
    """Promises 10 000 bytes and closes after a few."""
    await wire.send(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n<?xml version='1.0'?><rss><channel>")


async def cut_chunk(asked: Asked, wire: Wire) -> None:
    """Closes within a chunk."""
    await wire.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4000\r\n<?xml version='1.0'?><rss>")


async def huge_declared(asked: Asked, wire: Wire) -> None:
    """500 MB, said so."""
    await wire.send(f"HTTP/1.1 200 OK\r\nContent-Length: {_BIG}\r\n\r\n".encode())
    await _pour(wire)


async def huge_silent(asked: Asked, wire: Wire) -> None:
    """500 MB, without a word."""
    await wire.send(b"HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\n<?xml version='1.0'?><rss>")
    await _pour(wire)


async def _pour(wire: Wire) -> None:
    for _ in range(_BIG // len(_CHUNK)):
        await wire.send(_CHUNK)


def squeezed(content: str, content_type: str) -> Site:
    """Small on the way: it is as big as it may be once it is here."""
    return body(gzip.compress(content.encode(), 1), content_type, Content_Encoding="gzip")


def article(content: str) -> Site:
    """A listing with one article, which is ``content``."""
    inside, outside = squeezed(content, "text/html"), body(listing(["/doc"]), "text/html")

    async def site(asked: Asked, wire: Wire) -> None:
        await (inside if asked.path == "/doc" else outside)(asked, wire)

    return site


def bomb(encoding: str) -> Site:
    """A small body that inflates to 200 MB."""
    zeros = bytes(200 * 2**20)
    packed = gzip.compress(zeros, 9) if encoding == "gzip" else brotli.compress(zeros, quality=3)
    return body(packed, Content_Encoding=encoding)


async def loop(asked: Asked, wire: Wire) -> None:
    """Sends everybody round in circles, never twice to the same address."""
    await wire.reply("", 302, Location=f"/{len(asked.path)}{asked.path[1:60]}")


def endless() -> Site:
    """A listing whose next page always has new links and a next page."""

    async def site(asked: Asked, wire: Wire) -> None:
        number = int(asked.path.rpartition("=")[2]) if "page=" in asked.path else 1
        if asked.path.startswith("/doc"):
            await wire.reply(page(f"Document {asked.path}"), Content_Type="text/html")
            return
        next_page = f'<a rel="next" href="/?page={number + 1}">suite</a>'
        await wire.reply(listing([f"/doc-{number}"], next_page), Content_Type="text/html")

    return site


def circular() -> Site:
    """A listing whose every page has the same links, and a next page of another number."""

    async def site(asked: Asked, wire: Wire) -> None:
        number = int(asked.path.rpartition("=")[2]) if "page=" in asked.path else 1
        next_page = f'<a rel="next" href="/?page={number + 1}">suite</a>'
        await wire.reply(listing(["/doc"], next_page), Content_Type="text/html")

    return site


def together(number: int, size: int) -> list[Site]:
    """Feeds of ``size`` bytes that are all sent to their half before any goes on."""
    waiting, gate = [number], asyncio.Event()

    async def site(asked: Asked, wire: Wire) -> None:
        feed = rss(entry("Gros", "http://exemple.test/gros")).encode().ljust(size)
        await wire.send(f"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {size}\r\n\r\n".encode())
        try:
            await wire.send(feed[: size // 2])
        finally:
            waiting[0] -= 1
            gate.set() if not waiting[0] else None
        await gate.wait()
        await wire.send(feed[size // 2 :])

    return [site] * number


def drip() -> Site:
    """A listing each of whose pages is slow enough to be allowed."""

    async def site(asked: Asked, wire: Wire) -> None:
        await asyncio.sleep(0.7)
        number = int(asked.path.rpartition("=")[2]) if "page=" in asked.path else 1
        next_page = f'<a rel="next" href="/?page={number + 1}">suite</a>'
        await wire.reply(listing([f"/doc-{number}"], next_page), Content_Type="text/html")

    return site


def flaky(good: bytes | str, *first: int) -> Site:
    """Answers with the statuses ``first``, one request each, then well."""
    codes = itertools.chain(first, itertools.repeat(200))

    async def site(asked: Asked, wire: Wire) -> None:
        code = next(codes)
        headers = {"Retry_After": "1"} if code in (429, 503) else {}
        await wire.reply(good if code == 200 else "non", code, Content_Type="application/rss+xml", **headers)

    return site


REJECTED = (
    "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your "
    "administrator.<br>Your support ID is: 1<br><a href='javascript:history.back();'>[Go Back]</a></body></html>"
)
LAUGHS = rss(
    entry("Rires &lol9;", "http://exemple.test/rires"),
    head='<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]>",
)


def xxe(victim: str) -> str:
    """A feed that asks its reader to open a file and an address."""
    head = (
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY passwd SYSTEM "file:///etc/passwd">'
        f'<!ENTITY far SYSTEM "{victim}">]>'
    )
    return rss(entry("Entités &passwd; &far;", "http://exemple.test/xxe"), head=head)


_MANY = " ".join(f"a{number}='1'" for number in range(100_000))
ATTRIBUTES = rss(f"<item {_MANY}><title>Attributs</title></item>", entry("Le bon"))
COMMENTS = rss(entry("Commentaires", description="&lt;!--" * 200_000), entry("Le bon", "http://exemple.test/bon"))
NESTED = rss(entry("Profond", description="&lt;div>" * 100_000), entry("Le bon", "http://exemple.test/bon"))
NESTED_XML = rss("<x>" * 100_000 + "</x>" * 100_000, entry("Le bon", "http://exemple.test/bon"))
_WHOLE = 10_000_000  # characters; a body may have 10 MB
TAGS = "<a>" * (_WHOLE // 3)
PARAGRAPHS = "<p>x" * (_WHOLE // 4)
ELEMENTS = f"<r>{'<a/>' * (_WHOLE // 4 - 9)}</r>"
OBJECTS = f'{{"results":[{"{}," * (_WHOLE // 3 - 9)}{{}}]}}'
ESCAPED = rss(entry("Balises", description=f"<![CDATA[{TAGS[:-600]}]]>"))
ACTIVE = rss(
    entry(
        "&lt;script>alert(1)&lt;/script>Titre &amp;lt;svg onload=alert(1)&amp;gt;&amp;lt;/svg&amp;gt; sûr",
        "http://exemple.test/1",
    ),
    entry("<![CDATA[<b onclick='x()'>Gras</b> <img src=x onerror=alert(2)>]]>", "javascript:alert(3)", "urn:2"),
    entry(
        "Gabarit {{7*7}} ${7*7} &lt;%= 7*7 %>",
        "http://exemple.test/3",
        description="&lt;iframe src=javascript:alert(4)>x&lt;/iframe>fin",
    ),
    entry(
        "Saut=?UTF-8?Q?=0A?=\u2028de\u202e ligne&#10;ici",
        "data:text/html,&lt;script>alert(5)&lt;/script>",
        "urn:4",
    ),
)
DATES = rss(
    entry("Époque", "http://exemple.test/1970", pubDate="Thu, 01 Jan 1970 00:00:00 GMT"),
    entry("Avenir", "http://exemple.test/2099", pubDate="Fri, 01 Jan 2099 00:00:00 GMT"),
    entry("Sans date", "http://exemple.test/sans"),
    entry("Naïve", "http://exemple.test/naive", pubDate="2026-03-02T10:00:00"),
    entry("Drupal", "http://exemple.test/drupal", pubDate="mer 01/04/2026 - 12:00"),
    entry("Juste", "http://exemple.test/juste", pubDate="Mon, 02 Mar 2026 10:00:00 +0100"),
    entry("Charabia", "http://exemple.test/charabia", pubDate="31 février 20266"),
)
