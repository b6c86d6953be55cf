"""Who speaks in a claim, and with what weight. Pure."""

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

from crawler.types import Authority
from digests.facts import local_day
from nlp.types import ClaimStatus
from store.types import KnownClaim

OFFICIAL, PRESS, OTHER = 2, 1, 0
_RANKS = {Authority.OFFICIAL: OFFICIAL, Authority.PRESS: PRESS, Authority.OTHER: OTHER}


def rank(known: KnownClaim, officials: Collection[str]) -> int:
    """Weight of the voice: an official document, or an official person quoted anywhere, outranks the press."""
    return weight(known, officials)[0]


def weight(known: KnownClaim, officials: Collection[str]) -> tuple[int, int]:
    """Weight of the voice, and of the document: those who weigh most come first."""
    own = _RANKS[known.authority]
    return (OFFICIAL if known.speaker is not None and known.speaker in officials else own), own


def document_rank(known: KnownClaim) -> int:
    """Weight of the document alone."""
    return _RANKS[known.authority]


def promise_rank(known: KnownClaim, officials: Collection[str]) -> int:
    """Weight of a promise: OFFICIAL, PRESS, or OTHER for rumours.

    What an official says in reported speech is in the conditional in French ("a reconnu qu'elle aurait lieu en 2025"),
    and a promise all the same; anybody else's conditional is a rumour.
    """
    if known.status == ClaimStatus.PLANNED:
        return rank(known, officials)
    quoted = known.status == ClaimStatus.CONDITIONAL and known.speaker in officials
    return OFFICIAL if quoted else OTHER


def said_by(known: KnownClaim) -> str:
    """Actor id of the speaker, else who published it."""
    return known.speaker or known.publisher


def published_on(known: KnownClaim, zone: ZoneInfo) -> date:
    """Local day on which it was said in public: publication, else the day we learnt it."""
    return date.fromordinal(local_day(known.published or known.known_at, zone))
