"""What is promised, asked or hoped for: a date in the mouth of somebody, and nothing done.

"Le gouvernement s'était engagé sur la fin du mois de mars", "un ministre donnait dix-huit mois pour plier bagage", "la
directrice évoquait 2025": a promise told when it is over is a promise still. "Les hébergeurs demandent que la bascule
se fasse": nobody decided.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from nlp.claims.grammar import Use, use
from nlp.claims.triggers import Trigger
from nlp.dates.text import fold
from nlp.types import ClaimType

PROMISED = frozenset(
    {
        ClaimType.TENDER,
        ClaimType.AWARD,
        ClaimType.CONTRACT,
        ClaimType.CONTRACT_TERMINATION,
        ClaimType.MIGRATION,
        ClaimType.QUALIFICATION,
        ClaimType.LAW,
    }
)
# the verb of a promise, of a wish or of a plan, and their nouns
_PROMISES = re.compile(
    r"(?:jur(?:e|es|ent|ait|aient|a|er)?$|promet|promi|promesse|engag|volonte|intention|ambition|objectif|planch|tabl(?:e|ent|ait|aient|er|ant)$|souhait|vou(?:lai|dr|loir)"
    r"|veu(?:t|lent)|entendait|envisag|espere|esperai|calendrier|echeance|horizon|ordre$|pledg|vow|serment|prete?s?$)"
)
_ASKS = re.compile(
    r"(?:demand|reclam|exig|appel|plaid|propos|recommand|preconis|prefer|prier|pri(?:e|ent)$|sugger|aimerai|attend)"
)
_TIME = (
    r"(?:\d|fin|debut|mi-|printemps|ete\b|automne|hiver|janvier|fevrier|mars\b|avril|mai\b|juin|juillet|aout|septembre|octobre"
    r"|novembre|decembre|(?:un|deux|trois|quatre|six|neuf|dix|douze|dix-huit|vingt-quatre)\s+(?:ans?|mois|semaines)\b)"
)
_OF_TIME = rf"(?:\w+\s+){{0,2}}?(?:delai\s+)?(?:d[eu']\s*|sur\s+)?(?:l[ae']\s*|les\s+)?{_TIME}"
# "parlait de 2025", "visait l'été", "s'était engagé sur la fin mars", "donnait rendez-vous", "donne deux ans pour"
_NAMED_A_TIME = re.compile(
    rf"\b(?:parl|evoqu|vis|tabl|mis|esper|promett|envisag|propos)e?(?:e|ent|ait|aient)\s+{_OF_TIME}"
    rf"|\bengagee?s?\s+(?:aupres\s+d[^,.;]{{1,40}}\s+)?sur\s+{_OF_TIME}"
    r"|\b(?:parl|evoqu)(?:e|ent|ait|aient)\s[^.;:]{0,30}\bdans\s+(?:les|quelques)\s+(?:prochain\w*|mois|semaines|jours)\b"
    r"|\bdonn\w*\s+(?:\w+\s+)?rendez-vous\b"
    r"|\b(?:donn|accord|laiss|fix)(?:e|ent|ait|aient|a|e)\b[^.;:]{0,40}\b(?:mois|ans?|semaines|jours|annees?)\b[^.;:]{0,40}\bpour\b"
    r"|\bs'agi(?:t|ssait)\s+(?:\w+\s+)?d[e']\s?\w+(?:er|ir|re)\b|\b(?:en\s+(?:discussion|projet)|a\s+l'etude)\b"
    r"|\bfai(?:t|sait|saient)\s+etat\s+d'un"
)
# a file that is open is no label: "a franchi le premier jalon", "est en cours de qualification"
_ON_ITS_WAY = re.compile(
    r"\b(?:jalons?|premiere\s+etape|chemin\w*|processus|parcours|en\s+(?:cours|voie)\s+de|en\s+passe\s+d)\b"
)
# whoever is chosen for that has moved nothing yet
_STEPS_IN = re.compile(
    r"\b(?:en\s+remplacement\s+d|a\s+la\s+place\s+d|pour\s+(?:remplacer|succeder|prendre\s+la\s+(?:suite|releve))\b)"
)
_OBTAINED = re.compile(r"(?:obt|decroch|recu|qualifi|delivr|accord|attrib|octroy)")
_SEEKS = re.compile(r"(?:sollicit|saisi|depos|transmi|soumi|adress)")
_DELIBERATED = re.compile(r"delibere$")


def pledged(doc: Doc | None, text: str, left: int, right: int, trigger: Trigger) -> bool:
    """Whether what ``trigger`` says in its clause [left, right) is a promise or a plan: names a time, or hangs on one.

    "X a retenu Y, qui vise l'automne" says so of something else: a fact is not undone by what follows it.
    """
    if trigger.type not in PROMISED:
        return False
    chain = list(_above(doc, trigger)) if doc is not None else []
    fact = bool(chain) and _is_past(chain[0])
    if trigger.type == ClaimType.QUALIFICATION and _ON_ITS_WAY.search(text, left, right):
        return not (fact and _OBTAINED.match(text[slice(*trigger.head)]))
    if trigger.type == ClaimType.MIGRATION and not fact and _STEPS_IN.search(text, left, right):
        return True
    named = _NAMED_A_TIME.search(text, left, right)
    if named is not None and not (fact and named.start() > trigger.head[0]):
        return True
    return any(map(_promises, chain))


def sought(found: Use, trigger: Trigger) -> bool:
    """ "A sollicité l'accord de la Cnil", "mis en délibéré": the answer is to come."""
    verbs = [fold(use.token.text) for use in (found, found.governor) if use is not None]
    pattern = {ClaimType.AUTHORISATION: _SEEKS, ClaimType.RULING: _DELIBERATED}.get(trigger.type)
    return pattern is not None and any(pattern.match(word) for word in verbs)


def _promises(word: Token) -> bool:
    """ "S'est engagé à", not "une consultation a été engagée"."""
    verb = fold(word.text)
    itself = any(fold(child.text) in ("s'", "se") for child in word.children)
    return _PROMISES.match(verb) is not None and (itself or re.match(r"engage\w{0,2}$", verb) is None)


def asked(found: Use, trigger: Trigger) -> bool:
    """ "Demandent que la bascule se fasse": the subjunctive of what is asked or wished, of no act."""
    wish = found if found.mood == "Sub" else found.governor
    if trigger.type not in PROMISED or wish is None or wish.mood != "Sub":
        return False
    above = wish.token.head
    return above != wish.token and _ASKS.match(fold(above.text)) is not None


def _above(doc: Doc, trigger: Trigger) -> Iterator[Token]:
    """The head and what it hangs on, up to the first fact: "X, qui s'était engagé à partir, a choisi Y"."""
    found = use(doc, *trigger.head)
    word: Token | None = found.token if found is not None else None
    while word is not None:
        yield word
        if _tells(word):
            return
        word = word.head if word.head != word else None


def _tells(word: Token) -> bool:
    """Whether a word is the verb of a relative clause or in a compound past: what stands above says nothing of it."""
    return word.dep_ in ("acl:relcl", "parataxis") or _is_past(word)


def _is_past(word: Token) -> bool:
    return any(child.dep_ == "aux:tense" for child in word.children)
