"""Whatever the text: no crash, true offsets, true bounds, and time that grows like the text."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from edtf_validate.valid_edtf import is_valid
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nlp.dates import parse
from nlp.dates.grammar import PATTERNS, TRIGGER
from nlp.dates.text import fold

DAY = datetime(2026, 2, 10, 8, tzinfo=UTC)
VOCABULARY = """
le du au les en à de d' l' et ou , . : - / ( ) ' 1er 3 12 30 31 99 2026 1998 0000 mars avril fév. sept mai lundi mardi
jeudi week-end semaine mois an ans année jours heures h 12h30 midi minuit matin soir nuit hier demain aujourd'hui veille
lendemain prochain dernière dernier suivant passé fin début mi- courant premier deuxième 2e trimestre semestre siècle
XXe années 90 été hiver printemps Noël Pâques rentrée quinzaine dans sous il y a depuis jusqu'au avant après d'ici entre
tous chaque par plusieurs quelques trois quinze cent plus tard de sera a 30/03/2026 2026-03-30 9/2/26 T1 âgé euros
2026-03-30T12:00:00+02:00 bientôt récemment venir ce cette -là
"""
WORDS = [*re.findall(r"\S+", VOCABULARY), "\n"]
MOMENTS = st.dates(date(1950, 1, 1), date(2100, 1, 1)).map(lambda day: datetime(*day.timetuple()[:3], 8, tzinfo=UTC))
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.one_of(st.none(), MOMENTS))
def test_offsets_order_and_bounds(text: str, published: datetime | None):
    last = 0
    for mention in parse(text, published):
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.start >= last, "mentions overlap"
        last = mention.end
        found = mention.date
        assert found.timex.value
        if found.earliest and found.latest:
            assert found.earliest <= found.latest
        if found.edtf and "XXXX" not in found.edtf:
            assert is_valid(found.edtf), found


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_folding_keeps_the_length(text: str):
    assert len(fold(text)) == len(text)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example("31")
@example("Q1 H00")
@example("VENDREDI SAINT")
def test_the_windows_hide_nothing(text: str):
    """What a pattern finds holds a trigger, or it would depend on its neighbours whether it is seen."""
    folded = fold(text)
    for row in PATTERNS:
        for match in row.pattern.finditer(folded):
            seen = {trigger.lastgroup for trigger in TRIGGER.finditer(folded)}
            assert seen & (row.kinds | {"C"}), match[0]
            assert row.may_stand(match[0], row.kinds)


LONG = 100_000
HARD = {
    "spaces after a day": "lundi" + " " * LONG,
    "days": "30 " * (LONG // 3),
    "a list of days": "lundi 3, " * (LONG // 9),
    "days and dashes": "3-" * (LONG // 2),
    "digits": "1" * LONG,
    "years in one word": ("2026" + "a" * 150) * (LONG // 154),
    "numbers in words": "vingt et un " * (LONG // 12),
    "spaces between": "fin de l'année " + "  de " * (LONG // 5),
    "without end": "le premier lundi de " * (LONG // 20),
    "apart": "actuellement, trois jours plus tard, " * (LONG // 36),
    "references then counting": "actuellement " * (LONG // 26) + "deux jours après " * (LONG // 34),
    "verbs": "sera été a été signé le " * (LONG // 24),
    "newlines": "30\n" * (LONG // 3),
    "nested lists": "les 1, 2, 3, 4, " * (LONG // 16),
    "one word": "era" * (LONG // 3) + " lundi",
    "quotes": "d'" * (LONG // 2),
    "nothing": "x" * LONG,
    "months": "mars " * (LONG // 5),
    "hours": "12 h 30 " * (LONG // 8),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_long_and_hard_texts_are_read_in_time(text: str):
    for mention in parse(text, DAY):
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", [row.name for row in PATTERNS])
def test_every_pattern_is_linear_in_repeats_of_what_it_likes(name: str):
    """Its own words repeated: a pattern that backtracks without bound would not come back."""
    liked = ("mars ", "lundi ", " \t ", "12 ", "mois ", "de la ", "premier ", "fin de l'année ", "2026 ")
    for pattern in (row.pattern for row in PATTERNS if row.name == name):
        for piece in liked:
            assert sum(1 for _ in pattern.finditer(piece * 10_000)) <= 60_000


def test_no_expression_of_the_gold_lacks_the_words_that_its_row_needs():
    marked = (Path(__file__).parents[2] / "gold" / "dates.txt").read_text("utf-8")
    folded = fold(re.sub(r"\{\{([^|]*)\|[^}]*\}\}", r"\1", marked))
    found = [(row, match[0]) for row in PATTERNS if row.needed for match in row.pattern.finditer(folded)]
    assert len({row.name for row, _ in found}) > 20
    assert all(row.may_stand(words, row.kinds) for row, words in found)


def test_a_few_hundred_real_shapes_survive_truncation():
    text = "Depuis le lundi 9 février 2026 à 12 h 30, et jusqu'à la fin du premier trimestre de l'année prochaine."
    for size in range(len(text)):
        for mention in parse(text[:size], DAY):
            assert re.match(r"\S", mention.text)
