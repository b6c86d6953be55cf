"""Every page of the documentation leads where it says."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#)([^)#\s]+)")
_ROOMS = ("docs", "tests", "nlp")


def pages() -> list[Path]:
    return [*ROOT.glob("*.md"), *(page for room in _ROOMS for page in (ROOT / room).rglob("*.md"))]


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    missing = [target for target in _LINK.findall(page.read_text("utf-8")) if not (page.parent / target).exists()]
    assert not missing


def test_every_decision_is_in_the_list() -> None:
    index = ROOT / "docs" / "decisions" / "README.md"
    listed = set(_LINK.findall(index.read_text("utf-8")))
    assert {page.name for page in index.parent.glob("*.md")} - {index.name} == listed
