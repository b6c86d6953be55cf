"""A text that has been looked over, as claims are read from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from spacy.tokens import Doc

from nlp.actors.finder import Sighting
from nlp.claims.triggers import masked
from nlp.types import DateMention


@dataclass(frozen=True)
class Text:
    """One text, or one chunk of a long one, as the extractor needs it. Offsets index ``text``."""

    text: str
    folded: str
    day: date | None  # local day of publication
    sentences: Sequence[tuple[int, int]]
    dates: Sequence[DateMention]
    sightings: Sequence[Sighting]
    doc: Doc | None  # ``words``, to be parsed where a decision may be said; None when the language has no parser here
    words: Doc
    title: str = ""

    @cached_property
    def masked(self) -> str:
        """``folded`` with its companies masked."""
        return masked(self.folded, self.sightings)
