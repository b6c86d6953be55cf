"""What this room hands to the others: ``Source`` in, ``Fetched`` and ``Document`` out.

Light on purpose: importing this module imports nothing but the standard library.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from hashlib import sha256


class Authority(StrEnum):
    """Whose voice a source is."""

    OFFICIAL = "official"
    PRESS = "press"
    OTHER = "other"


class DocumentKind(StrEnum):
    """What a document is."""

    COMMUNIQUE = "communique"
    NOTICE = "notice"
    ARTICLE = "article"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors of a listing; an empty one falls back to JSON-LD, OpenGraph, then ``main``."""

    link: str = ""  # on the index: the <a> of each item
    next: str = ""  # on the index: the <a> of the next page
    title: str = ""  # on the item page
    date: str = ""  # on the item page
    text: str = ""  # on the item page: the element that holds the body


@dataclass(frozen=True, slots=True)
class Source:
    """One ``[[sources]]`` entry of the topic: a declaration, no code."""

    name: str  # unique in the topic
    kind: str  # a key of crawler.kinds: feed, listing, boamp, ted, decp, jorf
    url: str  # index, feed or API base
    publisher: str = ""  # shown to readers; defaults to the name
    authority: Authority = Authority.PRESS
    documents: DocumentKind = DocumentKind.ARTICLE  # kind given to its documents
    language: str = "fr"  # ISO 639-1, when the document does not say
    every: timedelta = timedelta(hours=1)  # it is never visited more often; less often when it is quiet or down
    follow: bool = False  # feeds: fetch the linked article too
    enabled: bool = True
    fallback_of: str = ""  # the source it stands in for: visited only while that one fails
    query: str = ""  # boamp, ted, decp: full-text words, one per line = OR; empty = topic's strong terms
    pages: int = 5  # listings and APIs: pages read at most in one cycle
    time_limit: timedelta = timedelta(minutes=5)  # wall time in one cycle
    since: date | None = None  # APIs: not before (the topic's ``starts``)
    selectors: Selectors = Selectors()
    note: str = ""  # caveat, shown by ``veilleur sources``


@dataclass(frozen=True, slots=True)
class Network:
    """``[network]``: how this installation behaves on the web."""

    user_agent: str = "veilleur/0.1 (+mailto:contact@example.org)"
    delay: float = 2.0  # seconds between two requests to one host; Crawl-delay may raise it
    timeout: float = 30.0  # seconds for one response
    max_bytes: int = 10 * 2**20  # one body, after decompression
    retries: int = 2
    allow_private: bool = False  # loopback, private, link-local, CGNAT addresses
    cycle_limit: timedelta = timedelta(minutes=30)  # hard limit of a whole crawl


@dataclass(frozen=True, slots=True)
class Validators:
    """What the last good answer of one URL left for the next conditional GET (RFC 9110 §13)."""

    url: str
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""  # of the last body; the same bytes are not parsed again
    fetched_at: datetime | None = None  # UTC
    key: str = ""  # for an item page: the document's key, "" for an index
    published: datetime | None = None  # for an item page: lets young pages be visited again


@dataclass(frozen=True)
class Fetched:
    """One raw body as it came, content-addressed, with all a parser needs to read it again later."""

    source: str
    url: str  # after redirects
    status: int
    headers: tuple[tuple[str, str], ...]  # names in lower case, only those kept
    body: bytes  # decompressed
    fetched_at: datetime  # UTC: the cycle's ``now``
    role: str = "index"  # index: feed, listing, API page | item: page of one document | entry: lead alone
    context: Mapping[str, str] = field(
        default_factory=dict
    )  # item, entry: key, url, title, published, summary of the lead
    requested: str = ""  # URL asked for, when redirected

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the body."""
        return sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Party:
    """A buyer or a holder as the notice prints it."""

    name: str
    id: str = ""  # SIRET, SIREN or foreign number; "" when not printed


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot of a notice and what became of it."""

    id: str
    title: str = ""
    result: str = ""  # eForms winner-selection-status: selec-w | clos-nw | open-nw; "" before the award
    holders: tuple[Party, ...] = ()
    amount: Decimal | None = None
    ceiling: Decimal | None = None  # framework maximum, never shown as a price


@dataclass(frozen=True, slots=True)
class Notice:
    """Structured fields of a procurement notice. None or () = the notice does not say."""

    id: str  # BOAMP idweb, TED publication number, DECP id
    # OCDS release tag: planning, tender, tenderAmendment, tenderCancellation, award, contract,
    # contractAmendment, contractTermination
    tag: str
    title: str
    buyers: tuple[Party, ...] = ()
    description: str = ""
    procedure: str = ""  # contractfolderid: shared by the whole procedure
    related: tuple[str, ...] = ()  # ids of the earlier notices it corrects, cancels or awards
    same_as: tuple[str, ...] = ()  # ids of the same notice elsewhere (a TED number)
    nature: str = ""  # as printed by the source
    form: str = ""  # eforms | fns | mapa | legacy | ted | decp
    published: date | None = None
    deadline: datetime | None = None  # UTC
    awarded: date | None = None  # date of the award decision
    signed: date | None = None  # date of the contract
    holders: tuple[Party, ...] = ()
    amount: Decimal | None = None  # what was awarded; not the ceiling
    ceiling: Decimal | None = None
    currency: str = "EUR"
    cpv: tuple[str, ...] = ()
    reason: str = ""  # of a cancellation or correction, verbatim
    lots: tuple[Lot, ...] = ()
    changes: tuple[tuple[str, str, str], ...] = ()  # corrections that print them: field, before, after
    flags: tuple[str, ...] = ()  # what was distrusted: "deadline.implausible: 7017-02-01", "field.unknown: X"


@dataclass(frozen=True, slots=True)
class Document:
    """One publication: ``(source, key)`` is stable, everything else may be revised."""

    source: str
    key: str  # the publisher's own id: guid, idweb, canonical URL
    kind: DocumentKind
    url: str  # canonical, tracking removed, safe to show as a link (http or https)
    title: str
    published: datetime | None  # UTC; None when the source does not say or cannot be believed
    text: str  # plain text, NFC, no control characters but newline
    language: str
    raw: str  # SHA-256 of the Fetched body it was read from
    notice: Notice | None = None
    summary: str = ""  # the publisher's own short text, plain
    urls: tuple[str, ...] = ()  # other addresses of the same document
    flags: tuple[str, ...] = ()  # "published.implausible: 2099-01-01"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one ``Fetched`` gave: its documents, and what could not be read in it."""

    documents: tuple[Document, ...]
    problems: tuple[str, ...] = ()  # "entry 3: no link", "notice 26-1: unknown field X"


@dataclass(frozen=True, slots=True)
class Job:
    """One due source with what is known of it, as handed to a crawl."""

    source: Source
    validators: Mapping[str, Validators]  # by URL


class SourceStatus(StrEnum):
    """How gathering a source ended."""

    OK = "ok"  # answered and understood (possibly with nothing new)
    UNCHANGED = "unchanged"  # 304, or the same bytes
    EMPTY = "empty"  # understood, but no entry at all
    BLOCKED = "blocked"  # robots.txt, 401, 403
    DOWN = "down"  # unreachable, 4xx, 5xx, certificate, time limit
    INVALID = "invalid"  # answered with something else (HTML in place of a feed)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one source gave in one crawl; a failure is a value here."""

    source: str
    status: SourceStatus
    fetched: Sequence[Fetched]  # new bodies only, in order; compressed (``crawler.bodies``)
    validators: tuple[Validators, ...] = ()  # to be kept for the next crawl
    requests: int = 0  # responses received
    error: str = ""  # one line for people, "" when ok
    retry_after: datetime | None = None  # UTC: the server asked not to come back before
