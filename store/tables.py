"""The tables. SQLModel classes live here only; they do not validate, the archive does.

Moments are fixed-width UTC text (store.moments). JSON columns are written by store.codec.
"""

from sqlmodel import Field, Index, SQLModel, UniqueConstraint


class Body(SQLModel, table=True):
    """A raw body, content-addressed."""

    sha256: str = Field(primary_key=True)
    size: int  # bytes before compression
    data: bytes  # zstd


class Fetch(SQLModel, table=True):
    """One answer of a server; its body may be shared with others."""

    __table_args__ = (UniqueConstraint("source", "url", "role", "sha256", "context"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(index=True)
    url: str
    requested: str
    status: int
    headers: str  # JSON: list of pairs
    role: str
    context: str  # JSON: object
    sha256: str = Field(foreign_key="body.sha256", index=True)
    fetched_at: str


class Document(SQLModel, table=True):
    """One publication, whatever it says today."""

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(index=True)  # the first to give it
    key: str
    kind: str
    authority: str
    publisher: str
    language: str
    origin: int  # id of the oldest document it repeats; its own when original
    silent: bool
    first_seen: str


class DocumentKey(SQLModel, table=True):
    """Every (source, key) under which a document came."""

    source: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    document: int = Field(foreign_key="document.id", index=True)


class DocumentUrl(SQLModel, table=True):
    """Every address of a document."""

    url: str = Field(primary_key=True)
    document: int = Field(foreign_key="document.id", index=True)


class NoticeId(SQLModel, table=True):
    """Every number of a notice: its own and those of its copies elsewhere."""

    number: str = Field(primary_key=True)
    document: int = Field(foreign_key="document.id", index=True)


class Revision(SQLModel, table=True):
    """What a document said from a moment on."""

    __table_args__ = (UniqueConstraint("document", "number"),)

    id: int | None = Field(default=None, primary_key=True)  # in ingest order
    document: int = Field(foreign_key="document.id", index=True)
    number: int  # 1, 2, 3…
    title: str
    text: str
    summary: str
    url: str
    published: str | None = Field(default=None, index=True)
    notice: str | None = None  # JSON: crawler.types.Notice
    flags: str = "[]"
    sha256: str  # of the raw body
    fingerprint: str  # of what counts as content: whitespace is no change
    known_at: str = Field(index=True)


class ReadingRow(SQLModel, table=True):
    """How a revision was read; re-reading replaces it, the moment it was known stays the revision's."""

    __tablename__ = "reading"

    revision: int = Field(primary_key=True, foreign_key="revision.id")
    model: str
    relevant: bool
    score: float
    payload: str  # JSON: nlp.types.Reading without its claims
    read_at: str


class ClaimRow(SQLModel, table=True):
    """One claim of one reading; the quote is the revision's text between the offsets."""

    __tablename__ = "claim"
    revision: int = Field(primary_key=True, foreign_key="revision.id")
    ordinal: int = Field(primary_key=True)
    type: str = Field(index=True)
    status: str
    procedure: str | None = None
    when: str | None = None  # JSON: FuzzyDate
    actors: str = "[]"  # JSON: list of {id, role}
    speaker: str | None = None
    start: int
    end: int
    confidence: float
    said: str | None = None  # JSON: FuzzyDate
    amount: str | None = None  # EUR, decimal
    first: int | None = None  # day numbers of ``when``: store.places
    last: int | None = None
    extra: str  # JSON: parts, when_span, field


class ClaimTag(SQLModel, table=True):
    """Where a claim can be met: store.places. Without a date, by the day on which it was said (UTC)."""

    __table_args__ = {"sqlite_with_rowid": False}

    type: str = Field(primary_key=True)
    tag: str = Field(primary_key=True)
    last: int = Field(primary_key=True)  # before the first: one asks of lately, after which few days are said
    first: int = Field(primary_key=True)
    revision: int = Field(primary_key=True, foreign_key="revision.id", index=True)
    ordinal: int = Field(primary_key=True)


class Appearance(SQLModel, table=True):
    """An actor met in a revision."""

    __table_args__ = (Index("ix_appearance_actor", "actor", "revision"),)

    revision: int = Field(primary_key=True, foreign_key="revision.id")
    actor: str = Field(primary_key=True)
    name: str
    kind: str
    known: bool
    start: int
    end: int


class CheckRow(SQLModel, table=True):
    """One visit to one source."""

    __tablename__ = "check"

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(index=True)
    at: str = Field(index=True)
    status: str
    fetched: int
    new: int
    revised: int
    error: str
    requests: int
    retry_after: str | None = None


class ValidatorRow(SQLModel, table=True):
    """What the last good answer of one URL left for the next conditional GET."""

    __tablename__ = "validator"

    source: str = Field(primary_key=True)
    url: str = Field(primary_key=True)
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    fetched_at: str | None = None
    key: str = ""
    published: str | None = None


class Signature(SQLModel, table=True):
    """MinHash of a document's first text, for near-duplicates."""

    document: int = Field(primary_key=True, foreign_key="document.id")
    hashes: bytes


class SearchText(SQLModel, table=True):
    """Content of the full-text index, one row a revision: words as store.words writes them."""

    __tablename__ = "search_text"

    revision: int = Field(primary_key=True, foreign_key="revision.id")
    title: str
    body: str
