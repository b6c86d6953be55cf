"""How firmly a decision is said that a noun names: by the verb above it, or by the words beside it."""

import re

from nlp.claims.grammar import Form, Use
from nlp.claims.hearsay import told_then
from nlp.claims.triggers import Trigger
from nlp.claims.verbs import DECIDE, MODAL, NOMINAL_IDLE, PLAN, PLANNED_NEAR, REFUSE
from nlp.dates.text import fold
from nlp.types import ClaimStatus as S
from nlp.types import ClaimType

_BEGIN = re.compile(r"(?:debut|commenc|demarr|entam|lanc|engag|avanc|poursui|travaill|prepar|cours)")
_HANGS = re.compile(r"(?:suppos|necessit|requi|depend)")  # "la copie suppose une autorisation": neither is there
_ANNOUNCED_FOR = re.compile(r"\bannoncee?s?\s+pour\b")
_INDEFINITE = (" d'un ", " d'une ")


def noun(found: Use, clause: str, text: str, trigger: Trigger, dated: bool) -> S | None:
    """A noun names the act; what becomes of it is said by its verb, or by the words beside it."""
    if trigger.type == ClaimType.DEADLINE:
        return S.PLANNED
    if trigger.type == ClaimType.CHALLENGE and fold(found.token.text).startswith("demande"):
        return None  # "a rejeté la demande de suspension" is a ruling
    governor = found.governor
    if governor is None:
        return _headline(clause, trigger, dated)
    if _wished(governor, trigger) or (not dated and _any(governor, text, trigger)):
        return None
    return _governed(found, governor, clause, text, trigger) or _befalls(found, governor, clause, trigger, dated)


def _any(governor: Use, text: str, trigger: Trigger) -> bool:
    """ "Le choix d'une solution intercalaire revient à migrer deux fois": of no one choice made."""
    indefinite = trigger.type == ClaimType.AWARD and text.startswith(_INDEFINITE, trigger.head[1])
    return indefinite and governor.tense == "Pres" and not governor.perfect


def _wished(governor: Use, trigger: Trigger) -> bool:
    """ "afin d'obtenir l'annulation", "demandent que la bascule se fasse"."""
    if governor.form == Form.INFINITIVE and governor.marker.startswith(("pour", "afin")):
        return True
    return governor.mood == "Sub" and trigger.type in NOMINAL_IDLE


def _governed(found: Use, governor: Use, clause: str, text: str, trigger: Trigger) -> S | None:
    """What the governing verb says by its meaning or its mood; None when it says neither."""
    word = fold(governor.token.text)
    if REFUSE.match(word) and found.token.dep_ == "obj":
        return S.DENIED
    if MODAL.match(word):
        return S.CONDITIONAL
    if governor.mood == "Cnd":
        return S.PLANNED if PLAN.match(word) or told_then(text, trigger) else S.CONDITIONAL
    if _HANGS.match(word):
        return S.CONDITIONAL
    plans = PLAN.match(word) or _plans_above(governor) or _beside(text, trigger) or _ANNOUNCED_FOR.search(clause)
    return S.PLANNED if plans else None


def _befalls(found: Use, governor: Use, clause: str, trigger: Trigger, dated: bool) -> S | None:
    """Under a verb that plans nothing: done or to come by its tense, when the verb speaks of the act at all."""
    word = fold(governor.token.text)
    told = found.token.dep_.startswith("nsubj") or DECIDE.match(word) is not None
    if trigger.type in NOMINAL_IDLE and not told:
        return S.PLANNED if dated and PLANNED_NEAR.search(clause) else None
    if governor.tense == "Fut" or (trigger.type == ClaimType.MIGRATION and _BEGIN.match(word)):
        return S.PLANNED  # begun is not done
    if governor.form == Form.INFINITIVE and governor.governor is None and trigger.type in NOMINAL_IDLE:
        return None
    return S.DONE


def _plans_above(governor: Use) -> bool:
    """ "doit être achevée", "prévoit d'achever": the verb above the governing verb."""
    above = governor.governor
    if above is None or governor.form == Form.FINITE:
        return False
    return PLAN.match(fold(above.token.text)) is not None or above.tense == "Fut"


def _headline(clause: str, trigger: Trigger, dated: bool) -> S | None:
    """No verb: "Attribution attendue fin mars", "Données de santé : annulation de l'appel d'offres"."""
    if PLANNED_NEAR.search(clause) and trigger.type != ClaimType.TENDER_CANCELLATION:
        return S.PLANNED
    return S.DONE if dated or trigger.type not in NOMINAL_IDLE else None


def _beside(text: str, trigger: Trigger) -> bool:
    return PLANNED_NEAR.match(text[trigger.head[1] :].lstrip()) is not None
