"""The same dates through a spaCy pipeline."""

from datetime import UTC, datetime

import pytest
import spacy
from spacy.language import Language

from nlp.dates import component, parse

DAY = datetime(2026, 2, 10, 8, tzinfo=UTC)
TEXT = "Le marché, lancé hier, sera attribué d'ici la fin mars pour quatre ans. La ministre l'a dit vendredi."


@pytest.fixture(scope="module")
def pipeline() -> Language:
    nlp = spacy.blank("fr")
    nlp.add_pipe("timex")
    return nlp


def test_a_pipeline_finds_what_parse_finds(pipeline):
    doc = pipeline.make_doc(TEXT)
    doc._.published = DAY
    spans = pipeline(doc).spans[component.KEY]
    wanted = parse(TEXT, DAY)
    assert [span._.date for span in spans] == [mention.date for mention in wanted]
    assert [span.label_ for span in spans] == ["DATE", "DATE", "DURATION", "DATE"]
    assert all(mention.text in span.text for span, mention in zip(spans, wanted, strict=True))


def test_without_publication_relative_dates_stay_unresolved(pipeline):
    doc = pipeline(TEXT)
    assert [span._.date for span in doc.spans[component.KEY]] == [mention.date for mention in parse(TEXT, None)]


def test_many_texts_and_an_empty_one(pipeline):
    assert [len(doc.spans[component.KEY]) for doc in pipeline.pipe(["En 2019.", "", "Rien."])] == [1, 0, 0]
