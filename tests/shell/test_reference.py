"""docs/cli.md is what ``--help`` says; `make docs` writes it."""

import re
from pathlib import Path

from veilleur.cli import COMMANDS
from veilleur.reference import reference

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "cli.md"
SCHEMAS = ROOT / "docs" / "schemas"


def test_the_reference_is_what_help_says() -> None:
    assert REFERENCE.read_text("utf-8") == reference(), "run `make docs`"


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    missing = [c.__name__ for c in COMMANDS if not re.search(rf"veilleur {c.__name__}\b|make {c.__name__}\b", readme)]
    assert not missing


def test_every_json_answer_has_its_schema() -> None:
    written = {path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.json")}
    silent = {"watch", "export", "site", "serve"}  # these write logs or formats of others
    assert {c.__name__ for c in COMMANDS} - silent <= written
