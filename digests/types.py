"""What this room hands to the others: ``Timeline``, ``Change``, ``Digest``."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from nlp.types import ActorRole, ClaimStatus, ClaimType, FuzzyDate
from store.types import KnownClaim


@dataclass(frozen=True, slots=True)
class MilestoneSpec:
    """One ``[[milestones]]`` entry: an event awaited by the topic."""

    id: str
    title: str
    type: ClaimType
    procedure: str | None = None  # None = any
    closes: bool = False  # the wrap-up digest is sent when it is seen


@dataclass(frozen=True, slots=True)
class Override:
    """One ``[[overrides]]`` entry: a person's correction of the merging, kept across re-reading."""

    action: str  # join | split | drop
    documents: tuple[str, ...]  # canonical URLs of the documents meant
    type: ClaimType | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One ``[[subscribers]]`` entry."""

    name: str
    email: str
    at: time = time(7, 30)  # in the topic's time zone; 02:00–03:00 refused
    days: frozenset[int] = frozenset({0, 1, 2, 3, 4})  # Monday = 0
    empty: str = "heartbeat"  # skip | heartbeat
    language: str = ""  # fr | en; "" = the topic's


@dataclass(frozen=True, slots=True)
class MailSettings:
    """``[mail]``."""

    sender: str  # TOML ``from``
    smtp: str = "outbox"  # outbox | smtp://host:port | smtps://host:port
    folder: str = "outbox"  # where ``outbox`` writes, relative to the topic file
    unknown: str = "resend"  # resend | hold: after a crash between the final dot and its answer


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two voices that cannot both be right."""

    subject: str  # id of the event or milestone
    field: str  # date | winner | amount | procedure
    left: KnownClaim  # the weightier voice
    right: KnownClaim
    left_value: str
    right_value: str
    type: ClaimType | None = None  # of the event
    title: str = ""  # of the milestone


class Event(NamedTuple):
    """Claims merged: one thing that happened, or is said to."""

    id: str  # stable as claims arrive: made from its first claim
    type: ClaimType
    status: ClaimStatus
    procedure: str | None
    when: FuzzyDate | None
    actors: tuple[ActorRole, ...]
    origins: int  # independent voices that say so, after near-duplicates are grouped
    articles: int  # documents that say so
    official: bool  # at least one official voice says so
    corroboration: str  # press | official | both
    evidence: tuple[KnownClaim, ...]  # those that say so first, weightiest first
    amount: str | None = None
    first_known: datetime | None = None
    notice: str = ""  # id of a procurement notice that says so
    searched: tuple[
        tuple[str, date], ...
    ] = ()  # registers that answered, and when last; () when none is to be expected


class MilestoneState(StrEnum):
    """``open`` → ``overdue`` → ``seen``."""

    OPEN = "open"
    OVERDUE = "overdue"
    SEEN = "seen"


class Expectation(NamedTuple):
    """One row of the ledger: who promised it for when, in which words."""

    said_on: date | None
    by: str | None  # actor id, else the publisher
    when: FuzzyDate
    evidence: KnownClaim
    status: ClaimStatus
    slip_days: int | None = None  # against the baseline: days between latest bounds
    fate: str = "open"  # open | kept | slipped | broken | superseded
    weight: int = 0  # of the voice: 2 official, 1 press, 0 a rumour, which never counts
    since: datetime | None = None  # when it became the date that counts; None = never


@dataclass(frozen=True, slots=True)
class Milestone:
    """An awaited event with its ledger."""

    id: str
    title: str
    state: MilestoneState
    expected: tuple[Expectation, ...]  # in the order they became known
    current: Expectation | None
    baseline: Expectation | None
    seen: FuzzyDate | None
    event: str | None  # id of the event that made it seen
    slip_days: int | None  # baseline → seen or current
    overdue_since: date | None
    suppressed: str = ""  # why overdue is not asserted: its sources, all down
    moves: tuple[Expectation, ...] = ()  # the dates that counted, one after the other
    agreeing: frozenset[int] = frozenset()  # documents that give the current date, or one that meets it


@dataclass(frozen=True, slots=True)
class Timeline:
    """The answer to "what happened", at one moment."""

    at: datetime
    events: tuple[Event, ...]
    milestones: tuple[Milestone, ...]
    contradictions: tuple[Contradiction, ...]


class ChangeKind(StrEnum):
    """Closed list of the contract (design §4), and the erratum."""

    DOCUMENT_NEW = "document.new"
    DOCUMENT_REVISED = "document.revised"
    NOTICE_FIELD = "notice.field"
    EVENT_NEW = "event.new"
    EVENT_STATUS = "event.status"
    DATE_SLIP = "date.slip"
    MILESTONE_OVERDUE = "milestone.overdue"
    MILESTONE_SEEN = "milestone.seen"
    CONTRADICTION = "contradiction"
    ACTOR_NEW = "actor.new"
    SOURCE_DOWN = "source.down"
    SOURCE_UP = "source.up"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of "what changed"."""

    at: datetime  # when it became known
    kind: ChangeKind
    id: str  # of the document, event, milestone, actor or source
    summary: str  # one line for people, in the reader's language
    before: str | None
    after: str | None
    documents: tuple[int, ...]
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    milestones: tuple[str, ...] = ()  # ids of those it concerns
    field: str = ""  # of a notice


@dataclass(frozen=True, slots=True)
class Sent:
    """One fact that a reader was sent: what an erratum would quote."""

    kind: str  # of the change that told it
    id: str  # of the event or milestone
    value: str  # the status or the date that it told
    text: str  # the sentence, word for word
    at: datetime  # slot of the mail
