"""Amounts of money in euros."""

import re
from decimal import Decimal, InvalidOperation

_AMOUNT = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
    r"\s*(?P<k>milliards?|millions?|billion|million|md|m|k)?"
    r"\s*(?:d'|d[’'])?\s*(?:euros?\b|eur\b|€)"
)
_FACTORS = {"k": 10**3, "m": 10**6, "million": 10**6, "millions": 10**6, "md": 10**9, "milliard": 10**9,
            "milliards": 10**9, "billion": 10**9}  # fmt: skip


def amount(folded: str, left: int, right: int) -> Decimal | None:
    """The only amount of the sentence [left, right), in euros; None when there is none, or several."""
    found = list(_AMOUNT.finditer(folded, left, right))
    return _value(found[0]) if len(found) == 1 else None


def _value(match: re.Match[str]) -> Decimal | None:
    digits = match["n"].replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "")
    try:
        return Decimal(digits.replace(",", ".")) * _FACTORS.get(match["k"] or "", 1)
    except InvalidOperation:
        return None
