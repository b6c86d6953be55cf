"""Who says it: the subject of a verb of saying, "selon X", or "« … », a déclaré X". Unknown rather than wrong."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nlp.actors.sightings import Sighting
from nlp.claims.triggers import Trigger
from nlp.claims.voices import antecedent, is_pronoun, speaks, subject
from nlp.types import ActorKind, ClaimType

_SAYING = re.compile(
    r"\b(?!\w+ant\b)(?:annonc|declar|affirm|indiqu|precis|promet|promis\b|promit\b|promirent\b|assur|expliqu|confirm|estim|dit\b|disai|dira\b|soulign"
    r"|ajout|rappel|recommand|plaid|regrett|s'engag|s'(?:est|etait)\s+engag|se\s+sont\s+engag|devoil|reconnai|reconnu|admet|admi[st]|repond|confi[ea]\b|confiait|ecri[tv]"
    r"|conced|certifi(?:e|ait)\b(?=\s+qu)|convenu\b|convien|enumer|exclu(?:t|ait)\b|balai|evacu|se\s+di[st]\b|fait\s+etat|promised|vowed|souhait|martel|preven|previen|tranch|avanc(?:e|ait)\b|resum|gliss|juge\b|jugeait|jugent|insist|demen[t]|alert|repet|note\b|notait|conclu[t]\b|lanc(?:e|ait)\b(?=\s*,)"
    r"|denonc|deplor|reclam|demand(?!es?\b)|propos(?:e|ent|ait|aient|a)\b|(?:fai(?:t|sait)|laisse|laissait)\s+(?:savoir|entendre)|garanti|jur(?:e|ent|ait|a)\b|re?affirm|constat|envisag(?:e|eait)\b(?!\s+de\b)|oppos(?:e|ait)\b|detaill|temper|defend\w*\b|persifl|recadr|evoqu|corrig(?:e|eait)|lach|oppose|soutien|soutenu|reaffirm|s'alarm|inform(?:e|ait)|said\b|says\b|announc|told\b|stated\b|pledg|confirmed|explain)\w*"
)
# "parlait de la fin de l'année", "s'est donné deux ans": said of what is promised; who aims or hopes says nothing
_COMMITS = re.compile(
    r"\b(?:(?:se|s'est|s'etait|s'y)\s+donn\w*|parl(?:e|ait|aient)\b(?=[^.;]{0,50}?\bd(?:e\s+|u\s+|')(?:la\s+|l')?"
    r"(?:\d|fin|debut|mi-|printemps|ete|automne|hiver|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)))"
)
_VOICED = re.compile(r"[«»]|\b(?:selon|d'apres|according|cote|lettre|courrier|promesse|reponse|avis|rapport)\b")
_APART = re.compile(r",\s(?:quand|alors|tandis|mais|lorsque|la\s+ou)\b|[;:]\s")
_ACCORDING = re.compile(
    r"\b(?:selon|d'apres|according\s+to|dixit|(?:^|[.;:«]\s*)pour|aux\s+yeux\s+d[eu']|foi\s+d[eu']|interroge\w*\s+par|de\s+source\s+a)\s+(?:la\s+|le\s+|l'|les\s+|m\.\s+|mme\s+|the\s+)?"
    r"(?:(?:cabinet|entourage|services|ministere|porte-parole|communique|lettre)\s+d[eu]\s+(?:la\s+|l'|m\.\s+)?)?$"
)
_LATER_WORDS = (
    r"aussi|deja|ainsi|egalement|encore|hier|jeudi|mardi|lundi|mercredi|vendredi|samedi|dimanche|matin|soir|\d+|er|janvier|fevrier"
    r"|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|le|ce|on|\w+ment"
)
_LATER = rf"(?:{_LATER_WORDS})"
_SMALL = (
    r"(?:n'|ne|n|l'|l|lui|leur|nous|vous|a|ont|avait|avaient|est|s'est|s|se|sont|en|y|elle-meme|lui-meme|pas"
    rf"|pu|du|voulu|fait|had|has|have|also|{_LATER_WORDS})"
)
_TO_VERB = re.compile(rf"(?:\s*\([^)]{{0,60}}\))?(?:\s*,[^,;.:«»]{{0,130}},|\s*,)?\s*(?:{_SMALL}[\s']*){{0,5}}$")
_FROM_VERB = re.compile(rf"\s*(?:{_LATER}[\s,']+){{0,4}}(?:la\s+|le\s+|l'|les\s+|m\.\s+|mme\s+|the\s+)?$")
_FROM_TITLE = re.compile(
    rf"\s*(?:{_LATER}[\s,']+){{0,4}}(?:la\s+|le\s+|l'|sa\s+|son\s+|leur\s+|the\s+)?(?:directrice|directeur|ministre|presidente?|secretaire|depute|senat\w+"
    r"|patron|porte-parole|cabinet|entourage|premiere?|fondat\w+|avocat\w*)\b[^.;:«»]{0,90}?$"
)
_RELATIVE = re.compile(r"\b(?:que|qu'|dont|auquel|a\s+laquelle)\s*(?:la\s+|le\s+|l'|les\s+|m\.\s+|mme\s+)?$")
_PRONOUN = re.compile(r"\ba-t-(?:elle|il)\s+(?:\w+\s+)?$|-t-(?:elle|il)\b|\b(?:a|ont)-(?:elle|il)s?\s+$")
_WEAK = re.compile(
    r"(?:ajout|assurer|avanc|gliss|tranch|conclu|not[ea]|juge|lanc|corrig|oppos|admi|evoqu|confi|dira|repond|demand)"
)
# of minutes: "Mme Rist, ministre. – Le prestataire sera désigné"; of interviews: "Hela Ghariani : la copie attendra"
_CALLED = re.compile(r"(?:[–—-]\s*)?(?:(?:m|mme|mlle|dr)\.?\s|(?:monsieur|madame)\s)?")
_TURN = re.compile(r"(?:,[^.\n]{0,120})?(?:\.\s*(?:[–—-]\s)?|\s?:\s)")
_LABEL = re.compile(r"(?:,[^.:\n]{0,80}|[^.:«»\n]{0,40})?(?:\.\s*[–—-]\s|\s?:\s(?=«))")
_THROUGH = re.compile(
    r"(?:-t-on|-on)\s+(?:\w+\s+){0,3}?(?:a|au|aux|dans|du|cote|chez|aupres\s+d[eu'])\s*(?:la\s+|l'|le\s+)?(?:(?:cabinet|entourage|services|ministere)\s+d[eu']\s*(?:la\s+|l')?)?$"
)
# "chez Bleu, on table sur juin", "à la Cnil, on confirme"
_AT = re.compile(r"(?:^|[.;:«]\s*|,\s)(?:chez|a|au|aux)\s+(?:la\s+|l'|le\s+)?$")
_ONE_SAYS = re.compile(r"[^.;:«»]{0,90}?,\s(?:l')?on\s")
# "promesse d'un appel d'offres, par Clara Chappaz", "la lettre d'Olivier Véran": when nobody speaks otherwise
_WORD_OF = re.compile(
    r"(?<!apres la )(?<!en )\b(?:promesse|reponse|lettre|courrier)\s+"
    r"(?:d'une?\s+[^,.;:«»]{1,40},\s+par\s+|(?:de|du|par)\s+|d')(?:la\s+|l')?$"
)
_ASKED_BY = re.compile(r"\bpar\s+(?:m\.\s+|mme\s+|la\s+|le\s+|l')?$")  # "interrogée par Emmanuel Maurel, elle a promis"
_OF = re.compile(
    r"(?<!cabinet )(?<!entourage )(?<!services )(?<!ministere )(?<!direction )(?<!equipes )"
    r"\b(?:de\s+|du\s+|d')(?:la\s+|l')?$"
)
_QUOTE = 900  # characters of a quotation at most
_NEAR = 130  # characters between a verb of saying and its subject at most
# acts: whoever does them says nothing by it
_ACTS = frozenset({ClaimType.LAW, ClaimType.RULING, ClaimType.AUTHORISATION, ClaimType.HEARING, ClaimType.CHALLENGE})
_PROMISED = frozenset({ClaimType.MIGRATION, ClaimType.TENDER, ClaimType.AWARD, ClaimType.CONTRACT_TERMINATION})


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, or the surroundings of a quotation, with what stands in it."""

    folded: str
    doc: Doc | None
    sightings: Sequence[Sighting]
    left: int
    right: int

    @property
    def inside(self) -> list[Sighting]:
        return [s for s in self.sightings if self.left <= s.start and s.end <= self.right]


def speaker(
    doc: Doc | None, folded: str, sightings: Sequence[Sighting], left: int, right: int, trigger: Trigger
) -> str | None:
    """Actor id of who says the words of ``trigger`` in the sentence [left, right), or None.

    People go before the bodies they speak for. A quotation that spans sentences is its author's, said before or after.
    """
    if trigger.type == ClaimType.HEARING:
        return None  # who is heard speaks, but of something else
    quote = _quotation(folded, trigger.head[0])
    if quote is not None and not (left <= quote[0] and quote[1] <= right):
        left, right = _around(folded, quote)
    sentence = _Sentence(folded, doc, sightings, left, right)
    found = _chosen(_said(sentence, trigger), trigger)
    if found is None and trigger.type == ClaimType.OPINION:
        return _author(sentence, trigger)
    return found or _minuted(sentence, trigger) or _worded(sentence, trigger)


def _worded(sentence: _Sentence, trigger: Trigger) -> str | None:
    """Whose promise or letter it is: of what was promised, and of nothing else."""
    if trigger.type not in _PROMISED:
        return None
    whose = (s for s in sentence.inside if s.kind in (ActorKind.PERSON, ActorKind.BODY))
    return next(
        (s.actor for s in whose if _WORD_OF.search(sentence.folded[max(sentence.left, s.start - 70) : s.start])), None
    )


def heard(folded: str, left: int, right: int) -> tuple[int, int]:
    """Where the words may stand that say who speaks in the sentence [left, right)."""
    quotes = [quote for at in (left, right - 1) if (quote := _quotation(folded, at)) is not None]
    around = [_around(folded, quote) for quote in quotes if not (left <= quote[0] and quote[1] <= right)]
    return min(left, *(a for a, _ in around), left), max(right, *(b for _, b in around), right)


def is_told(folded: str, left: int, right: int) -> bool:
    """Whether somebody may be speaking in the sentence [left, right): by its verbs, its quotations, "selon X"."""
    return any(words.search(folded, left, right) is not None for words in (_SAYING, _COMMITS, _VOICED))


def _author(sentence: _Sentence, trigger: Trigger) -> str | None:
    """An opinion has its author: the subject of its verb."""
    token = _token(sentence.doc, *trigger.head)
    while token is not None and token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    who = subject(token) if token is not None else None
    found = speaks(who, who.doc, sentence.inside) if who is not None else None
    if found is None and who is not None and is_pronoun(who):  # "elle regrette que": the body told before
        found = antecedent(who.doc.text, who.idx, sentence.sightings, (ActorKind.PERSON, ActorKind.BODY))
    return found.actor if found is not None and found.kind != ActorKind.COMPANY else None


def _minuted(sentence: _Sentence, trigger: Trigger) -> str | None:
    """Minutes and interviews: the line is a turn, "Mme Stéphanie Rist, ministre. – Le prestataire sera désigné…"."""
    line = sentence.folded.rfind("\n", 0, sentence.left) + 1
    first = next((s for s in sentence.sightings if line <= s.start), None)
    if first is None or first.kind != ActorKind.PERSON or not _CALLED.fullmatch(sentence.folded, line, first.start):
        return None
    turn = (_TURN if first.start > line else _LABEL).match(sentence.folded, first.end)
    return first.actor if turn is not None and turn.end() <= max(sentence.left, trigger.head[0]) else None


def _chosen(found: list[Sighting], trigger: Trigger) -> str | None:
    if trigger.type == ClaimType.RULING:
        found = [s for s in found if s.kind != ActorKind.COURT]
    people = [s for s in found if s.kind == ActorKind.PERSON]
    chosen = next(iter([s for s in people if s.known] or [s for s in found if s.known] or people), None)
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


def _said(sentence: _Sentence, trigger: Trigger) -> list[Sighting]:
    folded, left = sentence.folded, sentence.left
    inside = sentence.inside
    found = [s for s in inside if _named_source(folded, s, left) and not _covers(s, trigger.head)]
    found += _subjects(sentence, trigger, _SAYING)
    return found or list(
        _subjects(sentence, trigger, _COMMITS) if commits(folded, trigger, left, sentence.right) else ()
    )


def commits(folded: str, trigger: Trigger, left: int, right: int) -> bool:
    """Whether somebody speaks of a day for ``trigger``, or gives himself time for it: promised, and not done."""
    verb = _COMMITS.search(folded, left, right) if trigger.type in _PROMISED else None
    if verb is None:
        return False
    start, end = sorted((verb.start(), trigger.head[0]))
    return _APART.search(folded, start, end) is None


def _subjects(sentence: _Sentence, trigger: Trigger, verbs: re.Pattern[str]) -> Iterator[Sighting]:
    folded = sentence.folded
    for verb in verbs.finditer(folded, sentence.left, sentence.right):
        own = trigger.start < verb.end() and verb.start() < trigger.end and trigger.type in _ACTS
        if not own and not _weak(folded, verb) and not _other_clause(folded, verb, trigger):
            yield from _subject(sentence, sentence.inside, verb)


def _weak(folded: str, verb: re.Match[str]) -> bool:
    """ "ajoute une semaine", "assurera l'intérim": verbs of saying only beside a quotation or before a clause."""
    if _WEAK.match(verb[0]) is None:
        return False
    said = re.search(
        r"[»,\"]\s*(?:\w+\s+|s'|l'|n'|\w+-t-\w+\s+){0,3}$", folded[max(0, verb.start() - 30) : verb.start()]
    )
    return said is None and re.match(r"[^.;]{0,60}?(?:\bqu[e']|[:«])", folded[verb.end() : verb.end() + 70]) is None


def _named_source(folded: str, sighting: Sighting, left: int) -> bool:
    before = folded[max(left, sighting.start - 60) : sighting.start]
    if _ACCORDING.search(before) is not None or _THROUGH.search(before) is not None:
        return True
    return _AT.search(before) is not None and _ONE_SAYS.match(folded, sighting.end) is not None


def _other_clause(folded: str, verb: re.Match[str], trigger: Trigger) -> bool:
    """Whether a semicolon stands between: "Véran envisage 18 mois ; la présidente de la Cnil propose deux ans"."""
    start, end = sorted((verb.start(), trigger.head[0]))
    gap = folded[start:end]
    return ";" in gap and "«" not in gap and "»" not in gap


def _covers(sighting: Sighting, trigger: tuple[int, int]) -> bool:
    return trigger[0] <= sighting.start < trigger[1]


def _subject(sentence: _Sentence, inside: Sequence[Sighting], verb: re.Match[str]) -> Iterator[Sighting]:
    """Who does the saying: by the parse, else the actor just after an inverted verb, else the one just before."""
    folded, left = sentence.folded, sentence.left
    after = [s for s in inside if 0 <= s.start - verb.end() <= _NEAR and _follows(folded[verb.end() : s.start], s)]
    inverted = folded[max(left, verb.start() - 25) : verb.start()]
    if after and re.search(r"[»,\"]\s*(?:\w+\s+|s'|l'|n'|a-t-\w+\s+){0,4}$", inverted):
        yield min(after, key=lambda s: s.start)
        return
    token = _token(sentence.doc, verb.start(), verb.end())
    who = subject(token) if token is not None and token.pos_ == "VERB" else None
    found = speaks(who, who.doc, sentence.sightings) if who is not None else None
    if found is not None and not _PRONOUN.search(inverted):
        if not _ASKED_BY.search(folded[max(left, found.start - 12) : found.start]):
            yield found
    elif who is None or _near_name(who, inside):
        yield from _by_place(sentence, inside, verb, inverted)


def _by_place(
    sentence: _Sentence, inside: Sequence[Sighting], verb: re.Match[str], inverted: str
) -> Iterator[Sighting]:
    """Without a parse to rely on: the actor just before the verb, the person rather than whom she works for."""
    folded, left = sentence.folded, sentence.left
    if _PRONOUN.search(inverted):
        named = [s for s in inside if s.end <= verb.start() and s.kind != ActorKind.COMPANY][:1]
        meant = None if named else antecedent(folded, verb.start(), sentence.sightings)
        yield from named or ([meant] if meant else [])
        return
    before = [s for s in inside if s.end <= verb.start() and verb.start() - s.end <= _NEAR]
    before = [s for s in before if not _only_named(folded, s, left)]
    people = [s for s in before if s.kind == ActorKind.PERSON and _TO_VERB.match(folded[s.end : verb.start()])]
    nearest = max(people or before, key=lambda s: s.end, default=None)
    if nearest is None or not _TO_VERB.match(folded[nearest.end : verb.start()]):
        return
    if not _RELATIVE.search(folded[max(left, nearest.start - 20) : nearest.start]):
        yield nearest


def _only_named(folded: str, sighting: Sighting, left: int) -> bool:
    """ "Interrogée par Emmanuel Maurel, Clara Chappaz", "Bleu, né des outils de Microsoft, espère": not the subject."""
    before = folded[max(left, sighting.start - 30) : sighting.start]
    return _ASKED_BY.search(before) is not None or (
        folded.startswith(",", sighting.end) and _OF.search(before) is not None
    )


def _follows(between: str, sighting: Sighting) -> bool:
    """ "a dit Clara Chappaz", "précise sa directrice, Hela Ghariani"; after a title only a person is the speaker."""
    titled = sighting.kind == ActorKind.PERSON and _FROM_TITLE.match(between) is not None
    return titled or _FROM_VERB.match(between) is not None


def _near_name(token: Token, inside: Sequence[Sighting]) -> bool:
    """Whether the parse may have missed that the subject is a name: they stand side by side, or a person follows it."""
    end = token.idx + len(token.text)
    beside = (s for s in inside if -2 <= s.start - end <= 2 or 0 <= token.idx - s.end <= 2)
    return any(beside) or any(s.kind == ActorKind.PERSON and 0 <= s.start - end <= 40 for s in inside)


def _token(doc: Doc | None, start: int, end: int) -> Token | None:
    span = doc.char_span(start, end, alignment_mode="expand") if doc is not None else None
    return span.root if span is not None and len(span) else None
