"""When it was said against when it happens: "a répondu mardi", "en novembre 2020, il promettait … sous 12 mois"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from spacy.tokens import Doc, Token

from nlp.claims.clauses import governor, is_header, is_told
from nlp.claims.grain import as_told, delay, in_tense, joined
from nlp.claims.grammar import Form, use
from nlp.claims.triggers import Trigger
from nlp.dates import parse
from nlp.dates.text import fold
from nlp.types import ClaimStatus, ClaimType, DateMention, FuzzyDate

_SAY = re.compile(
    r"(?:annonc|declar|affirm|indiqu|precis|promet|promi|assur|expliqu|confirm|estim|dit|disa|soulign|ajout|rappel|repond|repet"
    r"|reconn|admet|admis|engag|jur|ecri|avanc|tranch|preven|martel|glisse|lach|jug|pledg|said|told|announc)"
)
# "interpellée mardi à l'Assemblée, elle a affirmé": the day of the words
_AUDIENCE = re.compile(r"(?:interpell|interrog|entendu|auditionn|questionn|recu|reuni|invite|convoqu)")
_LETTER = re.compile(r"\b(?:courrier|lettre|missive)\b[^.;:]{0,50}\b(?:du|le|dates?e?|en)\s*(?:du|le)?\s*\w{0,2}$")
_SPOKEN = frozenset({ClaimType.HEARING, ClaimType.OPINION, ClaimType.RULING})  # acts that are words: said is done
_FIRM = frozenset({ClaimStatus.DONE, ClaimStatus.PLANNED})
_PAST_TOO = frozenset({ClaimType.DEADLINE})  # planned until it has passed, then done, whatever the tense
_ANNOUNCE = re.compile(r"(?:annonc|devoil|revel|confirm|announc|officialis)")
_FOR = re.compile(
    r"\b(?:pour|d'ici|a)\s+(?:la\s+|le\s+|l')?$"
)  # "annoncée pour la fin mars": not the day of the saying
_FROM_NOW = re.compile(r"^(?:sous|dans|d'ici\s+(?:a\s+)?\w+\s+(?:a\s+\w+\s+)?(?:mois|ans?|semaines|jours)|within|in)\b")
# "la remise des plis est repoussée au 12 mai", "enjoint de fournir sous cinq jours"
_OBJECT_DATED = frozenset(
    {ClaimType.TENDER_AMENDMENT, ClaimType.REQUIREMENT, ClaimType.RULING, ClaimType.PLANNING, ClaimType.OPINION}
)
# "l'audition a été reportée au 16 décembre": the new date is the act's own
_SET = re.compile(
    r"(?:report|repouss|planif|fix|renvoy|decal|programm|prev|esper|attend|ajourn|promi|annonc|di[tst]|mise?$|doi|dev|all(?:ait|ai))"
)
_LOOKING_BACK = re.compile(r"\b(?:dev|all|av|et)ai(?:t|ent)\b")
_RETOLD = 45  # days between the saying and the publication from which a promise is retold


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence with its dates."""

    folded: str
    doc: Doc | None
    day: date | None  # of publication
    inside: Sequence[DateMention]
    left: int  # where the sentence begins

    def moments(
        self, trigger: Trigger, mention: DateMention | None, status: ClaimStatus
    ) -> tuple[DateMention | None, FuzzyDate | None]:
        """(when it happens, when it was said): a date that hangs on a verb of saying is the second one.

        What is done and announced on a day happened, for readers, on that day.
        """
        if (
            status == ClaimStatus.DONE
            and mention is not None
            and self._happened(trigger)
            and self._begins_later(mention)
        ):
            mention = None  # what is done is not dated by what comes of it: "a chargé l'Igas d'évaluer d'ici à 2027"
        when, said = self._told(trigger, mention, status)
        if when is not None and trigger.type == ClaimType.TENDER_AMENDMENT and status not in _FIRM:
            when = None if self._begins_later(when) else when
        if when is not None:
            dated = [m for m in self.inside if m.date.edtf]
            when = as_told(joined(when, dated, self.folded))
            settled = said or trigger.type in _PAST_TOO or self._looks_back(when)
            return in_tense(when, status, None if settled else self.day), said
        promised = status in (ClaimStatus.PLANNED, ClaimStatus.CONDITIONAL) and trigger.type not in _SPOKEN
        return self._delayed(said) if promised else None, said

    def _looks_back(self, mention: DateMention) -> bool:
        """ "Devait être connu fin mars", "était attendue fin mars": a promise told when its time is over."""
        return _LOOKING_BACK.search(self.folded, self.left, mention.start) is not None

    def _told(
        self, trigger: Trigger, mention: DateMention | None, status: ClaimStatus
    ) -> tuple[DateMention | None, FuzzyDate | None]:
        spoken = next((m for m in self.inside if m.date.edtf and self._is_said(m, trigger, status)), None)
        if trigger.type in _SPOKEN:
            return mention or (spoken if spoken and not self._begins_later(spoken) else None), None
        said = spoken.date if spoken else None
        if mention is not None and spoken == mention:
            verb = governor(self.doc, mention)
            announced = verb is not None and _ANNOUNCE.match(fold(verb.text)) and status == ClaimStatus.DONE
            later = [m for m in self.inside if m != spoken and m.date.edtf and self._future(m, said)]
            mention = mention if announced else next(iter(later), None)
        if said is None or mention is None or spoken == mention:
            return mention, said
        return self._anchored(mention, said), said

    def _is_said(self, mention: DateMention, trigger: Trigger, status: ClaimStatus) -> bool:
        return (
            self._saying(mention, trigger)
            or self._heads(mention, status)
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
        since = said.latest or said.earliest if said else self.day
        ends = (delay(m, since, self.folded) for m in self.inside) if since else ()
        return next((end for end in ends if end is not None), None)

    def _happened(self, trigger: Trigger) -> bool:
        """Whether the head is said in a past tense, or is of a type whose dates to come are those of its object."""
        if trigger.type in (ClaimType.TENDER_AMENDMENT, ClaimType.REQUIREMENT):
            return True
        found = use(self.doc, *trigger.head) if self.doc is not None else None
        if found is None or trigger.type == ClaimType.DEADLINE:
            return False
        subject = found.form == Form.NOUN and found.token.dep_.startswith("nsubj")
        verb = found.governor if subject else found
        if verb is None or _SET.match(fold(verb.token.text)):
            return False
        past = verb.mood == "Ind" and (verb.tense in ("Past", "Imp") or _has_been(verb.token))
        return past or trigger.type in _OBJECT_DATED

    def _heads(self, mention: DateMention, status: ClaimStatus) -> bool:
        """The date of an entry of a chronology is that of the promise it tells, unless it is to come itself."""
        header = status == ClaimStatus.PLANNED and is_header(self.folded, mention, self.left)
        return header and not self._begins_later(mention)

    def _saying(self, mention: DateMention, trigger: Trigger) -> bool:
        verb = governor(self.doc, mention)
        if verb is None or self._future(mention):
            return False
        word = fold(verb.text)
        audience = _AUDIENCE.match(word) and not _has_been(verb) and trigger.type != ClaimType.HEARING
        if _SAY.match(word) is None and not audience:
            return False
        told_of = is_told(self.doc, mention)  # "la fin mars avait été annoncée"
        return not told_of and not _FOR.search(self.folded[max(0, mention.start - 12) : mention.start])

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
        then = parse(mention.text, datetime.combine(last, time(12), UTC), "UTC")
        found = next((m.date for m in then if m.date.edtf), None)
        return DateMention(mention.start, mention.end, mention.text, found) if found else mention


def _has_been(token: Token) -> bool:
    """Whether the verb is in a compound past: "a été confiée", not "est confiée"."""
    return any(child.dep_ == "aux:tense" for child in token.children)
