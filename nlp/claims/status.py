"""How firmly a decision is said: from the grammar of its head, then from cue words; None when nothing is decided.

"Scaleway a été choisi" is done, "sera choisi" planned, "serait choisi" conditional, "aurait été choisi" reported,
"n'a pas été choisi" denied; "les critères pour choisir", "qui choisira-t-on ?" decide nothing.
"""

import re

from spacy.tokens import Doc

from nlp.claims.denial import denied, ends, unhindered
from nlp.claims.english import plain_status
from nlp.claims.grammar import Form, Use, use
from nlp.claims.hearsay import evaluated, hearsay, hypothetical, maybe, pondered, supposed, told_then
from nlp.claims.nominal import noun
from nlp.claims.pledges import asked, pledged, sought
from nlp.claims.triggers import Trigger
from nlp.claims.undone import undone
from nlp.claims.verbs import DECIDE, MODAL, NOMINAL_IDLE, PLAN, PLANNED_NEAR, REFUSE
from nlp.dates.text import fold
from nlp.types import ClaimStatus as S
from nlp.types import ClaimType

_ASKED = re.compile(
    r"\b(?:savoir|demand\w+|ignor\w+|interrog\w+)\b[^.;]{0,20}\b(?:si|quand|quels?|quelles?|comment|pourquoi)\b"
)
_LOST = re.compile(r"(?:ecart|elimin|evinc|recal)")
_NOT_YET = re.compile(r"\b(?:encore|toujours|aucun\w*)\b")
_NOT_BEFORE = re.compile(
    r"\b(?:pas|guere|aucune?)\s+(?:[\w']+\s+){0,5}?avant\b|\b(?:guere|plus\s+tot)\s+que\b"
)  # put off, not denied
_OBLIGES = re.compile(r"(?:doi[tv]|dev(?:r|ait)|faudra|faut|sera$|seront$|etre$|tenue?s?$)")
_LAYS_DOWN = re.compile(r"(?:arrete|fixe|defini|precise|releve|inscri|ajoute|impose)")
_SPEAKS = re.compile(r"(?:statu|prononc|rend|tranch|consult|emi|emet|avis|saisi|donn|formul)")
_ONCE = re.compile(r"\b(?:une\s+fois|des\s+que|lorsque|quand|apres\s+que)\s+[^,;]{0,50}$")  # a condition, not a fact
_SEEKS = re.compile(r"(?:cherch|recherch)")  # "l'État cherche un hébergeur" is what a tender says
_WINS = re.compile(
    r"(?:(?:heberg|accueill|succed|remplac|tourn|abrit|log|stock|exploit|oper|assur|port|veill|gard)er(?:a|ont|ons)"
    r"|(?:prend|reprend|fourni|deviend|tiend|aur|remett|rejoind)r?(?:a|ont|ons)|sera)$"
)  # chosen already
_STATE = re.compile(r"\b(?:aujourd'hui|actuellement|jusqu'(?:ici|a\s+present)|pour\s+l'heure)\s+$")  # no act
_FALLS_THROUGH = re.compile(r"\bn(?:e|')\s?(?:ira|irait|aboutira|aboutirait)\s+(?:\w+\s+){0,2}?(?:pas|jamais)\b")
_CHARGES = re.compile(r"(?:charg|recu|confi|mandat|mission)")  # to study, which is begun thereby
_IDLE = re.compile(
    r"(?:permet|permettr|aid|serv|vis|demand|recommand|appel|suppos|consist|falloir|faut|faudra|invit|propos|preconis|suffi|incit|plaid|reclam|sugger|interrog|savoir)"
)
# "repousse la date limite", "l'arrêté fixe", "prépare une étude": done when said, though the verb looks ahead
_UNDERTAKEN = re.compile(r"(?:engag|avanc|prepar|travaill|fixe|cherch|vise|entam)")
_MUST = re.compile(r"(?:doi|dev|va$|vont$|ira|attend|prevu|esper)")
_DONE_WHEN_SAID = frozenset({ClaimType.RULING, ClaimType.TENDER_AMENDMENT, ClaimType.LAW, ClaimType.PLANNING})
_LASTING = frozenset({ClaimType.TENDER, ClaimType.QUALIFICATION, ClaimType.LAW, ClaimType.DEADLINE})
# "depuis mardi, les hébergeurs peuvent répondre"; not "attendu depuis mardi"
_SINCE = re.compile(
    r"(?<!attendu )(?<!attendue )(?<!promis )(?<!promise )"
    r"\bdepuis\s+(?:hier|ce\s|cette\s|le\s+\d|\d{4}|(?:lun|mar|mercre|jeu|vendre)di)"
)
_STATED = frozenset(  # said is done: the tense is that of its content
    {ClaimType.REQUIREMENT, ClaimType.OPINION, ClaimType.TENDER_AMENDMENT}
)
_MOVES = re.compile(r"(?:report|repouss|prolong|prorog|decal|modifi|rectifi|corrig|adapt|verse|apporte|integr)")


def status(doc: Doc | None, text: str, trigger: Trigger, left: int, right: int, dated: bool) -> S | None:
    """Status of ``trigger`` in its clause [left, right) of the folded ``text``; ``doc`` is its parse, or None.

    ``dated``: whether a date belongs to it. None: the words name the act but nobody did or promised it.
    """
    clause = text[left:right]
    if clause.rstrip().endswith("?") or _ASKED.search(text[max(left, trigger.head[0] - 80) : trigger.head[0]]):
        return None
    found = use(doc, *trigger.head) if doc is not None else None
    said = (
        _parsed(doc, found, clause, text, trigger, dated) if found is not None else plain_status(clause, text, trigger)
    )
    if said == S.PLANNED and trigger.type in _STATED and not _to_be_stated(found, trigger):
        return S.DONE
    if said in (S.PLANNED, S.CONDITIONAL) and trigger.type == ClaimType.REQUIREMENT and _forbids(found):
        return S.DONE
    if said in (S.PLANNED, S.CONDITIONAL) and trigger.type in _LASTING and _SINCE.search(clause):
        return S.DONE
    if said not in (S.DONE, S.PLANNED) and not (said is None and trigger.sure):
        return said
    if found is not None and undone(text, left, right, trigger):
        return S.DENIED
    return said if said == S.PLANNED else _not_yet(doc, found, text, left, right, trigger) or said


def _not_yet(doc: Doc | None, found: Use | None, text: str, left: int, right: int, trigger: Trigger) -> S | None:
    """Of what seems done: what is asked or promised only, and who lost; None when it is done indeed."""
    if found is not None and asked(found, trigger):
        return S.CONDITIONAL
    if pledged(doc, text, left, right, trigger) or unhindered(text, left, trigger):
        return S.PLANNED
    if found is not None and sought(found, trigger):
        return S.PLANNED
    return S.DENIED if trigger.type == ClaimType.AWARD and _LOST.match(text[slice(*trigger.head)]) else None


def _parsed(doc: Doc | None, found: Use, clause: str, text: str, trigger: Trigger, dated: bool) -> S | None:
    if hearsay(found, clause, text, trigger):
        return S.REPORTED
    if _conditional(found, clause, text, trigger):
        return S.CONDITIONAL
    if denied(doc, found, clause, text, trigger):
        return _refused(found, clause, trigger)
    if ends(found, trigger) or (trigger.type == ClaimType.TENDER_CANCELLATION and _FALLS_THROUGH.search(clause)):
        return S.DONE
    if trigger.type == ClaimType.HEARING and found.form == Form.NOUN:
        return S.PLANNED if PLANNED_NEAR.search(clause) else S.DONE
    return _FORMS[found.form](found, clause, text, trigger, dated)


def _conditional(found: Use, clause: str, text: str, trigger: Trigger) -> bool:
    if pondered(text, trigger) or supposed(text, trigger) or evaluated(clause):
        return True
    return _open(found) and trigger.type not in _STATED and (hypothetical(clause) or maybe(clause))


def _to_be_stated(found: Use | None, trigger: Trigger) -> bool:
    """ "L'avis sera rendu", "un décret imposera": the saying is to come; "souhaite", "devra être qualifié" are said."""
    if found is None:
        return False
    if trigger.type == ClaimType.TENDER_AMENDMENT:
        return _MOVES.match(fold(found.token.text)) is not None and found.tense == "Fut"
    if trigger.type == ClaimType.OPINION:
        return found.tense == "Fut" or (found.form == Form.FINITE and found.perfect) or _is_planned(found.governor)
    verb = found if found.mood or found.governor is None else found.governor
    word = fold(verb.token.text)
    return verb.tense == "Fut" and (not verb.perfect or _LAYS_DOWN.match(word) is not None) and not _OBLIGES.match(word)


def _forbids(found: Use | None) -> bool:
    """ "Aucune donnée ne pourra sortir de l'Union": laid down already."""
    return found is not None and (found.negated or (found.governor is not None and found.governor.negated))


def _is_planned(governor: Use | None) -> bool:
    if governor is None:
        return False
    word = fold(governor.token.text)
    return governor.tense == "Fut" or (PLAN.match(word) is not None and not word.startswith("souhait"))


def _open(found: Use) -> bool:
    """Whether the head is no fact of the past: what is done hangs on nothing."""
    verb = found if found.mood or found.governor is None else found.governor
    past = verb.tense in ("Past", "Imp") or (verb.perfect and any(c.dep_ == "aux:tense" for c in verb.token.children))
    return verb.mood == "Cnd" or not past


def _refused(found: Use, clause: str, trigger: Trigger) -> S:
    """A court that does not order has ruled all the same, unless it is its word that lacks; "pas avant" puts off."""
    if trigger.type == ClaimType.DEADLINE or _NOT_BEFORE.search(clause):
        return S.PLANNED
    late = found.negated and _NOT_YET.search(clause) is not None
    if trigger.type in (ClaimType.RULING, ClaimType.OPINION) and not _silent(found) and not late:
        return S.DONE
    return S.DENIED


def _silent(found: Use) -> bool:
    """ "n'a pas statué", "n'a pas rendu d'avis"."""
    verb = found.governor if found.form != Form.FINITE else found
    return verb is not None and verb.negated and _SPEAKS.match(fold(verb.token.text)) is not None


def _finite(found: Use, clause: str, text: str, trigger: Trigger, dated: bool) -> S | None:
    word = fold(found.token.text)
    if found.mood == "Sub" and trigger.type in NOMINAL_IDLE:
        return None
    if found.mood == "Cnd":
        told = PLAN.match(word) or _near(r"devrai(?:t|ent)", text, trigger) or told_then(text, trigger)
        return S.PLANNED if told else S.CONDITIONAL
    if trigger.type in (ClaimType.TENDER, ClaimType.PLANNING) and _SEEKS.match(word) and found.tense == "Pres":
        return S.DONE
    if trigger.type == ClaimType.AWARD and _WINS.match(word):
        return S.DONE
    if _ONCE.search(text[max(0, trigger.head[0] - 60) : trigger.head[0]]):
        return None
    began = _UNDERTAKEN.match(word) and found.perfect and not _open(found)  # "a engagé", "a fixé"
    plans = PLAN.match(word) and not began and (trigger.type not in _DONE_WHEN_SAID or _MUST.match(word))
    if found.tense == "Fut" or plans or _future_auxiliary(text, trigger):
        return S.PLANNED
    return S.DONE


def _participle(found: Use, clause: str, text: str, trigger: Trigger, dated: bool) -> S | None:
    if PLAN.match(fold(found.token.text)) or _future_auxiliary(text, trigger):
        return S.PLANNED
    if _near(r"(?:etre|to\s+be)\s+(?:\w+\s+)?", text, trigger):
        return _infinitive(found, clause, text, trigger, dated) or S.PLANNED
    if _near(r"(?:serai(?:t|ent))\s+(?:\w+\s+)?", text, trigger):
        return S.CONDITIONAL
    if _ONCE.search(text[max(0, trigger.head[0] - 60) : trigger.head[0]]):
        return None
    if trigger.type == ClaimType.AWARD and _STATE.search(text[: trigger.head[0]][-40:]):
        return None
    attribute = not dated and found.token.dep_ != "ROOT"  # "l'hébergeur retenu", not "X, retenu" nor a headline
    return None if attribute and not trigger.words.startswith("§") else S.DONE


def _infinitive(found: Use, clause: str, text: str, trigger: Trigger, dated: bool) -> S | None:
    """By the verb that governs it: "doit choisir", "a décidé d'annuler", "refuse de suspendre"."""
    governor = found.governor
    if governor is None or found.marker.startswith(("pour", "afin", "avant")):
        return _purpose(clause, trigger)
    word = fold(governor.token.text)
    if REFUSE.match(word):
        return S.DENIED
    if MODAL.match(word) or (governor.mood == "Cnd" and not word.startswith("devr")):
        return S.PLANNED if MODAL.match(word) and governor.tense == "Fut" else S.CONDITIONAL
    if _begun(found, governor, trigger):
        return S.DONE
    return _under(governor, word, trigger)


def _under(governor: Use, word: str, trigger: Trigger) -> S | None:
    """Of an infinitive, by the meaning of the verb above it."""
    if _IDLE.match(word):
        return S.PLANNED if trigger.type in (ClaimType.CHALLENGE, ClaimType.OPINION) else None
    if PLAN.match(word) or governor.tense == "Fut":
        return S.PLANNED
    if DECIDE.match(word):
        return S.DONE
    return S.PLANNED if governor.form == Form.FINITE and trigger.type not in NOMINAL_IDLE else None


def _begun(found: Use, governor: Use, trigger: Trigger) -> bool:
    """ "Dit avoir choisi"; "a chargé trois experts de dessiner les contours"."""
    word = fold(governor.token.text)
    charged = trigger.type == ClaimType.PLANNING and governor.perfect and _CHARGES.match(word) is not None
    had_to = word == "du" and governor.perfect and governor.mood != "Cnd"  # "a dû renoncer"
    return charged or had_to or (_has_done(found) and PLAN.match(word) is None)


def _has_done(found: Use) -> bool:
    """Whether an infinitive is in the past: "avoir retenu"."""
    return any(child.dep_ == "aux:tense" for child in found.token.children)


def _purpose(clause: str, trigger: Trigger) -> S | None:
    """ "pour choisir l'hébergeur": nobody chose; "jusqu'au 30 mars pour déposer" is a deadline all the same."""
    if trigger.type == ClaimType.DEADLINE:
        return S.PLANNED
    return S.PLANNED if PLANNED_NEAR.search(clause) and trigger.type not in NOMINAL_IDLE else None


_FORMS = {Form.FINITE: _finite, Form.PARTICIPLE: _participle, Form.INFINITIVE: _infinitive, Form.NOUN: noun}


def _near(pattern: str, text: str, trigger: Trigger) -> bool:
    return re.search(rf"\b{pattern}\s*$", text[max(0, trigger.head[0] - 30) : trigger.head[0]]) is not None


_FUTURE_AUXILIARY = re.compile(
    r"\b(?:sera|seront|aura|auront|va|vont|allait|allaient|doit|doivent|devra|devront|devrait|devraient|devait|devaient)\s+(?:\w+\s+){0,2}$"
)


def _future_auxiliary(text: str, trigger: Trigger) -> bool:
    return _FUTURE_AUXILIARY.search(text[max(0, trigger.head[0] - 40) : trigger.head[0]]) is not None
