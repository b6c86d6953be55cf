"""Is a number of years somebody's age? "Âgé de 35 ans", "Jean Dupont, 35 ans", "les moins de 18 ans". Pure."""

import re

from nlp.dates.seen import Seen

_GROWN = 15  # years: who has lasted longer than this is more often someone than something
_YEARS = re.compile(r"\b(?:ans?|annees)\Z")
_OLD = re.compile(
    r"\b(?:age\b[^.,;]{0,40}|ag\w*\s+(?:d[e']\s*|entre\s+\d\d?\s+et\s+)"
    r"|(?:homme|femme|fille|garcon|jeune|enfant|ado|adolescente?|etudiante?|retraitee?|mineure?|eleve|fils|personne"
    r"|patiente?|bebe|joueuse|joueur|habitante?|automobiliste|conducteur|conductrice)s?\s+de\s+"
    r"|(?:il|elle|qui|j'|on)\s+(?:n')?(?:a|avait|aura)\s+(?:seulement\s+)?"
    r"|(?:les|aux|des|chez)\s+(?:personnes\s+de\s+)?(?:\d\d-)?|ses\s+)"
    r"(?:(?:plus|moins|environ|pres)\s+d[e']\s*)?\Z"
)
_AT = re.compile(r"(?:^|[-.,;»]\s*)a\s+\Z")
_OF = re.compile(r"\b(?:a|de)\s\Z")
_THOSE = re.compile(r"\b(?:les|aux|des|un|une|de)\s+\Z")
_HAVE = re.compile(r"\b(?:avait|aurait|aura|avoir)\s+(?:(?:seulement|alors|deja|tout\s+juste|a\s+peine)\s+)?\Z")
_AFTER_NAME = re.compile(r"\b[A-ZÀ-Ý][\w'’-]+[ ][A-ZÀ-Ý][\w'’-]+,\s\Z")
_APART, _APART_TOO = re.compile(r"[,(]\s*\Z"), re.compile(r"\s*[,(\])]")
_GOES_ON = re.compile(r"\s+(?:d[e'u]|pour|devant|avant|apres|a\s|sur)")
_LASTS = re.compile(
    r"\b(?:peines?|bail|contrats?|durees?|periodes?|prison|reclusion|carriere|experience|concessions?|mandats?|accords?"
    r"|engagement|prets?|emprunts?|guerre|regne|delais?|absence|service|mariage|existence|anciennete|garantie|plan"
    r"|marches?|conventions?|esperance|retard|ecart|attente|conflit|combat|lutte|travail|recherches?|interdiction|exil"
    r"|plus|moins|pres|depuis|condamn\w*|porte\w*|passe\w*|fixe\w*|limite\w*|ramene\w*|prolonge\w*|jusqu|programme)\b"
)


def is_age(s: Seen) -> bool:
    """Whether the years that ``s`` counts are somebody's."""
    if not _YEARS.search(s.said):
        return False
    if _OLD.search(s.before) or _AT.search(s.before):
        return True
    if s.said.startswith(("plus", "moins")) and _THOSE.search(s.before):
        return True
    if _APART.search(s.before) and _APART_TOO.match(s.folded, s.end):
        return True
    return _grown(s) or (not _GOES_ON.match(s.folded, s.end) and _of_someone(s))


def _of_someone(s: Seen) -> bool:
    """ "Elle avait alors 30 ans."; "Jean Dupont, 35 ans."; not "elle avait trois ans pour répondre"."""
    named = _AFTER_NAME.search(s.text, max(0, s.start - 30), s.start)
    return _HAVE.search(s.before) is not None or named is not None


def _grown(s: Seen) -> bool:
    """ "À 61 ans", "la Britannique de 33 ans": too long for most things, unless a word near says that it lasts."""
    digits = re.match(r"\d{1,3}\b", s.said)
    lasts = _LASTS.search(s.folded, max(0, s.start - 35), s.start)
    return digits is not None and int(digits[0]) >= _GROWN and _OF.search(s.before) is not None and not lasts
