"""Options of the whole test run."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--feeds DIR``: a folder of feed files to serve one by one through the real crawler."""
    parser.addoption("--feeds", type=Path, default=None, help="folder of feed files for tests/web/test_feed_corpus.py")
