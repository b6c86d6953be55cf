"""The clause of a trigger, and the date that belongs to its decision rather than the nearest one."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from nlp.claims.grammar import verbs_between
from nlp.claims.triggers import Trigger
from nlp.dates.text import fold
from nlp.types import ClaimType, DateMention

_BREAK = re.compile(
    r"[;:]\s|,\s(?:mais|et|alors|tandis|or|puis|but|while)\s|\s(?:mais|tandis\s+que|alors\s+que|puis)\s|[.!?]\s"
)
_SIDE = re.compile(r"\s\(|\)\s")
# "l'attribution, prévue fin mars", "une ordonnance rendue le 22 mars rejette": the date is that of the noun
_THROUGH = re.compile(
    r"(?:prevu|attendu|programm|promis|annonc|fixe|escompt|repousse|report|rendu|date|acte|officialis|prononc|enterine|intervenu|survenu|prise?$)"
)
# "l'appel d'offres lancé en juillet": the date belongs to the participle, whatever the parse
_PARTICIPIAL = re.compile(
    r"(?<!\bete )(?<!\betre )(?<!\best )(?<!\bsont )(?<!\ba )(?<!\bont )(?<!\bsera )(?<!\bseront )(?<!\bserait )"
    r"(?<!\bfut )(?<!-elle )(?<!-il )(?<!-on )(?<!\bavait )(?<!\betait )(?<!\betaient )\b"
    r"(?P<h>lance|ouvert|publie|engage|signe|adopte|promulgue|depose|forme|accorde|delivre|obtenu|cree|annonce|conclu|demarre|emis|entame|initie)(?:e|s|es)?\s+(?:\w+\s+){0,2}?$"
)
# "seront tous déposés", "Publié mardi, l'avis …": the decision's own
_FINITE = re.compile(
    r"\b(?:ete|etre|est|sont|sera|seront|serait|seraient|fut|furent|etait|etaient)\s+(?:\w+\s+){1,2}\Z"
)
_OPENS = re.compile(r"(?:\A|[.!?:;\n»•–—]\s*)\Z")
# "la loi du 21 mai 2024", "la délibération du 21 décembre": the act's own date
_ACTS = {
    ClaimType.LAW: re.compile(r"\b(?:loi|decret|arrete|circulaire|ordonnance)\b[^,.;]{0,40}\s(?:du|le|of)\s+$"),
    ClaimType.AUTHORISATION: re.compile(r"\b(?:deliberation|autorisation)\b[^,.;]{0,30}\s(?:du|le)\s+$"),
    ClaimType.OPINION: re.compile(r"\b(?:avis|rapport|deliberation|memoire|observations)\b[^,.;]{0,30}\s(?:du|le)\s+$"),
    ClaimType.CHALLENGE: re.compile(r"\b(?:requete|recours|plainte|saisine)\b[^,.;]{0,30}\s(?:du|le)\s+$"),
    ClaimType.RULING: re.compile(r"\b(?:ordonnance|decision|arret)\b[^,.;]{0,40}\s(?:du|le)\s+$"),
}
# "l'appel d'offres de juillet 2025": the date tells which one, not what became of it
_OF_TENDER = re.compile(
    r"\b(?:appel\s+d'offres|consultation|procedure|marche|contrat|tender)\s+(?:de|d'|du|of|from)\s*$"
)
# "un rectificatif publié mardi repousse", "dans un rapport remis jeudi, la mission préconise": that day is the act's
_PAPER = re.compile(
    r"\b(?:avis|rapport|deliberation|decision|ordonnance|arret|rectificatif|avenant|memoire|etude|note|circulaire|arrete|instruction|refere|requete|recours|decret|communique|document|observations|message)\b"
    r"[^.;:]{0,70}\b(?:publie|adopte|rendu|remis|date|signe|paru|enregistre|depose|acheve|pris|transmis|acte|en\s+date|diffuse|envoye|mise?s?\s+en\s+ligne)e?s?\s+(?:\w+\s+){0,2}?$"
)
_ON_PAPER = frozenset(
    {ClaimType.OPINION, ClaimType.RULING, ClaimType.LAW, ClaimType.TENDER_AMENDMENT, ClaimType.AUTHORISATION}
    | {ClaimType.CHALLENGE, ClaimType.PLANNING, ClaimType.TENDER_CANCELLATION}
)
# "la bascule, prévue pour la fin de l'année, est repoussée au printemps": the date set first gives way to the next one
_OBJECT_DATED = frozenset({ClaimType.TENDER_AMENDMENT, ClaimType.REQUIREMENT})  # their dates are mostly their object's
_FIRST = re.compile(
    r"\b(?:prevu|promis|attendu|annonce|espere|fixe|programme|inscrit|initialement|devai|envisage|annonc|escompte|au\s+lieu\s+d)\w*[^.;]{0,40}$"
)
_MOVED = re.compile(
    r"\b(?:repouss|report(?:e|es|ee|ees)\b|gliss|decal|differ|renvoy|s'effectuera|desormais|lire\b|finalement|plutot)\w*|\bne\s+(?:se\s+)?\w+\s+(?:pas|que|qu'|plus)\b|\bdevr(?:a|ont)\b|\bpourr(?:a|ont)\b"
)
# a date inside a condition is that of the condition: "à défaut de réponse avant le 15 juin, le CNLL saisira"
_IN_CONDITION = re.compile(r"\b(?:si|s'il|s'ils|a\s+defaut\s+d[e']|faute\s+d[e']|sauf\s+si|a\s+moins\s+que)\b[^,;.]*$")
NOW = re.compile(r"\b(?:aujourd'hui|actuellement)\b")
# "réuni mardi, le conseil a désigné …, décidé …": the day of all that it did
_MET = re.compile(r"\breunie?s?\s+(?:en\s+\w+\s+\w+\s+)?(?:\w+\s+)?$")
# "la feuille de route 2026-2029", "l'exercice 2025": years that the thing is for
_PERIOD = re.compile(
    r"\b(?:feuille\s+de\s+route|plan|strategie|strategique|programme|exercice|budget|schema\s+directeur)\s+$"
)
_INITIAL = re.compile(r"\b(?:initial\w*|a\s+l'origine)\b[^.;]{0,40}$")  # of a date or a notice that gave way to another
_DATING = re.compile(  # nouns whose date is that of what is done there or then
    r"(?:seance|reunion|audience|audition|journee|matinee|nuit|communique|date|echeance|terme|limite|horizon|rendez-vous|mois|an|annee|trimestre"
    r"|semestre|semaine|debut|fin|mi|courant|milieu|decision|ordonnance|deliberation|arret|arrete|avis|rapport|loi|decret|circulaire|courrier|lettre"
    r"|conseil|requete|recours|plainte|saisine|jo$|journal|bulletin|conge|vacances|compter|partir)"
)
_HEADER = re.compile(r"\s*:\s")  # "15 avril 2020 : signature du contrat"
_LEAD = re.compile(r"(?:(?:le|en|du|au|ce|depuis|des|de)\s+|d['’])")
_VERBAL = frozenset({"VERB", "AUX"})
_OURS, _ABOVE, _ASIDE = -60.0, -10.0, 60.0  # characters that the parse is worth
_NEVER = 1_000.0


def clause(folded: str, trigger: Trigger, left: int, right: int) -> tuple[int, int]:
    """The part of the sentence [left, right) between the breaks around ``trigger``."""
    start = max((m.end() for m in _BREAK.finditer(folded, left, trigger.start)), default=left)
    match = _BREAK.search(folded, trigger.end, right)
    return start, match.start() if match else right


def dates_of(
    found: Sequence[Trigger], dates: Sequence[DateMention], folded: str, doc: Doc | None
) -> dict[Trigger, DateMention]:
    """Each date goes to the closest trigger, by the parse first; each trigger keeps the closest of its dates."""
    best: dict[Trigger, tuple[float, DateMention]] = {}
    dated = [mention for mention in dates if mention.date.edtf is not None]
    for mention in dated if found else ():
        costs = [(_cost(trigger, mention, folded, doc), trigger.start, trigger) for trigger in found]
        cost, _, trigger = min(costs, key=lambda c: c[:2])
        if cost < _NEVER and (trigger not in best or cost < best[trigger][0]):
            best[trigger] = (cost, mention)
    for trigger in found:
        own = [mention for mention in dated if trigger not in best and _hangs(doc, trigger, mention, folded)]
        own += [best[other][1] for other in found if other in best and _same(trigger, other, folded)]
        if own and trigger not in best:
            best[trigger] = (0.0, own[0])
    return {trigger: _moved(mention, dated, folded) for trigger, (_, mention) in best.items()}


def _same(trigger: Trigger, other: Trigger, folded: str) -> bool:
    """Whether what dates ``other`` dates ``trigger``: one word says both, or a limit moves to its new day."""
    moves = trigger.type == ClaimType.DEADLINE and other.type == ClaimType.TENDER_AMENDMENT
    shared = trigger.head == other.head and trigger.type not in _OBJECT_DATED
    return shared or (moves and _MOVED.match(folded, other.head[0]) is not None)


def _hangs(doc: Doc | None, trigger: Trigger, mention: DateMention, folded: str) -> bool:
    """Whether a date that another decision has too hangs on the head by the parse: "l'arrêté a été signé hier"."""
    worded = _worded(trigger, mention, folded)
    if worded == _OURS / 2:
        return _met(trigger, mention, folded)
    if doc is None or trigger.type in _OBJECT_DATED or worded > 0:
        return False
    token, head = _token(doc, mention.start, mention.end), _token(doc, *trigger.head)
    if token is None or head is None or any(verbs_between(token, head)):
        return False
    return _parsed(doc, trigger, mention) == _OURS and _distance(trigger, mention, folded) < -_OURS


def _moved(mention: DateMention, dated: Sequence[DateMention], folded: str) -> DateMention:
    """The date that ``mention`` gave way to in the same sentence, else itself."""
    if not _FIRST.search(folded[max(0, mention.start - 60) : mention.start + 2]):
        return mention
    before = folded[max(0, mention.start - 60) : mention.start + 2]
    for later in dated:
        gap = folded[mention.end : later.start] if later.start > mention.end else ""
        if gap and ". " not in gap and (_MOVED.search(gap) or _INITIAL.search(before)):
            return later
    return mention


def governor(doc: Doc | None, mention: DateMention) -> Token | None:
    """The verb or participle that a date hangs on."""
    token = _token(doc, mention.start, mention.end)
    return next((a for a in token.ancestors if _is_verb(a)), None) if token is not None else None


def is_told(doc: Doc | None, mention: DateMention) -> bool:
    """Whether a date is what is said, not when: "la fin mars avait été annoncée"."""
    token = _token(doc, mention.start, mention.end)
    return token is not None and token.dep_.startswith("nsubj")


def _cost(trigger: Trigger, mention: DateMention, folded: str, doc: Doc | None) -> float:
    """Characters between, doubled across a break of clause; inside is nothing, after is a little less than before."""
    apposed = _apposed(doc, trigger, mention)
    if apposed is not None:
        return _distance(trigger, mention, folded) + apposed
    worded = _worded(trigger, mention, folded)
    parsed = _parsed(doc, trigger, mention) if doc is not None else 0.0
    if worded == _OURS / 2:
        parsed = min(parsed, 0.0)  # the paper's participle is no verb of its own
    if _NEVER in (worded, parsed):
        return _NEVER
    return _distance(trigger, mention, folded) + worded + parsed


def _apposed(doc: Doc | None, trigger: Trigger, mention: DateMention) -> float | None:
    """ "Le choix de Scaleway, annoncé le 23", "le rapport, adopté mardi, étrille": a participle said of the head."""
    verb, head = governor(doc, mention), _token(doc, *trigger.head)
    if verb is None or head is None or verb == head or not verb.dep_.startswith(("acl", "amod")):
        return None
    if trigger.type in _OBJECT_DATED or NOW.search(fold(mention.text)):
        return None
    if "Part" not in verb.morph.get("VerbForm", []) or any(c.dep_.startswith(("aux", "nsubj")) for c in verb.children):
        return None
    owner = verb.head
    if owner == head or (owner.head == head and owner.pos_ == "PROPN" and owner.dep_ == "nmod"):
        return _OURS
    written = trigger.type in _ON_PAPER and owner.head == head and owner.dep_ == "nsubj"
    return _OURS / 2 if written else None


def is_header(folded: str, mention: DateMention, left: int) -> bool:
    """Whether the sentence at ``left`` is an entry of a chronology, under the date ``mention``."""
    return mention.start - left <= _article(mention) + 4 and _HEADER.match(folded, mention.end) is not None


def _worded(trigger: Trigger, mention: DateMention, folded: str) -> float:
    """What the words around the date say: it heads a chronology, dates an act, a meeting, a period or a participle."""
    line = max(folded.rfind("\n", 0, mention.start) + 1, folded.rfind(". ", 0, mention.start) + 2)
    if is_header(folded, mention, line):
        return 2 * _OURS
    before = folded[max(0, mention.start - 70) : mention.start + _article(mention)]
    paper = trigger.type in _ON_PAPER and _PAPER.search(before) and not _INITIAL.search(before)
    if paper or _met(trigger, mention, folded):
        return _OURS / 2
    period = _PERIOD.search(before) is not None and mention.date.granularity in ("year", "interval")
    return _NEVER if period else _within(trigger, mention, before)


def _within(trigger: Trigger, mention: DateMention, before: str) -> float:
    """What the words just before say: the date is a condition's, another thing's, an act's or a participle's."""
    condition = _IN_CONDITION.search(before)
    if condition is not None and not _in_span(trigger, mention, before, condition.start()):
        return _NEVER
    if _INITIAL.search(before) and trigger.type == ClaimType.TENDER_AMENDMENT:
        return _NEVER
    if _OF_TENDER.search(before) and trigger.type != ClaimType.TENDER:
        return _NEVER
    acts = [kind for kind, pattern in _ACTS.items() if pattern.search(before)]
    if acts and (trigger.type in acts or trigger.type in _ACTS.keys() - {ClaimType.OPINION}):
        return _OURS if trigger.type in acts else _NEVER
    if acts:
        return _ASIDE
    match = _PARTICIPIAL.search(before)
    if match is None or _FINITE.search(before, 0, match.start("h")) or _OPENS.search(before, 0, match.start("h")):
        return 0.0
    participle = mention.start - len(before) + match.start("h") + _article(mention)
    return 0.0 if trigger.head[0] <= participle < trigger.head[1] else _NEVER


def _in_span(trigger: Trigger, mention: DateMention, before: str, at: int) -> bool:
    """Whether the head stands between ``at`` in the words ``before`` the date and the date itself."""
    start = mention.start + _article(mention) - len(before) + at
    return start <= trigger.head[0] < mention.end


def _met(trigger: Trigger, mention: DateMention, folded: str) -> bool:
    before = folded[max(0, mention.start - 50) : mention.start + _article(mention)]
    return trigger.head[0] > mention.end and _MET.search(before) is not None


def _article(mention: DateMention) -> int:
    """Length of "le ", "en ", "du " at the head of the mention: some rules take it in, some do not."""
    match = _LEAD.match(mention.text.lower())
    return match.end() if match else 0


def _distance(trigger: Trigger, mention: DateMention, folded: str) -> float:
    if mention.start < trigger.head[1] and trigger.head[0] < mention.end:
        return 2 * _OURS if trigger.type == ClaimType.DEADLINE else 0
    after = mention.start >= trigger.head[1]
    gap = folded[trigger.head[1] : mention.start] if after else folded[mention.end : trigger.head[0]]
    breaks = len(_BREAK.findall(gap)) + len(_SIDE.findall(gap))
    return len(gap) * (1.0 if after else 1.15) + 40 * breaks + (0 if after else 12 * gap.count(","))


def _parsed(doc: Doc | None, trigger: Trigger, mention: DateMention) -> float:
    """What the tree says: the date hangs on the head, on what governs it, or on another verb below it."""
    token, head = _token(doc, mention.start, mention.end), _token(doc, *trigger.head)
    if token is None or head is None:
        return 0.0
    if head == token or head in token.ancestors:
        between = (  # names, and nouns of the decision's own words, are mistaken for verbs
            verb
            for verb in verbs_between(token, head)
            if verb.text[:1].islower() and not trigger.start <= verb.idx < trigger.end
        )
        foreign = [verb for verb in between if not _THROUGH.match(fold(verb.text))]
        return _NEVER if any(verb.dep_.startswith(("acl", "advcl")) for verb in foreign) else _OURS
    if _tells_which(token, trigger, folded=fold(token.head.text)):
        return _NEVER
    above = governor(doc, mention)
    if above is None:
        return 0.0
    if head.head == above and head.dep_.startswith("nsubj"):
        return _OURS  # "l'attribution interviendra fin mars"
    return _ABOVE if above in head.ancestors else _ASIDE


def _tells_which(token: Token, trigger: Trigger, folded: str) -> bool:
    """ "Le choix de 2019", "la lettre de novembre": a date that tells one noun from others dates nothing else."""
    noun = token.head
    if token.dep_ != "nmod" or noun.pos_ != "NOUN" or _DATING.match(folded):
        return False
    marker = next((fold(child.text) for child in token.children if child.dep_ == "case"), "")
    inside = trigger.start <= noun.idx < trigger.end
    return marker in ("de", "d'", "du", "des") and not inside


def _token(doc: Doc | None, start: int, end: int) -> Token | None:
    span = doc.char_span(start, end, alignment_mode="expand") if doc is not None else None
    return span.root if span is not None and len(span) else None


def _is_verb(token: Token) -> bool:
    return token.pos_ in _VERBAL or any(c.dep_.startswith(("aux", "cop")) for c in token.children)
