"""How much memory one `veilleur run` takes at most, all its processes together: `python -m benchmarks.memory` (Linux).

Cycles over a web on loopback: one whose articles are long and relevant, so that the model reads them all; a first visit
to many papers with heavy pages; one whose sites send all that a parser dreads; and one whose bodies are made to devour
the memory of whoever parses them.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.evaluate_actors import GOLD
from tests.gold.marked import load
from tests.web import misbehaviour as bad
from tests.web.memory import Peak
from tests.web.pages import listing, page
from tests.web.server import Asked, Site, Web, Wire

Row = tuple[str, str, str]  # what, our figure, the baseline
Source = tuple[str, Site]  # kind, where it leads

BOUND = 400.0  # megabytes (issue "Sources")
_COMMAND = "import sys; from veilleur.cli import main; sys.exit(main())"
_TOPIC = """
[topic]
name = "memory"
[relevance]
strong = ["Health Data Hub", "Plateforme des données de santé"]
[network]
delay = 0
timeout = 5
retries = 0
allow_private = true
"""


@dataclass(frozen=True)
class Cycle:
    """What one run did, and what it held at most."""

    relevant: int  # texts read by the model
    errors: Mapping[str, str]  # source → what became of it, when it was not well
    megabytes: float
    shares: Mapping[str, float]  # at that moment: process → megabytes


def paper(articles: int, weight: int = 0) -> Site:
    """A listing of long relevant articles: all gold texts, each time from another one on, 27,000 characters.

    ``weight``: bytes of noise that each page carries along; such a paper writes of something else.
    """
    texts = [gold.text for gold in load(GOLD)]
    pages = {f"/{n}": _article(f"Health Data Hub, suite {n}", texts[n:] + texts[:n]) for n in range(articles)}
    if weight:
        draw = random.Random(0)
        pages = {path: page(path, head=f"<script>'{draw.randbytes(weight // 2).hex()}'</script>") for path in pages}

    async def site(asked: Asked, wire: Wire) -> None:
        await wire.reply(pages.get(asked.path) or listing(list(pages)), Content_Type="text/html; charset=utf-8")

    return site


def _article(title: str, texts: list[str]) -> str:
    return page(title, "".join(f"<p>{line}</p>" for text in texts for line in text.splitlines()))


def long_articles(papers: int = 4, articles: int = 8) -> dict[str, Source]:
    """Papers that write of nothing else."""
    return {f"journal-{number}": ("listing", paper(articles)) for number in range(papers)}


def heavy_pages(papers: int = 20, articles: int = 30) -> dict[str, Source]:
    """Pages of 150 kB, 90 MB in all."""
    return {f"journal-{number}": ("listing", paper(articles, 150_000)) for number in range(papers)}


def dreadful() -> dict[str, Source]:
    """Bodies without end, bombs, markup that no parser likes."""
    feeds: dict[str, Site] = {
        "huge": bad.huge_silent,
        "headers": bad.endless_headers,
        "gzip": bad.bomb("gzip"),
        "brotli": bad.bomb("br"),
        **{name: bad.body(getattr(bad, name.upper())) for name in ("laughs", "attributes", "comments", "nested")},
    }
    return {name: ("feed", site) for name, site in feeds.items()} | {"endless": ("listing", bad.endless())}


def devouring(articles: int = 4) -> dict[str, Source]:
    """Bodies of 10 MB that take a parser 300 to 780 MB, seven at once, and a paper that writes well."""
    return {
        "paper": ("listing", paper(articles)),
        "tags": ("feed", bad.squeezed(bad.TAGS, "text/xml")),
        "escaped": ("feed", bad.squeezed(bad.ESCAPED, "text/xml")),
        "paragraphs": ("listing", bad.squeezed(bad.PARAGRAPHS, "text/html")),
        "objects": ("boamp", bad.squeezed(bad.OBJECTS, "application/json")),
        "elements": ("decp", bad.squeezed(bad.ELEMENTS, "text/xml")),
        "pages": ("listing", bad.article(bad.TAGS)),
        "more-pages": ("listing", bad.article(bad.PARAGRAPHS)),
    }


def run(sources: Mapping[str, Source]) -> Cycle:
    """One `veilleur run` in a process of its own, over sites that this process serves."""
    with Web() as web, tempfile.TemporaryDirectory() as folder:
        topic = Path(folder, "topic.toml")
        topic.write_text(_TOPIC + "".join(_table(web, *one) for one in sources.items()), "utf-8")
        command = [sys.executable, "-c", _COMMAND, "--topic", str(topic), "run", "--json"]
        with Peak() as peak:
            done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
        report = json.loads(done.stdout)
        errors = {source["name"]: source["error"] for source in report["sources"] if source["error"]}
        return Cycle(report["relevant"], errors, peak.megabytes, peak.shares)


def _table(web: Web, name: str, source: Source) -> str:
    kind, site = source
    return f'[[sources]]\nname = "{name}"\nkind = "{kind}"\nurl = "{web.site(name, site)}/"\n'


CYCLES: Mapping[str, Callable[[], Mapping[str, Source]]] = {
    "memory of a run that reads 32 long articles": long_articles,
    "memory of a first run over 600 heavy pages": heavy_pages,
    "memory of a run over a dreadful web": dreadful,
    "memory of a run over bodies that devour it": devouring,
}


def rows() -> list[Row]:
    """What the table of the evaluation shows."""
    found = {name: run(sources()) for name, sources in CYCLES.items()}
    return [(name, f"{cycle.megabytes:,.0f} MB", f"to stay under {BOUND:.0f} MB") for name, cycle in found.items()]


def main() -> None:
    """Print the peaks, and who held them."""
    for name, sources in CYCLES.items():
        cycle = run(sources())
        print(f"{name}: {cycle.megabytes:.0f} MB, {cycle.relevant} texts read")
        for process, megabytes in cycle.shares.items():
            print(f"    {megabytes:5.0f}  {process[:100]}")


if __name__ == "__main__":
    main()
