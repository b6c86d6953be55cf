"""Who speaks, by the parse: the subject of a verb of saying, wherever it stands; a complement of it never does."""

import re
from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from nlp.actors.sightings import Sighting
from nlp.dates.text import fold
from nlp.types import ActorKind

# whoever speaks through these is who they belong to: "le cabinet de la ministre", "les équipes de Hela Ghariani"
_MOUTHPIECES = frozenset(
    {"cabinet", "entourage", "direction", "equipe", "equipes", "service", "services", "porte-parole", "communique"}
    | {"lettre", "ministere", "lieutenants"}
)
_PRONOUNS = frozenset({"elle", "il", "t-elle", "t-il", "celui-ci", "celle-ci"})  # without a hyphen before
_BELOW = ("acl", "advcl", "ccomp", "parataxis")  # clauses below a subject: who stands in them does not speak
_COMPLEMENT = re.compile(r"\b(?:[àa]|de|d'|par|avec|contre|chez)\s*(?:M\.\s|Mme\s)?$")
_BEFORE = 350  # characters in which the person that a pronoun means was named


def subject(verb: Token) -> Token | None:
    """The subject of ``verb``, its own or that of the verb it is joined to; the agent of a passive is none."""
    for token in (verb, verb.head if verb.dep_ in ("conj", "xcomp") else verb):
        found = next((child for child in token.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
        if found is not None:
            return None if found.dep_ == "nsubj:pass" and not _active(token) else found
    return None


def _active(verb: Token) -> bool:
    return not any(child.dep_ == "aux:pass" for child in verb.children)


def speaks(token: Token, doc: Doc, sightings: Sequence[Sighting]) -> Sighting | None:
    """The actor that the subject ``token`` is; None when it is none, or only belongs to one."""
    if is_pronoun(token):
        return antecedent(token.doc.text, token.idx, sightings)
    named = [s for s in sightings if s.start <= token.idx < s.end]
    apposed = [s for s in sightings for child in _apposed(token) if s.start <= child.idx < s.end]
    people = [s for s in (*apposed, *named) if s.kind == ActorKind.PERSON]
    through = list(_owners(token, sightings)) if fold(token.text) in _MOUTHPIECES else []
    return next(iter((*people, *named, *through, *apposed)), None)


def _apposed(token: Token) -> Iterator[Token]:
    """Names set beside a subject: "la présidente de la Cnil, Marie-Laure Denis", "M. Cédric O"."""
    for child in token.children:
        if child.dep_ in ("appos", "flat:name", "flat:foreign") or (child.dep_ == "nmod" and child.i == token.i + 1):
            yield child
            yield from _apposed(child)


def _owners(token: Token, sightings: Sequence[Sighting]) -> Iterator[Sighting]:
    for word in token.subtree:
        if any(above.dep_.startswith(_BELOW) for above in word.ancestors if token in above.ancestors):
            continue
        yield from (s for s in sightings if s.start <= word.idx < s.end)


def antecedent(
    text: str, at: int, sightings: Sequence[Sighting], kinds: Collection[ActorKind] = (ActorKind.PERSON,)
) -> Sighting | None:
    """The only one of ``kinds`` named before ``at``, None when there are two; not X in "en réponse à X, il assure"."""
    before = [
        s
        for s in sightings
        if s.kind in kinds
        and at - _BEFORE <= s.start < at
        and (not _COMPLEMENT.search(text[max(0, s.start - 12) : s.start]) or ". " in text[s.end : at])
    ]
    return before[-1] if before and len({s.actor for s in before}) == 1 else None


def is_pronoun(token: Token) -> bool:
    """ "Elle", "celui-ci"."""
    return fold(token.text).lstrip("-") in _PRONOUNS
