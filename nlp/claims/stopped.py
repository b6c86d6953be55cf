"""The verbs that stop what they govern: "la signature s'en trouve gelée", "a retiré sa demande d'autorisation"."""

import re

from nlp.claims.grammar import Form, Use
from nlp.claims.triggers import Trigger
from nlp.dates.text import fold
from nlp.types import ClaimType

# nothing stands in the way
UNHINDERED = re.compile(r"\b(?:rien|aucun\s+obstacle|nul\s+obstacle)\b[^.;:]{0,20}\b(?:empech|oppos|interdi|retien)\w*")
# what these verbs govern, or do to their subject in the passive, does not take place
_STOPS = re.compile(
    r"(?:refus|renonc|evit|exclu|echou|ecart|gel[e]|ajourn|comprom|bloqu|interromp|retoqu|manqu|enterr|abandonn|enlis|pietin|suspend|annul|derout)"
)
_STOPPED = re.compile(r"(?:gele|ajourne|compromis|bloque|interrompu|retoque|enterre|suspendu)e?s?$")
_OFF = re.compile(
    r"\b(?:hors\s+d'atteinte(?!\s+d)|hors\s+de\s+portee(?!\s+d)|aux\s+calendes|lettre\s+morte|au\s+point\s+mort|sine\s+die|a\s+l'arret|au\s+placard|pas\s+d'actualite|en\s+souffrance"
    r"|inexacte?s?|infondee?s?|dement(?:i|ie|ent)?|vu\s+refuser|a\s+l'etat\s+de\s+(?:note|projet)|en\s+suspens|pas\s+question|hors\s+de\s+question|remis\w*\s+a\s+plus\s+tard|voeu\s+pieux|pas\s+pres\s+d|loin\s+d'etre|(?:rien|personne|nul\w*)\s+n[e']"
    r"|n'en\s+est\s+qu|manque\s+a\s+l'appel|introuvable|dans\s+les\s+limbes|en\s+panne|dans\s+un\s+tiroir|dans\s+les\s+cartons|toujours\s+rien|peine\w*\s+a)\b"
)
_WITHDRAWN = re.compile(r"\b(?:retir|retrait|remball|repri[st]|withdr|suspen|refus)\w*")
_TAKEN_BACK = re.compile(
    r"\b(?:retir\w*|repri[st]|remball\w*|retrait|withdr[ae]w\w*)\b[^.;:]{0,60}\b(?:demande|dossier|recours|plainte|requete|pourvoi|request|application)\b"
    r"|\b(?:demande|dossier|recours|plainte|requete|pourvoi)\b[^.;:]{0,60}\bretiree?s?\b"
)
_LACKS = re.compile(
    r"\b(?:depourvue?s?|privee?s?|recalee?s?|refusee?s?|perdue?|expiree?|dechue?|sans)\s+(?:\w+\s+){0,3}(?:secnumcloud|qualification|visa|label|certifi\w+)"
)
_WITHDRAWABLE = frozenset({ClaimType.AUTHORISATION, ClaimType.CHALLENGE, ClaimType.QUALIFICATION})
# an act whose words are negative by themselves: "n'ira pas à son terme" cancels
ENDING = frozenset({ClaimType.TENDER_CANCELLATION, ClaimType.CONTRACT_TERMINATION})  # denied, something goes on
_STOPPABLE = (
    frozenset(ClaimType)
    - ENDING
    - {
        ClaimType.RULING,
        ClaimType.OPINION,
        ClaimType.CHALLENGE,
        ClaimType.TENDER,
        ClaimType.TENDER_AMENDMENT,
        ClaimType.REQUIREMENT,
    }
)


def stopped(found: Use, clause: str, text: str, trigger: Trigger) -> bool:
    """Whether what is said of the head, or governs it, keeps it from taking place."""
    near = text[max(0, trigger.start - 70) : trigger.end + 40]
    if trigger.type in _WITHDRAWABLE and (_WITHDRAWN.match(text[slice(*trigger.head)]) or _TAKEN_BACK.search(near)):
        return True
    if trigger.type not in _STOPPABLE:
        return False
    governor = found.governor
    if trigger.type == ClaimType.QUALIFICATION and _LACKS.search(near):
        return True
    if governor is not None and _governed(found, governor, trigger):
        return True
    return _OFF.search(clause) is not None and UNHINDERED.search(clause) is None


def _governed(found: Use, governor: Use, trigger: Trigger) -> bool:
    word = fold(governor.token.text)
    if trigger.type in _WITHDRAWABLE and _WITHDRAWN.match(word):
        return True
    stops = _STOPS.match(word) is not None or any(_STOPPED.match(fold(t.text)) for t in governor.token.children)
    return stops and (found.form == Form.INFINITIVE or found.token.dep_ in ("obj", "nsubj:pass", "nsubj"))
