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
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

HEADERS = 256 * 1024  # bytes of status lines and headers; honest ones have under 16 kB


class TooMuch(Exception):  # noqa: N818  # it becomes the reason of a failure
    """More than an answer can have."""


class BoundedHandler(HTTP11DownloadHandler):
    """Gives up a connection that sends too much."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _bounded(2 * crawler.settings.getint("DOWNLOAD_MAXSIZE") + HEADERS)


def _bounded(total: int) -> type[_LenientHTTP11ClientFactory]:
    class Factory(_LenientHTTP11ClientFactory):
        def buildProtocol(self, addr: Any) -> "_BoundedProtocol":  # noqa: N802  # Twisted's name
            return _BoundedProtocol(self._quiescentCallback, total)

    return Factory


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    def __init__(self, quiescent: Any, total: int) -> None:
        super().__init__(quiescent)  # type: ignore[no-untyped-call]  # Twisted is untyped here
        self._total = total
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
            self._giveUp(Failure(TooMuch("headers without end" if before_body else "body without end")))  # type: ignore[no-untyped-call]
        else:
            super().dataReceived(data)  # type: ignore[no-untyped-call]
