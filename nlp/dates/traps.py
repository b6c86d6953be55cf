"""What looks like a date and is none: numbers of laws, ages, prices, addresses, programmes. Pure."""

import re

from nlp.dates.pieces import MONTH

_BEFORE = re.compile(
    r"(?:\bn\s?[°o]\s*|\bnumeros?\s+|\bart(?:icle|\.)\s*[lrd]?\.?\s*|\b[lrd]\.\s?\d*[-.]?|\bfrance\s+"
    r"|\bhorizon\s+europe\s+|\bplan\s+|\bversion\s+|\bv\.?|"
    r"\biso\s+|\b(?:ue|ce|eu)\)\s*|\bag\w*\s+de\s+|\btel\.?\s*:?\s*|\bcpv\s*:?\s*|[\d.,/-]|\bcode\s+"
    r"|\breglement\s+)\Z"
)
_STREET = re.compile(
    r"\b(?:rue|avenue|av\.|place|boulevard|bd|quai|square|pont|esplanade|station|stade|lycee|college"
    r"|ecole|caserne)"
    r"[ ](?:du[ ]|de[ ]la[ ]|de[ ]l'|de[ ])?(?:\d\d?[ ])?\Z"
)
_AFTER = re.compile(
    r"\s*(?:euros?\b|€|k€|m€|%|millions?\b|milliards?\b|habitants\b|rue\b|avenue\b|boulevard\b|/\d|sur\s+24"
    r"|sur\s+7)"
)
_NUMBER_FIRST = frozenset(
    {
        "year",
        "part_year",
        "duration",
        "weekday_number",
        "numeric",
        "numeric_day",
        "year_range",
        "day",
        "clock",
        "iso_month",
    }
)
_CHECKED_AFTER = frozenset({"year", "duration", "weekday_number"})
_AGE = re.compile(
    r"\b(?:ag\w*\s+d[e']\s*|(?:homme|femme|fille|garcon|jeune|enfant|ado|adolescente?|etudiante?|retraitee?"
    r"|mineure?|eleve|fils"
    r"|personne|patiente?|bebe|joueuse|joueur|habitante?|automobiliste|conducteur|conductrice)s?\s+de\s+|"
    r"(?:il|elle|qui|j'|on)\s+"
    r"(?:n')?(?:a|avait|aura)\s+(?:seulement\s+)?|(?:les|aux|des|chez)\s+(?:personnes\s+de\s+)?(?:\d\d-)?"
    r"|ses\s+)"
    r"(?:(?:plus|moins|environ|pres)\s+d[e']\s*)?\Z"
)
_LASTS = re.compile(
    r"\b(?:peines?|bail|contrats?|durees?|periodes?|prison|reclusion|carriere|experience|concessions?|mandats?|accords?"
    r"|engagement|prets?|emprunts?|guerre|regne|delais?|absence|service|mariage|existence|anciennete|garantie|plan"
    r"|marches?|conventions?|esperance|retard|ecart|attente|conflit|combat|lutte|travail|recherches?|interdiction|exil"
    r"|plus|moins|pres|depuis|condamn\w*|porte\w*|passe\w*|fixe\w*|limite\w*|ramene\w*|prolonge\w*|jusqu|programme)\b"
)
_NOUN = re.compile(  # une seconde victoire; un mois de janvier
    rf"\s+(?!(?:et|plus|apres|avant|pour|a|sur|au|en|dans|seulement|environ|que|qui|de|d)\b)\w|\s+d[e']\s*(?:{MONTH})"
)
_PROGRAMME = re.compile(r"\b(?:le|du|au|journal\s+de)\s+\Z")
_OPENS = re.compile(r"(?:^|[.!?:;»«\n\]-]\s*)\Z")
_GROWN = 15  # years: who has lasted longer than this is more often someone than something
_ASIDE = re.compile(r"\s*[,)]")
_NAMED = re.compile(r"\s+[A-ZÉÈ][a-zéè]")


def is_trap(text: str, folded: str, start: int, end: int, name: str) -> bool:
    """Whether the match of pattern ``name`` at [start, end) is no date."""
    before = folded[max(0, start - 40) : start]
    if name in _NUMBER_FIRST and folded[start].isdigit() and _BEFORE.search(before):
        return True
    if (
        name in ("duration", "group")
        and re.search(r"\b(?:ans?|annees)\Z", folded[start:end])
        and _is_age(before, folded, start, end)
    ):
        return True
    if name in ("day", "feast", "month", "duration") and _is_called(before, folded, start, end, name):
        return True
    if name in ("bare_month", "feast", "month", "weekday") and _is_name(text, start, end, name):
        return True
    return name in _CHECKED_AFTER and _AFTER.match(folded, end) is not None


def _is_called(before: str, folded: str, start: int, end: int, name: str) -> bool:
    """La rue du 8 mai 1945, le 20 heures de la télévision."""
    if name == "duration" and re.search(r"\b(?:seconde|un mois)\Z", folded[start:end]):
        return _NOUN.match(folded, end) is not None
    if name == "duration":
        return (
            folded[start:end].endswith("heures") and re.search(r"\b(?:le|du|au|journal\s+de)\s+\Z", before) is not None
        )
    return _STREET.search(before) is not None


def _is_age(before: str, folded: str, start: int, end: int) -> bool:
    """Âgé de 35 ans; Jean Dupont, 35 ans, …; un homme de 35 ans; les moins de 18 ans."""
    if not folded.endswith(("an", "ans", "annees"), start, end):
        return False
    if _AGE.search(before) or re.search(r"(?:^|[-.,;»]\s*)a\s+\Z", before):
        return True
    if folded[start:end].startswith(("plus", "moins")) and re.search(r"\b(?:les|aux|des|un|une|de)\s+\Z", before):
        return True
    if re.search(r"(?:\ba|\bde)\s\Z", before) and not _LASTS.search(before[-35:]) and _years(folded, start) >= _GROWN:
        return True
    return re.search(r"[,(]\s*\Z", before) is not None and _ASIDE.match(folded, end) is not None


def _years(folded: str, start: int) -> int:
    digits = re.match(r"\d{1,3}\b", folded[start : start + 4])
    return int(digits[0]) if digits else 0


def _is_name(text: str, start: int, end: int, name: str) -> bool:
    """Mme Avril, Noël Mamère: months are written without a capital, feasts stand alone."""
    if name == "month":  # la planète de Mars
        return re.fullmatch(r"d(?:e |')[A-Z][a-zéû]+", text[start:end]) is not None
    if name == "bare_month":
        return text[start].isupper()
    if name == "weekday":  # « Mardi cinéma »
        return text[start : start + 2].istitle() and not _OPENS.search(text, max(0, start - 4), start)
    return text[start].isupper() and _NAMED.match(text, end) is not None
