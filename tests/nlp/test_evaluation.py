"""The harness and its document agree on what is measured."""

import pytest

from benchmarks import evaluate, evaluate_actors, evaluate_claims, evaluate_dates, evaluate_relevance, memory, speed
from benchmarks.evaluate_actors import Figures, Result

DOCUMENT = evaluate.DOCUMENT.read_text("utf-8")


@pytest.fixture
def unmeasured(monkeypatch: pytest.MonkeyPatch):
    """The slow measures left out: what is tested is which figures there are, not what they are."""
    none = Figures(0, 0, 0)
    monkeypatch.setattr(evaluate_actors, "load", lambda: None)
    monkeypatch.setattr(evaluate_actors, "bare", lambda: None)
    monkeypatch.setattr(evaluate_actors, "on_gold", lambda *_, **__: Result(none, none, none))
    monkeypatch.setattr(evaluate_actors, "on_companies", lambda *_: none)
    monkeypatch.setattr(evaluate_actors, "on_winer", lambda *_: none)
    sets = {name: [] for name in evaluate_claims.sets()}
    monkeypatch.setattr(evaluate_claims, "sets", lambda: sets)
    monkeypatch.setattr(speed, "reading", lambda texts: (1.0, 1.0, 1.0))
    monkeypatch.setattr(memory, "run", lambda sources: memory.Cycle(1, {}, 1.0, {}))
    monkeypatch.setattr(evaluate_dates, "speed", lambda texts: 1.0)


def test_the_document_has_every_figure_of_the_harness_and_no_other(unmeasured):
    if not evaluate_dates.SHARED.is_dir():
        pytest.skip("../shared is not beside the checkout: some figures have no set")
    measured = {name: [what for what, _, _ in rows()] for name, rows in evaluate.SECTIONS.items()}
    shown = {name: [what for what, _, _ in rows] for name, rows in evaluate.figures(DOCUMENT).items()}
    assert shown == measured


def test_every_figure_shown_is_a_number_with_its_unit():
    for rows in evaluate.figures(DOCUMENT).values():
        for what, ours, _ in rows:
            assert any(c.isdigit() for c in ours), what


def test_what_is_written_is_read_back():
    rows = [("a figure", "0.900 (n = 3)", "model alone 0.5"), ("another", "1 ms", "")]
    page = evaluate.written(f"before\n{evaluate.BEGIN}\nold\n{evaluate.END}\nafter", evaluate.table([("dates", rows)]))
    assert evaluate.figures(page) == {"dates": rows}
    assert page.startswith("before\n") and page.endswith("\nafter")
    with pytest.raises(ValueError, match="where the figures belong"):
        evaluate.written("no marks", "")


def test_the_sections_are_those_of_reading():
    assert list(evaluate.SECTIONS) == ["dates", "actors", "relevance", "decisions", "speed"]
    assert evaluate_relevance.rows()
