"""Tags and parses what is to be, and leaves the rest of a text alone.

Tagging and parsing take more than half of the model's time, and only sentences that say a decision need either: what a
text says, of whom and when, is seen without (docs/decisions/reading.md).
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IDX, MORPH, ORTH, POS, SPACY
from spacy.language import Language
from spacy.tokens import Doc

Span = tuple[int, int]  # offsets in a text
Wanted = tuple[Doc, Sequence[Span]]  # spans in text order

PARSERS = ("tok2vec", "morphologizer", "parser")
UNREAD = ("attribute_ruler",)  # it copies parts of speech into tags, which no rule reads
_PARSED = [POS, MORPH, DEP, HEAD]


def recognised(nlp: Language, texts: Sequence[str]) -> Iterable[Doc]:
    """The words of ``texts`` and their entities, unparsed."""
    return nlp.pipe(texts, batch_size=max(1, len(texts)), disable=[*PARSERS, *UNREAD])


def parse(nlp: Language, wanted: Sequence[Wanted]) -> None:
    """Tag and parse the words of these spans, in place: words of the others have neither tag nor head."""
    chosen = [_words(doc, spans) for doc, spans in wanted]
    cut = [_cut(doc, words) for (doc, _), words in zip(wanted, chosen, strict=True)]
    parsed = nlp.pipe(cut, batch_size=max(1, len(cut)), disable=["ner", *UNREAD])
    for (doc, _), words, part in zip(wanted, chosen, parsed, strict=True):
        _write(doc, words, part)


def _words(doc: Doc, spans: Sequence[Span]) -> NDArray[np.int64]:
    """Indices of the words that begin in ``spans``, ascending."""
    edges = np.searchsorted(doc.to_array(IDX), np.array(spans, np.uint64).reshape(-1, 2))
    return np.unique(np.concatenate([np.arange(first, last) for first, last in edges.tolist()]))


def _cut(doc: Doc, words: NDArray[np.int64]) -> Doc:
    orths, spaces = doc.to_array([ORTH, SPACY])[words].T.tolist()
    return Doc(doc.vocab, words=orths, spaces=[space > 0 for space in spaces])


def _write(doc: Doc, words: NDArray[np.int64], part: Doc) -> None:
    """Give ``words`` of ``doc`` what was found of them apart; heads are told from where each word stands."""
    found = part.to_array(_PARSED)
    heads = words[np.arange(len(words)) + found[:, -1].astype(np.int64)] - words
    values = np.zeros((len(doc), len(_PARSED)), np.uint64)
    values[words] = np.column_stack([found[:, :-1], heads.astype(np.uint64)])
    doc.from_array(_PARSED, values)  # type: ignore[arg-type]  # thinc's name of the same array
