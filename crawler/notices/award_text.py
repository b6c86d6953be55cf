"""The free text in which national notices print an award (FNSimple ``attributionMarche``) → lots.

Buyers' platforms have each their own way; those met in real notices: a line "Name, street, 75001 City" under
"Marché n°"; "Titulaire : Name"; "attribué à la société Name (SIRET)"; "Lot 1 : Name situé à … pour un montant de …".
What does not look like a company's name is none: an award without a holder is right, an invented holder is not.
"""

import re
from datetime import date
from decimal import Decimal
from itertools import takewhile

from crawler.notices.values import amount, compact, day
from crawler.types import Lot, Party

_ON = r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)"
_AWARDED = re.compile(rf"(?:date\s+d['’]attribution\s*:|attribué[es]*\s+le)\s*{_ON}", re.I)
_SIGNED = re.compile(rf"(?:date\s+de\s+(?:conclusion|signature)[^:\n]{{0,30}}:|notifié[es]*\s+le)\s*{_ON}", re.I)
_HEADER = re.compile(r"^[\s\-–*•]*lot\s*(?:n\s*[°ºo]\s*)?(?P<id>\d{1,3}[a-z]?)\b\s*[:\-–]?\s*(?P<title>.*)$", re.I)
_MARKET = re.compile(r"^(?:march[ée]|contrat)\s+n\s*[°ºo]\s*:?\s*(?P<id>.+)$", re.I)
_NUMBER = r"(?P<value>\d[\d \u00a0\u202f.,]*)"
_PRICE = re.compile(
    rf"(?P<label>montant[^:\n\d]{{0,90}}|prix\s+global[^:\n\d]{{0,40}})\s*:\s*{_NUMBER}"
    rf"|(?P<worded>pour\s+un\s+montant[^:\n\d]{{0,40}}?)\s+(?:de\s*:?\s*){_NUMBER.replace('value', 'said')}",
    re.I,
)
_ALL_CEILINGS = re.compile(
    r"montants?\s+indiqués?[^.\n]{0,60}maximum|montants?\s+maximums?|maximum\s+annuel|montant\s+plafond", re.I
)
_REFUSED = re.compile(r"\b(?:sans\s+suite|infructueu[xs]\w*|non\s+attribué\w*|abandon\w*)\b", re.I)
_FORM = r"(?:entreprises?|sociétés?|groupement|prestataire|candidat|attributaire|titulaire)"
_TO = rf"(?:à|au|aux)\s+(?:\d+\s+entreprise\(s\)\s*[-–:]\s*|(?:l['’]|la\s+|le\s+|les\s+)?(?:{_FORM}\s*:?\s*)?)"
_WAYS = (
    re.compile(
        r"^[\s\-–*•]*(?:nom\s+d[ue]\s+l?['’]?)?(?:titulaire|attributaire)s?(?:\s+d[ue]\s+\w+)?\s*:?\s+(?P<name>.+)$",
        re.I,
    ),
    re.compile(rf"\battribué[es]*\s+(?:le\s+{_ON}\s+)?{_TO}(?P<name>.+)$", re.I),
    re.compile(rf"\bnotifié[es]*\s+(?:le\s+{_ON}\s+)?{_TO}(?P<name>.+)$", re.I),
    re.compile(r"^(?:société\s+retenue|entreprise(?:\s+retenue)?)\s*:\s*(?P<name>.+)$", re.I),
    re.compile(r"^(?P<name>.+?)\s+situé[es]*\s+à\s", re.I),
    re.compile(r"^(?P<name>[^,:]{2,90}),\s.*\b\d{5}\b", re.I),
)
# where a name ends
_END = re.compile(
    r"\s+[-–]\s|\s*\(|\s*,|\s+(?:pour|situé[es]*|domicilié[es]*|sise?)\s|\s*;|\.(?:\s|$)|\s+(?:siret|siren)\b"
    r"|\s*:\s|\s+montant\b|\s+notifié",
    re.I,
)
# words of sentences, addresses and courts, not of names
_SENTENCE = re.compile(
    r"\b(?:montants?|durée|accord-cadre|prestations?|sont|est|sera|indiqués?|conformément|tribunal|greffe|offres?|lots?"
    r"|marchés?|renseignements?|consultation|procédure|critères?|date|nombre|voir|selon|recours|rue|avenue|boulevard)\b",
    re.I,
)
_REMARKS = re.compile(r"^renseignements?\s+complémentaires?|^(?:instance|voies?|délais?)\b.{0,30}\brecours", re.I)
_IDENTIFIER = re.compile(r"(?:siret|siren)\s*:?\s*(?P<a>\d[\d ]{7,17}\d)|\((?P<b>\d{14}|\d{9})\)", re.I)


def lots(text: str) -> tuple[Lot, ...]:
    """One lot a heading "Lot n", or a "Marché n°"; one alone when there is neither."""
    blocks = [block for block in _blocks(text) if any(line.strip() for line in block)]
    found = (_lot(str(number), block) for number, block in enumerate(blocks, start=1))
    return tuple(lot for lot in found if lot.holders or lot.amount or lot.ceiling or lot.result)


def awarded(text: str) -> date | None:
    """The day on which it was decided."""
    return _day(_AWARDED.search(text))


def signed(text: str) -> date | None:
    """The day on which the contract was concluded or notified."""
    return _day(_SIGNED.search(text))


def refusal(text: str) -> str:
    """The line that says that nobody won; "" when none does."""
    return next((line.strip() for line in text.splitlines() if _REFUSED.search(line)), "")


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    return day(f"{year:04d}-{int(match[2]):02d}-{int(match[1]):02d}")


def _blocks(text: str) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in filter(None, map(str.strip, text.splitlines())):
        if _HEADER.match(line) or (_MARKET.match(line) and any(map(_holder, blocks[-1]))):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _lot(number: str, block: list[str]) -> Lot:
    header, whole = _HEADER.match(block[0]), "\n".join(block)
    lines = list(takewhile(_tells, [header["title"], *block[1:]] if header else block))
    market = next((match["id"].strip() for line in block if (match := _MARKET.match(line))), number)
    names = dict.fromkeys(filter(None, map(_holder, lines)))
    identifier = _identifier(whole) if len(names) == 1 else ""
    holders = tuple(Party(name, identifier) for name in names)
    paid, ceiling = _prices(whole)
    return Lot(
        id=header["id"] if header else market,
        title="" if header is None or any(name in header["title"] for name in names) else header["title"].strip(" :-–"),
        result="selec-w" if holders else "clos-nw" if refusal(whole) else "",
        holders=holders,
        amount=paid,
        ceiling=ceiling,
    )


def _tells(line: str) -> bool:
    """Whether ``line`` stands before the remarks, in which courts and buyers give their addresses."""
    return _REMARKS.match(line) is None


def _holder(line: str) -> str:
    """The name of a company in ``line``, as printed; "" when there is none."""
    for way in _WAYS:
        if match := way.search(line):
            name = _END.split(match["name"].strip(" :-–"), maxsplit=1)[0].strip(" :-–.")
            if 2 <= len(name) <= 90 and (name[0].isupper() or name[0].isdigit()) and not _SENTENCE.search(name):
                return name
    return ""


def _identifier(block: str) -> str:
    match = _IDENTIFIER.search(block)
    number = compact((match["a"] or match["b"]).strip()) if match else ""
    return number if len(number) in (9, 14) and number.strip("0") else ""


def _prices(block: str) -> tuple[Decimal | None, Decimal | None]:
    """(paid, ceiling): a maximum is a ceiling, a minimum nothing at all."""
    paid = ceiling = None
    capped = _ALL_CEILINGS.search(block) is not None
    for match in _PRICE.finditer(block):
        label, value = (match["label"] or match["worded"]).lower(), amount(match["value"] or match["said"])
        if re.search(r"\bmin", label):
            continue
        if capped or re.search(r"\bmax|plafond", label):
            ceiling = ceiling or value
        else:
            paid = paid or value
    return paid, ceiling
