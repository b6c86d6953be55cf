"""What a topic's author writes is words, never a regular expression: nothing there can take for ever."""

from crawler.laws.phrases import finder
from nlp.relevance import Scorer
from nlp.types import RelevanceRules

CATASTROPHE = "(a+)+$"
VICTIM = "a" * 50_000 + "!"


def test_a_catastrophic_expression_is_a_phrase_like_any_other() -> None:
    assert not finder(CATASTROPHE)(VICTIM)
    rules = RelevanceRules(strong=(CATASTROPHE, "(x+x+)+y"), context=("(a|a)*b",), threshold=3)
    assert not Scorer(rules)("Titre", VICTIM).relevant
