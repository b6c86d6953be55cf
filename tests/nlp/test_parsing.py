"""Only what may say a decision is parsed, as well as though all were."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Token

from nlp import parsing
from nlp.pipeline import load
from nlp.sentences import sentences

TEXT = (
    "Scaleway a été retenu jeudi 23 avril, a dit Stéphanie Rist.  La plateforme compte cent salariés.\n"
    "Les données auront quitté Microsoft « d'ici à la fin de l'année »."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def read(nlp: Language, text: str) -> Doc:
    (doc,) = parsing.recognised(nlp, [text])
    return doc


def told(token: Token) -> tuple[str, str, str, int]:
    return token.pos_, str(token.morph), token.dep_, token.head.i


def test_words_are_recognised_before_any_is_parsed(nlp):
    doc = read(nlp, TEXT)
    assert [entity.text for entity in doc.ents] == [entity.text for entity in nlp(TEXT).ents]
    assert {told(token)[:3] for token in doc} == {("", "", "")}


def test_a_text_that_is_wanted_whole_is_parsed_as_the_model_does(nlp):
    doc, whole = read(nlp, TEXT), nlp(TEXT)
    parsing.parse(nlp, [(doc, [(0, len(TEXT))])])
    assert [told(token) for token in doc if not token.is_space] == [told(t) for t in whole if not t.is_space]
    assert [entity.text for entity in doc.ents] == [entity.text for entity in whole.ents]


def test_the_words_of_other_sentences_stay_as_they_are(nlp):
    doc, (first, second, third) = read(nlp, TEXT), sentences(TEXT)
    parsing.parse(nlp, [(doc, [first, third])])
    assert all(token.pos_ and token.dep_ for token in doc if not second[0] <= token.idx < second[1] and token.is_alpha)
    assert all(told(token) == ("", "", "", token.i) for token in doc if second[0] <= token.idx < second[1])
    verb = next(token for token in doc if token.text == "quitté")
    assert verb.pos_ == "VERB" and "données" in {child.text for child in verb.children}


def test_nothing_wanted(nlp):
    parsing.parse(nlp, [])


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_is_wanted_of_any_text_is_parsed(nlp, data):
    words = data.draw(st.lists(st.sampled_from([*TEXT.split(), "\n", " ", "😀", "l'"]), min_size=1, max_size=30))
    text = " ".join(words)
    wanted = data.draw(st.lists(st.sampled_from(sentences(text) or [(0, len(text))]), unique=True).map(sorted))
    doc = read(nlp, text)
    parsing.parse(nlp, [(doc, wanted)] if wanted else [])
    inside = [any(left <= token.idx < right for left, right in wanted) for token in doc]
    assert [bool(token.dep_) for token in doc if not token.is_space] == [
        chosen for chosen, token in zip(inside, doc, strict=True) if not token.is_space
    ]
    assert all(inside[token.head.i] == inside[token.i] for token in doc)
