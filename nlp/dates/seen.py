"""A match where it stands, before any rule has read it."""

from dataclasses import dataclass
from functools import cached_property

_LEFT = 40  # characters looked at before it


@dataclass(frozen=True)
class Seen:
    """The match of pattern ``name`` at [start, end) of ``text``; ``folded`` is ``text`` folded."""

    text: str
    folded: str
    start: int
    end: int
    name: str

    @cached_property
    def before(self) -> str:
        """The folded words before it."""
        return self.folded[max(0, self.start - _LEFT) : self.start]

    @cached_property
    def said(self) -> str:
        """Its own folded words."""
        return self.folded[self.start : self.end]

    @property
    def written(self) -> str:
        """Its own words as they are written."""
        return self.text[self.start : self.end]
