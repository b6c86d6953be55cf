"""Who says it: the subject of a verb of saying, "selon X", or "« … », a déclaré X". Unknown rather than wrong."""

import re
from collections.abc import Iterator, Sequence

from nlp.actors.finder import Sighting
from nlp.types import ActorKind

_SAYING = re.compile(
    r"\b(?!\w+ant\b)(?:annonc|declar|affirm|indiqu|precis|promet|promis\b|promit\b|promirent\b|assur|expliqu|confirm|estim|dit\b|disai|dira\b|soulign"
    r"|ajout|rappel|recommand|plaid|regrett|s'engag|s'est\s+engag|se\s+sont\s+engag|devoil|reconnai|reconnu|admet|admi[st]|repond|confi[ea]\b|confiait|ecri[tv]"
    r"|souhait|martel|preven|previen|tranch|avanc(?:e|ait)\b|resum|gliss|juge\b|jugeait|jugent|insist|demen[t]|alert|repet|note\b|notait|conclu[t]\b|lanc(?:e|ait)\b(?=\s*,)"
    r"|denonc|deplor|reclam|demand|propos|fait\s+savoir|faisait\s+savoir|veut\b|entend\b|compte\b|garanti|said\b|says\b|announc|told\b|stated\b|pledg|confirmed|explain)\w*"
)
_ACCORDING = re.compile(
    r"\b(?:selon|d'apres|according\s+to|dixit|pour|interroge\w*\s+par|de\s+source\s+a)\s+(?:la\s+|le\s+|l'|les\s+|m\.\s+|mme\s+|the\s+)?"
    r"(?:(?:cabinet|entourage|services|ministere|porte-parole|communique|lettre)\s+d[eu]\s+(?:la\s+|l'|m\.\s+)?)?$"
)
_SMALL = (
    r"(?:n'|ne|n|l'|l|lui|leur|nous|vous|a|ont|avait|avaient|est|s'est|s|se|sont|en|y|aussi|deja|ainsi|elle-meme|lui-meme|egalement|encore|pas"
    r"|pu|du|voulu|fait|hier|jeudi|mardi|lundi|mercredi|vendredi|samedi|dimanche|matin|soir|\d+|er|janvier|fevrier|mars|avril|mai|juin|juillet|aout"
    r"|septembre|octobre|novembre|decembre|le|ce|had|has|have|also|on|\w+ment)"
)
_LATER = (
    r"(?:aussi|deja|ainsi|egalement|encore|hier|jeudi|mardi|lundi|mercredi|vendredi|samedi|dimanche|matin|soir|\d+|er|janvier|fevrier"
    r"|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|le|ce|on|\w+ment)"
)
_TO_VERB = re.compile(rf"(?:\s*\([^)]{{0,60}}\))?(?:\s*,[^,;.:«»]{{0,130}},|\s*,)?\s*(?:{_SMALL}[\s']*){{0,5}}$")
_FROM_VERB = re.compile(rf"\s*(?:{_LATER}[\s,']+){{0,4}}(?:la\s+|le\s+|l'|les\s+|m\.\s+|mme\s+|the\s+)?$")
_FROM_TITLE = re.compile(
    rf"\s*(?:{_LATER}[\s,']+){{0,4}}(?:la\s+|le\s+|l'|sa\s+|son\s+|leur\s+|the\s+)?(?:directrice|directeur|ministre|presidente?|secretaire|depute|senat\w+"
    r"|patron|porte-parole|cabinet|entourage|premiere?|fondat\w+|avocat\w*)\b[^.;:«»]{0,90}?$"
)
_RELATIVE = re.compile(r"\b(?:que|qu'|dont|auquel|a\s+laquelle)\s*(?:la\s+|le\s+|l'|les\s+|m\.\s+|mme\s+)?$")
_PRONOUN = re.compile(r"\ba-t-(?:elle|il)\s+(?:\w+\s+)?$|-t-(?:elle|il)\b|\b(?:a|ont)-(?:elle|il)s?\s+$")
_SPEAKERS = frozenset(ActorKind)
_QUOTE = 900  # characters of a quotation at most
_NEAR = 130  # characters between a verb of saying and its subject at most


def speaker(folded: str, sightings: Sequence[Sighting], left: int, right: int, trigger: tuple[int, int]) -> str | None:
    """Actor id of who says the words at ``trigger`` in the sentence [left, right), or None.

    People go before the bodies they speak for. A quotation that spans sentences is its author's, said before or after.
    """
    quote = _quotation(folded, trigger[0])
    if quote is not None and not (left <= quote[0] and quote[1] <= right):
        found = _said(folded, sightings, *_around(folded, quote), trigger)
        return _chosen(found)
    return _chosen(_said(folded, sightings, left, right, trigger))


def _chosen(found: list[Sighting]) -> str | None:
    people = [s for s in found if s.kind == ActorKind.PERSON and s.known]
    chosen = next(iter(people or [s for s in found if s.known] or found), None)
    return chosen.actor if chosen else None


def _quotation(folded: str, at: int) -> tuple[int, int] | None:
    """The « … » around ``at``."""
    start = folded.rfind("«", max(0, at - _QUOTE), at)
    if start < 0 or folded.find("»", start, at) >= 0:
        return None
    end = folded.find("»", at, start + _QUOTE)
    return (start, end + 1) if end >= 0 else None


def _around(folded: str, quote: tuple[int, int]) -> tuple[int, int]:
    """The words just before and after a quotation, up to a full stop or a line end."""
    before = max(folded.rfind(mark, 0, quote[0]) for mark in (". ", "\n", "» "))
    ends = [at for mark in (". ", "\n", "«") if (at := folded.find(mark, quote[1])) >= 0]
    return max(before + 1, quote[0] - 200, 0), min(min(ends, default=len(folded)), quote[1] + 250)


def _said(
    folded: str, sightings: Sequence[Sighting], left: int, right: int, trigger: tuple[int, int]
) -> list[Sighting]:
    inside = [s for s in sightings if left <= s.start and s.end <= right and s.kind in _SPEAKERS]
    found = [
        s for s in inside if _ACCORDING.search(folded[max(left, s.start - 60) : s.start]) and not _covers(s, trigger)
    ]
    for verb in _SAYING.finditer(folded, left, right):
        found += _subject(folded, inside, verb, left)
    return found


def _covers(sighting: Sighting, trigger: tuple[int, int]) -> bool:
    return trigger[0] <= sighting.start < trigger[1]


def _subject(folded: str, inside: Sequence[Sighting], verb: re.Match[str], left: int) -> Iterator[Sighting]:
    """Who does the saying: the actor just after an inverted verb, else the one just before."""
    after = [s for s in inside if 0 <= s.start - verb.end() <= _NEAR and _follows(folded[verb.end() : s.start], s)]
    inverted = folded[max(left, verb.start() - 25) : verb.start()]
    if after and re.search(r"[»,\"]\s*(?:\w+\s+|s'|l'|n'|a-t-\w+\s+){0,4}$", inverted):
        yield min(after, key=lambda s: s.start)
        return
    if _PRONOUN.search(inverted):
        yield from [s for s in inside if s.end <= verb.start() and s.kind != ActorKind.COMPANY][:1]
        return
    before = [s for s in inside if s.end <= verb.start() and verb.start() - s.end <= _NEAR]
    nearest = max(before, key=lambda s: s.end, default=None)
    if nearest is None or not _TO_VERB.match(folded[nearest.end : verb.start()]):
        return
    if not _RELATIVE.search(folded[max(left, nearest.start - 20) : nearest.start]):
        yield nearest


def _follows(between: str, sighting: Sighting) -> bool:
    """ "a dit Clara Chappaz", "précise sa directrice, Hela Ghariani"; after a title only a person is the speaker."""
    titled = sighting.kind == ActorKind.PERSON and _FROM_TITLE.match(between) is not None
    return titled or _FROM_VERB.match(between) is not None
