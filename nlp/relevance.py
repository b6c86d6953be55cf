"""Is a document about the affair? Lexical, explained, and quick enough to ask of everything."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from nlp.normal import words
from nlp.types import Relevance, RelevanceRules, Together

STRONG, CONTEXT, EXCLUDE = 3.0, 1.0, -3.0
_KEY = 3  # letters by which a prefix term is found


@dataclass(frozen=True, slots=True, eq=False)
class _Term:
    text: str  # as written in the topic
    words: tuple[str, ...]
    weight: float
    prefix: bool  # "héberg*": the last word may go on

    def at(self, found: list[str], index: int) -> bool:
        """Whether the term stands at ``index``."""
        if not self.prefix and len(self.words) == 1:
            return found[index] == self.words[0]
        last = index + len(self.words) - 1
        if last >= len(found) or tuple(found[index:last]) != self.words[:-1]:
            return False
        return found[last].startswith(self.words[-1]) if self.prefix else found[last] == self.words[-1]


class _Meeting:
    """Words that tell the affair when they meet."""

    def __init__(self, rule: Together) -> None:
        self._groups = [(group, frozenset(group)) for group in rule.all]
        self._without = frozenset(rule.without)

    def meeting(self, met: Collection[str]) -> list[str]:
        """One word met of every group; nothing when a group is missing or a word that must not be there is."""
        if not self._without.isdisjoint(met) or any(words.isdisjoint(met) for _, words in self._groups):
            return []
        return [next(word for word in group if word in met) for group, _ in self._groups]


Met = tuple[int, int, _Term]  # first word, past the last word
Counted = tuple[tuple[str, float], ...]  # terms with their weights, in text order


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
        self._together = [_Meeting(rule) for rule in rules.together]
        for rule in rules.together:
            for text in (*chain.from_iterable(rule.all), *rule.without):
                self._add(text, 0.0)
        self._anchors = {*rules.anchors, *rules.strong}
        self._start = 0.0 if rules.strong or rules.context or rules.together else rules.threshold

    def __call__(self, title: str, text: str) -> Relevance:
        """Score a document by its title and text."""
        terms = self._counted([term for _, _, term in self._met(words(f"{title}\n{text}"))])
        score = self._start + sum(weight for _, weight in terms)
        return Relevance(score, score >= self._rules.threshold, terms)

    def parts(self, texts: Iterable[str]) -> "Parts":
        """The terms of a text by the parts that it is cut into: found once, asked for often."""
        split = [words(text) for text in texts]
        edges = list(accumulate(map(len, split), initial=0))
        return Parts(self._counted, edges, self._met(list(chain.from_iterable(split))))

    def _counted(self, met: Iterable[_Term]) -> Counted:
        """Those of the terms met that count, once each."""
        found = dict.fromkeys(met)
        texts = {term.text: None for term in found}
        if not texts:
            return ()
        anchored = not self._rules.anchors or not self._anchors.isdisjoint(texts)
        terms = [(t.text, t.weight) for t in found if t.weight and (anchored or t.weight != CONTEXT)]
        terms += [(" + ".join(pair), STRONG) for rule in self._together if (pair := rule.meeting(texts))]
        return tuple(terms)

    def _add(self, text: str, weight: float) -> None:
        prefix = text.endswith("*")
        if forms := words(text):
            short = prefix and len(forms) == 1
            held = self._terms[forms[0][:_KEY] if short else forms[0]]
            if all((term.text, term.weight) != (text, weight) for term in held):
                held.append(_Term(text, tuple(forms), weight, prefix))

    def _met(self, text: list[str]) -> list[Met]:
        """Every term met, wherever it stands, in text order."""
        keys = self._terms
        places = [(at, word) for at, word in enumerate(text) if word in keys or word[:_KEY] in keys]
        return [
            (at, at + len(term.words), term)
            for at, word in places
            for key in dict.fromkeys((word, word[:_KEY]))
            for term in keys.get(key, ())
            if term.at(text, at)
        ]


class Parts:
    """Terms of a text that is cut into parts, between which none stands."""

    def __init__(self, counted: Callable[[Iterable[_Term]], Counted], edges: Sequence[int], met: Sequence[Met]) -> None:
        self._counted, self._edges, self._met = counted, edges, met
        self._starts = [start for start, _, _ in met]

    def terms(self, *runs: tuple[int, int]) -> Counted:
        """What counts in these runs of parts, [first, past the last) each, as though they were the whole text."""
        return self._counted(term for run in runs for term in self._inside(*run))

    def _inside(self, first: int, last: int) -> Iterator[_Term]:
        left, right = self._edges[first], self._edges[last]
        for _, end, term in self._met[bisect_left(self._starts, left) : bisect_left(self._starts, right)]:
            if end <= right:
                yield term
