"""What must be right here for a topic to be watched: one row a check; each says what it found, or what to do."""

import shutil
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.errors import VeilleurError
from veilleur.shell import Shell

_ENOUGH = 500 * 1024 * 1024  # bytes: a year of the affair takes under 200 MB


@dataclass(frozen=True, slots=True)
class Finding:
    """The end of one check."""

    name: str
    ok: bool
    detail: str


class NotRightError(VeilleurError):
    """A check found something that must be mended."""


def findings(here: Shell) -> Iterator[Finding]:
    """Every check in turn; one that fails never hides the next."""
    for name, check in CHECKS.items():
        try:
            yield Finding(name, True, check(here))
        except (VeilleurError, OSError, smtplib.SMTPException, ImportError) as error:
            yield Finding(name, False, str(error) or type(error).__name__)


def _topic(here: Shell) -> str:
    on = sum(source.enabled for source in here.topic.sources)
    return f"{here.topic.file or 'thème fourni'} : {on} sources actives"


def _search(_: Shell) -> str:
    from store.soundness import full_text

    return full_text()


def _model(_: Shell) -> str:
    from nlp.pipeline import load, version

    load()
    return version()


def _archive(here: Shell) -> str:
    if not here.archive_file.exists():
        return f"{here.archive_file} : pas encore créée, `veilleur run` s'en charge"
    assert here.queries  # opened: its schema is this version's
    return f"{here.archive_file} : {here.archive_file.stat().st_size / 1e6:.1f} Mo"


def _disk(here: Shell) -> str:
    folder = next(parent for parent in here.archive_file.parents if parent.exists())
    free = shutil.disk_usage(folder).free
    if free < _ENOUGH:
        raise NotRightError(f"{folder} : {free / 1e6:.0f} Mo libres ; il en faut {_ENOUGH / 1e6:.0f}")
    return f"{folder} : {free / 1e9:.1f} Go libres"


def _mail(here: Shell) -> str:
    from digests.send import reach

    settings = here.topic.mail
    if settings.smtp == "outbox":
        return f"courriels écrits dans {Path(settings.folder)}"
    return f"{settings.smtp} : {reach(settings)}"


def _deliveries(here: Shell) -> str:
    from store.mailbox import Mailbox, beside
    from store.types import DeliveryState

    path = beside(here.archive)
    if not path.exists():
        return "aucun courriel préparé"
    with Mailbox(path) as mailbox:
        waiting = [d for d in mailbox.waiting() if d.subscriber in {s.name for s in here.topic.subscribers}]
    stuck = [d for d in waiting if d.state in (DeliveryState.FAILED, DeliveryState.UNKNOWN)]
    if stuck:
        raise NotRightError(f"{len(stuck)} courriels en échec ou incertains : voir `veilleur outbox`")
    return "aucun courriel en échec"


def _sources(here: Shell) -> str:
    if not here.archive_file.exists():
        return "pas encore visitées"
    down = [row.name for row in here.queries.health(here.topic.sources, here.now) if row.down_since]
    if down:
        raise NotRightError(f"en panne : {', '.join(down)} (voir `veilleur sources`)")
    return "toutes répondent"


CHECKS: dict[str, Callable[[Shell], str]] = {
    "topic": _topic,
    "search": _search,
    "model": _model,
    "disk": _disk,
    "archive": _archive,
    "sources": _sources,
    "mail": _mail,
    "deliveries": _deliveries,
}
