"""What each address of the web archive answers: the pages of ``veilleur site`` as of now, and the search."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from veilleur.parts import exported
from veilleur.shell import Shell

if TYPE_CHECKING:
    from store.queries import Queries

_HITS = 100


@dataclass(frozen=True, slots=True)
class Live:
    """Pages made anew at each visit; an archive that changes meanwhile shows its new state."""

    here: Shell

    def page(self, name: str) -> bytes | None:
        """A page or file of the site by its relative path; None when the site has no such page."""
        from digests.site import pages

        queries = self._open()
        try:
            return pages(exported(self.here, queries, self.here.clock()), live=True).get(name)
        finally:
            queries.close()

    def search(self, query: str) -> bytes:
        """The answer to one search, as a page."""
        from digests.site import results

        queries = self._open()
        try:
            now = self.here.clock()
            hits = queries.search(query, as_of=now, limit=_HITS) if query.strip() else []
            return results(exported(self.here, queries, now), query, hits)
        finally:
            queries.close()

    def _open(self) -> "Queries":
        from store.queries import Queries

        return Queries(self.here.archive)
