"""A text that has been looked over → its claims, each with the sentence that says it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from math import prod

from nlp.claims import classifier, dating, firmness, voicing
from nlp.claims.amounts import amount
from nlp.claims.choice import Choice
from nlp.claims.chronology import heading
from nlp.claims.classifier import Classifier, Guess, guesses
from nlp.claims.clauses import clause, dates_of
from nlp.claims.cues import Cue, Line
from nlp.claims.dating import Day, days
from nlp.claims.firmness import Firmness
from nlp.claims.grain import exact
from nlp.claims.idle import decides_nothing, tells_where
from nlp.claims.inherited import inherited
from nlp.claims.procedures import Procedures
from nlp.claims.roles import roles, suppliers
from nlp.claims.speech import commits, heard, speaker
from nlp.claims.spotting import Spotted, spotted
from nlp.claims.status import status
from nlp.claims.telling import Moments, Telling
from nlp.claims.text import Text
from nlp.claims.triggers import Trigger
from nlp.claims.voicing import Voice, voices
from nlp.parsing import Wanted
from nlp.relevance import Parts, Scorer
from nlp.types import ActorRole, Claim, ClaimStatus, ClaimType, DateMention, FuzzyDate

_SHORTEST, _LONGEST = 12, 700  # characters of a sentence that can be a quote
_PROCEDURAL = frozenset(
    {
        ClaimType.PLANNING,
        ClaimType.TENDER,
        ClaimType.TENDER_AMENDMENT,
        ClaimType.TENDER_CANCELLATION,
        ClaimType.DEADLINE,
        ClaimType.AWARD,
        ClaimType.CONTRACT,
        ClaimType.CONTRACT_TERMINATION,
    }
)
_DATED_ACTS = frozenset(  # dated in the past, they are done, whatever words of planning stand around
    {ClaimType.DEADLINE, ClaimType.LAW, ClaimType.RULING, ClaimType.AUTHORISATION, ClaimType.HEARING}
)
_NO_DATE_NEEDED = 0.85  # factor of confidence of a claim without a date
_MOST_WINNERS = 3  # more are candidates, or the winners of somebody else's framework
_NO_WINNER = 0.6  # factor of an award that is said done and names no winner
_NEAR_ANCHOR = 0.9  # factor when the affair is named in the neighbour sentences or the title
_FAR_ANCHOR = 0.7  # factor when it is named elsewhere in the text only
_TO_COME = re.compile(
    r"\b(?:sera|seront|aura|auront|va|vont|doi(?:t|vent)|devr\w+|prev(?:u|oit|oient)\w*|attendu\w*|d'ici|prochain\w*|futur\w*"
    r"|reste(?:nt)?\s+a|a\s+venir|promet\w*|promi\w+|espere\w*|\w{3,}r(?:a|ont))\b"
)
_NOTHING = re.compile(
    r"\b(?:sans\s+(?:annonce|suite|decision|resultat|reponse)|aucun\w*|n'(?:a|est|ont)\b[^.;]{0,20}\b(?:pas|rien))\b"
)
_DATELINE = re.compile(  # "Paris, le 6 février 2026"; "C'était le 19 novembre 2020."
    r"\W*(?:fait\s+a\s+[\w-]+|[\w-]+(?:\s+\(\w+\))?\s*,|c'(?:est|etait))\s*,?\s*le\s+\d{1,2}(?:er)?\s+\w+(?:\s+\d{4})?\W*$"
)
_JUST_BEFORE = 60  # characters from a date to the sentence that tells what was said on it
_EUROPE = re.compile(r"\bcommission\s+europeenne\b")  # told just before, it is the buyer
# the subject of somebody else's contract
_OTHER_BUYER = re.compile(
    r"\b(?:ville|commune|mairie|departement|region|metropole|agglomeration|chu|chru|ght|hopital|hopitaux|clinique|universite|mutuelle"
    r"|groupement\s+hospitalier|lycees?|conseil\s+regional|commission\s+europeenne)\b"
)


@dataclass(frozen=True)
class _Said:
    """A sentence that may say a decision."""

    index: int  # of the sentence
    found: Spotted
    anchor: float  # how surely it is of the affair


@dataclass(frozen=True)
class Read:
    """A claim as the rules read it, what tells how firmly it is said, and how it reads otherwise.

    ``again`` takes a status and, if they are known, the moments; None is for the rules to say.
    """

    claim: Claim
    cue: Cue
    again: Callable[[ClaimStatus, Moments | None], Claim | None]
    said_how: ClaimStatus  # before the date had its say

    def told(self, status: ClaimStatus) -> "Read":
        """It with what was learned of its status: its date and roles hang on it."""
        if status == self.cue.status:
            return self
        found = self.again(status, None) or self.claim
        if found.type == ClaimType.AWARD and status == ClaimStatus.DONE and not any(suppliers(found.actors)):
            return self  # nobody is known to be chosen: only grammar can say so
        agreed = replace(found, status=_agreed(found.type, status, found.when, self.cue.text.day))
        return replace(self, claim=agreed, said_how=status)

    def days(self) -> list[Day]:
        """When it may be: as the rules say, never, or on any day of its sentence."""
        return days(self.cue, self.claim)

    def voices(self) -> list[Voice]:
        """Whose words it may be: as the rules say, nobody's, or those of an actor named in or near its sentence."""
        return voices(self.cue, self.claim)

    def settled(self, day: Day, voice: Voice) -> "Read":
        """It with what was learned of its date and its speaker."""
        found = (None if day.ruled else self.again(self.said_how, day.moments)) or self.claim
        return replace(self, claim=found if voice.ruled else replace(found, speaker=voice.actor))


class Extractor:
    """Reads claims under the rules of one affair."""

    def __init__(self, procedures: Procedures, scorer: Scorer) -> None:
        self._procedures, self._scorer = procedures, scorer

    @cached_property
    def _weights(self) -> Classifier:
        return classifier.shipped()

    @cached_property
    def _firmness(self) -> Firmness:
        return firmness.shipped()

    @cached_property
    def _dating(self) -> Choice[Day]:
        return dating.shipped()

    @cached_property
    def _voicing(self) -> Choice[Voice]:
        return voicing.shipped()

    def claims(self, texts: Sequence[Text], parse: Callable[[Sequence[Wanted]], None]) -> list[tuple[Claim, ...]]:
        """Claims of each of ``texts``, in text order; texts together cost less than one by one.

        ``parse`` parses in place what is asked of it: the sentences that may say a decision, where there is a parser.
        """
        read = self.firm(texts, parse)
        when = iter(self._dating.of([one.days() for some in read for one in some]))
        whose = iter(self._voicing.of([one.voices() for some in read for one in some]))
        settled = [_one_of_each([one.settled(next(when), next(whose)) for one in some]) for some in read]
        return [tuple(one.claim for one in some) for some in settled]

    def firm(self, texts: Sequence[Text], parse: Callable[[Sequence[Wanted]], None]) -> list[list[Read]]:
        """The claims with the statuses that were learned, before what was learned of dates and speakers."""
        read = self.read(texts, parse)
        firm = iter(self._firmness.statuses([one.cue for some in read for one in some]))
        return [[one.told(next(firm)) for one in some] for some in read]

    def read(self, texts: Sequence[Text], parse: Callable[[Sequence[Wanted]], None]) -> list[list[Read]]:
        """The claims as the rules read them, each with what tells how firmly it is said: for those who train."""
        told = guesses(texts, [text.sentences for text in texts], self._weights)  # each hangs on the one before
        said = [list(self._said(*one)) for one in zip(texts, told, strict=True)]
        parse([(text.doc, _around(text, found)) for text, found in zip(texts, said, strict=True) if text.doc and found])
        return [
            [one for found in some for one in self._sentence(text, found)]
            for text, some in zip(texts, said, strict=True)
        ]

    def _said(self, text: Text, told: Sequence[Guess | None]) -> Iterator[_Said]:
        """The sentences that may say a decision of the affair."""
        near = self._scorer.parts([text.title, *(text.text[slice(*span)] for span in text.sentences)])
        for at, alone in enumerate(told):
            if not _quotable(text, *text.sentences[at]):
                continue
            guess = inherited(text.folded, *text.sentences[at], alone, told[at - 1] if at else None)
            found = spotted(text.masked, *text.sentences[at], guess)
            anchor = self._anchor(text, at, near) if found else 0.0
            if anchor:
                yield _Said(at, found, anchor)

    def _sentence(self, text: Text, said: _Said) -> Iterator[Read]:
        left, right = text.sentences[said.index]
        found = said.found.triggers(text.words)
        inside = [mention for mention in text.dates if left <= mention.start and mention.end <= right]
        dated = dates_of(found, inside, text.folded, text.doc)
        line = Line(text, left, right)
        read = [self._read(line, said, trigger, dated.get(trigger), inside) for trigger in found]
        yield from _one_of_each([one for one in read if one is not None])

    def _read(
        self, line: Line, said: _Said, trigger: Trigger, mention: DateMention | None, inside: Sequence[DateMention]
    ) -> Read | None:
        """The claim of ``trigger``; None when its words decide nothing."""
        text, left, right = line.text, line.left, line.right
        start, end = clause(text.folded, trigger, left, right)
        if decides_nothing(text.folded, trigger, left):
            return None
        said_how = status(text.doc, text.folded, trigger, start, end, mention is not None)
        plain = said_how is None and trigger.sure
        if plain and mention is None and tells_where(text.doc, trigger):
            return None
        if plain:
            said_how = _plainly(text, trigger, mention, start, end)
        if said_how is None:
            return None
        if said_how == ClaimStatus.DONE and commits(text.folded, trigger, left, right):
            said_how = ClaimStatus.PLANNED
        again = partial(self._claim, text, said, trigger, mention, inside)
        claim = again(said_how, None)
        cue = Cue(line, trigger, mention, claim.status if claim else said_how, plain)
        return Read(claim, cue, again, said_how) if claim else None

    def _claim(
        self,
        text: Text,
        place: _Said,
        trigger: Trigger,
        mention: DateMention | None,
        inside: Sequence[DateMention],
        said_how: ClaimStatus,
        moments: Moments | None,
    ) -> Claim | None:
        """The claim of ``trigger`` said so; None where too many are named to be chosen."""
        left, right = text.sentences[place.index]
        found = roles(text.folded, trigger, said_how, text.sightings, left, right)
        if trigger.type == ClaimType.AWARD and len(list(suppliers(found))) > _MOST_WINNERS:
            return None  # candidates, or the lots of somebody else's framework
        if moments is None:
            above = heading(text.folded, text.dates, left, text.day)
            telling = Telling(text.folded, text.doc, text.day, inside, left, above, _before(text.dates, left))
            moments = telling.moments(trigger, mention, said_how)
        when, said = moments
        parts = _parts(trigger, place.anchor, said_how, found, when)
        return Claim(
            type=trigger.type,
            status=_agreed(trigger.type, said_how, when.date if when else None, text.day),
            procedure=self._procedure(text, place.index, trigger, found, when, place.anchor),
            when=exact(when.date) if when and trigger.type == ClaimType.DEADLINE else when.date if when else None,
            actors=found,
            speaker=speaker(text.doc, text.folded, text.sightings, left, right, trigger),
            quote=text.text[left:right],
            start=left,
            end=right,
            confidence=round(prod(part for _, part in parts), 3),
            parts=parts,
            said=said,
            amount=amount(text.folded, left, right) if trigger.type in _PROCEDURAL else None,
            when_span=(when.start, when.end) if when else None,
        )

    def _procedure(
        self,
        text: Text,
        index: int,
        trigger: Trigger,
        found: tuple[ActorRole, ...],
        mention: DateMention | None,
        anchor: float,
    ) -> str | None:
        if trigger.type not in _PROCEDURAL or any(role.id == "commission-europeenne" for role in found):
            return None
        left, right = text.sentences[index]
        around = text.sentences[max(0, index - 1)][0], text.sentences[min(len(text.sentences) - 1, index + 1)][1]
        if anchor < 1 and _EUROPE.search(text.folded, around[0], left):
            return None
        if len(list(suppliers(found))) > _MOST_WINNERS:
            return None
        when = mention.date if mention else None
        spans = [(left, right), around, (0, len(text.folded))]
        if trigger.type == ClaimType.TENDER_CANCELLATION:
            spans = [(trigger.start, trigger.end)]
        if trigger.type == ClaimType.CONTRACT_TERMINATION:
            return self._procedures.of(text.folded, text.day, when, (left, right))
        near = self._procedures.of(text.folded, text.day, when, *spans)
        if near is None and trigger.type == ClaimType.TENDER_CANCELLATION:
            near = self._procedures.ended(text.day)
        return near or (self._procedures.under_way(text.day, when) if anchor >= _NEAR_ANCHOR else None)

    def _anchor(self, text: Text, index: int, near: Parts) -> float:
        """How surely the sentence is about the affair: named here 1, in its neighbours or the title a little less."""
        here = index + 1  # the title is the first part
        if near.terms((here, here + 1)) or self._procedures.of(text.folded, None, None, text.sentences[index]):
            return 1.0
        if _OTHER_BUYER.search(text.folded, *text.sentences[index]):
            return 0.0
        around = max(1, here - 1), min(len(text.sentences), here + 1) + 1
        return _NEAR_ANCHOR if near.terms((0, 1), around) else _FAR_ANCHOR


def _quotable(text: Text, left: int, right: int) -> bool:
    """Whether a sentence may be the evidence of a decision: no question, no dateline, nor too long to be shown."""
    told = text.folded[left:right]
    return _SHORTEST <= len(told) <= _LONGEST and not told.rstrip(' "»').endswith("?") and not _DATELINE.match(told)


def _around(text: Text, said: Sequence[_Said]) -> list[tuple[int, int]]:
    """The sentences that may say a decision, and those that may say whose words they are."""
    spans = [heard(text.folded, *text.sentences[one.index]) for one in said]
    return [s for s in text.sentences if any(s[0] < right and left < s[1] for left, right in spans)]


def _parts(
    trigger: Trigger, anchor: float, said_how: ClaimStatus, found: Sequence[ActorRole], when: DateMention | None
) -> tuple[tuple[str, float], ...]:
    """What the confidence is made of."""
    parts = [("trigger", trigger.strength), ("anchor", anchor), ("date", 1.0 if when else _NO_DATE_NEEDED)]
    if trigger.type == ClaimType.AWARD and said_how == ClaimStatus.DONE:
        parts.append(("winner", 1.0 if any(suppliers(found)) else _NO_WINNER))
    return tuple(parts)


def _before(dates: Sequence[DateMention], left: int) -> DateMention | None:
    """The date told just before the sentence at ``left``."""
    near = [mention for mention in dates if left - _JUST_BEFORE <= mention.end <= left and mention.date.edtf]
    return near[-1] if near else None


def _plainly(text: Text, trigger: Trigger, mention: DateMention | None, start: int, end: int) -> ClaimStatus:
    """Of a decision that is surely said, though the grammar of its head does not tell how."""
    if _NOTHING.search(text.folded, start, end):
        return ClaimStatus.DENIED
    ahead = bool(mention and text.day and mention.date.earliest and mention.date.earliest > text.day)
    if trigger.type == ClaimType.AWARD:  # "ce sera X": chosen already; without a name nobody is known to be
        to_come = "§" not in text.masked[start:end]
    else:
        to_come = trigger.type == ClaimType.MIGRATION or _TO_COME.search(text.folded, start, end) is not None
    return ClaimStatus.PLANNED if ahead or to_come else ClaimStatus.DONE


def _agreed(kind: ClaimType, found: ClaimStatus, when: FuzzyDate | None, day: date | None) -> ClaimStatus:
    """What is dated after its publication is not done yet; a deadline that has passed is."""
    if when is None or day is None:
        return found
    if found == ClaimStatus.DONE and kind != ClaimType.TENDER_AMENDMENT and _is_ahead(when, day):
        return ClaimStatus.PLANNED
    past = when.latest is not None and when.latest < day
    return ClaimStatus.DONE if kind in _DATED_ACTS and past and found == ClaimStatus.PLANNED else found


def _is_ahead(when: FuzzyDate, day: date) -> bool:
    """ "Le 3 juin" or "avant l'été", seen from ``day``."""
    first, last, before = when.earliest, when.latest, when.timex.mod == "BEFORE"
    return first > day if first else before and last is not None and last > day


def _one_of_each(found: Sequence[Read]) -> list[Read]:
    """The surest of each type and date of a sentence, in text order: it says one thing of one decision."""
    best: dict[tuple[int, ClaimType, str | None], Read] = {}
    for one in found:
        key = one.claim.start, one.claim.type, one.claim.when.edtf if one.claim.when else None
        if key not in best or one.claim.confidence > best[key].claim.confidence:
            best[key] = one
    dated = {(start, kind) for start, kind, edtf in best if edtf}
    kept = (one for (start, kind, edtf), one in best.items() if edtf or (start, kind) not in dated)
    return sorted(kept, key=lambda one: one.cue.trigger.start)


def shifted(claim: Claim, by: int) -> Claim:
    """A claim of a chunk, its offsets moved to the whole text."""
    span = (claim.when_span[0] + by, claim.when_span[1] + by) if claim.when_span else None
    return replace(claim, start=claim.start + by, end=claim.end + by, when_span=span)
