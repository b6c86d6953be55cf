"""How firmly a decision is said in English, for which there is no parse here: by the words alone."""

import re

from nlp.claims.hearsay import HEARSAY
from nlp.claims.pledges import PROMISED
from nlp.claims.triggers import Trigger
from nlp.types import ClaimStatus as S
from nlp.types import ClaimType

_CONDITIONAL = re.compile(r"\b(?:could|might|may|would|unless|if|subject\s+to|provided\s+that)\b")
_NOT = re.compile(
    r"\b(?:not|never|nobody|no\s+(?:tender|call|host|provider|winner|decision|award|one)\b[^.;]{0,60}|denie[sd]|yet\s+to|still\s+(?:working|waiting)|on\s+(?:its|the)\s+way\s+to)\b"
)
_PLANNED = re.compile(
    r"\b(?:will|shall|expected|due\s+(?:in|by|on|to)|planned|plans?|scheduled|aims?|to\s+be|is\s+to|are\s+to|by\s+the\s+end|intends?|promised?)\b"
)
_PLEDGED = re.compile(r"\b(?:pledged|promised|vowed|gives?\s+(?:him|her|it)self|should|must)\b(?<!^should)")
_HAS = re.compile(r"\b(?:has|have|had|was|were)\s+(?:\w+ly\s+|also\s+|already\s+)?(?:been\s+)?(?:\w+ly\s+)?$")
_AHEAD = re.compile(r"\b(?:will|would|could|might|may|should|to|be|if|expected|due|not)\s+(?:\w+\s+){0,2}$")
_WOULD = re.compile(
    r"\b(?:said|announced|told|confirmed|pledged|promised|added|wrote)\b[^.;]{0,110}\bwould\s+(?:\w+\s+){0,2}$"
)
_WILL_HOST = re.compile(r"\b(?:announced|said|confirmed)\b[^.;]{0,110}\bwould\s+(?:host|replace|take)\b")  # chosen
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_PURPOSE = re.compile(r"\b(?:to|how\s+to|for)\s+$")
_PROCESSES = frozenset({ClaimType.AWARD, ClaimType.MIGRATION})  # their nouns name a process more often than an act


def plain_status(clause: str, text: str, trigger: Trigger) -> S | None:
    """Status of ``trigger`` by the words of its clause, those before the head first; None when nothing is decided."""
    before, word = text[max(0, trigger.head[0] - 60) : trigger.head[0]], text[slice(*trigger.head)]
    before_head = text[max(0, trigger.head[0] - 80) : trigger.head[0]]
    if HEARSAY.search(clause):
        return S.REPORTED
    if _NOT.search(_SENTENCE_END.split(before_head)[-1] + text[trigger.head[0] : trigger.head[1] + 15]):
        return S.DENIED
    if trigger.type == ClaimType.AWARD and _WILL_HOST.search(clause):
        return S.DONE
    if trigger.type == ClaimType.DEADLINE or (trigger.type in PROMISED and _PLEDGED.search(clause)):
        return S.PLANNED
    return _by_verb(clause, text, trigger, before, word)


def _by_verb(clause: str, text: str, trigger: Trigger, before: str, word: str) -> S | None:
    if _HAS.search(before) or (word.endswith(("ed", "chose", "won", "ew")) and not _AHEAD.search(before)):
        return S.DONE
    if _WOULD.search(text[max(0, trigger.head[0] - 140) : trigger.head[0]]):
        return S.DONE if trigger.type == ClaimType.AWARD and word.startswith(("host", "replac", "tak")) else S.PLANNED
    if trigger.type != ClaimType.HEARING and _CONDITIONAL.search(clause):
        return S.CONDITIONAL
    if _PLANNED.search(clause):
        return S.PLANNED
    return None if _PURPOSE.search(before[-12:]) and trigger.type in _PROCESSES else S.DONE
