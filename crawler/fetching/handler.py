"""Scrapy's HTTP/1.1 handler, with a bound on what a server may send before and after a body.

``DOWNLOAD_MAXSIZE`` counts bodies only: headers without end, 1 GB in six seconds, were kept in memory.
"""

from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.internet.protocol import connectionDone
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

HEADERS = 256 * 1024  # bytes of status lines and headers; honest ones have under 16 kB


UNDER_WAY = 24 * 2**20  # bytes of all answers that are not whole yet, together


class TooMuch(Exception):  # noqa: N818  # it becomes the reason of a failure
    """More than an answer can have."""


class BoundedHandler(HTTP11DownloadHandler):
    """Gives up a connection that sends too much, and the one that sends most when all together do."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _bounded(2 * crawler.settings.getint("DOWNLOAD_MAXSIZE") + HEADERS, _UnderWay())


class _UnderWay:
    """What each connection has received of the answer it waits for. The largest gives way: it is asked for again."""

    def __init__(self) -> None:
        self._sizes: dict[_BoundedProtocol, int] = {}

    def holds(self, connection: "_BoundedProtocol", size: int) -> bool:
        """Whether ``connection``, which has received ``size`` bytes by now, may go on."""
        self._sizes[connection] = size
        if sum(self._sizes.values()) > UNDER_WAY:
            largest = max(self._sizes, key=self._sizes.__getitem__)
            self.over(largest)
            largest.give_up(
                "gave way as the largest of too many big answers at once; it is asked for again at the next visit"
            )
        return connection in self._sizes

    def over(self, connection: "_BoundedProtocol") -> None:
        """Forget it."""
        self._sizes.pop(connection, None)


def _bounded(total: int, under_way: _UnderWay) -> type[_LenientHTTP11ClientFactory]:
    class Factory(_LenientHTTP11ClientFactory):
        def buildProtocol(self, addr: Any) -> "_BoundedProtocol":  # noqa: N802  # Twisted's name
            return _BoundedProtocol(self._quiescentCallback, total, under_way)

    return Factory


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    def __init__(self, quiescent: Any, total: int, under_way: _UnderWay) -> None:
        super().__init__(quiescent)  # type: ignore[no-untyped-call]  # Twisted is untyped here
        self._total = total
        self._under_way = under_way
        self._received = 0

    def request(self, request: Any) -> Any:
        """A new request: count from nothing."""
        self._received = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802  # Twisted's name
        """Count, then pass on; give up past the bound."""
        before_body = self._parser is not None and self._parser.state in (STATUS, HEADER)
        self._received += len(data)
        if self._received > (HEADERS if before_body else self._total):
            self.give_up("headers without end" if before_body else "body without end")
        elif self._under_way.holds(self, self._received):
            super().dataReceived(data)  # type: ignore[no-untyped-call]

    def give_up(self, reason: str) -> None:
        """Close the connection; what waits for its answer is told why."""
        self._giveUp(Failure(TooMuch(reason)))  # type: ignore[no-untyped-call]

    def _finishResponse(self, rest: bytes) -> None:  # noqa: N802  # Twisted's name
        self._under_way.over(self)
        super()._finishResponse(rest)

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802  # Twisted's name
        """Whole or not, it is over."""
        self._under_way.over(self)
        super().connectionLost(reason)  # type: ignore[no-untyped-call]
