"""The baseline of decisions: what a list of key words gives, as an alert service has it. Not used by the product.

Kept apart from `nlp.claims` so that it stays still while the extractor gets better.
"""

import re
from collections.abc import Iterator

_WORDS = {
    "tenderCancellation": r"annul\w+|abandonn\w+|sans suite|renonc\w+|cancel\w+|scrap\w+",
    "contractTermination": r"resili\w+|terminat\w+",
    "tenderAmendment": r"rectificati\w+|prorog\w+|report\w+ au",
    "deadline": r"date limite|au plus tard|jusqu'au|deadline",
    "challenge": r"recours|plainte|saisi\w*|attaqu\w+|contest\w+",
    "ruling": r"ordonnance|arret|jug\w+|rejet\w*|ruling|ruled",
    "authorisation": r"autoris\w+|feu vert|authori[sz]\w+",
    "qualification": r"qualifi\w+|visa de securite",
    "requirement": r"exig\w+|obligatoire\w*|impos\w+|require\w*",
    "law": r"loi|decret|arrete|circulaire|promulgu\w+",
    "award": r"attribu\w+|choisi\w*|reten[ui]\w*|remport\w+|laureat|award\w*|select\w+|chosen",
    "contract": r"contrat|sign\w+|notifi\w+|contract",
    "tender": r"appels? d'offres?|consultation|mise en concurrence|marche public|tender",
    "planning": r"etude|parangonnage|benchmark|sourcing|cahier des charges",
    "appointment": r"nomm\w+|nomination|succed\w+|appoint\w+",
    "hearing": r"audition\w*|entendu\w*|hearing",
    "migration": r"migr\w+|transfer\w+|bascul\w+|quitt\w+|demenage\w+|rapatri\w+",
    "opinion": r"avis|recommand\w+|estim\w+|regrett\w+|souhait\w+",
    "announcement": r"annonc\w+|promet\w*|promis\w*|s'engag\w+|announc\w+",
}
KEYWORDS = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _WORDS.items()}


def keywords(folded: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """(type, start, end): the first key word of each type in a sentence; an announcement only when alone."""
    found = [(kind, match) for kind, words in KEYWORDS.items() if (match := words.search(folded, start, end))]
    for kind, match in found:
        if kind != "announcement" or len(found) == 1:
            yield kind, match.start(), match.end()
