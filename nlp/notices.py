"""A procurement notice → Reading: dates, buyers, holders and amounts come from its fields, never from its prose."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from crawler.notices import prose
from crawler.types import Document, Notice, Party
from nlp.actors.names import Names
from nlp.actors.unknown import slug
from nlp.claims.procedures import Procedures
from nlp.dates.text import fold
from nlp.dates.values import Value, fuzzy
from nlp.relevance import Scorer
from nlp.types import (
    Actor,
    ActorFound,
    ActorKind,
    ActorRole,
    Affair,
    Claim,
    ClaimStatus,
    ClaimType,
    DateMention,
    FuzzyDate,
    Mention,
    Reading,
)

RULES = "notices-1"  # raised when fields are read otherwise, so that `reprocess` knows

# OCDS tag of the notice → type of its claim, and the fields that date it, best first
_TYPES: dict[str, tuple[ClaimType, tuple[str, ...]]] = {
    "planning": (ClaimType.PLANNING, ("published",)),
    "tender": (ClaimType.TENDER, ("published",)),
    "tenderAmendment": (ClaimType.TENDER_AMENDMENT, ("published",)),
    "tenderCancellation": (ClaimType.TENDER_CANCELLATION, ("published",)),
    "award": (ClaimType.AWARD, ("awarded", "published")),
    "contract": (ClaimType.CONTRACT, ("signed", "published")),
    "contractAmendment": (ClaimType.CONTRACT, ("published",)),
    "contractTermination": (ClaimType.CONTRACT_TERMINATION, ("published",)),
}
# decided on a day that the notice does not print, and published later
_DECIDED_BEFORE = frozenset(
    {ClaimType.TENDER_CANCELLATION, ClaimType.AWARD, ClaimType.CONTRACT, ClaimType.CONTRACT_TERMINATION}
)
_HELD = frozenset({ClaimType.AWARD, ClaimType.CONTRACT})


class NoticeReader:
    """Reads notices under the rules of one affair. Loads no model."""

    def __init__(self, affair: Affair, scorer: Scorer) -> None:
        self._affair, self._scorer = affair, scorer
        self._zone = ZoneInfo(affair.timezone)
        self._names = Names(affair.actors)
        self._procedures = Procedures(affair.procedures)

    def read(self, document: Document) -> Reading:
        """Everything the notice of ``document`` says. One that is not relevant gets its relevance alone."""
        notice = document.notice
        relevance = self._scorer(document.title, document.text)
        if notice is None or not relevance.relevant:
            return Reading(relevance, document.language)
        claims = tuple(self._claims(document, notice))
        actors = tuple(self._actors(document.text, (*notice.buyers, *notice.holders)))
        return Reading(relevance, document.language, (), actors, tuple(_dates(claims)), claims, RULES)

    def _claims(self, document: Document, notice: Notice) -> Iterator[Claim]:
        kind, dated_by = _TYPES[notice.tag]
        procedure = self._procedure(document, notice)
        field = next((name for name in dated_by if getattr(notice, name)), "published")
        when = _on(getattr(notice, field))
        cancelled = kind == ClaimType.TENDER_CANCELLATION
        if when and field == "published" and kind in _DECIDED_BEFORE:
            when = fuzzy(Value(when.timex.value, "BEFORE"))
        line = "reason" if cancelled and notice.reason else "holders" if kind in _HELD and notice.holders else "tag"
        paid = notice.amount if kind in _HELD else None
        yield self._claim(document, notice, kind, ClaimStatus.DONE, when, procedure, line, paid)
        if notice.deadline and not cancelled:
            local = notice.deadline.astimezone(self._zone)
            moment = fuzzy(Value(f"{local:%Y-%m-%dT%H:%M}", type="TIME"))
            yield self._claim(document, notice, ClaimType.DEADLINE, ClaimStatus.PLANNED, moment, procedure, "deadline")
        if notice.signed and kind == ClaimType.AWARD:
            signed = _on(notice.signed)
            yield self._claim(document, notice, ClaimType.CONTRACT, ClaimStatus.DONE, signed, procedure, "signed")

    def _claim(
        self,
        document: Document,
        notice: Notice,
        kind: ClaimType,
        status: ClaimStatus,
        when: FuzzyDate | None,
        procedure: str | None,
        line: str,
        amount: Decimal | None = None,
    ) -> Claim:
        start, end = _place(document.text, notice, line)
        return Claim(
            type=kind,
            status=status,
            procedure=procedure,
            when=when,
            actors=tuple(self._roles(notice, kind)),
            speaker=None,
            quote=document.text[start:end],
            start=start,
            end=end,
            confidence=1.0,
            parts=(("field", 1.0),),
            amount=amount,
            field=line,
        )

    def _roles(self, notice: Notice, kind: ClaimType) -> Iterator[ActorRole]:
        parties = [(party, "buyer") for party in notice.buyers]
        parties += [(party, "supplier") for party in notice.holders if kind in _HELD]
        yield from dict.fromkeys(ActorRole(self._id(party.name), role) for party, role in parties)

    def _procedure(self, document: Document, notice: Notice) -> str | None:
        """By number when the topic lists it, else by the cues of its title and text; never guessed."""
        numbers = {notice.id, notice.procedure, *notice.related, *notice.same_as}
        listed = [p.id for p in self._affair.procedures if numbers & set(p.notices)]
        if listed:
            return listed[0]
        folded = fold(f"{document.title}\n{document.text}")
        title = (0, len(document.title))
        return self._procedures.of(folded, notice.published, None, title, (0, len(folded)))

    def _id(self, name: str) -> str:
        known = self._known(name)
        return known.id if known else slug(name)

    def _known(self, name: str) -> Actor | None:
        """The listed actor that the whole name is, legal forms aside; part of a longer name is somebody else."""
        found = self._names.find(name, fold(name))
        return found[0].name.actor if found and _covers(name, found[0].start, found[0].end) else None

    def _actors(self, text: str, parties: tuple[Party, ...]) -> Iterator[ActorFound]:
        for party in dict.fromkeys(parties):
            known, start = self._known(party.name), text.find(party.name)
            if start >= 0:
                mentions = (Mention(start, start + len(party.name), party.name),)
                kind = known.kind if known else _kind(party)
                yield ActorFound(self._id(party.name), known.name if known else party.name, kind, mentions, bool(known))


_FORMS = frozenset("sa sas sasu sarl eurl scop gip snc se inc ltd gmbh groupe societe france the".split())  # noqa: SIM905


def _covers(name: str, start: int, end: int) -> bool:
    rest = fold(f"{name[:start]} {name[end:]}").replace(".", "").split()
    return all(word.strip("(),-") in _FORMS or not word.strip("(),-") for word in rest)


def _kind(party: Party) -> ActorKind:
    """A public body's SIREN begins with 1 or 2 (Insee)."""
    return ActorKind.BODY if party.id[:1] in ("1", "2") and len(party.id) in (9, 14) else ActorKind.COMPANY


def _place(text: str, notice: Notice, field: str) -> tuple[int, int]:
    """Where ``text`` prints ``field``; its first line when it does not."""
    line = next((line for name, line in prose.lines(notice) if name == field), "")
    start = text.find(line) if line else -1
    return (start, start + len(line)) if start >= 0 else (0, len(text.split("\n", 1)[0]))


def _on(day: date | None) -> FuzzyDate | None:
    return fuzzy(Value(day.isoformat())) if day else None


def _dates(claims: tuple[Claim, ...]) -> Iterator[DateMention]:
    """What the lines of dated fields print."""
    for claim in claims:
        if claim.when and claim.field in ("deadline", "awarded", "signed"):
            yield DateMention(claim.start, claim.end, claim.quote, claim.when)
