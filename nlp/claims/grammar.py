"""How a word is used in its sentence: form, tense, mood, negation, and what governs it. From the parse alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Token

from nlp.dates.text import fold

_VERBS = frozenset({"VERB", "AUX"})
_PARTICIPLE = re.compile(r"\w+(?:e|i|u|it|is|ert|eint|aint)(?:e|s|es)?$")
_CONDITIONAL = re.compile(r"(?:er|ir|[nuo]dr|ttr|a[îi]tr|ivr|evr|ourr|verr|\baur|\bsaur|lur|plair|mpr)(?:ait|aient)$")
_IMPERFECT = re.compile(r"(?:\b(?:re|at)?tir|admir|spir|livr)(?:ait|aient)$")  # an r of the verb's own
# "remettra", "conclura", "dénoncerons", which the tagger takes for a present; not "délibéra", "déclara", "retira"
_FUTURE = re.compile(r"(?:[^é]er|ir|dr|ttr|a[îi]tr|ivr|evr|ourr|verr|clur|\baur)(?:a|ons|ont)$")
_FUTURE_ENDING = re.compile(r"r(?:ai|as|a|ons|ez|ont)$")
_SIMPLE_PAST = re.compile(r"(?:\b(?:re|at)?tir|admir|spir|livr|\bvir)(?:a|ons)$")  # or present: an r of the verb's own
_NEGATIONS = frozenset("pas jamais plus aucun aucune point ni guere nullement personne rien nul nulle".split())  # noqa: SIM905
_NE = frozenset({"ne", "n'"})
_ALONE = re.compile(r"(?:pu|peu[tv]\w*|pouvait|pourr\w+|sai[st]|saur\w+)$")  # "n'a pu se tenir"
_DEEPEST = 6  # ancestors looked at: further ones govern nothing here


class Form(StrEnum):
    """Form of the verb group, or NOUN."""

    FINITE = "finite"  # choisit, choisira, est choisi, a été choisi
    PARTICIPLE = "participle"  # la procédure lancée en juillet
    INFINITIVE = "infinitive"  # (pour) choisir
    NOUN = "noun"  # le choix


@dataclass(frozen=True, slots=True)
class Use:
    """The use of one word."""

    form: Form
    token: Token
    mood: str = ""  # Ind | Cnd | Sub | Imp, of the finite verb of the group
    tense: str = ""  # Pres | Past | Imp | Fut, of the finite verb of the group
    perfect: bool = False  # avoir or être + participle: a été choisi, a choisi
    negated: bool = False
    marker: str = ""  # preposition before an infinitive: pour, de, à, afin de
    governor: "Use | None" = None  # of an infinitive or a noun: the verb it hangs on


def use(doc: Doc, start: int, end: int) -> Use | None:
    """Use of the word at [start, end) of the text of ``doc``; None when there is no such word."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return _use(_head(list(span)), 0) if span is not None and len(span) else None


def _head(tokens: list[Token]) -> Token:
    """The verb of a trigger, else its highest word."""
    verbal = [t for t in tokens if t.pos_ in _VERBS and not t.dep_.startswith("aux")]
    return verbal[0] if verbal else min(tokens, key=lambda t: (sum(1 for _ in t.ancestors), t.i))


def _use(token: Token, depth: int) -> Use:
    if token.pos_ == "AUX" and token.dep_.startswith(("aux", "cop")) and token.head.pos_ != "AUX":
        token = token.head  # the tagger hung the group the other way round
    group = sorted((c for c in token.children if c.dep_.startswith(("aux", "cop"))), key=lambda t: t.i)
    if _verbal(token, group):
        return _verb(token, group, depth)
    return Use(Form.NOUN, token, negated=is_negated(token), governor=_governor(token, depth))


def _verbal(token: Token, group: list[Token]) -> bool:
    return (
        token.pos_ in _VERBS or bool(group) or (token.pos_ == "ADJ" and _PARTICIPLE.match(fold(token.text)) is not None)
    )


def _verb(token: Token, group: list[Token], depth: int) -> Use:
    finite = next((t for t in (*group, token) if "Fin" in t.morph.get("VerbForm", []) or _is_future(t)), None)
    negated = is_negated(token) or any(map(is_negated, group))
    if finite is not None:
        perfect = finite is not token and "Part" in (*token.morph.get("VerbForm", []), *_forms(group))
        return Use(
            Form.FINITE,
            token,
            _mood(finite),
            _tense(finite),
            perfect,
            negated,
            governor=_clause(token, depth),
        )
    if "Inf" in (*token.morph.get("VerbForm", []), *_forms(group)):
        return Use(
            Form.INFINITIVE, token, negated=negated, marker=_marker(token, group), governor=_governor(token, depth)
        )
    return Use(Form.PARTICIPLE, token, negated=negated, governor=_governor(token, depth))


def _forms(group: list[Token]) -> list[str]:
    return [form for token in group for form in token.morph.get("VerbForm", [])]


def _one(token: Token, feature: str) -> str:
    return next(iter(token.morph.get(feature, [])), "")


def _mood(finite: Token) -> str:
    """The tagger's, but for the future and the conditional, which their endings tell."""
    word = finite.text.lower()
    if _is_future(finite):
        return "Ind"
    return "Cnd" if _CONDITIONAL.search(word) and not _IMPERFECT.search(word) else _one(finite, "Mood")


def _tense(finite: Token) -> str:
    """The tagger's, but for the future, which its ending tells: every future ends in r and a person's ending."""
    if _is_future(finite):
        return "Fut"
    tense = _one(finite, "Tense")
    return "Pres" if tense == "Fut" and not _FUTURE_ENDING.search(finite.text.lower()) else tense


def _is_future(token: Token) -> bool:
    """By its ending: the tagger knows few futures."""
    word = token.text.lower()
    verbal = token.pos_ in _VERBS and _FUTURE.search(word) is not None
    return verbal and _SIMPLE_PAST.search(word) is None


def is_negated(token: Token) -> bool:
    """ "N'a pas encore", "aucun recours n'est", "n'a pu"; "ne … que" denies nothing."""
    words = {fold(word.text) for word in (*token.children, *_under(token))}
    if not words & _NE:
        return bool(words & {"jamais", "ni"})
    return bool(words & _NEGATIONS) or _ALONE.match(fold(token.text)) is not None


def _under(token: Token) -> Iterator[Token]:
    """Words below adverbs ("pas encore") and the determiners of subject and object ("aucun recours")."""
    for child in token.children:
        if child.dep_.startswith(("nsubj", "obj", "advmod")):
            yield from child.children


def _marker(token: Token, group: list[Token]) -> str:
    edge = min([token.i, *(t.i for t in group)])
    words = [fold(child.text) for child in token.children if child.dep_ in ("mark", "case") and child.i < edge]
    return " ".join(words)


def _clause(token: Token, depth: int) -> "Use | None":
    """The verb that a subordinate clause hangs on: "promet que", "indique que"."""
    return _use(token.head, depth + 1) if token.dep_ == "ccomp" and depth < _DEEPEST else None


def _governor(token: Token, depth: int) -> "Use | None":
    """The verb above ``token``, through the nouns between."""
    if depth >= _DEEPEST:
        return None
    for ancestor in _path(token):
        if ancestor.pos_ in _VERBS or any(c.dep_.startswith(("aux", "cop")) for c in ancestor.children):
            return _use(ancestor, depth + 1)
    return None


def _path(token: Token) -> Iterator[Token]:
    for ancestor, _ in zip(token.ancestors, range(_DEEPEST), strict=False):
        yield ancestor


def verbs_between(token: Token, top: Token) -> Iterator[Token]:
    """Verbs strictly between ``token`` and its ancestor ``top``."""
    for ancestor in token.ancestors:
        if ancestor == top:
            return
        if ancestor.pos_ in _VERBS or (ancestor.pos_ == "ADJ" and _PARTICIPLE.match(fold(ancestor.text))):
            yield ancestor
