"""What is said beside a decision of how it stands: a day that passed, a state that goes on, "il ne l'est pas".

"Devait être connu aujourd'hui ; il ne l'est pas", "la plateforme est toujours chez Microsoft", "l'échéance ne sera pas
tenue" deny as surely as a negation of the head.
"""

import re

from nlp.claims.stopped import ENDING
from nlp.claims.triggers import Trigger
from nlp.types import ClaimType

# of the subject of what came before: "elle ne l'a pas été", "qu'elle ne détient pas encore", "rien n'est venu"
_ANSWERED = re.compile(
    r"[;,:]\s+(?:\w+\s+)?(?:qu'|et\s+|mais\s+)?(?:il|elle|ce)s?\s+ne\s+(?:l'(?:est|a|ont|etait)|le\s+sont|detien\w+|possed\w+)\s+(?:toujours\s+|encore\s+)?pas(?:\s+(?:ete|encore))?\s*(?:[.,;»]|\Z)"
    r"|\bn'en\s+a\s+rien\s+ete\b|\brien\s+(?:n'est\s+(?:venu|paru|arrive)|venir)\b"
)
_STAYS = re.compile(
    r"\b(?:est|sont|reste\w*|demeur\w*|tourn\w*|dor(?:t|ment))\s+(?:toujours|encore)\s+(?:heberge\w*\s+)?(?:chez|sur|dans)\b"
)
_MISSED = re.compile(
    r"\b(?:intenables?|echus|calendes)\b|\bn(?:e|')\s?(?:sera|serait|etait|est|pourra\s+etre|pourrait\s+etre)\s+pas\s+(?:\w+\s+)?(?:tenue?s?|tenables?|respectee?s?)\b"
    r"|\b(?:rate|manque|loupe)e?s?\s+(?:\w+\s+)?(?:l'echeance|rendez-vous|cette\s+date)"
)
# a contract or a procedure that somebody ends, and that goes on
_GOES_ON = re.compile(
    r"\b(?:continue\w*\s+de\s+courir|court\s+(?:toujours|encore)|sui(?:t|vait)\s+son\s+cours|(?<!n')(?:ira|va|irait|allait)\s+(?:(?!pas\b)\w+\s+)?(?:a|jusqu'a)\s+son\s+terme|n'est\s+pas\s+remise?\s+en\s+cause)\b"
    r"|\b(?:ecart|exclu|dement|balai)\w*\s+(?:\w+\s+)?(?:l'(?:hypothese|idee|eventualite)\s+d|tout\s+abandon|toute\s+annulation)"
)
# a norm that was turned down, or does not come out
_STALLED = re.compile(
    r"\bamendement\w*\b[^.;:]{0,90}\b(?:repouss|retir|rejet)ee?s?\b|\bdecret\b[^.;:]{0,90}\b(?:bloquee?|dort|se\s+fait\s+attendre)\b"
)
_ONLY_CERTIFIED = re.compile(
    r"\bn(?:'est|e\s+sont)\s+que\s+certifi|\bcertifi\w+\b[^.;:]{0,20}\b(?:mais\s+)?(?:non|pas(?:\s+encore)?)\s+qualifi"
)
_BUT = 30  # characters past the clause: "…, mais pas qualifiée" is another one
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_AWAITED = frozenset(
    {ClaimType.AWARD, ClaimType.MIGRATION, ClaimType.QUALIFICATION, ClaimType.AUTHORISATION, ClaimType.TENDER}
)


def undone(text: str, left: int, right: int, trigger: Trigger) -> bool:
    """Whether the words beside ``trigger``, in its clause [left, right) of the folded ``text``, say that it is not."""
    if trigger.type in ENDING:
        return _GOES_ON.search(text, left, right) is not None
    if trigger.type not in _AWAITED:
        return trigger.type == ClaimType.LAW and (
            _answered(text, trigger) or _STALLED.search(text, left, right) is not None
        )
    if trigger.type == ClaimType.QUALIFICATION and _ONLY_CERTIFIED.search(text, left, right + _BUT):
        return True
    stays = trigger.type == ClaimType.MIGRATION and _STAYS.search(text, left, right) is not None
    return stays or _answered(text, trigger) or _missed(text, left, right, trigger)


def _answered(text: str, trigger: Trigger) -> bool:
    return _ANSWERED.search(_SENTENCE_END.split(text[trigger.head[1] : trigger.head[1] + 200])[0]) is not None


def _missed(text: str, left: int, right: int, trigger: Trigger) -> bool:
    """ "L'échéance n'est pas tenable" denies; "… et la migration interviendrait en 2025" is said after it."""
    match = _MISSED.search(text, left, right)
    return match is not None and not re.search(r"\bet\b", text[match.end() : trigger.head[0]])
