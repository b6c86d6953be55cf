"""Documents, claims and what is known, made from the types: small, invented, and dated as the affair is."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from crawler.types import Authority, DocumentKind, Notice
from digests.timeline import Rules
from digests.types import MilestoneSpec
from nlp.types import ActorRole, Claim, ClaimStatus, ClaimType, FuzzyDate, Timex
from store.types import Check, DocumentRow, Known, KnownClaim

PARIS = ZoneInfo("Europe/Paris")
AWARD = MilestoneSpec("attribution", "Attribution", ClaimType.AWARD, "ugap", closes=True)
RULES = Rules((AWARD,), PARIS)


def at(text: str) -> datetime:
    """2026-03-30, or 2026-03-30T12:00, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def day(text: str) -> FuzzyDate:
    found = date.fromisoformat(text)
    return FuzzyDate(text, found, found, "day", Timex("DATE", text))


def month(text: str, mod: str = "") -> FuzzyDate:
    """2026-03; END is from the 21st on."""
    first = date.fromisoformat(f"{text}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return FuzzyDate(text, first.replace(day=21) if mod == "END" else first, last, "month", Timex("DATE", text, mod))


def year(text: str) -> FuzzyDate:
    return FuzzyDate(text, date(int(text), 1, 1), date(int(text), 12, 31), "year", Timex("DATE", text))


def document(
    number: int,
    published: str,
    publisher: str = "La Gazette",
    authority: Authority = Authority.PRESS,
    notice: Notice | None = None,
    title: str = "",
    revision: int = 1,
    known: str = "",
) -> DocumentRow:
    """A relevant document, known when it was published unless ``known`` says otherwise."""
    return DocumentRow(
        id=number,
        source=publisher.lower().replace(" ", "-"),
        key=str(number),
        kind=DocumentKind.NOTICE if notice else DocumentKind.ARTICLE,
        authority=authority,
        publisher=publisher,
        url=f"https://journal.example/{number}",
        title=title or f"Document {number}",
        published=at(published),
        text="",
        summary="",
        language="fr",
        notice=notice,
        revision=revision,
        revision_id=number * 10 + revision,
        first_seen=at(published),
        known_at=at(known or published),
        sha256=f"{number:064x}",
        origin=number,
        relevant=True,
        silent=False,
    )


def claim(
    kind: ClaimType,
    status: ClaimStatus,
    when: FuzzyDate | None,
    quote: str,
    speaker: str | None = None,
    procedure: str | None = "ugap",
    winner: str = "",
    amount: Decimal | None = None,
) -> Claim:
    roles = (ActorRole(winner, "supplier"),) if winner else ()
    return Claim(kind, status, procedure, when, roles, speaker, quote, 0, len(quote), 0.9, amount=amount)


def promised(when: FuzzyDate, quote: str, speaker: str | None = None) -> Claim:
    """The award is announced for ``when``."""
    return claim(ClaimType.AWARD, ClaimStatus.PLANNED, when, quote, speaker)


def awarded(when: FuzzyDate, quote: str, winner: str = "scaleway") -> Claim:
    """The award was made."""
    return claim(ClaimType.AWARD, ClaimStatus.DONE, when, quote, winner=winner)


def known(moment: str, *told: tuple[DocumentRow, Iterable[Claim]], checks: tuple[Check, ...] = ()) -> Known:
    """What the archive knew: documents with their claims."""
    rows = [(row, claim, number) for row, claims in told for number, claim in enumerate(claims)]
    claims = tuple(_known_claim(row, claim, number) for row, claim, number in rows)
    return Known(at(moment), {row.id: row for row, _ in told}, claims, (), checks)


def _known_claim(row: DocumentRow, claim: Claim, number: int) -> KnownClaim:
    return KnownClaim(
        ordinal=number,
        type=claim.type,
        status=claim.status,
        procedure=claim.procedure,
        when=claim.when,
        actors=claim.actors,
        speaker=claim.speaker,
        start=number * 1000,
        end=number * 1000 + len(claim.quote),
        confidence=claim.confidence,
        said=claim.said,
        amount=claim.amount,
        quote=claim.quote,
        document=row.id,
        revision=row.revision,
        source=row.source,
        publisher=row.publisher,
        authority=row.authority,
        url=row.url,
        title=row.title,
        published=row.published,
        known_at=row.known_at,
        sha256=row.sha256,
        origin=row.origin,
        notice=row.notice.id if row.notice else "",
    )
