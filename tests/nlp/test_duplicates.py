"""Near-duplicates: the candidates of our small index are those that datasketch's own gives."""

import numpy as np
from datasketch import MinHash, MinHashLSH
from hypothesis import given
from hypothesis import strategies as st

from nlp.duplicates import CONFIRMED, Candidates, containment, shingles, signature

TEXTS = st.text("abcde ", max_size=300)
WIRE = (
    "La Plateforme des données de santé a attribué lundi 2 mars 2026 son marché d'hébergement à Scaleway ; les "
    "données quitteront le nuage de Microsoft avant la fin de l'année, selon la plateforme."
)


def _minhash(stored: bytes) -> MinHash:
    return MinHash(num_perm=64, hashvalues=np.frombuffer(stored, "<u4"), scheme="affine32")


def test_signatures_never_change() -> None:
    assert signature(shingles(WIRE))[:12].hex() == "9a32ea019718f410e26c2519"
    assert signature(frozenset()) == b"\xff" * 256


@given(st.lists(TEXTS, max_size=30), TEXTS)
def test_candidates_are_those_that_share_a_band(texts: list[str], asked: str) -> None:
    ours, theirs = Candidates(), MinHashLSH(num_perm=64, params=(21, 3))
    for key, text in enumerate(texts):
        stored = signature(shingles(text))
        ours.add(key, stored)
        theirs.insert(key, _minhash(stored))
    stored = signature(shingles(asked))
    assert ours.of(stored) == sorted(theirs.query(_minhash(stored)))


def test_a_copy_is_found_under_another_head_and_an_article_of_ones_own_is_not() -> None:
    known = Candidates()
    known.add(
        7,
        signature(
            shingles("Une recette de tarte aux pommes, par un chef de village qui en fait depuis vingt ans déjà.")
        ),
    )
    known.add(9, signature(shingles(WIRE)))
    copy = shingles(f"(AFP) {WIRE} Lire aussi.")
    assert known.of(signature(copy)) == [9]
    assert containment(copy, shingles(WIRE)) >= CONFIRMED
