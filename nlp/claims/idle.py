"""Words of a decision that decide nothing: what somebody wonders about, and what merely stands as it was."""

import re

from spacy.tokens import Doc

from nlp.claims.grammar import Form, use
from nlp.claims.triggers import Trigger
from nlp.types import ClaimType

# "se demandent si la procédure ira à son terme", "reste à savoir si", "ignore quand"
_WONDERED = re.compile(
    r"\b(?:se\s+demand\w+|s'interrog\w+\s+(?:pour\s+)?(?:savoir)?|(?:reste|restait|question\s+est)\s+(?:a|de)\s+savoir"
    r"|ignor(?:e|ent|ait|aient)|sans\s+savoir|wonder(?:s|ed)?)\s+(?:encore\s+)?(?:si|s'il|s'ils|quand|qui|quel\w*|comment|whether|if|when|who)\b"
)
# "des données aujourd'hui confiées à Microsoft": a state, and no choice made today
_STANDING = re.compile(
    r"\b(?:aujourd'hui|actuellement|jusqu'ici|jusqu'alors|jusqu'a\s+present|pour\s+l'heure|a\s+ce\s+jour|currently|so\s+far)\s+\Z"
)
_STATES = frozenset({ClaimType.AWARD, ClaimType.CONTRACT, ClaimType.MIGRATION})


def decides_nothing(folded: str, trigger: Trigger, start: int) -> bool:
    """Whether ``trigger`` is wondered about, or tells a state; ``start``: where its sentence begins."""
    head = trigger.head[0]
    if _WONDERED.search(folded, start, head):
        return True
    return trigger.type in _STATES and _STANDING.search(folded[max(start, head - 24) : head]) is not None


def tells_where(doc: Doc | None, trigger: Trigger) -> bool:
    """ "Des données hébergées chez Microsoft": a participle that tells where they are, and nothing moved."""
    found = use(doc, *trigger.head) if doc is not None and trigger.type == ClaimType.MIGRATION else None
    return found is not None and found.form == Form.PARTICIPLE and found.token.dep_.startswith(("acl", "amod"))
