"""What looks like a date and is none: numbers of laws, ages, prices, addresses, programmes. Pure."""

import re
from collections.abc import Callable

from nlp.dates.ages import is_age
from nlp.dates.pieces import MONTH
from nlp.dates.seen import Seen

_BEFORE = re.compile(
    r"(?:\bn\s?[°o]\s*|\bnumeros?\s+|\bart(?:icle|\.)\s*[lrd]?\.?\s*|\b[lrd]\.\s?\d*[-.]?|\bversion\s+|\bv\.?"
    r"|\biso\s+|\b(?:ue|ce|eu)\)\s*|\bag\w*\s+de\s+|\btel\.?\s*:?\s*|\bcpv\s*:?\s*|[\d.,/-]|\bcode\s+"
    r"|\breglement\s+)\Z"
)
_PLAN = re.compile(  # France 2030, Peugeot 2008, la résolution 1973; but the Tour de France 2016
    r"\b(?:(?<!de )france|europe|plan|programme|agenda|objectif|vision|ambition|mission|strategie|horizon|resolution"
    r"|directive|norme|windows|office|server|peugeot|article|page|lot|rue|numero|code|kilometre|chambre|bp|cs)[ ]+\Z"
)
_STREET = re.compile(
    r"\b(?:rue|avenue|av\.|place|boulevard|bd|quai|square|pont|esplanade|station|stade|lycee|college|ecole|caserne)"
    r"[ ](?:du[ ]|de[ ]la[ ]|de[ ]l'|de[ ])?(?:\d\d?[ ])?\Z"
)
_WHEN = re.compile(r"(?:by|before|in|since|until|en|avant|depuis)\s")
_AFTER = re.compile(
    r"\s*(?:euros?\b|€|k€|m€|%|millions?\b|milliards?\b|habitants\b|rue\b|avenue\b|boulevard\b|/\d|sur\s+24"
    r"|sur\s+7)"
)
_FILLER = re.compile(  # depuis maintenant deux ans
    r"maintenant\s+(?:\d|une?\b|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|plus|pres|quelques|plusieurs)"
)
_PAPER = re.compile(r"(?:\b(?:un|le|les|des|deux|du|cet?|ces|ancien|grand)\s+|\bl')\Z")
_FISH = re.compile(r"\bpoissons?\s+(?:d['’])?\Z")
_ONE = re.compile(r"\bun\s+\Z")
_NOUN = re.compile(  # une seconde victoire; un mois de janvier
    rf"\s+(?!(?:et|plus|apres|avant|pour|a|sur|au|en|dans|seulement|environ|que|qui|de|d)\b)\w|\s+d[e']\s*(?:{MONTH})"
)
_PROGRAMME = re.compile(r"\b(?:le|du|au|journal\s+de)\s+\Z")
_OPENS = re.compile(r"(?:^|[.!?:;»«“”\"'(\n\]–—•*-]\s*)\Z")
_HEADS = re.compile(r"\s?[.:–—]\s")
_ENGLISH = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_ON = re.compile(r"\b(?:[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince|[Ff]rom|[Ll]ast|[Nn]ext|[Tt]his)\s\Z")
_NAMED = re.compile(r"\s+[A-ZÉÈ][a-zéè]")


def is_trap(seen: Seen) -> bool:
    """Whether what was seen is no date."""
    return any(seen.name in names and check(seen) for names, check in _CHECKS)


def _numbered(s: Seen) -> bool:
    """Article 12, version 2.0, no 2025-12."""
    return s.said[0].isdigit() and _BEFORE.search(s.before) is not None


def _planned(s: Seen) -> bool:
    """France 2030."""
    return s.said[0].isdigit() and _PLAN.search(s.before) is not None


def _counted(s: Seen) -> bool:
    """2026 euros."""
    return _AFTER.match(s.folded, s.end) is not None


def _street(s: Seen) -> bool:
    """La rue du 8 mai 1945; not "in place by March"."""
    return _STREET.search(s.before) is not None and _WHEN.match(s.said) is None


def _no_length(s: Seen) -> bool:
    """La guerre des Six Jours; une seconde victoire; le 20 heures de la télévision."""
    if s.written.istitle():
        return True
    if re.search(r"\b(?:seconde|un mois)\Z", s.said):
        return _NOUN.match(s.folded, s.end) is not None
    return s.said.endswith("heures") and _PROGRAMME.search(s.before) is not None


def _no_month(s: Seen) -> bool:
    """La planète de Mars."""
    return re.fullmatch(r"d(?:e |')[A-Z][a-zéû]+", s.written) is not None


def _surname(s: Seen) -> bool:
    """Mme Avril: months are written without a capital, unless they head an entry: « Avril. »."""
    opens = _OPENS.search(s.text, max(0, s.start - 4), s.start) and _HEADS.match(s.text, s.end)
    return s.written[0].isupper() and not opens


def _fish(s: Seen) -> bool:
    """Un poisson d'avril."""
    return _FISH.search(s.before) is not None


def _first_name(s: Seen) -> bool:
    """Noël Mamère: feasts stand alone."""
    return s.written[0].isupper() and _NAMED.match(s.text, s.end) is not None


def _titled(s: Seen) -> bool:
    """« Mardi cinéma », Black Friday; a line or a quote may open with a day, and English writes all days so."""
    if not s.written[:2].istitle() or _OPENS.search(s.text, max(0, s.start - 4), s.start):
        return False
    return not (_ENGLISH.match(s.text, s.start) and _ON.search(s.text, max(0, s.start - 6), s.start))


def _some(s: Seen) -> bool:
    """Un vendredi soir: who knows which."""
    return _ONE.search(s.before) is not None


def _filler(s: Seen) -> bool:
    """Depuis maintenant deux ans."""
    return _FILLER.match(s.folded, s.start) is not None


def _paper(s: Seen) -> bool:
    """L'hebdomadaire Le Point."""
    return _PAPER.search(s.before) is not None


_YEARS = frozenset({"year", "year_range", "part_year", "named_year"})
_NUMBERS = _YEARS | {"duration", "weekday_number", "numeric", "numeric_day", "day", "clock", "iso_month"}
_CHECKS: tuple[tuple[frozenset[str], Callable[[Seen], bool]], ...] = (
    (_NUMBERS, _numbered),
    (_YEARS, _planned),
    (frozenset({"year", "named_year", "duration", "weekday_number"}), _counted),
    (frozenset({"duration", "group"}), is_age),
    (frozenset({"duration"}), _no_length),
    (frozenset({"day", "feast", "month"}), _street),
    (frozenset({"month"}), _no_month),
    (frozenset({"bare_month"}), _surname),
    (frozenset({"month", "bare_month"}), _fish),
    (frozenset({"feast"}), _first_name),
    (frozenset({"weekday"}), _titled),
    (frozenset({"weekday"}), _some),
    (frozenset({"reference"}), _filler),
    (frozenset({"adverb_set"}), _paper),
)
