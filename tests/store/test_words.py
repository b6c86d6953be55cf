"""Which words meet in the index: accents, endings, elisions; and which must not."""

import pytest

from store.words import indexed, normal

SAME = [
    ("données", "donnees", "donnée", "DONNÉES", "Donnée"),
    ("hébergeur", "hébergement", "hébergeurs", "hebergement", "héberger", "hébergé", "hébergée"),
    ("annulation", "annulations", "annuler", "annulé", "annulée", "annule"),
    ("santé", "sante", "SANTÉ"),
    ("marché", "marchés", "marche"),
    ("procédure", "procédures", "procedure"),
    ("attribution", "attributions", "attribuer", "attribué", "attribuées"),
    ("publique", "publiques"),
    ("national", "nationale", "nationales"),
]
APART = [
    ("santé", "sanction"),
    ("marché", "marchandise"),
    ("hébergeur", "herbe"),
    ("cloud", "clou"),
    ("appel", "appareil"),
]


@pytest.mark.parametrize("words", SAME, ids=lambda words: words[0])
def test_forms_of_one_word_meet(words: tuple[str, ...]) -> None:
    assert {normal(word) for word in words} == {normal(words[0])}


@pytest.mark.parametrize(("left", "right"), APART)
def test_other_words_do_not_meet(left: str, right: str) -> None:
    assert normal(left) != normal(right)


@pytest.mark.parametrize(
    "elided", ["l'hébergement", "d’hébergement", "qu'hébergement", "jusqu’hébergement", "L’HÉBERGEMENT"]
)
def test_an_elided_article_is_no_word(elided: str) -> None:
    assert indexed(elided) == indexed("hébergement")
