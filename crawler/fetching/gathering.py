"""What one source has given so far in this crawl; becomes its ``Gathered``."""

from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic

from crawler.bodies import Bodies, Packed, pack
from crawler.kinds.request import Request
from crawler.types import Fetched, Gathered, Job, SourceStatus, Validators

UNCONDITIONAL = timedelta(days=1)  # an index is asked for whole at least this often: servers' validators can lie
MAX_BYTES = 48 * 2**20  # of all bodies of one source in one crawl
MAX_HELD = 48 * 2**20  # of the bodies of all sources in one crawl, compressed: 200 MB of pages
MAX_REQUESTS = 300  # of one source in one crawl
_TOLD = 5  # problems that are no failures


class Room:
    """What all sources of one crawl may hold together."""

    def __init__(self, left: int = MAX_HELD) -> None:
        self.left = left

    def take(self, size: int) -> bool:
        """Whether there is room for ``size`` bytes more; they are then taken."""
        fits = size <= self.left
        self.left -= size if fits else 0
        return fits


class Gathering:
    """Counts requests out and in; keeps bodies, validators and the first thing that went wrong."""

    def __init__(self, job: Job, now: datetime, room: Room) -> None:
        self.job = job
        self.now = now
        self.room = room
        self.deadline = monotonic() + job.source.time_limit.total_seconds()
        self.asked: set[str] = set()
        self.pending = 0
        self.done = False
        self._bodies: list[Packed] = []
        self._size = 0  # of the bodies, as they came
        self._validators: dict[str, Validators] = {}
        self._indexes: set[str] = set()  # identities: their validators are kept only when all went well
        self._responses = 0
        self._understood = 0  # index answers that were of the kind
        self._unchanged = 0
        self._entries: int | None = None
        self._failure: tuple[SourceStatus, str] | None = None
        self._retry_after: datetime | None = None
        self._told: list[str] = []

    @property
    def left(self) -> float:
        """Seconds before the source's time is over."""
        return self.deadline - monotonic()

    @property
    def over(self) -> bool:
        """Whether the source may send no more requests."""
        return self.done or self.left <= 0

    def take(self, request: Request) -> bool:
        """Whether ``request`` is to be sent: never twice, and not without end."""
        if request.identity in self.asked:
            return False
        if len(self.asked) >= MAX_REQUESTS:
            self.fail(SourceStatus.DOWN, f"more than {MAX_REQUESTS} pages; the rest is left out")
            return False
        self.asked.add(request.identity)
        return True

    def conditions(self, request: Request) -> dict[str, str]:
        """Headers of a conditional request (RFC 9110 §13); none when the last whole body is too old."""
        known = self.job.validators.get(request.identity)
        if known is None or request.method != "GET" or self._stale(request, known):
            return {}
        headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in headers.items() if value}

    def received(self) -> None:
        """One response came, whatever it was."""
        self._responses += 1

    def unchanged(self, request: Request, whole: bool = False) -> None:
        """304, or (``whole``) the bytes we have. A 304 does not count as having seen an index whole."""
        self._unchanged += 1
        known = self.job.validators[request.identity]
        if request.role == "index":
            self._understood += 1
        if request.role != "index" or whole:
            self._validators[request.identity] = replace(known, fetched_at=self.now)

    def same(self, request: Request, fetched: Fetched) -> bool:
        """Whether these are the bytes of the last time."""
        known = self.job.validators.get(request.identity)
        return known is not None and known.sha256 == fetched.sha256

    def keep(self, request: Request, fetched: Fetched, entries: int | None = None) -> bool:
        """Keep a new body; whether there was room for it."""
        if self._size + len(fetched.body) > MAX_BYTES:
            self.fail(SourceStatus.DOWN, f"more than {MAX_BYTES >> 20} MB; the rest is left out")
            return False
        packed = pack(fetched)
        if not self.room.take(len(packed.data)):
            self.fail(SourceStatus.DOWN, f"more than {MAX_HELD >> 20} MB of all sources; the rest comes next time")
            return False
        self._size += len(fetched.body)
        self._bodies.append(packed)
        if request.role == "index":
            self._understood += 1
            self._entries = entries if self._entries is None else self._entries + (entries or 0)
        return True

    def remember(self, request: Request, validators: Validators) -> None:
        """What the next conditional request needs."""
        self._validators[request.identity] = validators
        if request.role == "index":
            self._indexes.add(request.identity)

    def fail(self, status: SourceStatus, reason: str, retry_after: timedelta | None = None) -> None:
        """An index could not be had or read; the first failure is the one that is told."""
        self._failure = self._failure or (status, reason)
        if retry_after is not None:
            self._retry_after = max(self.now + retry_after, self._retry_after or self.now)

    def tell(self, problem: str) -> None:
        """Something worth saying that is no failure; the first few."""
        if len(self._told) < _TOLD:
            self._told.append(problem)

    def result(self) -> Gathered:
        """The answer of this source, as far as it came; what it holds is let go of."""
        status, error = self._outcome()
        bodies, self._bodies = Bodies(tuple(self._bodies)), []
        whole = self._failure is None and status is not SourceStatus.EMPTY  # else "unchanged" would hide it
        kept = [value for name, value in self._validators.items() if whole or name not in self._indexes]
        return Gathered(
            source=self.job.source.name,
            status=status,
            fetched=bodies,
            validators=tuple(kept),
            requests=self._responses,
            error="; ".join(filter(None, (error, *self._told))),
            retry_after=self._retry_after,
        )

    def _outcome(self) -> tuple[SourceStatus, str]:
        if self._failure and not self._understood:
            return self._failure
        if self._failure:
            return SourceStatus.OK, f"incomplete: {self._failure[1]}"
        if self._entries == 0:
            return SourceStatus.EMPTY, "answers, but lists nothing"
        unchanged = self._unchanged and not self._bodies
        return (SourceStatus.UNCHANGED if unchanged else SourceStatus.OK), ""

    def _stale(self, request: Request, known: Validators) -> bool:
        if request.role != "index" or known.fetched_at is None:
            return False
        return self.now - known.fetched_at >= UNCONDITIONAL
