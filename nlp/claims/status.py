"""How firmly a decision is said: from the grammar of its head, then from cue words; None when nothing is decided.

"Scaleway a été choisi" is done, "sera choisi" planned, "serait choisi" conditional, "aurait été choisi" reported,
"n'a pas été choisi" denied; "les critères pour choisir", "qui choisira-t-on ?" decide nothing.
"""

import re

from spacy.tokens import Doc

from nlp.claims.grammar import Form, Use, use
from nlp.claims.triggers import Trigger
from nlp.dates.text import fold
from nlp.types import ClaimStatus as S
from nlp.types import ClaimType

_HEARSAY = re.compile(
    r"\b(?:selon|d'apres)\s+(?:nos|des|plusieurs|certaines?|une|deux|trois)\s+(?:\w+\s+)?(?:informations?|sources?|medias?|rumeurs?|proches?|confreres?|connaisseurs?)"
    r"|\brumeurs?\b|\bcroi(?:t|ent)\s+savoir|\bde\s+source\b|\ben\s+croire\b|\bproches?\s+du\s+dossier|\btien(?:t|drait)\s+la\s+corde"
    r"|\breportedly\b|\baccording\s+to\s+(?:sources|people)|\brumou?red\b|\bse\s+murmure|\bpresenti\w*|\bfavorit?e?s?\b|\bbruits?\s+de\s+couloir"
)
_PERFECT_CONDITIONAL = re.compile(
    r"\b(?:aurai(?:t|ent)|serai(?:t|ent))\s+(?:\w+\s+){0,2}?(?:ete\s+)?\w+(?:e|i|u|is|it|ert)(?:e|s|es)?\b"
)
_CONDITIONAL = re.compile(
    r"\b(?:pourrai(?:t|ent)|(?<!comme\s)si\s+(?!bien\b)\w+|s'il|sous\s+reserve|a\s+condition|could|might|may|would|unless|if"
    r"|eventuel\w*|hypothes\w+|possibles?|peut-etre)\b"
)
_NOT_EN = re.compile(
    r"\b(?:not|never|no\s+(?:host|provider|winner|decision|award|one)\b[^.;]{0,60}|denie[sd]|yet\s+to)\b"
)
_PLANNED_EN = re.compile(
    r"\b(?:will|shall|expected|due\s+(?:in|by|on|to)|planned|plans?|scheduled|aims?|to\s+be|is\s+to|are\s+to|by\s+the\s+end|intends?|promised?)\b"
)
_PURPOSE_EN = re.compile(r"\b(?:to|how\s+to|for)\s+$")
_CLAUSE_END = re.compile(r"[;:.!?\n]|,\s(?:et|mais|qui|que|dont)\s")
_RESTRICTED = re.compile(r"\bne\s+\w+\s+que\b|\bnon\s+seulement\b")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_TOLD_THAT = re.compile(
    r"\b(?:indiqu|annonc|promet|promi|ecriv|ecrit|assur|affirm|declar|expliqu|precis|confirm|dit\b|disai|engag|repond)\w*[^.;!?]{0,140}?\b(?:que|qu')"
)
_ASKED = re.compile(
    r"\b(?:savoir|demand\w+|ignor\w+|interrog\w+)\b[^.;]{0,20}\b(?:si|quand|quels?|quelles?|comment|pourquoi)\b"
)
_ANNOUNCED_FOR = re.compile(r"\bannoncee?s?\s+pour\b")
_LOST = re.compile(r"(?:ecart|elimin|evinc|recal)")
_NOT_YET = re.compile(r"\b(?:encore|toujours|aucun\w*)\b")
_NOT_BEFORE = re.compile(r"\bpas\s+(?:\w+\s+){0,2}avant\b")  # put off, not denied
_ONCE = re.compile(r"\b(?:une\s+fois|des\s+que|lorsque|quand|apres\s+que)\s+[^,;]{0,50}$")  # a condition, not a fact
_WINS = re.compile(
    r"heberger(?:a|ont)|accueiller(?:a|ont)|succeder(?:a|ont)|prendra|remplacera|sera$|deviendra"
)  # chosen already
_DENIED = re.compile(
    r"\b(?:n(?:e|')\s?(?:\w+\s+){1,4}?(?:pas|jamais|aucun\w*|point)|pas\s+de|dement\w*|nie(?:nt)?|toujours\s+pas|pas\s+encore|sans\s+que|se\s+(?:fait|font)\s+(?:toujours\s+)?attendre|attend\w*\s+(?:encore|toujours)|aucun\w*|ni)\b"
)
# verbs and adjectives that set an act in the future, when they govern it
_PLAN = re.compile(
    r"(?:prevu|prevoi|prevoy|attend|escompt|programm|promet|promi|engag|envisag|doit|doiv|devr|devait|devai|espere|esperait|fixe|vise|visai|repouss|report"
    r"|glisse|decal|compt|entend(?!u)|souhait|veu[tlx]|voul|voudr|va$|vont$|ira|ambitionn|prepar|travaill|projet|table|avanc|tard|cherch|appret)"
)
_BEGIN = re.compile(r"(?:debut|commenc|demarr|entam|lanc|engag|avanc|poursui|travaill|prepar|cours)")
_DECIDE = re.compile(r"(?:decid|choisi|annonc|confirm|reussi|parven|vien|venai|fini|acte|obtenu|pu$|accept|permis|a$)")
_MODAL = re.compile(r"(?:pourr|peu[tv]|pouv|puiss)")
_REFUSE = re.compile(r"(?:refus|renonc|evit|exclu|echou|ecart)")
_IDLE = re.compile(
    r"(?:permet|permettr|aid|serv|vis|demand|recommand|appel|suppos|consist|falloir|faut|faudra|invit|propos|preconis|suffi|incit|plaid|reclam|sugger|interrog|savoir)"
)
_PLANNED_NEAR = re.compile(
    r"\b(?:prevue?s?|attendue?s?|programmee?s?|promise?s?|annoncee?s?\s+pour|escomptee?s?|d'ici|au\s+plus\s+tard|horizon|a\s+venir|prochaine?s?|futur\w*|objectif|calendrier|cap\s+sur)\b"
)
_NOMINAL_IDLE = frozenset({ClaimType.AWARD, ClaimType.MIGRATION})  # their nouns name a process more often than an act
_STATED = frozenset({ClaimType.REQUIREMENT, ClaimType.OPINION})  # said is done: the tense is that of its content


def status(doc: Doc | None, text: str, trigger: Trigger, left: int, right: int, dated: bool) -> S | None:
    """Status of ``trigger`` in its clause [left, right) of the folded ``text``; ``doc`` is its parse, or None.

    ``dated``: whether a date belongs to it. None: the words name the act but nobody did or promised it.
    """
    clause = text[left:right]
    if clause.rstrip().endswith("?") or _ASKED.search(text[max(left, trigger.head[0] - 80) : trigger.head[0]]):
        return None
    found = use(doc, *trigger.head) if doc is not None else None
    said = _parsed(found, clause, text, trigger, dated) if found is not None else _plain(clause, text, trigger)
    if said == S.PLANNED and trigger.type in _STATED:
        return S.DONE
    lost = said == S.DONE and trigger.type == ClaimType.AWARD and _LOST.match(text[slice(*trigger.head)]) is not None
    return S.DENIED if lost else said


def _parsed(found: Use, clause: str, text: str, trigger: Trigger, dated: bool) -> S | None:
    if trigger.type == ClaimType.HEARING and found.form == Form.NOUN:
        return S.PLANNED if _PLANNED_NEAR.search(clause) else S.DONE
    if _hearsay(found, clause, text, trigger):
        return S.REPORTED
    if _denied(found, text, trigger):
        return _refused(clause, trigger)
    return _FORMS[found.form](found, clause, text, trigger, dated)


def _refused(clause: str, trigger: Trigger) -> S:
    """A court that does not order has ruled all the same; "pas avant juin" puts off."""
    if trigger.type in (ClaimType.RULING, ClaimType.OPINION) and not _NOT_YET.search(clause):
        return S.DONE
    return S.PLANNED if _NOT_BEFORE.search(clause) else S.DENIED


def _denied(found: Use, text: str, trigger: Trigger) -> bool:
    governor = found.governor if found.form != Form.FINITE else None
    return found.negated or (governor is not None and governor.negated) or _denied_near(text, trigger)


def _hearsay(found: Use, clause: str, text: str, trigger: Trigger) -> bool:
    if _HEARSAY.search(clause):
        return True
    near = text[max(0, trigger.head[0] - 30) : trigger.head[1]]
    if _told_then(text, trigger):
        return False
    return found.mood == "Cnd" and found.perfect and _PERFECT_CONDITIONAL.search(near) is not None


def _finite(found: Use, clause: str, text: str, trigger: Trigger, dated: bool) -> S | None:
    word = fold(found.token.text)
    if found.mood == "Sub" and trigger.type in _NOMINAL_IDLE:
        return None
    if found.mood == "Cnd":
        told = _PLAN.match(word) or _near(r"devrai(?:t|ent)", text, trigger) or _told_then(text, trigger)
        return S.PLANNED if told else S.CONDITIONAL
    if _CONDITIONAL.search(clause) and (found.tense == "Fut" or not found.perfect):
        return S.CONDITIONAL
    if trigger.type == ClaimType.AWARD and _WINS.match(word):
        return S.DONE
    if _ONCE.search(text[max(0, trigger.head[0] - 60) : trigger.head[0]]):
        return None
    moved = trigger.type == ClaimType.TENDER_AMENDMENT  # to put off a deadline is done when said
    if found.tense == "Fut" or (_PLAN.match(word) and not moved) or _future_auxiliary(text, trigger):
        return S.PLANNED
    return S.DONE


def _participle(found: Use, clause: str, text: str, trigger: Trigger, dated: bool) -> S | None:
    if _PLAN.match(fold(found.token.text)) or _future_auxiliary(text, trigger):
        return S.PLANNED
    if _near(r"(?:etre|to\s+be)\s+(?:\w+\s+)?", text, trigger):
        return _infinitive(found, clause, text, trigger, dated) or S.PLANNED
    if _near(r"(?:serai(?:t|ent))\s+(?:\w+\s+)?", text, trigger):
        return S.CONDITIONAL
    if _ONCE.search(text[max(0, trigger.head[0] - 60) : trigger.head[0]]):
        return None
    attribute = not dated and found.token.dep_ != "ROOT"  # "l'hébergeur retenu", not "X, retenu" nor a headline
    return None if attribute and not trigger.words.startswith("§") else S.DONE


def _infinitive(found: Use, clause: str, text: str, trigger: Trigger, dated: bool) -> S | None:
    """By the verb that governs it: "doit choisir", "a décidé d'annuler", "refuse de suspendre"."""
    governor = found.governor
    if governor is None or found.marker.startswith(("pour", "afin", "avant")):
        return _purpose(clause, trigger)
    word = fold(governor.token.text)
    if _REFUSE.match(word):
        return S.DENIED
    if _MODAL.match(word) or (governor.mood == "Cnd" and not word.startswith("devr")):
        return S.CONDITIONAL
    if _IDLE.match(word):
        return S.PLANNED if trigger.type in (ClaimType.CHALLENGE, ClaimType.OPINION) else None
    if _PLAN.match(word) or governor.tense == "Fut":
        return S.PLANNED
    if _DECIDE.match(word):
        return S.DONE
    return S.PLANNED if governor.form == Form.FINITE and trigger.type not in _NOMINAL_IDLE else None


def _purpose(clause: str, trigger: Trigger) -> S | None:
    """ "pour choisir l'hébergeur": nobody chose; "jusqu'au 30 mars pour déposer" is a deadline all the same."""
    if trigger.type == ClaimType.DEADLINE:
        return S.PLANNED
    return S.PLANNED if _PLANNED_NEAR.search(clause) and trigger.type not in _NOMINAL_IDLE else None


def _noun(found: Use, clause: str, text: str, trigger: Trigger, dated: bool) -> S | None:
    """A noun names the act; what becomes of it is said by its verb, or by the words beside it."""
    if trigger.type == ClaimType.DEADLINE:
        return S.PLANNED
    if trigger.type == ClaimType.CHALLENGE and fold(found.token.text).startswith("demande"):
        return None  # "a rejeté la demande de suspension" is a ruling
    governor = found.governor
    if governor is None:
        return _headline(clause, trigger, dated)
    if _wished(governor, trigger):
        return None
    return _governed(found, governor, clause, text, trigger) or _befalls(found, governor, clause, trigger, dated)


def _wished(governor: Use, trigger: Trigger) -> bool:
    """ "afin d'obtenir l'annulation", "demandent que la bascule se fasse"."""
    if governor.form == Form.INFINITIVE and governor.marker.startswith(("pour", "afin")):
        return True
    return governor.mood == "Sub" and trigger.type in _NOMINAL_IDLE


def _governed(found: Use, governor: Use, clause: str, text: str, trigger: Trigger) -> S | None:
    """What the governing verb says by its meaning or its mood; None when it says neither."""
    word = fold(governor.token.text)
    if _REFUSE.match(word) and found.token.dep_ == "obj":
        return S.DENIED
    if _MODAL.match(word):
        return S.CONDITIONAL
    if governor.mood == "Cnd":
        return S.PLANNED if _PLAN.match(word) or _told_then(text, trigger) else S.CONDITIONAL
    plans = _PLAN.match(word) or _plans_above(governor) or _beside(text, trigger) or _ANNOUNCED_FOR.search(clause)
    return S.PLANNED if plans else None


def _befalls(found: Use, governor: Use, clause: str, trigger: Trigger, dated: bool) -> S | None:
    """Under a verb that plans nothing: done or to come by its tense, when the verb speaks of the act at all."""
    word = fold(governor.token.text)
    told = found.token.dep_.startswith("nsubj") or _DECIDE.match(word) is not None
    if trigger.type in _NOMINAL_IDLE and not told:
        return S.PLANNED if dated and _PLANNED_NEAR.search(clause) else None
    if governor.tense == "Fut" or (trigger.type == ClaimType.MIGRATION and _BEGIN.match(word)):
        return S.PLANNED  # begun is not done
    if governor.form == Form.INFINITIVE and governor.governor is None and trigger.type in _NOMINAL_IDLE:
        return None
    return S.DONE


_FORMS = {Form.FINITE: _finite, Form.PARTICIPLE: _participle, Form.INFINITIVE: _infinitive, Form.NOUN: _noun}


def _plans_above(governor: Use) -> bool:
    """ "doit être achevée", "prévoit d'achever": the verb above the governing verb."""
    above = governor.governor
    if above is None or governor.form == Form.FINITE:
        return False
    return _PLAN.match(fold(above.token.text)) is not None or above.tense == "Fut"


def _headline(clause: str, trigger: Trigger, dated: bool) -> S | None:
    """No verb: "Attribution attendue fin mars", "Données de santé : annulation de l'appel d'offres"."""
    if _PLANNED_NEAR.search(clause):
        return S.PLANNED
    return S.DONE if dated or trigger.type not in _NOMINAL_IDLE else None


def _denied_near(text: str, trigger: Trigger) -> bool:
    """A negation in the same clause, close to the head; one further away belongs to something else."""
    before = _CLAUSE_END.split(text[max(0, trigger.head[0] - 40) : trigger.head[0]])[-1]
    after = _CLAUSE_END.split(text[trigger.head[1] : trigger.head[1] + 40])[0]
    near = before + text[slice(*trigger.head)] + after
    return _DENIED.search(near) is not None and not _RESTRICTED.search(near)


def _told_then(text: str, trigger: Trigger) -> bool:
    """Future in the past: "a indiqué qu'un appel d'offres serait publié"."""
    return _TOLD_THAT.search(_SENTENCE_END.split(text[max(0, trigger.head[0] - 260) : trigger.head[0]])[-1]) is not None


def _near(pattern: str, text: str, trigger: Trigger) -> bool:
    return re.search(rf"\b{pattern}\s*$", text[max(0, trigger.head[0] - 30) : trigger.head[0]]) is not None


_FUTURE_AUXILIARY = re.compile(
    r"\b(?:sera|seront|aura|auront|va|vont|doit|doivent|devra|devront|devrait|devraient|devait|devaient)\s+(?:\w+\s+){0,2}$"
)


def _future_auxiliary(text: str, trigger: Trigger) -> bool:
    return _FUTURE_AUXILIARY.search(text[max(0, trigger.head[0] - 40) : trigger.head[0]]) is not None


def _beside(text: str, trigger: Trigger) -> bool:
    return _PLANNED_NEAR.match(text[trigger.head[1] :].lstrip()) is not None


def _plain(clause: str, text: str, trigger: Trigger) -> S | None:
    """Without a parse (English): by the words alone."""
    before = text[max(0, trigger.head[0] - 12) : trigger.head[0]]
    if _HEARSAY.search(clause):
        return S.REPORTED
    if _NOT_EN.search(text[max(0, trigger.head[0] - 80) : trigger.head[1] + 15]):
        return S.DENIED
    if _CONDITIONAL.search(clause):
        return S.CONDITIONAL
    if _PLANNED_EN.search(clause):
        return S.PLANNED
    return None if _PURPOSE_EN.search(before) and trigger.type in _NOMINAL_IDLE else S.DONE
