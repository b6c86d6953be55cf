"""``veilleur search``."""

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from crawler.types import DocumentKind
from store.types import SearchHit
from veilleur.blocks import Block, Blocks
from veilleur.moments import moment, start
from veilleur.shell import NOTHING, Context, Json, Shell, local, plain, shell


class Order(StrEnum):
    """How hits are sorted."""

    RELEVANCE = "relevance"
    NEWEST = "newest"


def search(
    context: Context,
    query: Annotated[str, typer.Argument(help='words, "phrases", -not, OR, prefix*')],
    since: Annotated[str | None, typer.Option(metavar="D", help="Published on or after.")] = None,
    until: Annotated[str | None, typer.Option(metavar="D", help="Published on or before.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="ID", help="Names this actor.")] = None,
    source: Annotated[str | None, typer.Option(metavar="N", help="From this source.")] = None,
    kind: Annotated[DocumentKind | None, typer.Option(metavar="K", help="Kind of document.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="D", help="As it was known then.")] = None,
    order: Annotated[Order, typer.Option(help="Best first, or newest first.")] = Order.RELEVANCE,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    json: Json = False,
) -> None:
    """Search the archive: French words match whatever their accents and endings."""
    here = shell(context)
    zone = here.topic.zone
    hits = here.queries.search(
        query,
        since=start(since, zone) if since else None,
        until=moment(until, zone) if until else None,
        actor=actor,
        source=source,
        kind=kind,
        as_of=here.at(as_of),
        order=order.value,
        limit=limit,
    )
    if here.json:
        here.answer([plain({key: value for key, value in asdict(hit).items() if key != "relevant"}) for hit in hits])
    else:
        Blocks(here.screen).blocks(_block(hit, here) for hit in hits)
    if not hits:
        here.note("rien trouvé")
        raise typer.Exit(NOTHING)


def _block(hit: SearchHit, here: Shell) -> Block:
    day = local(hit.published, here.topic, "%d/%m/%Y")
    return Block(day, f"{hit.title} [{hit.id}]", hit.snippet, f"{hit.source} · {hit.url}")
