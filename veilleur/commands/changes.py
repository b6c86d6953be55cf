"""``veilleur changes``."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from digests import jsonable
from digests.changes import Wanted
from digests.changes import changes as difference
from digests.types import Change, ChangeKind
from store.mailbox import Mailbox, beside
from veilleur.blocks import Block, Blocks
from veilleur.errors import UsageError
from veilleur.moments import moment, start
from veilleur.parts import between as known_between
from veilleur.parts import rules, words
from veilleur.shell import NOTHING, Context, Json, Shell, local, shell
from veilleur.uncollected import uncollected

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
    milestone: Annotated[str | None, typer.Option(metavar="ID", help="That concern this milestone.")] = None,
    field: Annotated[str | None, typer.Option(metavar="NAME", help="Of this field of a notice: deadline…")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="D", help="Up to this day.")] = None,
    json: Json = False,
) -> None:
    """What changed: documents, notices, events, promised dates, sources."""
    here = shell(context)
    if sum(option is not None for option in (since, between, since_last)) > 1:
        raise UsageError("--since, --between and --since-last exclude one another")
    _ = here.queries  # first of all: where there is no archive, nothing is made beside it
    first, last = _interval(here, since, between, since_last, here.at(as_of))
    wanted = Wanted(actor, source, kind, milestone, field)
    stated = rules(here.topic)
    with uncollected():
        known = here.keep(known_between(here.queries, stated, first, last))
        found = difference(*known, stated, words(here.topic), wanted)
    if here.json:
        here.answer(jsonable.changes(found))
    else:
        Blocks(here.screen).blocks(_block(change, here) for change in found)
    if since_last:  # only now: a reader whose pipe broke has not read
        with Mailbox(beside(here.archive)) as mailbox:
            mailbox.set_mark(since_last, last)
    if not found:
        here.note("rien n'a changé")
        raise typer.Exit(NOTHING)


def _block(change: Change, here: Shell) -> Block:
    words = f"{change.before or '–'} → {change.after or '–'}" if change.kind == ChangeKind.DOCUMENT_REVISED else ""
    return Block(local(change.at, here.topic), change.summary, note=f"{change.kind}{words and ' · '}{words}")


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
