"""Trains the classifier of decisions (nlp/claims/classifier.py) and measures it out of fold.

    python -m benchmarks.train_claims --folds 5     figures only, by weights that never saw the entry
    python -m benchmarks.train_claims --out nlp/claims/weights/claims.npz

It learns from tests/gold/training, the dev half of tests/gold and, where ../shared is there, the dev half of its texts.
"""

import argparse
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import train_convolution, train_windows
from benchmarks.claim_sets import Piece, pieces, training
from nlp.claims import convolution, stored, windows
from nlp.claims.classifier import CONVOLUTIONS, Classifier
from nlp.claims.words import Floats
from nlp.pipeline import load
from nlp.reader import Reader
from veilleur.topic import loads, preset

SIZE = 120  # of a word vector after projection


def projection(texts: Sequence[str]) -> Floats:
    """The axes along which the words of ``texts`` differ most, (300, SIZE)."""
    nlp = load()
    words = [t for text in texts for t in nlp.make_doc(text) if t.is_alpha and t.has_vector and not t.is_stop]
    vectors = np.array([t.vector / t.vector_norm for t in words])
    return np.linalg.svd(vectors.T @ vectors)[0][:, :SIZE].astype(np.float32)


def learn(found: Sequence[Piece], axes: Floats) -> Classifier:
    """A classifier that has seen ``found``."""
    return Classifier(
        axes, train_windows.learn(found), tuple(train_convolution.learn(found, seed) for seed in range(CONVOLUTIONS))
    )


def packed(classifier: Classifier) -> dict[str, Any]:
    """The arrays of the file."""
    return {
        "projection": classifier.projection.astype(np.float16),
        **stored.packed(vars(classifier.windows), windows.HALVES, windows.WORDS, "windows."),
        **{
            key: array
            for at, network in enumerate(classifier.convolutions)
            for key, array in stored.packed(
                vars(network), convolution.HALVES, convolution.WORDS, f"convolution {at}."
            ).items()
        },
    }


def logits(classifier: Classifier, found: Sequence[Piece]) -> Floats:
    """(sentences, types), as the classifier gives them."""
    data = train_windows.batch(found, dict(classifier.windows.vocabulary))
    said = [train_windows.logits(classifier.windows, data)]
    said += [train_convolution.logits(network, found) for network in classifier.convolutions]
    return np.asarray(sum(said) / len(said), np.float32)


def folds(found: Sequence[Piece], axes: Floats, count: int) -> Iterator[tuple[Piece, Floats]]:
    """(piece, its logits by weights that never saw its text)."""
    for fold in range(count):
        inside = [p for p in found if zlib.crc32(p.text.encode()) % count != fold]
        classifier = learn(inside, axes)
        outside = [p for p in found if zlib.crc32(p.text.encode()) % count == fold]
        yield from zip(outside, logits(classifier, outside), strict=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    began = time.monotonic()
    reader = Reader(loads(preset(), None).affair)
    golds = training()
    axes = projection([gold.text for _, gold in golds])
    found = list(pieces(reader, golds, axes))
    print(len(found), "sentences", Counter(p.source for p in found), f"{time.monotonic() - began:.0f} s", flush=True)
    if options.folds:
        from benchmarks.claim_folds import report

        print(*report(list(folds(found, axes, options.folds))), sep="\n")
    if options.out:
        options.out.parent.mkdir(exist_ok=True)
        np.savez_compressed(options.out, **packed(learn(found, axes)))
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
