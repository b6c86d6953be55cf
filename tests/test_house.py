"""The house: imports run one way, files stay small, queries stay light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ["crawler", "nlp", "store", "digests", "scheduler", "veilleur"]
SQL = {"sqlite3", "sqlmodel", "sqlalchemy", "alembic"}
HEAVY = {"scrapy", "twisted", "spacy", "feedparser", "sqlmodel", "sqlalchemy", "alembic", "trafilatura"}
LIGHT = ["crawler.types", "nlp.types", "store.types", "digests.types", "store.queries", "veilleur.cli"]
LONGEST_FILE = 400


def modules() -> list[Path]:
    rooms = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return [*rooms, ROOT / "scheduler.py"]


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    nodes = list(ast.walk(tree))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path):
    later = set(ROOMS[ROOMS.index(room_of(path)) + 1 :])
    assert not imports(path) & (later | {"tests", "benchmarks"})


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_files_have_one_duty(path: Path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE
    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}


def test_only_the_store_speaks_sql():
    elsewhere = [path for path in modules() if room_of(path) != "store"]
    assert not [path for path in elsewhere if imports(path) & SQL]


@pytest.mark.parametrize("module", LIGHT)
def test_light_modules_import_nothing_heavy(module: str):
    code = f"import sys, {module}; print(*sorted(set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())
