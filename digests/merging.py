"""Claims → events: same type, same procedure, compatible dates and actors. Better split than wrongly joined. Pure.

Claims are taken in the order in which they became known, so that what was joined yesterday stays joined today. Who may
meet whom is found by :mod:`digests.nearby`; whether they join is decided here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from digests.facts import ONCE, WON, Facts, Place, facts
from digests.groups import Group
from digests.nearby import Nearby
from digests.pairs import SOON, likeness
from digests.types import Override
from nlp.types import ClaimStatus, ClaimType
from store.types import KnownClaim

WEAKEST = 0.5  # confidence under which a claim starts no event, and at most bears one out
_RUMOURS = frozenset({ClaimStatus.REPORTED, ClaimStatus.CONDITIONAL})
_CANCELLED = ClaimType.TENDER_CANCELLATION
_DONE, _DENIED, _PLANNED = ClaimStatus.DONE, ClaimStatus.DENIED, ClaimStatus.PLANNED
_SAME_PROCEDURE = 2.0  # outweighs every closeness of dates
_SAME_ACTOR = 0.5


def arrival(known: KnownClaim) -> tuple[object, ...]:
    """Order in which claims became known; within a moment, by what they are and not by how they came."""
    moment, told = known.known_at, known.published or known.known_at
    return moment, told, known.url, known.start, known.type, known.status, known.document, known.ordinal


def groups(
    claims: Iterable[KnownClaim],
    overrides: Sequence[Override],
    zone: ZoneInfo,
    first_seen: Mapping[int, datetime] | None = None,
) -> list[Group]:
    """Group ``claims``; each group is one event. ``overrides`` are a person's last word.

    ``first_seen``: when the documents revised since were first met: they still name the event they were first to
    tell. Near-linear in the number of claims (benchmarks/timeline.py).
    """
    merger = Merger(overrides, zone)
    merger.take(claims)
    return merger.groups(first_seen or {})


class Merger:
    """Groups while claims come in: those known at one moment, then those that became known after it."""

    def __init__(self, overrides: Sequence[Override], zone: ZoneInfo) -> None:
        self._overrides, self._zone = overrides, zone
        self._found: list[Group] = []
        self._around: Nearby[Group] = Nearby()
        self._forced: dict[tuple[str, str], Group] = {}
        self._homes: dict[Place, Group] = {}  # where the last claim of a place went

    def take(self, claims: Iterable[KnownClaim]) -> None:
        """Put each claim in the group it belongs to, or in a new one, or nowhere."""
        for known in _sound(sorted(claims, key=arrival)):
            forced = _forced(known, self._overrides) if self._overrides else ""
            if forced is not None:
                self._take(known, facts(known, self._zone), forced)

    def groups(self, first_seen: Mapping[int, datetime]) -> list[Group]:
        """The groups as they stand; the next claims go on with the same ones."""
        _name(self._found, first_seen)
        return self._found

    def _take(self, known: KnownClaim, told: Facts, forced: str) -> None:
        if known.confidence < WEAKEST and not forced and (not told.actors or told.status == _DENIED):
            return  # nobody knows of whom, or whether
        meets = not forced and bool(told.actors or told.joining)  # whether there are others that it may join at all
        place = told.place if meets else None
        same = self._homes.get(place) if place else None
        home = self._home(told, same) if meets else self._forced.get((forced, told.type))
        if home is None:
            if not forced and not _starts(known, told):
                return
            home = Group(len(self._found), told.type, told.procedure, forced)
            self._found.append(home)
        home.add(known, told)
        if forced:
            self._forced[forced, told.type] = home
        elif place and same is not home:  # said twice, it need be found once
            self._homes[place] = home
            self._around.put(told, home)

    def _home(self, told: Facts, same: Group | None) -> Group | None:
        """The best group that a claim may join, the oldest where several are as good; ``same``: where its like went."""
        if same and told.dated and told.actors and _agree(same, told):
            return same
        return _best(self._around.around(told), told) or _best(self._around.of_procedure(told), told)


def _sound(claims: Sequence[KnownClaim]) -> Iterable[KnownClaim]:
    """All but an award without a date, of a procedure that the same text says cancelled: the text was misread."""
    cancelled = {_matter(known) for known in claims if known.type == _CANCELLED and known.status == _DONE}
    if not cancelled:
        return claims
    return [known for known in claims if not (known.type in WON and _refuted(known, cancelled))]


def _refuted(known: KnownClaim, cancelled: Collection[tuple[int, str | None]]) -> bool:
    return known.when is None and known.status == _DONE and _matter(known) in cancelled


def _matter(known: KnownClaim) -> tuple[int, str | None]:
    return known.document, known.procedure


def _starts(known: KnownClaim, told: Facts) -> bool:
    """Whether a claim may be the first of its event: a denial or an undated plan tells no event."""
    if known.confidence < WEAKEST or told.status == _DENIED:
        return False
    if told.status in _RUMOURS:
        return bool(told.winners if told.type in WON else told.actors)  # a rumour of one names a winner, or is none
    return told.status != _PLANNED or told.dated


def _best(candidates: Iterable[tuple[Facts, Group]], told: Facts) -> Group | None:
    """The group of the candidate that ``told`` is most like; the oldest where several are as good."""
    best, most = None, 0.0
    for earlier, group in candidates:
        like = likeness(earlier, told)
        if like == 0.0:
            continue
        procedure = _SAME_PROCEDURE if told.procedure and group.procedure == told.procedure else 0.0
        score = like + (procedure if told.actors.isdisjoint(earlier.actors) else procedure + _SAME_ACTOR)
        better = score > most or (score == most and best is not None and group.number < best.number)
        if better and (group is best or _agree(group, told)):
            best, most = group, score
    return best


def _agree(group: Group, told: Facts) -> bool:
    """Whether what a group and a claim say may be of one thing, dates apart."""
    if group.procedure != told.procedure and None not in (group.procedure, told.procedure):
        return False
    single = told.procedure is not None and group.procedure == told.procedure and told.type in ONCE
    done = told.status == _DONE
    if told.status == _DENIED and not group.told:
        return False  # nobody had said it yet: "not awarded so far" denies nothing
    if not (told.winners <= group.winners or told.winners >= group.winners):
        # A contradiction between two who say at about the same time that one procedure is done, else another event.
        return single and done and group.done and group.told_within(told.first - SOON, told.last + SOON)
    if (
        done != group.done
        and (told.winners if group.done else group.winners)
        and told.winners.isdisjoint(group.winners)
    ):
        return False  # a rumour is of the winner it names: to confirm it one must name the same
    if single:  # what was only planned is done about then, or it is another
        return bool(told.dated or group.done or not done or group.may_be_done_on(told.day - SOON, told.day + SOON))
    return not (told.buyers and group.buyers) or not told.buyers.isdisjoint(group.buyers)


def _name(found: Iterable[Group], first_seen: Mapping[int, datetime]) -> None:
    """Identities that stay as claims arrive and as texts are read better: of the type and of the first document."""
    met: defaultdict[str, int] = defaultdict(int)
    for group in found:
        first = group.claims[0]
        if first_seen and any(known.document in first_seen for known in group.claims):
            first = min(group.claims, key=lambda k: (first_seen.get(k.document, k.known_at), *arrival(k)[1:]))
        name = f"{group.type}-{sha256(f'{group.type}|{first.url}'.encode()).hexdigest()[:8]}"
        met[name] += 1
        group.id = name if met[name] == 1 else f"{name}-{met[name]}"


def _forced(known: KnownClaim, overrides: Sequence[Override]) -> str | None:
    """Name of the group an override puts ``known`` in; "" for none; None when it is dropped."""
    for index, override in enumerate(overrides):
        if known.url in override.documents and override.type in (None, known.type):
            if override.action == "drop":
                return None
            return f"{index}" if override.action == "join" else f"{index}:{known.url}"
    return ""
