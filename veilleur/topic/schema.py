"""The topic file as pydantic models: every key, its type, its default. Unknown keys are refused."""

import datetime as dt
import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from crawler.types import Authority, DocumentKind
from nlp.types import ActorKind, ClaimType
from store.files import SCHEME

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DURATION = re.compile(r"^(\d+)\s*(s|m|min|h|d)$")
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400}
_YEAR = dt.timedelta(days=366)
_DIGITS = 9  # of a duration, in whatever unit
_IDENTIFIER = r"^[a-z0-9][a-z0-9_-]*$"


def _duration(value: object) -> object:
    if isinstance(value, str) and (match := _DURATION.match(value.strip())):
        seconds = int(match[1][:_DIGITS]) * _SECONDS[match[2]]
        if len(match[1]) <= _DIGITS and seconds <= _YEAR.total_seconds():
            return dt.timedelta(seconds=seconds)
        raise ValueError("at most a year (366d) is expected")
    raise ValueError('a duration such as "30m", "6h" or "1d" is expected')


def _lasting(value: dt.timedelta) -> dt.timedelta:
    if not value:
        raise ValueError("more than nothing is expected")
    return value


def _one_or_more(value: object) -> object:
    return (value,) if isinstance(value, str) and value else value or ()


def _day_numbers(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError('days such as "mon-fri" or "mon,thu" are expected')
    return frozenset(day for part in value.split(",") for day in _day_range(part.strip()))


def _day_range(part: str) -> range:
    first, _, last = part.partition("-")
    try:
        start, end = DAYS.index(first), DAYS.index(last or first)
    except ValueError as error:
        raise ValueError(f'"{part}" is not a day or a range of {", ".join(DAYS)}') from error
    if end < start:
        raise ValueError(f'"{part}" ends before it starts')
    return range(start, end + 1)


def _clock(value: object) -> object:
    if isinstance(value, str):
        try:
            value = dt.time.fromisoformat(value)
        except ValueError as error:
            raise ValueError('an hour such as "07:30" is expected') from error
    if not isinstance(value, dt.time) or value.tzinfo:
        raise ValueError('an hour such as "07:30" is expected, without a time zone')
    if dt.time(2) <= value < dt.time(3):
        raise ValueError("between 02:00 and 03:00 the clock changes: choose another hour")
    return value


def _known_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError(f'"{value}" is not a time zone; write one such as "Europe/Paris"')
    return value


def _web_address(value: str) -> str:
    if not re.match(r"https?://[^\s/]+", value):
        raise ValueError("an address starting with http:// or https:// is expected")
    if "@" in value.split("/")[2]:
        raise ValueError("an address has no name and no password in it")  # and no error shows the one that was written
    if re.search(r"\s", value) or not _reachable(value):
        raise ValueError("not an address: look at its host, its port, its spaces")
    return value


def _reachable(url: str) -> bool:
    """Whether a host, and a port if one is written, can be read in ``url``."""
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _header(value: str) -> str:
    if not value.isprintable() or not value.isascii():
        raise ValueError("ASCII letters on one line are expected: it is sent in a header")
    return value


def _css(value: str) -> str:
    from cssselect import SelectorError, parse

    try:
        parse(value) if value else None
    except SelectorError as error:
        raise ValueError(f"not a CSS selector: {error}") from error
    return value


def _mail_address(value: str) -> str:
    if not re.fullmatch(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+", value):
        raise ValueError(f'"{value}" is not a mail address')
    return value


def _smtp(value: str) -> str:
    if value != "outbox" and not (re.fullmatch(r"smtps?://[^/\s]+/?", value) and _reachable(value)):
        raise ValueError('"outbox", "smtp://host:port" or "smtps://host:port" is expected')
    return value


def _archive(value: str) -> str:
    if not re.fullmatch(rf"{SCHEME}.+", value):
        raise ValueError(f'only "{SCHEME}FILE" is supported')
    return value


Selector = Annotated[str, AfterValidator(_css)]
Duration = Annotated[dt.timedelta, BeforeValidator(_duration)]
Limit = Annotated[Duration, AfterValidator(_lasting)]
Day = Annotated[dt.date, Field(ge=dt.date(1000, 1, 1))]
Identifier = Annotated[str, Field(pattern=_IDENTIFIER)]
Text = Annotated[str, Field(min_length=1)]
MailAddress = Annotated[str, AfterValidator(_mail_address)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class TopicTable(_Table):
    """``[topic]``."""

    name: Identifier
    title: str = ""
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Paris"
    language: Literal["fr", "en"] = "fr"
    starts: Day | None = None


class TogetherTable(_Table):
    """``[[relevance.together]]``."""

    all: Annotated[tuple[Annotated[tuple[Text, ...], Field(min_length=1)], ...], Field(min_length=2)]
    without: tuple[Text, ...] = ()


class RelevanceTable(_Table):
    """``[relevance]``."""

    strong: tuple[Text, ...] = ()
    context: tuple[Text, ...] = ()
    exclude: tuple[Text, ...] = ()
    anchors: tuple[Text, ...] = ()
    together: tuple[TogetherTable, ...] = ()
    threshold: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 3.0


class SelectorsTable(_Table):
    """``selectors`` of a listing: CSS."""

    link: Selector = ""
    next: Selector = ""
    title: Selector = ""
    date: Selector = ""
    text: Selector = ""


class SourceTable(_Table):
    """One ``[[sources]]``."""

    name: Identifier
    kind: Literal["feed", "listing", "boamp", "ted", "decp", "jorf"]
    url: Annotated[str, AfterValidator(_web_address)]
    publisher: str = ""
    authority: Authority = Authority.PRESS
    documents: DocumentKind | None = None
    language: Literal["fr", "en"] = "fr"
    every: Duration = dt.timedelta(hours=1)
    follow: bool = False
    enabled: bool = True
    fallback_of: str = ""
    query: Annotated[tuple[Text, ...], BeforeValidator(_one_or_more)] = ()
    pages: Annotated[int, Field(ge=1, le=100)] = 5
    time_limit: Limit = dt.timedelta(minutes=5)
    selectors: SelectorsTable = SelectorsTable()
    note: str = ""


class AliasTable(_Table):
    """An alias: a text, or a table for one that counts only near one of some words."""

    text: Text
    near: tuple[Text, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class RoleTable(_Table):
    """An office held by an actor, with the days on which it is attested."""

    role: Text
    start: Day | None = Field(None, alias="from")
    end: Day | None = Field(None, alias="until")


class ActorTable(_Table):
    """One ``[[actors]]``."""

    id: Identifier
    name: Text
    kind: ActorKind
    aliases: tuple[AliasTable, ...] = ()
    roles: tuple[RoleTable, ...] = ()
    official: bool = False


class ProcedureTable(_Table):
    """One ``[[procedures]]``."""

    id: Identifier
    title: str = ""
    cues: tuple[Text, ...] = ()
    start: Day | None = Field(None, alias="from")
    end: Day | None = Field(None, alias="until")
    notices: tuple[Text, ...] = ()


class MilestoneTable(_Table):
    """One ``[[milestones]]``."""

    id: Identifier
    title: str = ""
    type: ClaimType
    procedure: str | None = None
    closes: bool = False


class OverrideTable(_Table):
    """One ``[[overrides]]``: a person's correction of the merging."""

    action: Literal["join", "split", "drop"]
    documents: Annotated[tuple[Text, ...], Field(min_length=1)]
    type: ClaimType | None = None
    note: str = ""


class SubscriberTable(_Table):
    """One ``[[subscribers]]``."""

    name: Identifier
    email: MailAddress
    at: Annotated[dt.time, BeforeValidator(_clock)] = dt.time(7, 30)
    days: Annotated[frozenset[int], BeforeValidator(_day_numbers)] = frozenset(range(5))
    empty: Literal["skip", "heartbeat"] = "heartbeat"
    language: Literal["", "fr", "en"] = ""


class MailTable(_Table):
    """``[mail]``."""

    sender: MailAddress = Field("veille@example.org", alias="from")
    smtp: Annotated[str, AfterValidator(_smtp)] = "outbox"
    folder: Text = "outbox"
    unknown: Literal["resend", "hold"] = "resend"


class NetworkTable(_Table):
    """``[network]``."""

    user_agent: Annotated[Text, AfterValidator(_header)] = "veilleur/0.1 (+mailto:contact@example.org)"
    delay: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 2.0
    timeout: Annotated[float, Field(gt=0, le=600)] = 30.0
    max_bytes: Annotated[int, Field(ge=1024)] = 10 * 2**20
    retries: Annotated[int, Field(ge=0, le=10)] = 2
    allow_private: bool = False
    cycle_limit: Limit = dt.timedelta(minutes=30)


class ArchiveTable(_Table):
    """``[archive]``."""

    url: Annotated[str, AfterValidator(_archive)] = f"{SCHEME}veilleur.db"


class TopicFile(_Table):
    """The whole file."""

    topic: TopicTable
    sources: tuple[SourceTable, ...]
    relevance: RelevanceTable = RelevanceTable()
    actors: tuple[ActorTable, ...] = ()
    procedures: tuple[ProcedureTable, ...] = ()
    milestones: tuple[MilestoneTable, ...] = ()
    overrides: tuple[OverrideTable, ...] = ()
    subscribers: tuple[SubscriberTable, ...] = ()
    mail: MailTable = Field(default_factory=lambda: MailTable.model_validate({}))
    network: NetworkTable = NetworkTable()
    archive: ArchiveTable = ArchiveTable()
