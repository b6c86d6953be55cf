"""Every figure of reading beside its baselines: `make eval`.

    python -m benchmarks.evaluate                  prints, and writes the table of docs/evaluation.md
    python -m benchmarks.evaluate dates relevance  prints these sections only

The document is written only when all sets are here: a checkout without ../shared leaves it as it is.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import evaluate_actors, evaluate_claims, evaluate_dates, evaluate_relevance, speed

Row = tuple[str, str, str]  # what, our figure, the baseline

DOCUMENT = Path(__file__).parents[1] / "docs" / "evaluation.md"
BEGIN, END = "<!-- figures: written by make eval -->", "<!-- end of figures -->"
SECTIONS: Mapping[str, Callable[[], Sequence[Row]]] = {
    "dates": evaluate_dates.rows,
    "actors": evaluate_actors.rows,
    "relevance": evaluate_relevance.rows,
    "decisions": evaluate_claims.rows,
    "speed": speed.rows,
}


def table(sections: Iterable[tuple[str, Sequence[Row]]]) -> str:
    """The figures as Markdown, a heading and a table a section."""
    return "\n".join(line for name, rows in sections for line in _section(name, rows))


def _section(name: str, rows: Sequence[Row]) -> Iterator[str]:
    yield from (f"### {name.capitalize()}", "", "| what | ours | baseline |", "|---|---|---|")
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def figures(document: str) -> dict[str, list[Row]]:
    """The tables that stand in ``document`` between the marks, by section."""
    found: dict[str, list[Row]] = {}
    for line in document.partition(BEGIN)[2].partition(END)[0].splitlines():
        if line.startswith("### "):
            found[line.removeprefix("### ").lower()] = []
        elif line.startswith("| ") and line != "| what | ours | baseline |":
            what, ours, baseline = (cell.strip() for cell in line.strip("|").split("|"))
            list(found.values())[-1].append((what, ours, baseline))
    return found


def written(document: str, figures: str) -> str:
    """``document`` with ``figures`` between its marks. Raises ValueError when it has none."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{DOCUMENT}: write {BEGIN} and {END} where the figures belong")
    return f"{before}{begin}\n\n{figures}\n{end}{after}"


def main(names: Sequence[str]) -> None:
    """Measure, print, and write when everything was measured."""
    measured = []
    for name in names or SECTIONS:
        measured.append((name, SECTIONS[name]()))
        print(*_section(*measured[-1]), sep="\n", flush=True)
    if names or not evaluate_dates.SHARED.is_dir():
        print("docs/evaluation.md is left as it is: not every set was measured", file=sys.stderr)
        return
    DOCUMENT.write_text(written(DOCUMENT.read_text("utf-8"), table(measured)), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
