"""What each address of the web archive answers: the pages of ``veilleur site`` as of now, and the search."""

from contextlib import closing
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
        from digests.site import served

        with closing(self._open()) as queries:
            return served(name, exported(self.here, queries, self.here.clock()))

    def search(self, query: str) -> bytes:
        """The answer to one search, as a page."""
        from digests.site import Heading, results

        now, topic = self.here.clock(), self.here.topic
        heading = Heading(topic.affair.title, topic.language, now, topic.zone)
        with closing(self._open()) as queries:
            return results(heading, query, queries.search(query, as_of=now, limit=_HITS))

    def _open(self) -> "Queries":
        from store.queries import Queries

        return Queries(self.here.archive)
