"""Our routes before Datasette's own, and which tables may be seen. Imported only where Datasette is installed."""

import asyncio
from pathlib import PurePosixPath
from typing import Any

from datasette import NotFound, Response, hookimpl

from veilleur.web.pages import Live

# rows about texts may be browsed; texts, raw bodies and readings may not: press stays in the archive (droit voisin)
OPEN_TABLES = frozenset({"document", "documenturl", "claim", "appearance", "check", "noticeid"})
_CLOSED = frozenset({"execute-sql", "view-database-download", "view-query"})
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
}
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


class Plugin:
    """One topic's pages, as Datasette's plugin hooks."""

    __name__ = "veilleur"

    def __init__(self, live: Live) -> None:
        self._live = live

    @hookimpl  # type: ignore[untyped-decorator]
    def register_routes(self) -> list[tuple[str, Any]]:
        """Addresses of ``veilleur site``, and the search."""
        page = r"^/(?P<path>(?:index|changes|documents)\.html|data/timeline\.[\w.]+)$"
        return [(r"^/$", self._home), (r"^/search\.html$", self._search), (page, self._page)]

    @hookimpl  # type: ignore[untyped-decorator]
    def permission_allowed(self, action: str, resource: Any) -> bool | None:
        """No SQL and no download from visitors; of the tables, those that hold no text."""
        if action == "view-table":
            return resource[1] in OPEN_TABLES
        return False if action in _CLOSED else None

    @hookimpl(tryfirst=True)  # type: ignore[untyped-decorator]
    def handle_exception(self, exception: Exception) -> Response | None:
        """One line for what is not there, and no trace on the terminal; all else is Datasette's to tell."""
        return Response.text("Rien à cette adresse.\n", status=404) if isinstance(exception, NotFound) else None

    async def _home(self) -> Response:
        return Response.redirect("/index.html")

    async def _page(self, request: Any) -> Response:
        path = request.url_vars["path"]
        data = await asyncio.to_thread(self._live.page, path)
        if data is None:
            raise NotFound(path)
        return _response(data, path)

    async def _search(self, request: Any) -> Response:
        query = request.args.get("q") or ""
        return _response(await asyncio.to_thread(self._live.search, query), "search.html")


def _response(data: bytes, path: str) -> Response:
    kind = _TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")
    return Response(data, headers=_HEADERS, content_type=kind)
