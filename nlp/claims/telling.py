"""When it was said against when it happens: "a répondu mardi", "en novembre 2020, il promettait … sous 12 mois"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from spacy.tokens import Doc, Token

from nlp.claims.clauses import NOW, governor, is_header, is_told
from nlp.claims.grain import as_told, counted, delay, foregone, joined, nearest, upcoming
from nlp.claims.grammar import Form, is_negated, use
from nlp.claims.tenses import SET, has_been, is_ahead, is_over, is_past
from nlp.claims.triggers import Trigger
from nlp.dates import parse
from nlp.dates.text import fold
from nlp.types import ClaimStatus, ClaimType, DateMention, FuzzyDate

_SAY = re.compile(
    r"(?:annonc|conced|detaill|parl(?:e|ait|aient|er)\b|felicit|declar|affirm|indiqu|precis|promet|promi|assur|expliqu|confirm|estim|dit|disa|soulign|ajout|rappel|repond|repet"
    r"|reconn|admet|admis|engag|jur|ecri|avanc|tranch|preven|martel|glisse|lach|jug|pledg|said|told|announc)"
)
# "interpellée mardi à l'Assemblée, elle a affirmé": the day of the words
_AUDIENCE = re.compile(r"(?:interpell|interrog|entendu|auditionn|questionn|recu|reuni|invite|convoqu)")
_LETTER = re.compile(r"\b(?:courrier|lettre|missive)\b[^.;:]{0,50}\b(?:du|le|dates?e?|en)\s*(?:du|le)?\s*\w{0,2}$")
_SPOKEN = frozenset({ClaimType.HEARING, ClaimType.OPINION, ClaimType.RULING})  # acts that are words: said is done
_FIRM = frozenset({ClaimStatus.DONE, ClaimStatus.PLANNED})
_OPEN = frozenset({ClaimStatus.PLANNED, ClaimStatus.CONDITIONAL})
_PLEDGED = frozenset({ClaimType.MIGRATION, ClaimType.CONTRACT_TERMINATION})
_RETELLS = re.compile(r"\b(?:promett|jur|donn|engage|laiss|fix|accord)ai(?:t|ent)\b")
_PLEDGE = re.compile(
    r"\b(?:promet|promi[st]|promise|pledge|jur(?:e|er|ait|a)\b|s'engag|s'(?:est|etait)\s+engag|engagement|(?:se|s'est|s'etait|s'y)\s+donn)\w*"
)
_PAST_TOO = frozenset({ClaimType.DEADLINE})  # planned until it has passed, then done, whatever the tense
_ANNOUNCE = re.compile(r"(?:annonc|devoil|revel|confirm|announc|officialis)")
_DOES = re.compile(
    r"(?:engag|declar|reconn|admet|admi[st]|tranch|jug|conclu)"
)  # verbs of saying that may be the act itself
_FOR = re.compile(
    r"\b(?:pour|d'ici|a)\s+(?:la\s+|le\s+|l')?$"
)  # "annoncée pour la fin mars": not the day of the saying
_FROM_NOW = re.compile(r"^(?:sous|dans|d'ici\s+(?:a\s+)?\w+\s+(?:a\s+\w+\s+)?(?:mois|ans?|semaines|jours)|within|in)\b")
# "la remise des plis est repoussée au 12 mai", "enjoint de fournir sous cinq jours"
_OBJECT_DATED = frozenset(
    {ClaimType.TENDER_AMENDMENT, ClaimType.REQUIREMENT, ClaimType.RULING, ClaimType.PLANNING, ClaimType.OPINION}
)
_HOPED = re.compile(r"(?:prevu|promis|attendu|esper|annonc|programm|fixe|escompt|inscri)")  # for a day that may be over
_HOPED_FOR = re.compile(rf"\b{_HOPED.pattern}\w*\s+(?:pour\s+(?:la\s+|le\s+|l')?)?\Z")
_LIMITS = frozenset({"BEFORE", "UNTIL"})  # "ont jusqu'au 30 mars": to come, whatever the parse
_SINCE = re.compile(r"(?:depuis|since)\b")
_DATED_THOUGH = frozenset(  # denied by an act that has a day, or on the day of which it was hoped
    {ClaimType.AUTHORISATION, ClaimType.TENDER_CANCELLATION, ClaimType.HEARING, ClaimType.RULING}
)
_STATES = frozenset({ClaimType.QUALIFICATION, ClaimType.MIGRATION, ClaimType.REQUIREMENT})
_AIM = re.compile(r"\b(?:pour|avant|d'ici|comme\s+prevu|au\s+plus\s+tard|before|by)\b")
_LOOKING_BACK = re.compile(r"\b(?:dev|all|av|et)ai(?:t|ent)\b")
_RETOLD = 45  # days between the saying and the publication from which a promise is retold

Moments = tuple[DateMention | None, FuzzyDate | None]  # when it happens, when it was said


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence with its dates."""

    folded: str
    doc: Doc | None
    day: date | None  # of publication
    inside: Sequence[DateMention]
    left: int  # where the sentence begins
    above: DateMention | None = None  # the date of the entry of a chronology in which it stands
    before: DateMention | None = None  # the date told just before it

    def moments(self, trigger: Trigger, mention: DateMention | None, status: ClaimStatus) -> Moments:
        """(when it happens, when it was said): a date that hangs on a verb of saying is the second one.

        What is done and announced on a day happened, for readers, on that day; so does an entry of a chronology.
        """
        when, said = self._inside(trigger, mention, status)
        if when is None and said is None and self.above is not None and status == ClaimStatus.DONE:
            return (self.above if trigger.type != ClaimType.REQUIREMENT else None), None
        if (
            when is not None
            and self.doc is not None
            and status == ClaimStatus.DENIED
            and trigger.type not in _DATED_THOUGH
        ):
            when = when if self._was_for(when, trigger) else None
        return when, said

    def _inside(self, trigger: Trigger, mention: DateMention | None, status: ClaimStatus) -> Moments:
        mention = self._behind(mention) if mention is not None else None
        if (
            status == ClaimStatus.DONE
            and mention is not None
            and self._happened(trigger)
            and self._begins_later(mention)
        ):
            mention = None  # what is done is not dated by what comes of it: "a chargé l'Igas d'évaluer d'ici à 2027"
        if mention is not None and (
            self._objects(trigger, mention, status) or self._as_it_is(trigger, mention, status)
        ):
            mention = None
        when, said = self._told(trigger, mention, status)
        if when is not None and trigger.type == ClaimType.TENDER_AMENDMENT and status not in _FIRM:
            when = None if self._begins_later(when) else when
        if when is not None:
            dated = [m for m in self.inside if m.date.edtf]
            when = as_told(joined(when, dated, self.folded))
            settled = said or trigger.type in _PAST_TOO or self._looks_back(when)
            return when if settled else self._in_its_year(when, status), said
        promised = status in _OPEN or (trigger.type in _PLEDGED and self._pledges())
        promised = promised and trigger.type not in _SPOKEN
        return self._delayed(said) if promised else None, said

    def _behind(self, mention: DateMention) -> DateMention:
        """ "En février, l'affaire s'organisa": the last one, where the words name no year."""
        verb = None if mention.date.timex.mod in _LIMITS else governor(self.doc, mention)
        return foregone(mention, self.day) if verb is not None and is_over(verb) else mention

    def _as_it_is(self, trigger: Trigger, mention: DateMention, status: ClaimStatus) -> bool:
        """ "Dispose aujourd'hui du visa": nobody says since when."""
        stands = status == ClaimStatus.DONE and trigger.type in _STATES and not self._happened(trigger)
        return stands and NOW.search(fold(mention.text)) is not None

    def _was_for(self, when: DateMention, trigger: Trigger) -> bool:
        """What is denied has the date for which it was promised, not that of what happened instead."""
        verb = governor(self.doc, when)
        if verb is not None and self._is_head(verb, trigger) and not is_negated(verb):
            return True
        if when.date.timex.mod == "FROM":
            return False
        hoped = verb is not None and (_HOPED.match(fold(verb.text)) or is_ahead(verb) or not is_past(verb))
        return bool(
            hoped
            or self._hoped_for(when)
            or self._future(when)
            or _AIM.search(self.folded[max(0, when.start - 14) : when.start + 6])
        )

    def _objects(self, trigger: Trigger, mention: DateMention, status: ClaimStatus) -> bool:
        """ "Recommande d'en sortir avant 2027", a day of what is asked; "attendu depuis l'automne", no day at all."""
        if status == ClaimStatus.PLANNED and _SINCE.match(fold(mention.text)):
            return self._hoped_for(mention)
        asked = status == ClaimStatus.DONE and trigger.type in (ClaimType.OPINION, ClaimType.REQUIREMENT)
        first = mention.date.earliest or mention.date.latest
        return bool(asked and self.day and first and first > self.day)

    def _hoped_for(self, when: DateMention) -> bool:
        """ "L'étude promise à l'automne"."""
        return _HOPED_FOR.search(self.folded, self.left, when.start) is not None

    def _pledges(self) -> bool:
        """ "Véran jurait que l'affaire serait réglée en deux ans": a delay is promised, however the rest is said."""
        end = self.doc.text.find("\n", self.left) if self.doc is not None else -1
        return _PLEDGE.search(self.folded, self.left, end if end >= 0 else len(self.folded)) is not None

    def _in_its_year(self, when: DateMention, status: ClaimStatus) -> DateMention:
        """The year that the tense asks for, where the words name none."""
        verb = governor(self.doc, when)
        if status == ClaimStatus.DENIED and (verb is None or not is_ahead(verb) or self._hoped_for(when)):
            return nearest(when, self.day)
        ahead = status == ClaimStatus.PLANNED and not (verb is not None and is_past(verb))
        return upcoming(when, self.day) if ahead or (verb is not None and is_ahead(verb)) else when

    def _looks_back(self, mention: DateMention) -> bool:
        """ "Devait être connu fin mars", "était attendue fin mars": a promise told when its time is over."""
        return _LOOKING_BACK.search(self.folded, self.left, mention.start) is not None

    def _told(self, trigger: Trigger, mention: DateMention | None, status: ClaimStatus) -> Moments:
        spoken = next((m for m in self.inside if m.date.edtf and self._is_said(m, trigger, status)), None)
        if trigger.type in _SPOKEN:
            return mention or (spoken if spoken and not self._begins_later(spoken) else None), None
        above = self.above.date if self.above is not None and status == ClaimStatus.PLANNED else None
        said = spoken.date if spoken else above
        if mention is not None and spoken == mention:
            verb = governor(self.doc, mention)
            announced = verb is not None and _ANNOUNCE.match(fold(verb.text)) and status == ClaimStatus.DONE
            later = [m for m in self.inside if m != spoken and m.date.edtf and self._future(m, said)]
            mention = mention if announced else next(iter(later), None)
        if said is None and mention is not None and self._retells() and _FROM_NOW.match(fold(mention.text)):
            return (self._anchored(mention, self.before.date) if self.before else None), None  # not from today
        if said is None or mention is None or spoken == mention:
            return mention, said
        return self._anchored(mention, said), said

    def _is_said(self, mention: DateMention, trigger: Trigger, status: ClaimStatus) -> bool:
        return (
            self._saying(mention, trigger, status)
            or (trigger.type not in _PAST_TOO and self._heads(mention, status))
            or self._letter(mention, status)
            or self._of_the_words(mention, status, trigger.type)
        )

    def _of_the_words(self, mention: DateMention, status: ClaimStatus, kind: ClaimType) -> bool:
        """A day of the weeks before, beside a promise, is that of the words ("a confié jeudi travailler au départ")."""
        if self.day is None or status != ClaimStatus.PLANNED or kind in _PAST_TOO or mention.date.granularity != "day":
            return False
        last = mention.date.latest
        return last is not None and 0 < (self.day - last).days < _RETOLD

    def _letter(self, mention: DateMention, status: ClaimStatus) -> bool:
        """ "Dans un courrier du 19 novembre, il s'engage": the promise is of that day."""
        before = self.folded[max(self.left, mention.start - 70) : mention.start + 3]
        return status == ClaimStatus.PLANNED and _LETTER.search(before) is not None

    def _delayed(self, said: FuzzyDate | None) -> DateMention | None:
        """ "S'engage à quitter Microsoft en deux ans": counted from the day of the words."""
        since = self._since(said)
        ends = (delay(m, since, self.folded) for m in self.inside) if since else ()
        return next((end for end in ends if end is not None), None)

    def _since(self, said: FuzzyDate | None) -> FuzzyDate | date | None:
        """From when a delay counts: the day of the words, for an older promise the one told just before, or none."""
        if said is not None or not self._retells():
            return said or self.day
        return self.before.date if self.before is not None else None

    def _retells(self) -> bool:
        """ "Véran donnait deux ans": an older promise, told again."""
        end = self.folded.find(". ", self.left)
        return _RETELLS.search(self.folded, self.left, end if end >= 0 else len(self.folded)) is not None

    def _happened(self, trigger: Trigger) -> bool:
        """Whether the head is said in a past tense, or is of a type whose dates to come are those of its object."""
        if trigger.type in (ClaimType.TENDER_AMENDMENT, ClaimType.REQUIREMENT):
            return True
        found = use(self.doc, *trigger.head) if self.doc is not None else None
        if found is None or trigger.type == ClaimType.DEADLINE:
            return False
        subject = found.form == Form.NOUN and found.token.dep_.startswith("nsubj")
        verb = found.governor if subject else found
        if verb is None or SET.match(fold(verb.token.text)):
            return False
        past = verb.mood == "Ind" and (verb.tense in ("Past", "Imp") or has_been(verb.token))
        return past or trigger.type in _OBJECT_DATED

    def _heads(self, mention: DateMention, status: ClaimStatus) -> bool:
        """The date of an entry of a chronology is that of the promise it tells, unless it is to come itself."""
        header = status == ClaimStatus.PLANNED and is_header(self.folded, mention, self.left)
        return header and not self._begins_later(mention)

    def _saying(self, mention: DateMention, trigger: Trigger, status: ClaimStatus) -> bool:
        verb = governor(self.doc, mention)
        if verb is None or self._future(mention) or (status == ClaimStatus.DONE and self._acts(verb, trigger)):
            return False
        word = fold(verb.text)
        met = word.startswith("reuni") and status == ClaimStatus.DONE  # the day of what they did
        audience = _AUDIENCE.match(word) and not met and not has_been(verb) and trigger.type != ClaimType.HEARING
        if _SAY.match(word) is None and not audience:
            return False
        told_of = is_told(self.doc, mention)  # "la fin mars avait été annoncée"
        return not told_of and not _FOR.search(self.folded[max(0, mention.start - 12) : mention.start])

    def _acts(self, verb: Token, trigger: Trigger) -> bool:
        """ "Une consultation a été engagée le 9", "elle a été déclarée sans suite": the verb does what it says."""
        return self._is_head(verb, trigger) and _DOES.match(fold(verb.text)) is not None

    def _is_head(self, verb: Token, trigger: Trigger) -> bool:
        return trigger.head[0] < verb.idx + len(verb.text) and verb.idx < trigger.head[1]

    def _begins_later(self, mention: DateMention) -> bool:
        return bool(self.day and mention.date.earliest and mention.date.earliest > self.day)

    def _future(self, mention: DateMention, since: FuzzyDate | None = None) -> bool:
        day = since.latest if since else self.day
        last = mention.date.latest or mention.date.earliest
        return bool(day and last and last > day)

    def _anchored(self, mention: DateMention, said: FuzzyDate) -> DateMention:
        """A delay in a retold promise counts from the day of the promise."""
        last = said.latest or said.earliest
        if (
            self.day is None
            or last is None
            or (self.day - last).days < _RETOLD
            or not _FROM_NOW.match(fold(mention.text))
        ):
            return mention
        if (end := counted(mention, said)) is not None:
            return end
        then = parse(mention.text, datetime.combine(last, time(12), UTC), "UTC")
        found = next((m.date for m in then if m.date.edtf), None)
        return DateMention(mention.start, mention.end, mention.text, found) if found else mention
