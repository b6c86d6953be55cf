"""What the recogniser saw, put right where French prose misleads it the same way each time. Pure."""

import re
from collections.abc import Sequence

from nlp.actors.sightings import Taken
from nlp.dates.text import fold
from nlp.types import Entity

_EDGE = " \t\r\n«»\"'“”’.,;:()[]{}-–—*#|/\\<>=+_"
_COURTS = re.compile(
    r"\b(?:tribunal (?:administratif|judiciaire|correctionnel|de commerce|de grande instance)"
    r"|cour administrative d'appel|cour d'appel|cour d'assises) (?:de |d')(?!l[ae]\b|instance|appel)[a-z]+(?:-[a-z]+)*"
)
_MORE = re.compile(r"(?:[ -][A-ZÀ-Ý][\w-]+)*")  # San Francisco
_INITIAL = re.compile(r".* [A-ZÀ-Ý]\.", re.DOTALL)  # Nolan L.
_DATELINE = re.compile(r"(?:, \d+ \w+\.?)? \([\w /.-]{2,30}\)\s*[-–—]")
_PORTFOLIO = re.compile(
    r"\bministres? (?:\w+ )?(?:delegue\w* )?(?:chargee?s? |en charge )?(?:de la |de l'|des |du |de |a l'|au |a la )$"
)
_AROUND = 25  # characters on either side that tell whether a line shouts
_SHOUTED = 5  # letters from which a word in capitals may be no acronym


def cleaned(text: str, seen: Sequence[Entity]) -> list[Entity]:
    """Entities of ``text`` in order, courts whole, without what only looks like a name."""
    folded = fold(text)
    entities = [_placed(text, e) for e in map(_trimmed, _with_courts(text, folded, seen)) if e.text]
    return [e for e in entities if not _shouted(text, e)]


def nameless(folded: str, entity: Entity) -> bool:
    """ "Ministre du Numérique" names an office and "armée syrienne" many: entities perhaps, but no actor."""
    return entity.text.islower() or _PORTFOLIO.search(folded, max(0, entity.start - 60), entity.start) is not None


def _with_courts(text: str, folded: str, seen: Sequence[Entity]) -> list[Entity]:
    """Courts of a town are written in lower case, and the recogniser sees the town alone."""
    spans = [(m.start(), _MORE.match(text, m.end()).end()) for m in _COURTS.finditer(folded)]  # type: ignore[union-attr]
    courts = [Entity(start, end, text[start:end], "ORG") for start, end in spans]
    courts = [c for c in courts if c.text.split()[-1].lstrip("d'’")[:1].isupper()]
    taken = Taken(courts)
    return sorted([*courts, *(e for e in seen if not taken(e.start, e.end))], key=lambda e: (e.start, e.end))


def _placed(text: str, entity: Entity) -> Entity:
    """A town in capitals that opens a dispatch ("PARIS (Agefi) – ") is a place."""
    opens = entity.start == 0 or text[entity.start - 1] == "\n"
    if opens and entity.text.isupper() and _DATELINE.match(text, entity.end):
        return Entity(entity.start, entity.end, entity.text, "LOC")
    return entity


def _trimmed(entity: Entity) -> Entity:
    """Without quotes and stops at its edges; "Cédric O." loses its stop, and is found by name."""
    left = len(entity.text) - len(entity.text.lstrip(_EDGE))
    text = entity.text.strip(_EDGE)
    text += "." if entity.label == "PER" and _INITIAL.fullmatch(f"{text}.") and f"{text}." in entity.text else ""
    return Entity(entity.start + left, entity.start + left + len(text), text, entity.label)


def _shouted(text: str, entity: Entity) -> bool:
    """A word of a line that is all in capitals: "LE MINISTRE, David AMIEL, ARRÊTE"."""
    if " " in entity.text or not entity.text.isupper() or len(entity.text) < _SHOUTED:
        return False
    around = text[max(0, entity.start - _AROUND) : entity.start] + text[entity.end : entity.end + _AROUND]
    words = re.findall(r"[^\W\d_]{2,}", around.partition(".")[0])
    return len(words) > 1 and sum(word.isupper() for word in words) > len(words) / 2
