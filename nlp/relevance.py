"""Is a document about the affair? Lexical, explained, and quick enough to ask of everything."""

from collections import defaultdict
from dataclasses import dataclass

from nlp.normal import words
from nlp.types import Relevance, RelevanceRules

STRONG, CONTEXT, EXCLUDE = 3.0, 1.0, -3.0
_KEY = 3  # letters by which a prefix term is found


@dataclass(frozen=True, slots=True)
class _Term:
    text: str  # as written in the topic
    words: tuple[str, ...]
    weight: float
    prefix: bool  # "héberg*": the last word may go on

    def at(self, found: list[str], index: int) -> bool:
        """Whether the term stands at ``index``."""
        last = index + len(self.words) - 1
        if last >= len(found) or tuple(found[index:last]) != self.words[:-1]:
            return False
        return found[last].startswith(self.words[-1]) if self.prefix else found[last] == self.words[-1]


class Scorer:
    """Scores texts under ``rules``.

    Each strong term weighs 3, each excluded one −3, each context term 1, however often it comes. Context counts
    only in a text that has one of the ``anchors``, when the topic gives any: a cloud tender is not a health affair.
    """

    def __init__(self, rules: RelevanceRules) -> None:
        self._rules = rules
        self._terms: dict[str, list[_Term]] = defaultdict(list)
        groups = ((rules.strong, STRONG), (rules.exclude, EXCLUDE), (rules.context, CONTEXT), (rules.anchors, 0.0))
        for texts, weight in groups:
            for text in texts:
                self._add(text, weight)

    def __call__(self, title: str, text: str) -> Relevance:
        """Score a document by its title and text."""
        found = self._found(words(f"{title}\n{text}"))
        anchored = not self._rules.anchors or any(term.weight in (0.0, STRONG) for term in found)
        counted = [term for term in found if term.weight and (anchored or term.weight != CONTEXT)]
        score = sum(term.weight for term in counted)
        terms = tuple((term.text, term.weight) for term in counted)
        return Relevance(score, score >= self._rules.threshold, terms)

    def _add(self, text: str, weight: float) -> None:
        prefix = text.endswith("*")
        if forms := words(text):
            term = _Term(text, tuple(forms), weight, prefix)
            short = prefix and len(forms) == 1
            self._terms[forms[0][:_KEY] if short else forms[0]].append(term)

    def _found(self, text: list[str]) -> list[_Term]:
        """Every term met, once each, in text order."""
        found: dict[_Term, None] = {}
        for index, word in enumerate(text):
            for key in (word, word[:_KEY]):
                for term in self._terms.get(key, ()):
                    if term not in found and term.at(text, index):
                        found[term] = None
        return list(found)
