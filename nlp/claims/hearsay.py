"""Hearsay, hypotheses and what was told then: three readings of a conditional, and the words of rumour.

"L'arbitrage aurait été rendu", "la Cnil rendrait un avis" are rumours; "serait qualifié si…", "pourrait" hypotheses; "a
indiqué que le nom serait connu" is a future seen from the past.
"""

import re

from nlp.claims.grammar import Use
from nlp.claims.triggers import Trigger
from nlp.dates.text import fold

# whoever is not named: any noun but that of a paper, which one may look up
_PAPERS = (
    r"(?:decret|arrete|communique|document|note|rapport|etude|avis|calendrier|loi|circulaire|article|decision|ordonnance"
    r"|tableau|texte|bilan|sondage|estimation|courrier|lettre|charte|declaration|reponse|enquete|annonce|chiffre|analyse"
    r"|projet|porte-parole|ministre)"
)
HEARSAY = re.compile(
    rf"\b(?:selon|d'apres)\s+(?:nos|des|plusieurs|certaine?s?|une?|deux|trois|quatre)\s+(?!(?:\w+\s+)?{_PAPERS})\w{{4,}}"
    r"|\brumeurs?\b|\b(?:croi(?:t|ent)|croit-on)\s+savoir|\bcroit-on\b|\bde\s+(?:bonne\s+|meme\s+|plusieurs\s+)?sources?\b(?!\s+d[e'])"
    r"|\ben\s+croire\s+(?:des|plusieurs|une?|deux|trois|certaine?s|ses|les\s+bruits|la\s+rumeur)\b|\bproches?\s+du\s+dossier"
    r"|\bt(?:ien|en)\w*\s+la\s+(?:corde|vedette)|\bnoms?\s+cites?|\b(?:dit|murmure|chuchote|susurre|raconte|souffle)-t-?on\b|\bdit-on\b|\b(?:l'on|on)\s+dit\b|\b(?:se|l'on|on)\s+(?:dit\b(?!\s+(?:pret|confian|favorable|ouvert|satisf|certain|convainc|rassur|dispos))|murmure|chuchote|raconte)\b"
    r"|\bbruits?\s+(?:court|de\s+couloirs?)|\bindiscretions?\b|\banonym\w+|\blaisse(?:nt)?\s+filtrer|\bdans\s+l'air\b|\bsource\s+(?:syndicale|ministerielle|interne|gouvernementale|parlementaire|industrielle)\b"
    r"|\breportedly\b|\baccording\s+to\s+(?:sources|people|two|three|several)|\brumou?red\b|\b(?:people|sources?)\s+(?:close|familiar)\b|\b(?:is|are)\s+said\s+to\b"
    r"|\bpressenti\w*|\bfavorit?e?s?\b|\bdonn\w+\s+(?:\w+\s+)?gagnante?s?\b|\bsous\s+le\s+manteau\b"
    r"|\b(?:nom|bruit|hypothese|rumeur|scenario)\w*\b[^.;:]{0,40}\bcircul\w+|\bbruiss\w+|\bpasse(?:nt)?\s+pour\s+(?:le\s+|etre\s+)?(?:favori|acquis)|\bon\s+prete\b"
)
_IF = re.compile(
    r"(?<!\bcomme\s)(?<!\bmeme\s)(?<!\bsavoir\s)(?<!\bdemand[ea]\s)(?<!\bdemander\s)(?<!\bdire\s)\bsi\s+(?!bien\b|l'on\s+en\s+croit|ce\s+n'est|peu\b|longtemps\b)\w+"
    r"|\bs'ils?\b|\bsous\s+(?:la\s+)?(?:seule\s+)?(?:reserve|condition)\b|\ba\s+(?:la\s+)?(?:seule\s+)?condition\b|\bpour\s+peu\s+qu|\ba\s+supposer\b|\bfaute\s+de\s+(?:quoi|reponse)\b"
    r"|\bau\s+cas\s+ou\b|\ba\s+moins\s+(?:que|d'un)\b|\bpourvu\s+qu|\bsauf\s+si\b|\b(?:suspendu|subordonne|conditionne)e?s?\s+(?:a|par)\b|\bdans\s+l'hypothese\b|\bsans\s+[^,.;]{3,40},\s+(?:rien|pas\s+d|aucun)|\b(?:if|unless|should\s+the)\b"
)
# what is asked, not supposed: "le juge dira si l'entrepôt doit être gelé"
_WHETHER = re.compile(
    r"\b(?:dira|diront|dire|savoir|apprecier|verifier|examiner|determiner)\b[^,;.]{0,25}\bs(?:i|'ils?)\b"
)
_FAILING = re.compile(
    r"\b(?:faute\s+d[e']|sans\s+(?:la\s+|le\s+|ce(?:tte)?\s+)?\w+|a\s+l'issue\s+d[e']|tout\s+retard|en\s+cas\s+d[e'])"
)
_MAYBE = re.compile(
    r"\b(?:eventuel\w*|hypothes\w+|(?<!pas\s)(?<!plus\s)(?<!si\s)(?<!reconduction\s)possibles?|peut-etre|envisageables?)\b"
)
_PONDER = re.compile(
    r"\b(?:song\w+\s+a|reflechi\w+\s+a|reflexion|n'exclu\w*\s+(?:pas|plus|rien)|n'excluons\s+pas|possibilites?|eventualite|voies\s+de|opportunite|etudi\w+\s+(?:les\s+voies|la\s+possibilite|l'opportunite|un))\b[^.;]{0,50}$"
)
_PONDERS = re.compile(r"(?:song(?:e|ent|eait)|reflechi\w*|hesit\w*)$")
_NOT_EXCLUDED = re.compile(r"^[^.;]{0,60}\bn'est\s+(?:pas|plus)\s+(?:a\s+)?exclu")
_EVALUATED = re.compile(
    r"\b(?:normal\w*|logique|souhaitable|preferable|possible|utile|necessaire|opportun\w*|prete?s?|ideal\w*|facheux|regrettable|dommage|temps|absurde|juste|bon|bien)\b"
)
_WOULD_BE = re.compile(
    r"\bserait\s+(?:[«\"]\s*)?(?:\w+\s+)?(?:normal\w*|logique|souhaitable|preferable|opportun\w*|utile|bon\b|judicieux)"
)
_SUPPOSED = re.compile(
    r"(?<!\bcomme\s)(?<!\bmeme\s)(?<!\bsavoir\s)(?<!\bdire\s)\b(?:si\s+(?!bien\b|l'on\s+en\s+croit)|s'ils?\s|a\s+supposer\s+qu\w*[\s'])[^,;.:]{0,80}$"
)
# conditionals of wish, of politeness or of advice: no rumour
_MILD = re.compile(r"(?:pourr|devr|faudr|voudr|aimer|souhait|conviend|vaudr|permettr|prefer|suffir|gagner|oser)")
_TOLD_THAT = re.compile(
    r"\b(?:re|r)?(?:indiqu|annonc|promet|promi|ecriv|ecrit|assur|affirm|declar|expliqu|precis|confirm|dit\b|disai|engag|repond|repet|rappel|reconn|admet|admis|admit"
    r"|concl|jur|soutenu|savoir|garanti|estim|soulign|juge|prevo|prevenu|averti|entendre|espera|soutenai|martel|plaid|ajout|not[ae]|observ|reponse|engagement)\w*[^.;!?]{0,160}?\b(?:que|qu'|ou)"
)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


def hearsay(found: Use, clause: str, text: str, trigger: Trigger) -> bool:
    """Whether the words are hearsay: a source without name, or the conditional of rumour."""
    if HEARSAY.search(clause):
        return True
    verb = conditional(found)
    return verb is not None and _rumour(verb, clause, text, trigger)


def _rumour(verb: Use, clause: str, text: str, trigger: Trigger) -> bool:
    word, after = fold(verb.token.text), text[trigger.head[1] : trigger.head[1] + 25]
    mild = _MILD.match(word) is not None or any(_MILD.match(fold(t.text)) for t in verb.token.children)
    if mild or hypothetical(clause) or _FAILING.search(clause) or told_then(text, trigger) or _quoted(text, trigger):
        return False
    return _EVALUATED.match(word) is None and _EVALUATED.match(after.lstrip()) is None


def conditional(found: Use) -> Use | None:
    """The verb in the conditional that the head is, or that governs it."""
    if found.mood == "Cnd":
        return found
    governor = found.governor
    return governor if governor is not None and not found.mood and governor.mood == "Cnd" else None


def hypothetical(clause: str) -> bool:
    """Whether the clause hangs on a condition."""
    return _IF.search(clause) is not None and _WHETHER.search(clause) is None


def maybe(clause: str) -> bool:
    """ "peut-être", "une éventuelle relance"."""
    return _MAYBE.search(clause) is not None


def pondered(text: str, trigger: Trigger) -> bool:
    """ "n'exclut pas de saisir", "réfléchit à un recours", "un recours n'est pas exclu"."""
    if _PONDERS.match(text[slice(*trigger.head)]):
        return True
    before, after = text[max(0, trigger.start - 70) : trigger.head[0]], text[trigger.head[1] : trigger.head[1] + 90]
    return _PONDER.search(before) is not None or _NOT_EXCLUDED.match(after) is not None


def supposed(text: str, trigger: Trigger) -> bool:
    """ "si le juge annulait": the head stands in the condition itself."""
    return _SUPPOSED.search(text[max(0, trigger.head[0] - 90) : trigger.head[0]]) is not None


def evaluated(clause: str) -> bool:
    """ "il serait normal de lancer un appel d'offres"."""
    return _WOULD_BE.search(clause) is not None


def told_then(text: str, trigger: Trigger) -> bool:
    """Future in the past: "a indiqué qu'un appel d'offres serait publié"."""
    return _TOLD_THAT.search(_SENTENCE_END.split(text[max(0, trigger.head[0] - 260) : trigger.head[0]])[-1]) is not None


def _quoted(text: str, trigger: Trigger) -> bool:
    """Whether the head stands between « and »."""
    opened = text.rfind("«", max(0, trigger.head[0] - 400), trigger.head[0])
    return opened >= 0 and text.find("»", opened, trigger.head[0]) < 0
