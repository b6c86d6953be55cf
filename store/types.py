"""What this room hands to the others: rows as frozen dataclasses.

Light on purpose: importing this module imports no database library.
Every moment is an aware UTC datetime.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from crawler.types import Authority, Document, DocumentKind, Notice, SourceStatus
from nlp.types import ActorFound, ActorRole, ClaimStatus, ClaimType, FuzzyDate, Reading
from store.places import Days


class Outcome(StrEnum):
    """What recording a document changed."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One document after it was recorded."""

    document: int  # archive id
    revision: int  # id of the revision that now stands
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Unread:
    """A revision that waits for its reading."""

    revision_id: int
    document_id: int
    document: Document


class DocumentRow(NamedTuple):
    """A document as it stood at a moment (its newest revision known then)."""

    id: int  # from here to ``silent`` in the order of KnownClaim
    revision: int  # 1, 2, 3… within the document
    source: str
    publisher: str
    authority: Authority
    url: str
    title: str
    published: datetime | None
    known_at: datetime  # when this revision became known
    sha256: str  # of the raw body
    origin: int  # id of the oldest document it repeats; its own id when original. Never changes later
    silent: bool  # older than the topic's start when first seen: archived, not announced
    key: str
    kind: DocumentKind
    text: str
    summary: str
    language: str
    notice: Notice | None
    revision_id: int
    first_seen: datetime  # when its first revision became known
    relevant: bool
    urls: tuple[str, ...] = ()  # all its addresses, of a document asked for by its number; no timeline needs them
    flags: tuple[str, ...] = ()

    @property
    def provenance(self) -> tuple[Any, ...]:
        """What each of its claims says of where it comes from: the fields of KnownClaim from ``document`` on."""
        return *self[:12], self.notice.id if self.notice else ""


class KnownClaim(NamedTuple):
    """A claim with where it comes from: the only food of the timeline, and the evidence of all that it tells.

    A tuple, as all that is made a hundred thousand times to give one answer.
    """

    ordinal: int  # among the claims of its revision
    type: ClaimType
    status: ClaimStatus
    procedure: str | None
    when: FuzzyDate | None
    actors: tuple[ActorRole, ...]
    speaker: str | None
    start: int
    end: int
    confidence: float
    said: FuzzyDate | None
    amount: Decimal | None
    quote: str
    document: int  # from here on DocumentRow.provenance
    revision: int  # ordinal within the document
    source: str
    publisher: str
    authority: Authority
    url: str
    title: str
    published: datetime | None
    known_at: datetime  # when its revision became known
    sha256: str  # of the raw body
    origin: int  # near-duplicate group of its document
    silent: bool = False
    notice: str = ""  # id of the notice it was read in

    @property
    def id(self) -> str:
        """Stable: document, revision, ordinal, e.g. "12.1.3"."""
        return f"{self.document}.{self.revision}.{self.ordinal}"


Reference = tuple[int, int]  # a claim: archive id of its revision, and ordinal


class Outline(NamedTuple):
    """A claim of any revision, as far as it decides which others it may be joined with."""

    reference: Reference
    document: int
    type: ClaimType
    status: ClaimStatus
    procedure: str | None
    actors: tuple[ActorRole, ...]
    days: Days | None  # first and last that it says
    published: datetime  # its document; else when the revision became known


@dataclass(frozen=True, slots=True)
class Check:
    """One visit to one source."""

    source: str
    at: datetime
    status: SourceStatus
    fetched: int  # bodies received
    new: int
    revised: int
    error: str
    requests: int = 0


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """A source as ``veilleur sources`` shows it."""

    name: str
    status: SourceStatus | None  # of the last check; None = never checked
    last_check: datetime | None
    last_success: datetime | None
    last_new: datetime | None  # when it last gave a new document
    down_since: datetime | None  # None when up
    silent_since: datetime | None  # no new document for three times its own rhythm
    documents: int
    error: str
    next_due: datetime | None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One row of ``veilleur search``."""

    id: int
    title: str
    url: str
    source: str
    kind: DocumentKind
    published: datetime | None
    snippet: str  # plain text; matches between U+2039 and U+203A
    relevant: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """All that the archive knew at a moment: the input of the timeline and of the changes."""

    at: datetime
    documents: Mapping[int, DocumentRow]  # newest revision known at ``at``, relevant ones only
    claims: tuple[KnownClaim, ...]  # of those revisions
    actors: tuple[ActorFound, ...]  # every actor met so far, one row each, first mention only
    checks: tuple[Check, ...]  # all checks up to ``at``, oldest first


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One revision of a document, for ``show`` and for the diffs."""

    document: int
    revision: int
    revision_id: int
    title: str
    text: str
    published: datetime | None
    known_at: datetime
    sha256: str
    notice: Notice | None
    reading: Reading | None


class DeliveryState(StrEnum):
    """Life of a mail in the outbox."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"  # empty, and its subscriber wants no empty mail


@dataclass(frozen=True, slots=True)
class Delivery:
    """A frozen mail on its way to one subscriber."""

    id: int
    subscriber: str
    slot: datetime  # the moment the digest was due; UNIQUE(subscriber, slot)
    since: datetime  # the digest covers (since, until]
    until: datetime  # when it was made: at its slot, or later when the slot was missed
    state: DeliveryState
    message_id: str
    message: bytes  # frozen RFC 5322 bytes
    attempts: int
    error: str
    updated_at: datetime
    facts: tuple[tuple[str, str], ...] = ()  # (claim or event id, sentence sent): what an erratum quotes
