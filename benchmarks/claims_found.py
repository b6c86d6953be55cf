"""The claims of gold texts that the reader finds, each with the gold's: what the judges of claims learn from."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from benchmarks.claim_scores import Found, score
from benchmarks.evaluate_claims import flat
from nlp import parsing
from nlp.claims.extract import Extractor, Read
from nlp.claims.procedures import Procedures
from nlp.pipeline import load
from nlp.reader import Reader
from tests.gold.marked import Gold, MarkedClaim
from veilleur.topic import loads, preset


class Paired(NamedTuple):
    """One claim of the gold and the one that was found for it."""

    entry: str
    gold: MarkedClaim
    found: Found
    read: Read


def paired(golds: Sequence[tuple[str, Gold]], *, firm: bool) -> Iterator[Paired]:
    """The claims of ``golds`` that the rules find; ``firm``: with the statuses that were learned."""
    affair = loads(preset(), None).affair
    reader, parse = Reader(affair), partial(parsing.parse, load())
    extractor = Extractor(Procedures(affair.procedures), reader.scorer)
    how = extractor.firm if firm else extractor.read
    for source, gold in golds:
        [read] = how(list(reader.texts([(gold.title, gold.text, gold.published)])), parse)
        found = [flat(one.claim) for one in read]
        own = {id(claim): one for claim, one in zip(found, read, strict=True)}
        for wanted, one in score([gold], [found]).pairs:
            yield Paired(source + gold.id, wanted, one, own[id(one)])
