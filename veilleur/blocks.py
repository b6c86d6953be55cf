"""Answers for people as blocks: a date in the margin, what happened beside it, its words below. Fits 80 columns."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten, wrap
from typing import TYPE_CHECKING

from digests.filling import lines

if TYPE_CHECKING:
    from rich.console import Console

_MARGIN = 20  # columns of the date
_WIDEST = 100  # wider lines are hard to read
_QUOTE = 150  # characters of a quote at most


@dataclass(frozen=True, slots=True)
class Block:
    """One thing: when, what, in which words, and by whom."""

    margin: str
    text: str
    quote: str = ""
    note: str = ""


class Blocks:
    """Prints blocks under titles."""

    def __init__(self, screen: "Console") -> None:
        self._screen = screen
        self._width = min(screen.width, _WIDEST)

    def section(self, title: str) -> None:
        """A title with a line under it."""
        self._print(f"\n{title}\n{'─' * len(title)}", "bold")

    def title(self, text: str) -> None:
        """The headline of the blocks that follow."""
        self._print("\n  ".join(lines(text, self._width - 2)), "bold")

    def blocks(self, blocks: Iterable[Block], empty: str = "") -> None:
        """Each block in turn; ``empty`` when there is none."""
        some = False
        for block in blocks:
            self._block(block)
            some = True
        if empty and not some:
            self._print(f"  {empty}")
        self._print("")

    def _block(self, block: Block) -> None:
        room = self._width - _MARGIN if block.margin else self._width - 2
        left = wrap(block.margin, _MARGIN - 2)
        quote = f"« {shorten(block.quote, _QUOTE, placeholder='…')} »" if block.quote else ""
        right = [
            (line, style)
            for text, style in ((block.text, ""), (quote, "italic"), (block.note, "dim"))
            for line in lines(text, room)
        ]
        for index in range(max(len(left), len(right))):
            date = left[index] if index < len(left) else ""
            line, style = right[index] if index < len(right) else ("", "")
            self._line(date.ljust(_MARGIN) if block.margin else "  ", line, style)

    def _line(self, margin: str, text: str, style: str) -> None:
        from rich.text import Text

        self._screen.print(Text.assemble((margin, "cyan"), (text, style)), soft_wrap=True)

    def _print(self, text: str, style: str = "") -> None:
        from rich.text import Text

        self._screen.print(Text(text, style), soft_wrap=True)
