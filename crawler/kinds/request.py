"""What a kind asks for (``Request``) and what it found on an index (``Found``)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to fetch for one source. ``role`` and ``context`` come back on its ``Fetched``."""

    url: str  # absolute, http or https
    role: str = "index"  # index | item
    context: Mapping[str, str] = field(default_factory=dict)  # comes back; see Fetched.context
    method: str = "GET"
    body: bytes = b""  # of a POST
    headers: tuple[tuple[str, str], ...] = ()  # besides those of every request

    @property
    def identity(self) -> str:
        """What its validators are kept under: the URL, and for a POST the hash of what was posted."""
        return self.url if self.method == "GET" else f"{self.url}#{sha256(self.body).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Found:
    """What one index said."""

    requests: tuple[Request, ...] = ()  # next page, articles
    entries: int | None = None  # how many it lists; 0 = EMPTY; None = not counted, no fault


def is_file(url: str) -> bool:
    """Whether ``url`` names a file to be read as it is, not an API to be asked."""
    return urlsplit(url).path.lower().endswith((".json", ".xml", "/xml"))
