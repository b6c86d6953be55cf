import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.language import detect

FRENCH = "Le marché a été attribué hier par la centrale d'achat, selon le ministère."
ENGLISH = "The contract was awarded yesterday by the central purchasing body, the ministry said."


@pytest.mark.parametrize(("text", "code"), [(FRENCH, "fr"), (ENGLISH, "en"), (FRENCH * 5000, "fr")])
def test_the_language_of_a_text(text, code):
    assert detect(text) == code


@pytest.mark.parametrize("text", ["", "?", "Scaleway", "Cloud"])
def test_a_short_text_is_in_the_language_expected(text):
    assert detect(text) == "fr"
    assert detect(text, "en") == "en"


@given(st.text())
def test_only_two_languages(text):
    assert detect(text) in ("fr", "en")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Appel d'offres : Scaleway, OVHcloud, Cloud Temple et S3NS candidats déclarés ; choix fin mars.", "fr"),
        ("Tender: Scaleway, OVHcloud, Cloud Temple and S3NS bidding; choice expected at the end of March.", "en"),
        ("« The Health Data Hub is not for sale », a dit la ministre devant les députés de la commission.", "fr"),
    ],
)
def test_few_common_words_or_some_of_both(text, code):
    assert detect(text) == code
