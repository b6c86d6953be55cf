"""One event from the claims that tell it: what is said, by whom, for when. Pure."""

from collections.abc import Collection, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from digests import intervals, registers
from digests.groups import Group
from digests.types import Event
from digests.voices import OFFICIAL, document_rank, published_on, rank, weight
from nlp.types import ActorRole, ClaimStatus, FuzzyDate
from store.types import KnownClaim

_STRENGTH = (
    ClaimStatus.DONE,
    ClaimStatus.DENIED,
    ClaimStatus.PLANNED,
    ClaimStatus.REPORTED,
    ClaimStatus.CONDITIONAL,
)
Searched = tuple[tuple[str, date], ...]  # registers, and when each answered last
_DONE, _DENIED = ClaimStatus.DONE, ClaimStatus.DENIED


def event(group: Group, officials: Collection[str], searched: Searched, zone: ZoneInfo) -> Event:
    """What the claims of ``group`` say together; ``searched``: the registers in which its notice was looked for."""
    if len(group.claims) == 1:  # two events of three: a third of the time
        return _of_one(group, group.claims[0], officials, searched, zone)
    return of_many(group, officials, searched, zone)


def _of_one(group: Group, known: KnownClaim, officials: Collection[str], searched: Searched, zone: ZoneInfo) -> Event:
    when = known.when if known.when and known.when.edtf else None
    if when is None and known.status == _DONE:
        when = intervals.on(published_on(known, zone))
    return Event(
        group.id,
        group.type,
        known.status,
        group.procedure,
        when,
        _actors(group.claims),
        origins=1,
        articles=1,
        official=rank(known, officials) == OFFICIAL,
        corroboration="official" if known.authority == "official" else "press",
        evidence=(known,),
        amount=None if known.amount is None else str(known.amount),
        first_known=known.known_at,
        notice=known.notice,
        searched=searched if known.status == _DONE and not known.notice and group.type in registers.PUBLISHED else (),
    )


def of_many(group: Group, officials: Collection[str], searched: Searched, zone: ZoneInfo) -> Event:
    """The same, whatever the number of claims."""
    # in the order in which they became known, which a stable sort keeps
    ordered = sorted(group.claims, key=lambda known: weight(known, officials), reverse=True)
    status = _status(ordered, officials)
    saying = [known for known in ordered if known.status == status]
    others = [known for known in ordered if known.status != status] if len(saying) < len(ordered) else []
    notice = next((known.notice for known in saying if known.notice), "")
    expected = status == _DONE and not notice and group.type in registers.PUBLISHED
    return Event(
        group.id,
        group.type,
        status,
        group.procedure,
        _when(saying, status, zone),
        _actors(saying),
        origins=len({known.origin for known in saying}),
        articles=len({known.document for known in saying}),
        official=rank(saying[0], officials) == OFFICIAL,
        corroboration=_corroboration(saying),
        evidence=(*saying, *others),
        amount=next((str(known.amount) for known in ordered if known.amount is not None), None),
        first_known=group.claims[0].known_at,
        notice=notice,
        searched=searched if expected else (),
    )


def _status(ordered: Sequence[KnownClaim], officials: Collection[str]) -> ClaimStatus:
    """The strongest that is said; a denial newer than all that says "done" wins over it when it weighs more.

    An official denial does, and one of more independent origins than say "done" where no official does.
    """
    said = {known.status for known in ordered}
    if len(said) > 1 and _DONE in said and _DENIED in said:
        done = [known for known in ordered if known.status == _DONE]
        last = max(known.known_at for known in done)
        denials = [known for known in ordered if known.status == _DENIED and known.known_at > last]
        if denials and _weighs_more(denials, done, officials):
            return _DENIED
    return next(status for status in _STRENGTH if status in said)


def _weighs_more(denials: Sequence[KnownClaim], done: Sequence[KnownClaim], officials: Collection[str]) -> bool:
    if any(rank(known, officials) == OFFICIAL for known in denials):
        return True
    official = any(rank(known, officials) == OFFICIAL for known in done)
    return not official and len({k.origin for k in denials}) > len({k.origin for k in done})


def _when(saying: Sequence[KnownClaim], status: ClaimStatus, zone: ZoneInfo) -> FuzzyDate | None:
    """The date of the weightiest voice, made finer by those it holds; without any, the day it was first told.

    An official text that says "is cancelled" and gives no date is the act itself: its day is the day it was published.
    """
    dated = [(document_rank(known), known.when) for known in saying if known.when and known.when.edtf]
    acts = [k for k in saying if k.when is None and k.authority == "official"] if status == _DONE else []
    act = intervals.on(min(published_on(known, zone) for known in acts)) if acts else None
    if dated:
        weight, best = min(dated, key=lambda voice: (-voice[0], intervals.days(voice[1])))
        if act and (weight < OFFICIAL or intervals.holds(best, act)):
            return act
        return _finest(best, [act, *(when for _, when in dated)]) if len(dated) > 1 or act else best
    return act or (intervals.on(min(published_on(k, zone) for k in saying)) if status == _DONE else None)


def _finest(when: FuzzyDate, others: Sequence[FuzzyDate | None]) -> FuzzyDate:
    """The shortest of ``others`` inside ``when``, the first one where several are."""
    inside = [other for other in others if other and intervals.holds(when, other)]
    return min(inside, key=intervals.days, default=when)


def _actors(saying: Sequence[KnownClaim]) -> tuple[ActorRole, ...]:
    """Actors of the claims, weightiest first, each once: an actor keeps the first role it is given.

    The winners are those of the weightiest voice that names any, and of those who agree with it in part; the winners of
    who names others are a contradiction, and no actors of the event.
    """
    first = saying[0].actors
    if all(known.actors == first for known in saying) and len({role.id for role in first}) == len(first):
        return first  # as most events have it
    found: dict[str, ActorRole] = {}
    winners: set[str] = set()
    for known in saying:
        named = {role.id for role in known.actors if role.role == "supplier"}
        rival = bool(winners and named and winners.isdisjoint(named))
        winners |= set() if rival else named
        for role in known.actors:
            if not (rival and role.id in named):
                found.setdefault(role.id, role)
    return tuple(found.values())


def _corroboration(saying: Sequence[KnownClaim]) -> str:
    voices = {"official" if known.authority == "official" else "press" for known in saying}
    return "both" if len(voices) == 2 else voices.pop()
