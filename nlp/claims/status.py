"""How firmly a decision is said: from negation, mood and tense of its verb group, and from cue words."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from nlp.claims.triggers import Trigger
from nlp.types import ClaimStatus as S

_HEARSAY = re.compile(
    r"\bselon\s+(?:nos|des|plusieurs|certaines?|une)\s+(?:informations?|sources?|medias?|rumeurs?|proches?)|\brumeurs?\b"
    r"|\bcroi(?:t|ent)\s+savoir|\bde\s+source\b|\b(?:aurait|auraient|serait|seraient)\s+(?:deja\s+)?(?:ete|\w+e)\b"
    r"|\btiendrait\s+la\s+corde|\breportedly|\baccording\s+to\s+(?:sources|people)|\bse\s+murmure|\bpresenti\w*|\bfavori\w*"
)
_CONDITIONAL = re.compile(
    r"\b(?:pourrai(?:t|ent)|si\s+(?:le|la|les|l'|elle|il|un|une)\b|sous\s+reserve|a\s+condition|could|might|may\s+be|would"
    r"|eventuel\w*|hypothes\w+|parmi\s+les\s+(?:candidats|operateurs|prestataires)|possibles?)\b"
)
_DENIED = re.compile(
    r"\bn(?:e|')\s?(?:\w+\s+){0,4}?(?:pas|jamais|aucun\w*|plus|point|toujours\s+pas|pas\s+encore)\b"
    r"|\b(?:dement\w*|nie\w*|refus\w+\s+de|exclu\w*|aucun\w*|toujours\s+pas|pas\s+encore|sans\s+que|no\s+\w+\s+(?:has|was)"
    r"|not|denie[sd])\b"
)
_PLANNED = re.compile(
    r"\b(?:prevu\w*|prevoi\w+|attendu\w*|devr(?:a|ont|ait|aient)|doi(?:t|vent)|devai(?:t|ent)|d'ici|vise\w*|vis(?:ait|aient)"
    r"|envisag\w+|compt\w+\s+\w+er|entend\w*\s+\w+er|promi\w*|promet\w*|promett\w+|s'engag\w+|engagement|objectif|cible\s+de"
    r"|programme\w*|espere\w*|souhait\w+|veu(?:t|lent)|voul\w+|va\s+\w+|vont\s+\w+|au\s+plus\s+tard|calendrier|annonce\w*\s+pour"
    r"|prochain\w*|a\s+venir|horizon|will|shall|expected|due|planned|plans?|scheduled|aims?|to\s+be|is\s+to|by\s+the\s+end)\b"
)
_FUTURE = re.compile(r"\b(?!sera\w*\b(?=\s+pas\s+ete))\w+(?:era|eront|ira|iront|dra|dront|aura|auront|vra|vront)\b")
_STILL_TO_COME = frozenset({"Fut"})


def status(doc: Doc | None, folded: str, trigger: Trigger, left: int, right: int) -> S:
    """Status of ``trigger`` in its clause [left, right); ``doc`` is the parsed sentence's document, or None."""
    clause = folded[left:right]
    verbs = list(_verb_group(doc, trigger)) if doc is not None else []
    if _negated(verbs) or _denied(folded, trigger, left, right):
        return S.DENIED
    if _HEARSAY.search(clause):
        return S.REPORTED
    if _moods(verbs, "Cnd") and not re.search(r"\bdevrai(?:t|ent)\b", clause):
        return S.CONDITIONAL
    if _CONDITIONAL.search(clause):
        return S.CONDITIONAL
    if _tenses(verbs, _STILL_TO_COME) or _planned(clause, folded, trigger, verbs):
        return S.PLANNED
    return S.DONE


def _verb_group(doc: Doc, trigger: Trigger) -> Iterator[Token]:
    """The trigger's verb with its auxiliaries; the governor of an infinitive; for a noun, the verb it hangs on."""
    span = doc.char_span(trigger.start, trigger.end, alignment_mode="expand")
    if span is None:
        return
    verb = next((token for token in span if token.pos_ in ("VERB", "AUX")), None) or _climb(span.root)
    seen: set[int] = set()
    while verb is not None and verb.i not in seen:
        seen.add(verb.i)
        yield verb
        yield from (child for child in verb.children if child.dep_.startswith(("aux", "cop")))
        governed = verb.dep_ in ("xcomp", "ccomp") and "Inf" in verb.morph.get("VerbForm", [])
        verb = verb.head if governed else None


def _climb(token: Token) -> Token | None:
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX"):
            return ancestor
    return None


def _negated(verbs: list[Token]) -> bool:
    adverbs = {child.lower_ for verb in verbs for child in verb.children}
    return bool(adverbs & {"ne", "n'", "n’"}) and bool(adverbs & {"pas", "jamais", "plus", "aucun", "aucune", "point"})


def _denied(folded: str, trigger: Trigger, left: int, right: int) -> bool:
    """A negation inside the trigger or just before it; one far away belongs to something else."""
    near = folded[max(left, trigger.start - 45) : min(right, trigger.end + 25)]
    return _DENIED.search(near) is not None and not re.search(r"\bne\s+\w+\s+que\b|\bnon\s+seulement\b", near)


def _moods(verbs: list[Token], mood: str) -> bool:
    return any(mood in verb.morph.get("Mood", []) for verb in verbs)


def _tenses(verbs: list[Token], tenses: frozenset[str]) -> bool:
    return any(tense in tenses for verb in verbs for tense in verb.morph.get("Tense", []))


def _planned(clause: str, folded: str, trigger: Trigger, verbs: list[Token]) -> bool:
    near = folded[max(0, trigger.start - 60) : trigger.end + 60]
    if re.search(
        r"\b(?:a|ont|vient\s+d\w+|viennent\s+d\w+)\s+(?:ete\s+)?(?:\w+\s+)?$",
        folded[max(0, trigger.start - 14) : trigger.start],
    ):
        return False  # "a été choisi", "vient d'annoncer": done, whatever stands around
    perfect = any("aux" in verb.dep_ and "Past" not in verb.morph.get("Tense", []) for verb in verbs)
    own = folded[trigger.start : trigger.end]
    if perfect and not _PLANNED.search(own):
        return False
    near = clause if clause in near else near
    return _PLANNED.search(near) is not None or _FUTURE.search(near) is not None
