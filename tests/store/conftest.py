"""An empty archive for each test, and the questions asked of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.archive import Archive
from store.queries import Queries


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'archive.db'}"


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    with Archive(url) as opened:
        yield opened


@pytest.fixture
def queries(archive: Archive, url: str) -> Iterator[Queries]:
    opened = Queries(url)
    yield opened
    opened.close()
