"""The registry, and what importing this room costs."""

import subprocess
import sys

import pytest

from crawler.kinds import KINDS, MODULES
from crawler.kinds.request import Request


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_the_three_functions(name: str) -> None:
    pytest.importorskip(MODULES[name])
    assert all(callable(getattr(KINDS[name], function)) for function in ("start", "follow", "parse"))


def test_the_seams_import_nothing_heavy() -> None:
    code = (
        "import crawler.kinds, crawler.worker, crawler.parse, sys;"
        "print([name for name in ('scrapy', 'twisted', 'feedparser', 'trafilatura', 'lxml') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_what_is_posted_is_part_of_a_request() -> None:
    one, two = (Request("https://ex.fr/", method="POST", body=body) for body in (b"1", b"2"))
    assert one.identity != two.identity
    assert Request("https://ex.fr/").identity == "https://ex.fr/"
