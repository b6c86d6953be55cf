"""Relevance on the dev file of the affair: ours, and the obvious baseline (the platform's names alone)."""

import json
import time
from pathlib import Path

from nlp.relevance import Scorer
from nlp.types import RelevanceRules
from veilleur.topic import loads, preset

DEV = Path(__file__).parents[1].parent / "shared" / "data" / "hdh_dev.jsonl"
NAMES = RelevanceRules(strong=("Health Data Hub", "HDH", "Plateforme des données de santé"))


def measure(scorer: Scorer, records: list[dict[str, str]]) -> str:
    """Precision, recall and time."""
    began = time.perf_counter()
    found = {r["id"] for r in records if scorer(r["title"] or "", r["text"]).relevant}
    spent = (time.perf_counter() - began) / max(1, len(records)) * 1000
    wanted = {r["id"] for r in records if r["about_hdh"]}
    both = len(found & wanted)
    precision, recall = both / max(1, len(found)), both / max(1, len(wanted))
    return f"P {precision:.3f}  R {recall:.3f}  (n = {len(records)})  {spent:.2f} ms"


def main() -> None:
    """Print the table; says so when the file is not there."""
    if not DEV.is_file():
        print("relevance: ../shared/data/hdh_dev.jsonl is not beside the checkout")
        return
    records = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()]
    apart = [r for r in records if r["borderline"] or r["unreliable"]]
    sure = [r for r in records if r not in apart]
    ours = Scorer(loads(preset(), None).affair.relevance)
    print("relevance               ours            ", measure(ours, sure))
    print("relevance               names alone     ", measure(Scorer(NAMES), sure))
    print("borderline, unreliable  ours            ", measure(ours, apart))


if __name__ == "__main__":
    main()
