"""Decisions in their sentences, as the networks that judge them are shown them."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest

from nlp.claims.cues import Cue, Line
from nlp.claims.extract import Extractor
from nlp.claims.procedures import Procedures
from nlp.claims.triggers import Trigger
from nlp.parsing import parse
from nlp.pipeline import load
from nlp.types import Claim, ClaimStatus, ClaimType

DAY = datetime(2026, 2, 10, 8, tzinfo=UTC)


@pytest.fixture
def cue(reader) -> Callable[..., Cue]:
    """(words, head, status, type, its sentence) → the decision that the head says, its first date its own."""

    def made(
        words: str,
        head: str,
        status: ClaimStatus,
        kind: ClaimType = ClaimType.MIGRATION,
        between: tuple[int, int] | None = None,
    ) -> Cue:
        text = next(reader.texts([("Health Data Hub", words, DAY)]))
        parse(load(), [(text.doc, text.sentences)])
        start = words.index(head)
        span = start, start + len(head)
        trigger = Trigger(kind, *span, 0.9, span, "", sure=True)
        left, right = between or (0, len(words))
        dated = text.dates[0] if text.dates else None
        return Cue(Line(text, left, right), trigger, dated, status, plain=False)

    return made


@pytest.fixture
def both(reader, affair) -> Callable[[str, ClaimType], tuple[Claim, Claim]]:
    """(words, type) → the claim as the rules date it and give it a voice, and as it was learned."""
    extractor, parsed = Extractor(Procedures(affair.procedures), reader.scorer), partial(parse, load())

    def read(words: str, kind: ClaimType) -> tuple[Claim, Claim]:
        [ruled] = extractor.firm(list(reader.texts([("", words, DAY)])), parsed)
        [learned] = extractor.claims(list(reader.texts([("", words, DAY)])), parsed)
        return next(one.claim for one in ruled if one.claim.type == kind), next(c for c in learned if c.type == kind)

    return read
