"""A web on loopback where every site can misbehave in its own way: asyncio in a thread, raw sockets, bounded.

Each site has an address of its own (127.1.0.N), because politeness is counted by host.
"""

import asyncio
import errno
import random
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

NETWORK = "127.1.0.0/16"
_SITES = 120
_PORTS = range(20_000, 32_000)  # below those that systems give to clients: the same one must be free on all addresses


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    site: str
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: datetime


@dataclass
class Wire:
    """The answering side of one connection."""

    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        """Raw bytes, whatever they are."""
        self.writer.write(data)
        await self.writer.drain()

    async def reply(self, body: bytes | str = b"", status: int = 200, **headers: str) -> None:
        """A proper answer; header names with ``_`` for ``-``."""
        body = body.encode() if isinstance(body, str) else body
        lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)


Site = Callable[[Asked, Wire], Awaitable[None]]


@dataclass
class Web:
    """Context manager; ``site`` opens one and gives its base address."""

    asked: list[Asked] = field(default_factory=list)  # all requests, in order
    port: int = 0
    _sites: dict[str, tuple[str, Site, Site | None]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def site(self, name: str, site: Site, robots: Site | None = None) -> str:
        """Open ``site``; without ``robots`` its robots.txt is not found."""
        address = f"127.1.0.{len(self._sites) + 1}"
        self._sites[address] = (name, site, robots)
        return f"http://{address}:{self.port}"

    def of(self, name: str) -> list[Asked]:
        """Requests to one site, robots.txt left out."""
        return [asked for asked in self.asked if asked.site == name and asked.path != "/robots.txt"]

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        hosts = [f"127.1.0.{number}" for number in range(1, _SITES)] + ["127.0.0.1"]
        while not self.port:
            self.port = self._loop.run_until_complete(self._open(hosts, random.choice(_PORTS)))
        ready.set()
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))

    async def _open(self, hosts: list[str], port: int) -> int:
        """``port``, open on all ``hosts``, or 0 where one of them has it taken."""
        try:
            await asyncio.start_server(self._serve, hosts, port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return 0
        return port

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self._answer(reader, writer)
        with suppress(OSError):
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        address = writer.get_extra_info("sockname")[0]
        name, site, robots = self._sites.get(address, ("victim", _silent, None))
        asked = await _read(name, reader)
        self.asked.append(asked)
        if asked.path == "/robots.txt":
            site = robots or _not_found
        await site(asked, Wire(writer))


async def _read(name: str, reader: asyncio.StreamReader) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ", 2)
    headers = {key.lower(): value.strip() for key, _, value in (row.partition(":") for row in head[1:] if row)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Asked(name, method, path, headers, body, datetime.now(UTC))


async def _not_found(asked: Asked, wire: Wire) -> None:
    await wire.reply("nothing here", 404)


async def _silent(asked: Asked, wire: Wire) -> None:
    await wire.reply("you should not have come", 200)
