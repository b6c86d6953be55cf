"""``veilleur changes``."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from digests import jsonable
from digests.changes import Wanted
from digests.changes import changes as difference
from digests.types import ChangeKind
from store.mailbox import Mailbox, beside
from veilleur.errors import UsageError
from veilleur.moments import moment, start
from veilleur.parts import rules, words
from veilleur.shell import NOTHING, Context, Json, Shell, local, shell

_USUAL = timedelta(days=7)


def changes(
    context: Context,
    since: Annotated[str | None, typer.Option(metavar="D", help="From this day on; default: the last 7 days.")] = None,
    between: Annotated[
        tuple[str, str] | None, typer.Option(metavar="A B", help="From the start of A to the end of B.")
    ] = None,
    since_last: Annotated[
        str | None, typer.Option("--since-last", metavar="NAME", help="Since this reader asked last.")
    ] = None,
    actor: Annotated[str | None, typer.Option(metavar="ID", help="That concern this actor.")] = None,
    source: Annotated[str | None, typer.Option(metavar="N", help="From this source.")] = None,
    kind: Annotated[ChangeKind | None, typer.Option(metavar="K", help="Of this kind.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="D", help="Up to this day.")] = None,
    json: Json = False,
) -> None:
    """What changed: documents, notices, events, promised dates, sources."""
    here = shell(context)
    if sum(option is not None for option in (since, between, since_last)) > 1:
        raise UsageError("--since, --between and --since-last exclude one another")
    queries = here.queries  # first of all: where there is no archive, nothing is made beside it
    first, last = _interval(here, since, between, since_last, here.at(as_of))
    found = difference(
        queries.known(first, first), queries.known(last, first), rules(here.topic), words(here.topic), Wanted(actor, source, kind)
    )
    if here.json:
        here.answer(jsonable.changes(found))
    else:
        rows = [[local(change.at, here.topic), change.kind.value, change.summary] for change in found]
        here.table(["connu le", "genre", "ce qui a changé"], rows)
    if since_last:  # only now: a reader whose pipe broke has not read
        with Mailbox(beside(here.archive)) as mailbox:
            mailbox.set_mark(since_last, last)
    if not found:
        here.note("rien n'a changé")
        raise typer.Exit(NOTHING)


def _interval(
    here: Shell, since: str | None, between: tuple[str, str] | None, since_last: str | None, now: datetime
) -> tuple[datetime, datetime]:
    zone = here.topic.zone
    if between:
        first, last = start(between[0], zone), moment(between[1], zone)
    elif since_last:
        with Mailbox(beside(here.archive)) as mailbox:
            first, last = mailbox.last_mark(since_last) or now - _USUAL, now
    else:
        first, last = (start(since, zone) if since else now - _USUAL), now
    if last < first:
        raise UsageError(f"the interval ends ({last.date()}) before it starts ({first.date()})")
    return first, last
