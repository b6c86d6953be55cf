"""``veilleur sources``."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crawler.types import Source
from store.types import SourceHealth
from veilleur.shell import Context, Json, Shell, local, plain, shell

_SHORT = "%d/%m/%y"
_STATES = {
    "ok": "répond",
    "unchanged": "répond, rien de neuf",
    "empty": "répond, mais vide",
    "blocked": "refuse l'accès",
    "down": "injoignable",
    "invalid": "répond autre chose",
}


def sources(context: Context, json: Json = False) -> None:
    """Health of the sources: last visit, last new item, what is wrong."""
    here = shell(context)
    declared = here.topic.sources
    health = {row.name: row for row in here.queries.health(declared, here.now)}
    if here.json:
        return here.answer([_record(source, health[source.name]) for source in declared])
    columns = ["source", "état", "visitée", "nouveauté", "documents"]
    here.table(columns, [_row(here, source, health[source.name]) for source in declared])
    return here.screen.print("\n".join(_remarks(declared, health)), markup=False)


def _record(source: Source, health: SourceHealth) -> dict[str, Any]:
    return plain(
        {
            "name": source.name,
            "kind": source.kind,
            "publisher": source.publisher,
            "authority": source.authority,
            "enabled": source.enabled,
            "url": source.url,
            "status": health.status,
            "last_check": health.last_check,
            "last_success": health.last_success,
            "last_new": health.last_new,
            "down_since": health.down_since,
            "silent_since": health.silent_since,
            "next_due": health.next_due,
            "documents": health.documents,
            "error": health.error,
            "note": source.note,
        }
    )


def _row(here: Shell, source: Source, health: SourceHealth) -> list[str]:
    seen, new = (local(at, here.topic, _SHORT) for at in (health.last_check, health.last_new))
    return [source.name, _state(here, source, health), seen, new, str(health.documents)]


def _remarks(declared: Sequence[Source], health: Mapping[str, SourceHealth]) -> Iterator[str]:
    """What is wrong now, then what is always so."""
    for source in declared:
        if error := health[source.name].error:
            yield f"{source.name} : {error}"
    for source in declared:
        if source.note:
            yield f"{source.name} · {source.note}"


def _state(here: Shell, source: Source, health: SourceHealth) -> str:
    if not source.enabled:
        return "désactivée"
    if health.down_since:
        return f"en panne depuis le {local(health.down_since, here.topic, _SHORT)}"
    if source.fallback_of and not health.status:
        return f"en réserve de {source.fallback_of}"
    if health.silent_since:
        return f"muette depuis le {local(health.silent_since, here.topic, _SHORT)}"
    return _STATES[health.status] if health.status else "jamais visitée"
