"""A promise that names nothing is of what was told just before: "Le gouvernement s'était engagé sur la fin mars"."""

import re
from dataclasses import replace

from nlp.claims.classifier import TYPES, Guess
from nlp.types import ClaimType

_BARE = re.compile(
    r"\b(?:engag\w+\s+sur|promi(?:s|se|t|rent)|promettai(?:t|ent)|tabl(?:e|ait|aient)\s+sur|parl(?:e|ait|aient)\s+d[eu'])\s*"
    r"(?:pour\s+)?(?:la\s+|le\s+|l'|une\s+)?(?:date|echeance|delai|fin|debut|mi-|milieu|mois|printemps|ete|automne|hiver|janvier"
    r"|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|\d{1,4})\b"
)
_PROMISED = frozenset({ClaimType.AWARD, ClaimType.TENDER, ClaimType.MIGRATION, ClaimType.CONTRACT})


def inherited(folded: str, left: int, right: int, guess: Guess | None, before: Guess | None) -> Guess | None:
    """``guess`` of the sentence [left, right): of the type of the one ``before``, where it promises a day, no more."""
    if guess is None or before is None:
        return guess
    own, told = (max(one.sure, key=one.sure.__getitem__) for one in (guess, before))
    if own == told or not {own, told} <= _PROMISED or before.sure[told] <= 0 or not _BARE.search(folded, left, right):
        return guess
    i, j = TYPES.index(own), TYPES.index(told)
    order = list(range(len(TYPES)))
    order[i], order[j] = j, i
    return replace(
        guess, sure=guess.sure | {own: guess.sure[told], told: guess.sure[own]}, scores=guess.scores[:, order]
    )
