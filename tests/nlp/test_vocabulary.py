"""The vocabulary held small: everything is read as the published model reads it."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from srsly import msgpack

from nlp import pipeline
from nlp.vocabulary import SortedRows
from tests.gold.marked import Gold

ODD = [
    "",
    " \n\t ",
    "LE MARCHÉ DU HEALTH DATA HUB EST ATTRIBUÉ À SCALEWAY, AUJOURD'HUI.",
    "Qu'est-ce que c'est que ça ? M. Dupont (dir. de l'ANSSI) n'y croit pas : « 1,5 M€ », dit-il…",
    "The award was expected by the end of March 2026; it came on 23 April.",
    "hébergementsouverainisation xqzt ﬁnal 👩‍⚕️ https://exemple.test/a?b=c n°26-46337 d’ici là -t-il",
]
HASHES = st.integers(0, 2**64 - 1)


@pytest.fixture(scope="module")
def published() -> Language:
    """The model as spaCy loads it, but for the lemmatizer."""
    return spacy.load(pipeline.MODEL, exclude=["lemmatizer"])


@pytest.fixture(scope="module")
def ours() -> Language:
    return pipeline.bare()


def test_every_text_is_read_as_the_published_model_reads_it(
    published: Language, ours: Language, gold_texts: list[Gold]
) -> None:
    texts = [*ODD, *(gold.text for gold in gold_texts)]
    for theirs, read in zip(published.pipe(texts), ours.pipe(texts), strict=True):
        assert read.to_json() == theirs.to_json()  # words, tags, morphology, heads, relations, sentences, entities
        assert (read.tensor == theirs.tensor).all()
        assert (_vectors(read) == _vectors(theirs)).all()
        assert _lexemes(read) == _lexemes(theirs)


def _vectors(doc: Doc) -> np.ndarray:
    return np.array([[*word.vector, word.has_vector, word.is_oov] for word in doc])


def _lexemes(doc: Doc) -> list[tuple[object, ...]]:
    return [(w.rank, w.norm_, w.shape_, w.prefix_, w.suffix_, w.lower_, w.is_stop, w.like_num) for w in doc]


def test_every_word_has_the_vector_it_was_published_with(published: Language, ours: Language) -> None:
    theirs, read = published.vocab.vectors, ours.vocab.vectors
    assert (read.n_keys, read.shape) == (theirs.n_keys, theirs.shape)
    assert dict(read.key2row) == theirs.key2row
    assert (read.data == theirs.data).all()


def test_words_are_found_by_spelling_and_by_row(published: Language, ours: Language) -> None:
    theirs, read = published.vocab.vectors, ours.vocab.vectors
    words = ["données", "santé", "xqztv", ""]
    assert read.find(keys=words).tolist() == theirs.find(keys=words).tolist()
    assert [read.find(key=word) for word in words] == [theirs.find(key=word) for word in words]
    row = theirs.find(key="santé")
    assert read.find(key=read.find(row=row)) == row


@given(st.dictionaries(HASHES, st.integers(0, 2**31 - 1), min_size=1), st.lists(HASHES))
def test_sorted_rows_answer_as_a_dict_does(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[int, int], others: list[int]
) -> None:
    path = Path(tmp_path_factory.mktemp("rows")) / "key2row"
    path.write_bytes(msgpack.packb(rows))
    found, asked = SortedRows.read(path), [*rows, *others]
    assert dict(found) == rows
    assert [found.get(word, -1) for word in asked] == [rows.get(word, -1) for word in asked]
    assert found.of(np.array(asked, np.uint64)).tolist() == [rows.get(word, -1) for word in asked]
