"""Is a document about the affair? Lexical, explained, and quick enough to ask of everything."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain

from nlp.normal import words
from nlp.types import Relevance, RelevanceRules, Together

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
    Words that tell the affair only ``together`` weigh 3 when they meet. A topic that names none of
    these takes all that its sources give, but for what it excludes.
    """

    def __init__(self, rules: RelevanceRules) -> None:
        self._rules = rules
        self._terms: dict[str, list[_Term]] = defaultdict(list)
        groups = ((rules.strong, STRONG), (rules.exclude, EXCLUDE), (rules.context, CONTEXT), (rules.anchors, 0.0))
        for texts, weight in groups:
            for text in texts:
                self._add(text, weight)
        for rule in rules.together:
            for text in (*chain.from_iterable(rule.all), *rule.without):
                self._add(text, 0.0)
        self._anchors = {*rules.anchors, *rules.strong}
        self._start = 0.0 if rules.strong or rules.context or rules.together else rules.threshold

    def __call__(self, title: str, text: str) -> Relevance:
        """Score a document by its title and text."""
        found = self._found(words(f"{title}\n{text}"))
        met = {term.text: None for term in found}
        anchored = not self._rules.anchors or not self._anchors.isdisjoint(met)
        terms = [(t.text, t.weight) for t in found if t.weight and (anchored or t.weight != CONTEXT)]
        terms += [(" + ".join(pair), STRONG) for rule in self._rules.together if (pair := _meeting(rule, met))]
        score = self._start + sum(weight for _, weight in terms)
        return Relevance(score, score >= self._rules.threshold, tuple(terms))

    def _add(self, text: str, weight: float) -> None:
        prefix = text.endswith("*")
        if forms := words(text):
            term = _Term(text, tuple(forms), weight, prefix)
            short = prefix and len(forms) == 1
            held = self._terms[forms[0][:_KEY] if short else forms[0]]
            if term not in held:
                held.append(term)

    def _found(self, text: list[str]) -> list[_Term]:
        """Every term met, once each, in text order."""
        found: dict[_Term, None] = {}
        for index, word in enumerate(text):
            for key in (word, word[:_KEY]):
                for term in self._terms.get(key, ()):
                    if term not in found and term.at(text, index):
                        found[term] = None
        return list(found)


def _meeting(rule: Together, met: Collection[str]) -> list[str]:
    """One word met of every group; nothing when a group is missing or a word that must not be there is."""
    firsts = [next((word for word in group if word in met), "") for group in rule.all]
    return firsts if all(firsts) and not any(word in met for word in rule.without) else []
