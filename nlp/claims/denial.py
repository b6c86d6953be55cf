"""What is said not to be, or not yet: negation by its scope.

"N'a pas été choisi" denies; "a été enterré sans qu'aucun attributaire n'ait été désigné", "n'est pas remis en cause" do
not. So do the verbs of :mod:`nlp.claims.stopped`.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from nlp.claims.grammar import Form, Use, is_negated
from nlp.claims.stopped import UNHINDERED, stopped
from nlp.claims.triggers import Trigger
from nlp.dates.text import fold
from nlp.types import ClaimType

_CLAUSE_END = re.compile(r"[;:.!?\n]|,\s(?:et|mais|qui|que|dont)\s")
_ONLY = re.compile(
    r"\bn(?:e\s+|')\w+\s+plus\s+qu(?:e\b|')|\bpas\s+(?:seulement|que)\b"
)  # "n'attend plus que la signature"
_RESTRICTED = re.compile(r"\bn(?:e\s+|')\w+\s+que\b|\bnon\s+seulement\b|\bqu'\w+\s+que\b")
_UNCHANGED = re.compile(
    r"\bn(?:e|')\s?(?:est|sont|sera)\s+(?:pas|en\s+rien)\s+(?:modifie|bouleverse|affecte|touche)e?s?\b|\bn(?:e|')\s?\w+\s+(?:pas\s+)?(?:remise?s?\s+)?en\s+cause\b|\bn'a\s+pas\s+change\b|\bne\s+change\w*\s+(?:pas|rien)\b|\b(?:est|sont|sera)\s+maintenue?s?\b"
)
_NEAR = re.compile(
    r"\b(?:n(?:e|')\s?(?:\w+\s+){1,4}?(?:pas|jamais|aucun\w*|point)|pas\s+une?\s+(?:seule?\s+)?\w+\s+n(?=[e'])|pas\s+de|dement\w*|nie(?:nt)?|toujours\s+pas|pas\s+encore|se\s+(?:fait|font)\s+(?:toujours\s+)?attendre"
    r"|attend\w*\s+(?:encore|toujours)|aucun\w*|ni|tarde\w*\s+a)\b"
)
_NOT_YET = re.compile(r"\b(?:toujours\s+pas|pas\s+encore|pas\s+vu\s+le\s+jour|n'aura\s+(?:finalement\s+)?pas\s+lieu)\b")
_OF_CONTENT = frozenset({ClaimType.OPINION, ClaimType.REQUIREMENT})  # what they say may be negative, not they
_WITHOUT = re.compile(
    r"\b(?:sans\s+(?:que|qu'|avoir|qu)|faute\s+d[e']|absence\s+d[eu']|a\s+defaut\s+d[e'])\b[^.;,]{0,45}$"
)
# where "ne … plus" tells what has happened: "n'est plus secrétaire d'État", "Microsoft n'hébergera plus les données"
_NO_LONGER = frozenset({ClaimType.MIGRATION, ClaimType.APPOINTMENT, ClaimType.DEADLINE})
_PLUS = re.compile(r"\bn(?:e|')\s?(?:\w+\s+){1,2}plus\b|\bplus\s+(?:aucune?|une?)\b")
_GIVEN_UP = re.compile(r"(?:envisag|question|ordre|actualite|prevu|possible|compt)")  # "n'est plus à l'ordre du jour"
# "attendu depuis l'automne, n'est pas paru", "le décret qui doit le dire n'est pas paru"
_EXPECTED = re.compile(r"(?:attend|esper|promi|prevu|annonce|escompt|doi[tv]|dev(?:ait|ra|ient))")
_REACTS = re.compile(r"(?:etonn|surpren|surpris|plai[rts]|suffi|regle|resou|dissip|convain|rassur|calm|satisf|signifi)")
_REQUIRES = re.compile(
    r"(?:exig|impos|oblig|requ|demand|reclam|condition|prevo|prevu|figur|mention|necess|indispens"
    r"|prealable|critere|contrai|est$|etait$|reten)"
)
_TAKES_PLACE = re.compile(
    r"(?:lieu|tien[nt]|tenu|tiendr|audition|enten|recu|recev|convoqu|interrog|comparai|present|audience|comparution)"
)
_ENDS = re.compile(
    r"(?:annul|abandon|renonc|enterr|interromp|arret|stopp|resili|romp|rompu|mettre|met|mis|retir|cancel|scrap|terminat|class|declar|rupture|fin|cadu|laiss|revien|revenir)"
)
_GOES_ON = re.compile(r"(?:renouvel|prolong|recondui|poursui|prorog|aller$|ira|survi|aboutir)")  # not to is to end


def denied(doc: Doc | None, found: Use, clause: str, text: str, trigger: Trigger) -> bool:
    """Whether the decision of ``trigger`` is said not to be, or not yet."""
    negated = _negated(doc, found, clause, text, trigger) and not _of_something_else(found, trigger)
    if trigger.type == ClaimType.CONTRACT_TERMINATION:
        return negated and not ends(found, trigger)
    if trigger.type == ClaimType.TENDER_CANCELLATION:
        return negated and _ENDS.match(text[slice(*trigger.head)]) is not None
    return negated or stopped(found, clause, text, trigger)


def _of_something_else(found: Use, trigger: Trigger) -> bool:
    """What is negated is what is required ("aucune donnée ne sortira"), or what was said at the hearing."""
    own = {ClaimType.REQUIREMENT: _REQUIRES, ClaimType.HEARING: _TAKES_PLACE}.get(trigger.type)
    if own is None:
        return False
    verb = found.governor if found.governor is not None and found.governor.negated else found
    told = (found, verb) if found.form == Form.NOUN else (verb,)
    return not any(own.match(fold(use.token.text)) for use in told)


def unhindered(text: str, left: int, trigger: Trigger) -> bool:
    """ "Plus rien ne s'oppose à la signature": it is to come."""
    return UNHINDERED.search(text, left, trigger.head[0]) is not None


def ends(found: Use, trigger: Trigger) -> bool:
    """ "La procédure n'ira pas à son terme": a negation that cancels."""
    if trigger.type == ClaimType.CONTRACT_TERMINATION:
        verbs = (verb for verb in (found, found.governor) if verb is not None and verb.negated)
        return any(_GOES_ON.match(fold(verb.token.text)) for verb in verbs)
    cancels = trigger.type == ClaimType.TENDER_CANCELLATION and found.negated
    return cancels and _ENDS.match(fold(found.token.text)) is None


def _negated(doc: Doc | None, found: Use, clause: str, text: str, trigger: Trigger) -> bool:
    if _UNCHANGED.search(clause):
        return trigger.type == ClaimType.TENDER_AMENDMENT
    if UNHINDERED.search(clause) or _ONLY.search(clause) or _is_received(found):
        return False
    if trigger.type in _NO_LONGER and _PLUS.search(clause):
        return any(_GIVEN_UP.match(fold(word.text)) for word in _predicate(found))
    return _by_grammar(found) or _by_words(doc, found, clause, text, trigger)


def _is_received(found: Use) -> bool:
    """ "Le choix de Scaleway n'étonne pas": what is negated is how people take it."""
    verb = found.governor if found.form == Form.NOUN else None
    return verb is not None and _REACTS.match(fold(verb.token.text)) is not None


def _predicate(found: Use) -> Iterator[Token]:
    """The verb of the head with what it governs."""
    verb = found.governor if found.form == Form.NOUN and found.governor is not None else found
    yield from (verb.token, *verb.token.children)


def _by_grammar(found: Use) -> bool:
    governor = found.governor if found.form != Form.FINITE else None
    if found.negated or (governor is not None and governor.negated and not _beside(found, governor)):
        return True
    return _expected_of(found.token) or (found.form == Form.NOUN and any(map(_without_it, found.token.children)))


def _by_words(doc: Doc | None, found: Use, clause: str, text: str, trigger: Trigger) -> bool:
    if _WITHOUT.search(text[max(0, trigger.head[0] - 60) : trigger.head[0]]):
        return trigger.type not in (ClaimType.OPINION, ClaimType.RULING)
    if found.form == Form.NOUN and _NOT_YET.search(clause[max(0, clause.find(text[slice(*trigger.head)])) :]):
        return True
    return trigger.type not in _OF_CONTENT and _near(doc, found, text, trigger)


def _without_it(child: Token) -> bool:
    """ "Une autorisation de la Cnil, qui n'a pas été délivrée"."""
    subjects = (word for word in child.children if word.dep_.startswith("nsubj"))
    return child.dep_ == "acl:relcl" and is_negated(child) and any(fold(word.text) == "qui" for word in subjects)


def _beside(found: Use, governor: Use) -> bool:
    """A participle of the subject is not negated with its verb: "la loi, promulguée mercredi, ne parle pas de…".

    Nor is what a purpose is said of: "la bascule, échelonnée pour ne pas couper les chercheurs".
    """
    aside = found.form == Form.PARTICIPLE and found.token.dep_.startswith(("acl", "advcl"))
    return aside or governor.marker.startswith(("pour", "afin"))


def _expected_of(token: Token) -> bool:
    """ "Le décret, attendu depuis l'automne, n'est toujours pas paru": what was expected of the subject is not."""
    owner = token.head
    if not token.dep_.startswith("acl") or not owner.dep_.startswith("nsubj") or not _EXPECTED.match(fold(token.text)):
        return False
    return is_negated(owner.head)


def _near(doc: Doc | None, found: Use, text: str, trigger: Trigger) -> bool:
    """A negation in the same clause, close to the head, that is not of a clause below."""
    left = max(0, trigger.head[0] - 40)
    before = _CLAUSE_END.split(text[left : trigger.head[0]])[-1]
    after = _CLAUSE_END.split(text[trigger.head[1] : trigger.head[1] + 40])[0]
    start, near = trigger.head[0] - len(before), before + text[slice(*trigger.head)] + after
    match = _NEAR.search(near)
    if match is None or _RESTRICTED.search(near):
        return False
    return doc is None or not _below(doc, found.token, start + match.start(), start + match.end())


def _below(doc: Doc, head: Token, start: int, end: int) -> bool:
    """Whether the negation at [start, end) belongs to a clause that hangs on ``head``."""
    span = doc.char_span(start, end, alignment_mode="expand")
    negation = next((t for t in span or () if fold(t.text) in ("ne", "n'", "aucun", "aucune")), None)
    if negation is None or head not in negation.ancestors:
        return False
    between = [a for a in negation.ancestors if head in a.ancestors]
    return any(verb.dep_.startswith(("acl", "advcl", "ccomp")) for verb in between)
