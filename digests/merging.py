"""Claims → events: same type, same procedure, compatible dates and actors. Better split than wrongly joined. Pure.

Claims are taken in the order in which they became known, so that what was joined yesterday stays joined today. Who may
meet whom is found by :mod:`digests.nearby`; whether they join is decided here.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from digests.facts import Facts, facts
from digests.groups import ONCE, Group
from digests.nearby import ECHO, SOON, Nearby
from digests.types import Override
from nlp.types import ClaimStatus, ClaimType
from store.types import KnownClaim

WEAKEST = 0.5  # confidence under which a claim starts no event
_RUMOURS = frozenset({ClaimStatus.REPORTED, ClaimStatus.CONDITIONAL})
_WON = frozenset({ClaimType.AWARD, ClaimType.CONTRACT})  # a rumour of one names a winner, or is none
_SAME_PROCEDURE = 2.0  # outweighs every closeness of dates


def arrival(known: KnownClaim) -> tuple[object, ...]:
    """Order in which claims became known; within a moment, by what they are and not by how they came."""
    claim = known.claim
    return known.known_at, known.published or known.known_at, known.url, claim.start, claim.type, claim.status, known.id


def groups(
    claims: Iterable[KnownClaim],
    overrides: Sequence[Override],
    zone: ZoneInfo,
    first_seen: Mapping[int, datetime] | None = None,
) -> list[Group]:
    """Group ``claims``; each group is one event. ``overrides`` are a person's last word.

    ``first_seen``: when each document was first met; a document revised later still names the event it was first to
    tell. Near-linear in the number of claims (benchmarks/timeline.py).
    """
    around, forced_groups = Nearby(), dict[tuple[str, str], Group]()
    found: list[Group] = []
    ordered = sorted(claims, key=arrival)
    cancelled = {_matter(k) for k in ordered if k.claim.type == ClaimType.TENDER_CANCELLATION and _is_done(k)}
    for known in ordered:
        forced = _forced(known, overrides) if overrides else ""
        if forced is None or (cancelled and _refutes_itself(known, cancelled)):
            continue
        told = facts(known, zone)
        key = (forced, told.type)
        home = forced_groups.get(key) if forced else _home(around, told)
        if home is None:
            if not forced and not _starts(known, told):
                continue
            home = Group(len(found), told.type, told.procedure, forced)
            found.append(home)
            forced_groups[key] = home
        home.add(known, told)
        if not forced:
            around.put(home, told)
    _name(found, first_seen or {})
    return found


def _matter(known: KnownClaim) -> tuple[int, str | None]:
    return known.document, known.claim.procedure


def _is_done(known: KnownClaim) -> bool:
    return known.claim.status == ClaimStatus.DONE


def _refutes_itself(known: KnownClaim, cancelled: Collection[tuple[int, str | None]]) -> bool:
    """An award without a date, of a procedure that the same text says cancelled: the text was misread."""
    return known.claim.type in _WON and known.claim.when is None and _is_done(known) and _matter(known) in cancelled


def _starts(known: KnownClaim, told: Facts) -> bool:
    """Whether a claim may be the first of its event: a denial or an undated plan tells no event."""
    if known.claim.confidence < WEAKEST or told.status == ClaimStatus.DENIED:
        return False
    if told.status in _RUMOURS:
        return bool(told.winners if told.type in _WON else told.actors)
    return told.status != ClaimStatus.PLANNED or told.dated


def _home(around: Nearby, told: Facts) -> Group | None:
    """The best group that a claim may join, the oldest where several are as good."""
    for candidates in around.candidates(told):
        scores = [(score, -group.number, group) for group in candidates if (score := _fit(group, told))]
        if scores:
            return max(scores)[2]
    return None


def _fit(group: Group, told: Facts) -> float:
    """How well a claim fits a group; 0 when it does not."""
    same = group.procedure == told.procedure
    if not same and None not in (group.procedure, told.procedure):
        return 0.0
    once = same and told.procedure is not None and told.type in ONCE
    shared = not told.actors.isdisjoint(group.actors)
    if not _agree(group, told, once):
        return 0.0
    closeness = _closeness(group, told, once, shared)
    if closeness == 0.0:
        return 0.0
    return closeness + (_SAME_PROCEDURE if same and told.procedure else 0.0) + (0.5 if shared else 0.0)


def _agree(group: Group, told: Facts, once: bool) -> bool:
    """Whether what both say may be of one thing, dates apart."""
    if told.status == ClaimStatus.DENIED and not group.told:
        return False  # nobody had said it yet: "not awarded so far" denies nothing
    done = told.status == ClaimStatus.DONE
    if group.winners != told.winners and told.winners.isdisjoint(group.winners):
        if done != group.done and (group.winners if done else told.winners):
            return False  # a rumour is of the winner it names: to confirm it one must name the same
        if group.winners and told.winners and not (once and done):
            return False  # between two who say "done" of one procedure it is a contradiction, else another event
    apart = bool(told.buyers and group.buyers and told.buyers.isdisjoint(group.buyers))
    return once or not apart


def _closeness(group: Group, told: Facts, once: bool, shared: bool) -> float:
    """1 for the same date, less for a looser fit, 0 for none."""
    if not told.dated:
        return _echo(group, told, once, shared)
    if not group.spans:
        late = (
            group.procedure is None and told.procedure is not None
        )  # what names no procedure joins one, never leads it
        told_then = group.published_within(told.first - ECHO, told.last + ECHO)
        return 0.4 if told_then and (once or (shared and not late)) else 0.0
    if not once and not shared:  # nothing but the day joins them
        alone = told.precise and not (told.actors and group.actors)
        return 1.0 if alone and group.near(told, 0) else 0.0
    if group.meets(told, 1):  # "5 or 6 February" is one event, with a contradiction
        return 1.0
    return 0.45 if once and told.precise and group.near(told, SOON) else 0.0


def _echo(group: Group, told: Facts, once: bool, shared: bool) -> float:
    """An undated retelling: of what happens once, or of what happened in the last days to the same actors."""
    if once and (
        group.done or told.status != ClaimStatus.DONE or group.expected_within(told.day - SOON, told.day + SOON)
    ):
        return 0.5
    if not shared or (group.procedure is None and told.procedure is not None):
        return 0.0
    if group.spans:
        return 0.3 if group.ended_within(told.day - ECHO, told.day) else 0.0
    return 0.2 if group.published_within(told.day - ECHO, told.day + ECHO) else 0.0


def _name(found: Iterable[Group], first_seen: Mapping[int, datetime]) -> None:
    """Identities that stay as claims arrive and as texts are read better: of the type and of the first document."""
    met: Counter[str] = Counter()
    for group in found:
        first = min(
            group.claims, key=lambda k: (first_seen.get(k.document, k.known_at), k.published or k.known_at, k.url)
        )
        name = f"{group.type}-{sha256(f'{group.type}|{first.url}'.encode()).hexdigest()[:8]}"
        met[name] += 1
        group.id = name if met[name] == 1 else f"{name}-{met[name]}"


def _forced(known: KnownClaim, overrides: Sequence[Override]) -> str | None:
    """Name of the group an override puts ``known`` in; "" for none; None when it is dropped."""
    for index, override in enumerate(overrides):
        if known.url in override.documents and override.type in (None, known.claim.type):
            if override.action == "drop":
                return None
            return f"{index}" if override.action == "join" else f"{index}:{known.url}"
    return ""
