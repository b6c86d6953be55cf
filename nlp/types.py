"""What this room hands to the others: a ``Reading`` made under an ``Affair``.

Light on purpose: importing this module imports neither spaCy nor anything else that is slow.
Offsets are Python string indices into the archived text, end excluded.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    BODY = "body"
    COMPANY = "company"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class Alias:
    """A way an actor is written; ``near`` makes it count only close to one of these words."""

    text: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An office held: lets "la ministre de la Santé" be resolved by date."""

    role: str  # "ministre de la Santé"
    start: date | None = None  # first day attested, None = unknown
    end: date | None = None  # last day attested, None = still, or unknown


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that decides, promises, bids or wins."""

    id: str  # topic's id, or a slug of the name for one found by NER
    name: str
    kind: ActorKind
    aliases: tuple[Alias, ...] = ()
    terms: tuple[Term, ...] = ()
    official: bool = False  # speaks for the State in this affair: its word is official wherever it is printed


@dataclass(frozen=True, slots=True)
class Procedure:
    """A contract of the affair, told from the others by its cues."""

    id: str
    title: str
    cues: tuple[str, ...] = ()
    start: date | None = None  # TOML ``from``: not before
    end: date | None = None  # TOML ``until``
    notices: tuple[str, ...] = ()  # ids or contract folders known to belong to it


@dataclass(frozen=True, slots=True)
class Together:
    """``[[relevance.together]]``: groups of words that tell the affair when they meet, though none does alone."""

    all: tuple[tuple[str, ...], ...]  # one word of every group must be there
    without: tuple[str, ...] = ()  # and none of these


@dataclass(frozen=True, slots=True)
class RelevanceRules:
    """``[relevance]``: lexical, explained, before any model."""

    strong: tuple[str, ...] = ()  # weigh 3 each
    context: tuple[str, ...] = ()  # weigh 1 each, count together
    exclude: tuple[str, ...] = ()  # weigh -3 each: homonyms, other platforms
    anchors: tuple[str, ...] = ()  # when given, context counts only in a text that has one of them, or a strong term
    threshold: float = 3.0
    together: tuple[Together, ...] = ()  # weigh 3 each


@dataclass(frozen=True, slots=True)
class Affair:
    """What the reader must know of the topic."""

    name: str
    title: str
    relevance: RelevanceRules
    actors: tuple[Actor, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    timezone: str = "Europe/Paris"


@dataclass(frozen=True, slots=True)
class Relevance:
    """Is a document about the affair, and why."""

    score: float
    relevant: bool
    terms: tuple[tuple[str, float], ...]  # what counted, with its weight, in text order


@dataclass(frozen=True, slots=True)
class Timex:
    """TIMEX3 (TimeML; ISO 24617-1)."""

    type: str  # DATE | TIME | DURATION | SET
    value: str  # 2026-03, 2026-Q1, P30D, FUTURE_REF, 2026-03-30T12:00
    mod: str = ""  # START MID END APPROX MORE LESS …, and our BEFORE UNTIL FROM


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date never more precise than the text (EDTF, ISO 8601-2)."""

    edtf: str | None  # None for a duration or a bare reference
    earliest: date | None  # first day it may be; None = open or unknown
    latest: date | None  # last day it may be
    # minute | day | week | month | season | quarter | semester | year | decade | century
    # | interval | duration | reference
    granularity: str
    timex: Timex


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in a text."""

    start: int
    end: int
    text: str
    date: FuzzyDate


@dataclass(frozen=True, slots=True)
class Entity:
    """What the recogniser sees, after the actor ruler."""

    start: int
    end: int
    text: str
    label: str  # PER | ORG | LOC | MISC


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an actor is named."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ActorFound:
    """An actor of a text with its mentions, in text order."""

    id: str
    name: str
    kind: ActorKind
    mentions: tuple[Mention, ...]
    known: bool = True  # False: found by NER only


class ClaimType(StrEnum):
    """OCDS release tags where they exist, and the politics around procurement."""

    PLANNING = "planning"
    TENDER = "tender"
    TENDER_AMENDMENT = "tenderAmendment"
    TENDER_CANCELLATION = "tenderCancellation"
    DEADLINE = "deadline"
    AWARD = "award"
    CONTRACT = "contract"
    CONTRACT_TERMINATION = "contractTermination"
    ANNOUNCEMENT = "announcement"
    RULING = "ruling"
    AUTHORISATION = "authorisation"
    OPINION = "opinion"
    LAW = "law"
    QUALIFICATION = "qualification"
    REQUIREMENT = "requirement"
    CHALLENGE = "challenge"
    MIGRATION = "migration"
    APPOINTMENT = "appointment"
    HEARING = "hearing"


class ClaimStatus(StrEnum):
    """How firmly the decision is said."""

    DONE = "done"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    REPORTED = "reported"


class ActorRole(NamedTuple):
    """An actor in a claim. A tuple: it is hashed and compared more often than anything else."""

    id: str
    role: str  # buyer | supplier | tenderer | authority | speaker | court | claimant | subject


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says of one decision, with its evidence."""

    type: ClaimType
    status: ClaimStatus
    procedure: str | None  # id of a Procedure of the affair
    when: FuzzyDate | None  # when the decision happens or happened
    actors: tuple[ActorRole, ...]
    speaker: str | None  # actor id; None = the document's own voice, or unknown
    quote: str  # text[start:end]
    start: int
    end: int
    confidence: float  # 0…1, product of the parts
    parts: tuple[tuple[str, float], ...] = ()  # ("trigger", .9), ("date", .8)…
    said: FuzzyDate | None = None  # when it was said, if the text says so; None = the document's date
    amount: Decimal | None = None  # EUR
    when_span: tuple[int, int] | None = None  # offsets of the date expression
    field: str = ""  # set when the claim comes from a notice field and not from prose: "deadline"


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read in one text."""

    relevance: Relevance
    language: str
    entities: tuple[Entity, ...] = ()
    actors: tuple[ActorFound, ...] = ()
    dates: tuple[DateMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    model: str = ""  # name and version of pipeline + rules, for reprocess
