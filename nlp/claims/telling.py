"""When it was said against when it happens: "a répondu mardi", "en novembre 2020, il promettait … sous 12 mois"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from spacy.tokens import Doc

from nlp.claims.clauses import governor, is_header
from nlp.claims.triggers import Trigger
from nlp.dates import parse
from nlp.dates.text import fold
from nlp.types import ClaimStatus, DateMention, FuzzyDate

_SAY = re.compile(
    r"(?:annonc|declar|affirm|indiqu|precis|promet|promi|assur|expliqu|confirm|estim|dit|disa|soulign|ajout|rappel|repond|repet"
    r"|reconn|admet|admis|confi|ecri|avanc|tranch|preven|martel|glisse|lach|jug|pledg|said|told|announc)"
)
_ANNOUNCE = re.compile(r"(?:annonc|devoil|revel|confirm|announc|officialis)")
_FOR = re.compile(
    r"\b(?:pour|d'ici|a)\s+(?:la\s+|le\s+|l')?$"
)  # "annoncée pour la fin mars": not the day of the saying
_FROM_NOW = re.compile(r"^(?:sous|dans|d'ici\s+(?:a\s+)?\w+\s+(?:a\s+\w+\s+)?(?:mois|ans?|semaines|jours)|within|in)\b")
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
        said = next((m for m in self.inside if m.date.edtf and (self._saying(m) or self._heads(m, status))), None)
        if mention is not None and said == mention:
            verb = governor(self.doc, mention)
            announced = verb is not None and _ANNOUNCE.match(fold(verb.text)) and status == ClaimStatus.DONE
            later = [m for m in self.inside if m != said and m.date.edtf and self._future(m, said.date)]
            mention = mention if announced else next(iter(later), None)
        if said is None or mention is None or said == mention:
            return mention, said.date if said else None
        return self._anchored(mention, said.date), said.date

    def _heads(self, mention: DateMention, status: ClaimStatus) -> bool:
        """The date of an entry of a chronology is that of the promise it tells."""
        return status == ClaimStatus.PLANNED and is_header(self.folded, mention, self.left)

    def _saying(self, mention: DateMention) -> bool:
        verb = governor(self.doc, mention)
        if verb is None or _SAY.match(fold(verb.text)) is None or self._future(mention):
            return False
        return not _FOR.search(self.folded[max(0, mention.start - 12) : mention.start])

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
