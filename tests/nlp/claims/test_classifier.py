"""The classifier of decisions: what it sees, what it must not see, how it works with the lexicon, how it is trained."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import claim_sets, train_claims, train_convolution, train_windows
from nlp.claims import classifier, words
from nlp.claims.classifier import Classifier, Guess, guesses, shipped, unpacked
from nlp.claims.convolution import encode, encoder, fill, flat
from nlp.claims.spotting import Spotted, spotted
from nlp.claims.text import Text
from nlp.claims.thesaurus import NAMES, concepts
from nlp.claims.triggers import triggers
from nlp.claims.windows import Windows
from nlp.parsing import parse
from nlp.pipeline import load
from nlp.types import ClaimType
from tests.gold.marked import Gold

DAY = datetime(2026, 2, 10, 8, tzinfo=UTC)


def _text(reader, words: str) -> Text:
    return next(reader.texts([("Health Data Hub", words, DAY)]))


def _guesses(text: Text, sentences: Sequence[tuple[int, int]], weights: Classifier | None = None) -> list[Guess | None]:
    return guesses([text], [sentences], weights or shipped())[0]


def _guess(reader, words: str, weights: Classifier | None = None) -> Guess | None:
    return _guesses(_text(reader, words), [(0, len(words))], weights)[0]


def _heads(guess: Guess, text: Text) -> dict[ClaimType, tuple[int, int]]:
    return {kind: guess.head(kind, text.words) for kind in ClaimType}


def _spotted(reader, words: str) -> set[ClaimType]:
    text = _text(reader, words)
    guess = _guesses(text, [(0, len(words))])[0]
    return {trigger.type for trigger in spotted(text.masked, 0, len(words), guess).triggers(text.words)}


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("appel d' offres", "tender"),
        ("mises en concurrence", "tender"),
        ("enterra", "cancel"),
        ("tire un trait", "cancel"),
        ("auditionnee", "hear"),
        ("council of state", "court"),
    ],
)
def test_a_family_holds_words_phrases_and_stems(words, concept):
    found = {NAMES[at] for at, first, last in concepts(words.split()) if (first, last) == (0, len(words.split()))}
    assert concept in found


@given(st.lists(st.text(alphabet="abdeflnoprst'-é", max_size=8), max_size=12))
def test_concepts_stand_inside_the_words(words):
    assert all(0 <= first < last <= len(words) for _, first, last in concepts(words))


def test_no_company_person_or_date_is_learned(reader):
    one = _guess(reader, "Damien Lucas assure que Scaleway ouvrira le service le 12 mars 2027.")
    other = _guess(reader, "Octave Klaba assure que Microsoft ouvrira le service le 30 juin 2029.")
    assert one.sure == pytest.approx(other.sure, abs=1e-4)


def test_the_head_is_a_word_of_the_sentence(reader):
    words = "La ministre a dévoilé le nom. Les données partiront chez Scaleway avant Noël."
    text = _text(reader, words)
    left, right = text.sentences[1]
    guess = _guesses(text, [(left, right)])[0]
    assert guess is not None
    assert all(left <= start < end <= right for start, end in _heads(guess, text).values())
    assert re.fullmatch(r"\w+", words[slice(*guess.head(ClaimType.MIGRATION, text.words))])


def test_once_parsed_a_verb_heads_rather_than_a_word_that_no_status_can_be_told_from(reader):
    text = _text(reader, "Officiellement, le groupement a jeté son dévolu sur Scaleway.")
    guess = _guesses(text, text.sentences)[0]
    assert guess is not None and text.doc is not None
    everywhere = np.zeros_like(guess.scores)  # every word says every type alike
    parse(load(), [(text.doc, text.sentences)])
    head = replace(guess, scores=everywhere).head(ClaimType.AWARD, text.words)
    assert text.text[slice(*head)] == "jeté"


def test_a_type_said_again_in_another_part_of_the_sentence_is_found_there_too(reader):
    words = "Olivier Véran promettait de quitter Azure fin 2022 ; Stéphanie Combes parle de 2025 pour la bascule."
    text = _text(reader, words)
    guess = _guesses(text, [(0, len(words))])[0]
    found = spotted(text.masked, 0, len(words), guess).triggers(text.words)
    heads = [trigger.head[0] for trigger in found if trigger.type == ClaimType.MIGRATION]
    assert len(heads) == 2 and heads[0] < words.index(";") < heads[1]


def test_a_part_of_a_sentence_says_no_more_than_the_whole(reader):
    words = "La Cnil a autorisé l'entrepôt le 3 juin ; rien d'autre n'a changé."
    text = _text(reader, words)
    guess = _guesses(text, [(0, len(words))])[0]
    assert guess is not None
    whole = guess.part(ClaimType.AUTHORISATION, text.words, (0, len(words)))
    first, second = (0, words.index(";")), (words.index(";"), len(words))
    parts = [guess.part(ClaimType.AUTHORISATION, text.words, part) for part in (first, second)]
    assert whole == pytest.approx(guess.sure[ClaimType.AUTHORISATION]) and max(parts) <= whole + 1e-6
    assert parts[0] > parts[1] and guess.part(ClaimType.AUTHORISATION, text.words, (0, 0)) == -np.inf


def test_a_sentence_without_words_gets_no_guess(reader):
    assert _guess(reader, "12,5 % (2026) : 30 !") is None


TOLD = (
    "La Cnil a autorisé l'entrepôt le 3 juin 2025.",
    "12,5 % (2026) : 30 !",
    "Le marché sera notifié à Scaleway, qui tire un trait sur Azure, d'ici à la fin mars.",
    "Clara Chappaz, ministre, a promis une mise en concurrence.",
)


def test_a_sentence_is_guessed_alike_by_itself_and_among_other_texts(reader):
    texts = [_text(reader, told) for told in TOLD]
    among = [guess for (guess,) in guesses(texts, [text.sentences for text in texts], shipped())]
    assert len(among) == len(TOLD) and among[1] is None
    for text, guess in zip(texts, among, strict=True):
        (alone,) = _guesses(text, text.sentences)
        assert (alone is None) == (guess is None)
        if alone is not None and guess is not None:
            assert _heads(alone, text) == _heads(guess, text)
            assert alone.sure == pytest.approx(guess.sure, abs=1e-4)


def test_words_forgotten_are_seen_again_as_they_were(reader, monkeypatch):
    before = _guess(reader, TOLD[2])
    monkeypatch.setattr(words, "_KEPT", 0)
    for told in TOLD:
        _guess(reader, told)
    after = _guess(reader, TOLD[2])
    assert before is not None and after is not None
    assert after.words.tolist() == before.words.tolist() and after.sure == pytest.approx(before.sure, abs=1e-4)


def test_what_is_trained_is_what_is_read(reader):
    """The arithmetic of training, a candidate at a time, and that of reading, a word at a time, agree."""
    text = _text(reader, "\n".join(TOLD))
    gold = Gold("1", "", None, text.text, (), ())
    seen = list(claim_sets.split("gold", gold, text, claim_sets.plain(shipped().projection)))
    trained = train_claims.logits(shipped(), seen)
    read = [list(guess.sure.values()) for guess in _guesses(text, text.sentences) if guess is not None]
    assert trained == pytest.approx(np.array(read), abs=1e-3)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Le bail de Microsoft ne sera pas reconduit.", ClaimType.CONTRACT_TERMINATION),
        ("Le groupement a jeté son dévolu sur Scaleway.", ClaimType.AWARD),
        ("La haute juridiction a retoqué la demande des éditeurs.", ClaimType.RULING),
        ("Le patron de l'agence a été cuisiné par les sénateurs.", ClaimType.HEARING),
    ],
)
def test_wordings_that_the_lexicon_does_not_know_are_found(reader, words, kind):
    text = _text(reader, words)
    assert kind not in {trigger.type for trigger in triggers(text.masked, 0, len(words))}
    assert kind in _spotted(reader, words)


@pytest.mark.parametrize(
    "words",
    [
        "Les critères de sélection de l'hébergeur portent sur le prix et la réversibilité.",
        "Le Health Data Hub compte une centaine de salariés et accompagne 230 projets.",
        "L'audience mesurée de ce site progresse.",
    ],
)
def test_background_is_no_decision(reader, words):
    assert not _spotted(reader, words)


def test_an_announcement_only_where_nothing_sharper_is_said(reader):
    found = _spotted(reader, "Le gouvernement a annoncé jeudi l'annulation de l'appel d'offres.")
    assert ClaimType.TENDER_CANCELLATION in found and ClaimType.ANNOUNCEMENT not in found


@pytest.mark.parametrize(("surer", "types"), [(3.0, {ClaimType.AWARD}), (1.0, {ClaimType.AWARD, ClaimType.MIGRATION})])
def test_a_word_says_only_what_it_says_far_more_surely(reader, surer, types):
    text = _text(reader, "Le groupement a choisi Scaleway en remplacement de Microsoft.")
    learned = {ClaimType.AWARD: 0.5 + surer, ClaimType.MIGRATION: 0.5}
    guess = Guess(learned, np.array([3]), np.zeros((1, len(ClaimType)), np.float32))
    assert {trigger.type for trigger in Spotted([], learned, guess).triggers(text.words)} == types


def test_english_is_read_by_its_words(reader):
    assert ClaimType.AWARD in _spotted(reader, "Scaleway has been selected to host the Health Data Hub.")


def _batch(draw: np.random.Generator) -> train_windows.Batch:
    kinds, counts = len(classifier.TYPES), np.array([2, 1, 3])
    names = sp.csr_matrix(draw.random((6, 5)).astype(np.float32).round())
    labels = (draw.random((3, kinds)) > 0.7).astype(np.float32)
    return train_windows.Batch(
        draw.normal(size=(6, 8)).astype(np.float32), names, counts, draw.random((3, 4)).astype(np.float32), labels,
        (draw.random((3, kinds)) > 0.1).astype(np.float32),
    )  # fmt: skip


def test_training_is_seeded_and_learns(monkeypatch):
    monkeypatch.setattr(train_windows, "EPOCHS", 120)
    data = _batch(np.random.default_rng(3))
    one, two = train_windows.fit(data, 7), train_windows.fit(data, 7)
    assert all(np.array_equal(one[key], two[key]) for key in one)
    assert not np.array_equal(one["hidden"], train_windows.fit(data, 8)["hidden"])
    windows = Windows(vocabulary={}, **one)
    right = ((train_windows.logits(windows, data) > 0) == (data.labels > 0)) | (data.asked == 0)
    assert right.mean() > 0.95


def test_a_part_of_the_sentences_is_read_as_among_all():
    data = _batch(np.random.default_rng(5))
    windows = Windows(vocabulary={}, **train_windows.fit(data, 1))
    whole, part = (train_windows.logits(windows, some) for some in (data, data.part(np.array([2, 0]))))
    assert part == pytest.approx(whole[[2, 0]], abs=1e-4)


def test_candidates_share_their_sentence():
    scores, kinds = np.array([[0.0], [2.0], [5.0]], np.float32), np.zeros((2, 1), np.float32)
    data = train_windows.Batch(scores, sp.csr_matrix(scores), np.array([2, 1]), kinds, kinds, kinds)
    whole, share = train_windows.pooled(scores, data)
    assert whole[:, 0] == pytest.approx([np.log(1 + np.exp(2)), 5.0])
    assert share[:2].sum() == pytest.approx(1) and share[2, 0] == pytest.approx(1)


def _pieces(draw: np.random.Generator) -> list[claim_sets.Piece]:
    """Sentences that say the type of their first stem, wherever it stands."""
    kinds = [str(kind) for kind in list(ClaimType)[:3]]
    made: list[claim_sets.Piece] = []
    for number in range(60):
        stems = draw.permutation([kinds[number % 3], "le", "de"]).tolist()
        line = draw.normal(0, 0.1, (3, 8)).astype(np.float32)
        names: list[list[str]] = [[] for _ in stems]
        types = frozenset(kinds[number % 3 : number % 3 + 1])
        told = types, frozenset[str](), frozenset[str]()
        before = made[-1] if number % 2 else None
        made.append(claim_sets.Piece("s", f"{number}", before, line, names, line[0], line, stems, np.arange(3), *told))
    return made


def test_the_convolution_is_seeded_and_learns(monkeypatch):
    monkeypatch.setattr(train_convolution, "EPOCHS", 60)
    monkeypatch.setattr(train_convolution, "RATE", 0.01)
    pieces = _pieces(np.random.default_rng(3))
    one, two = train_convolution.learn(pieces, 7), train_convolution.learn(pieces, 7)
    assert np.array_equal(one.layers, two.layers) and np.array_equal(one.stems, two.stems)
    right = (train_convolution.logits(one, pieces) > 0) == [[kind in p.types for kind in ClaimType] for p in pieces]
    assert right.mean() > 0.99


def test_gradients_are_those_of_the_loss(monkeypatch):
    """Against differences, weight by weight: what goes backwards is what went forwards."""
    draw, pieces = np.random.default_rng(5), _pieces(np.random.default_rng(3))[:4]
    known = train_convolution.vocabulary(pieces * 3)
    monkeypatch.setattr(train_convolution, "DROP_LAYERS", 0.0)
    model, weights = train_convolution._start(draw, 8, len(known))
    before = train_convolution.said_before(weights, model, pieces, known)
    data = train_convolution.batch(pieces, known, before)

    def loss() -> float:
        said, _ = train_convolution.forward(weights, model, data)
        terms = np.log1p(np.exp(said)) - data.labels * said
        return float((np.where(data.labels > 0, train_windows.POSITIVE, 1) * terms).sum() / len(data))

    for key in ("first", "stems", "hidden", "context", "units", "mean", "heard", "told"):
        weights[key] += draw.normal(0, 0.1, weights[key].shape).astype(np.float32)
    said, back = train_convolution.forward(weights, model, data)
    slopes = back(train_windows.slope(said, data.labels, data.asked))
    for key, weight in weights.items():
        at = np.unravel_index(np.abs(slopes[key]).argmax(), weight.shape)
        before, step = weight[at], np.float32(0.02)
        ends = []
        for weight[at] in (before + step, before - step):
            ends.append(loss())
        weight[at] = before
        assert (ends[0] - ends[1]) / (2 * step) == pytest.approx(slopes[key][at], rel=0.1, abs=1e-3), key


def test_sentences_do_not_see_each_other():
    words, model = np.random.default_rng(1).normal(size=(7, 96)).astype(np.float32), encoder()
    together = encode(model, words, np.array([3, 4]))
    assert together[:3] == pytest.approx(encode(model, words[:3], np.array([3])), abs=1e-5)
    assert together[3:] == pytest.approx(encode(model, words[3:], np.array([4])), abs=1e-5)


def test_layers_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="numbers for an encoder"):
        fill(encoder(), np.append(flat(encoder()), np.float32(0)))


def test_the_file_holds_the_classifier(reader):
    stored = unpacked({key: np.asarray(value) for key, value in train_claims.packed(shipped()).items()})
    words = "Le marché sera notifié à Scaleway d'ici à la fin mars."
    one, two = (_guess(reader, words, weights) for weights in (shipped(), stored))
    assert one.sure == pytest.approx(two.sure, abs=0.02)


def test_what_a_sentence_says_hangs_on_the_one_before(reader):
    went_on = "Elle n'en attend pas la fin avant 2027."
    texts = [
        _text(reader, f"{before}\n{went_on}")
        for before in ("Scaleway a engagé sa qualification SecNumCloud.", "Elle relit un roman de mille pages.")
    ]
    (_, of_course), (_, of_nothing) = guesses(texts, [text.sentences for text in texts], shipped())
    assert of_course and of_nothing
    assert of_course.sure[ClaimType.QUALIFICATION] > of_nothing.sure[ClaimType.QUALIFICATION] + 1
