"""One clear line for every way in which a fetch can fail."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.utils._compression import _DecompressionMaxSizeExceeded
from service_identity import VerificationError

from crawler.fetching.handler import TooMuch
from crawler.types import SourceStatus

_BLOCKING = frozenset({401, 402, 403, 407, 451})
_MEANINGS = {404: ": not found", 410: ": gone", 429: ": too many requests", 503: ": unavailable"}
_REASONS: dict[type[BaseException], str] = {
    CannotResolveHostError: "host name {host} not found",
    DownloadTimeoutError: "no complete answer in time",
    DownloadConnectionRefusedError: "{host} refuses connections",
    DownloadCancelledError: "body too big",
    ResponseDataLossError: "body cut before its end",
}


class Refused(IgnoreRequest):
    """We, not the server, decided against a request; ``status`` is what that makes of its source."""

    def __init__(self, reason: str, status: SourceStatus = SourceStatus.DOWN) -> None:
        super().__init__(reason)
        self.status = status


def of_status(code: int) -> tuple[SourceStatus, str]:
    """What an HTTP status that is neither 2xx nor an expected 304 makes of a source."""
    if code in _BLOCKING:
        return SourceStatus.BLOCKED, f"HTTP {code}: access refused"
    if code == 304:
        return SourceStatus.INVALID, "HTTP 304 to a request that had no condition"
    if 300 <= code < 400:
        return SourceStatus.DOWN, f"HTTP {code}: a redirect that leads nowhere"
    return SourceStatus.DOWN, f"HTTP {code}{_MEANINGS.get(code, '')}"


def of_error(error: BaseException, url: str, refusals: dict[str, str]) -> tuple[SourceStatus, str]:
    """What an exception of the downloader makes of a source. ``refusals``: host name → address not public."""
    if isinstance(error, Refused):
        return error.status, str(error)
    host = urlsplit(url).hostname or url
    if isinstance(error, CannotResolveHostError) and host in refusals:
        return SourceStatus.DOWN, f"refused: {host} leads to {refusals[host]}, which is not a public address"
    for told in (str(cause) for cause in _causes(error) if isinstance(cause, TooMuch)):
        return SourceStatus.DOWN, told
    for kind, reason in _REASONS.items():
        if isinstance(error, kind):
            return SourceStatus.DOWN, reason.format(host=host)
    return SourceStatus.DOWN, _other(error, host)[:200]


def _other(error: BaseException, host: str) -> str:
    text = " ".join(str(error).split())
    if isinstance(error.__cause__, _DecompressionMaxSizeExceeded):
        return "body too big once decompressed"
    causes = list(_causes(error))
    if any(isinstance(cause, SSL.Error | VerificationError) for cause in causes):
        return f"certificate of {host} not valid, or no TLS there"
    text = "; ".join(str(cause) for cause in causes) or text
    return text if isinstance(error, IgnoreRequest) else f"connection failed: {text or type(error).__name__}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The failures that Twisted packed into one."""
    for reason in getattr(error.__cause__, "reasons", ()):
        yield reason.value
