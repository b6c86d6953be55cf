"""A valid topic file → the parts each room works with."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from crawler.types import Authority, DocumentKind, Network, Selectors, Source
from digests.types import MailSettings, MilestoneSpec, Override, Subscriber
from nlp.types import Actor, Affair, Alias, Procedure, RelevanceRules, Term, Together
from store.files import archive_file, archive_url
from veilleur.topic import schema

_KIND_OF_DOCUMENTS = {
    "boamp": DocumentKind.NOTICE,
    "ted": DocumentKind.NOTICE,
    "decp": DocumentKind.NOTICE,
    "jorf": DocumentKind.LAW,
}
_OFFICIAL_KINDS = frozenset(_KIND_OF_DOCUMENTS)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, in the terms of the rooms."""

    file: Path | None  # None = the bundled preset
    affair: Affair
    language: str  # of the digests
    zone: ZoneInfo
    starts: date | None  # items published before are archived silently
    sources: tuple[Source, ...]
    network: Network
    milestones: tuple[MilestoneSpec, ...]
    overrides: tuple[Override, ...]
    subscribers: tuple[Subscriber, ...]
    mail: MailSettings
    archive: str  # sqlite:///ABSOLUTE


def build(table: schema.TopicFile, file: Path | None, folder: Path) -> Topic:
    """The parts of ``table``; relative paths in it start from ``folder``."""
    return Topic(
        file=file,
        affair=_affair(table),
        language=table.topic.language,
        zone=ZoneInfo(table.topic.timezone),
        starts=table.topic.starts,
        sources=tuple(_source(source, table) for source in table.sources),
        network=Network(**table.network.model_dump()),
        milestones=tuple(_milestone(milestone) for milestone in table.milestones),
        overrides=tuple(Override(**override.model_dump()) for override in table.overrides),
        subscribers=tuple(Subscriber(**subscriber.model_dump()) for subscriber in table.subscribers),
        mail=_mail(table.mail, folder),
        archive=absolute(table.archive.url, folder),
    )


def absolute(url: str, folder: Path) -> str:
    """``sqlite:///relative.db`` → the same file, whatever the working folder becomes."""
    return archive_url((folder / archive_file(url)).resolve())


def _affair(table: schema.TopicFile) -> Affair:
    return Affair(
        name=table.topic.name,
        title=table.topic.title or table.topic.name,
        relevance=_relevance(table.relevance),
        actors=tuple(_actor(actor) for actor in table.actors),
        procedures=tuple(_procedure(procedure) for procedure in table.procedures),
        timezone=table.topic.timezone,
    )


def _relevance(table: schema.RelevanceTable) -> RelevanceRules:
    together = tuple(Together(t.all, t.without) for t in table.together)
    return RelevanceRules(**table.model_dump(exclude={"together"}), together=together)


def _actor(table: schema.ActorTable) -> Actor:
    return Actor(
        id=table.id,
        name=table.name,
        kind=table.kind,
        aliases=tuple(_alias(alias) for alias in table.aliases),
        terms=tuple(Term(role.role, role.start, role.end) for role in table.roles),
        official=table.official,
    )


def _alias(alias: schema.AliasTable) -> Alias:
    return Alias(alias.text, alias.near)


def _procedure(table: schema.ProcedureTable) -> Procedure:
    return Procedure(**{**table.model_dump(), "title": table.title or table.id})


def _milestone(table: schema.MilestoneTable) -> MilestoneSpec:
    return MilestoneSpec(**{**table.model_dump(), "title": table.title or table.id})


def _mail(table: schema.MailTable, folder: Path) -> MailSettings:
    return MailSettings(**{**table.model_dump(), "folder": str(folder / table.folder)})


def _source(table: schema.SourceTable, topic: schema.TopicFile) -> Source:
    fields = table.model_dump(exclude={"selectors", "documents", "query"})
    if "authority" not in table.model_fields_set and table.kind in _OFFICIAL_KINDS:
        fields["authority"] = Authority.OFFICIAL
    return Source(
        **{**fields, "publisher": table.publisher or table.name},
        documents=table.documents or _documents(table.kind, fields["authority"]),
        query=_query(table, topic),
        selectors=Selectors(**table.selectors.model_dump()),
        since=topic.topic.starts - timedelta(days=1) if topic.topic.starts else None,
    )


def _documents(kind: str, authority: Authority) -> DocumentKind:
    voice = DocumentKind.COMMUNIQUE if authority == Authority.OFFICIAL else DocumentKind.ARTICLE
    return _KIND_OF_DOCUMENTS.get(kind, voice)


def _query(table: schema.SourceTable, topic: schema.TopicFile) -> str:
    return "\n".join(table.query or topic.relevance.strong)
