"""Work on hostile bytes can be stopped, and the next work goes on."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from lxml import etree

from crawler import sandbox
from crawler.errors import VeilleurError
from crawler.sandbox_child import MARGIN, MEMORY, WORN
from crawler.text import plain, tree


def test_errors_come_back_as_they_were() -> None:
    with pytest.raises(ZeroDivisionError):
        sandbox.run(divmod, 1, 0)


def test_too_slow_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 0.5)
    with pytest.raises(sandbox.SandboxError, match="more than"):
        sandbox.run(time.sleep, 60)
    monkeypatch.undo()
    assert sandbox.run(len, "abc") == 3


def test_too_big_is_stopped() -> None:
    with pytest.raises(sandbox.SandboxError, match="of memory"):
        sandbox.run(bytes, 2 * MEMORY)
    assert sandbox.run(len, "abc") == 3


def test_a_parser_that_ran_out_of_memory_is_told_and_the_next_body_is_read() -> None:
    """libxml2 gives up in silence, and Python's own code may catch the error."""
    for function in (tree, plain, _swallowing):
        with pytest.raises(sandbox.SandboxError, match="of memory"):
            sandbox.run(function, "<a>" * 3_000_000)
        assert sandbox.run(plain, "<p>a</p><p>b</p>") == "a\nb"


def _swallowing(text: str) -> int:
    held = []
    try:
        while True:
            held.append(text + str(len(held)))
    except MemoryError:
        return len(held)


def test_errors_that_nobody_can_catch_end_the_child_without_noise(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(sandbox.SandboxError, match="of memory"):
        sandbox.run(tree, f"<a {' '.join(f'a{number}=1' for number in range(1_000_000))}>")
    assert capfd.readouterr().err == ""


def test_what_a_body_may_take_is_no_matter_of_those_before_it() -> None:
    sandbox.close()
    child = sandbox.run(os.getpid)
    sandbox.run(_keep, WORN // 2)
    assert sandbox.run(os.getpid) == child
    assert sandbox.run(_hold, MEMORY - MARGIN - WORN // 2)  # too much for this child, not for a fresh one
    assert sandbox.run(os.getpid) != child


def test_a_child_that_holds_much_is_replaced() -> None:
    child = sandbox.run(os.getpid)
    sandbox.run(_keep, WORN + 1)
    assert sandbox.run(os.getpid) != child


_KEPT: list[bytes] = []


def _keep(size: int) -> None:
    _KEPT.append(b"x" * size)


def _hold(size: int) -> int:
    return len(b"x" * size)


def test_an_error_that_cannot_be_sent_is_told_by_its_words() -> None:
    with pytest.raises(VeilleurError, match="XMLSyntaxError: Start tag expected"):
        sandbox.run(etree.fromstring, "no XML")


def test_a_child_that_dies_is_replaced() -> None:
    with pytest.raises(sandbox.SandboxError):
        sandbox.run(os._exit, 3)
    assert sandbox.run(len, "abc") == 3


def test_a_child_that_dies_between_two_works_is_replaced() -> None:
    os.kill(sandbox.run(os.getpid), signal.SIGKILL)
    for _ in range(3):  # it may not have been noticed yet
        with suppress(sandbox.SandboxError):
            sandbox.run(time.sleep, 0.3)
    assert sandbox.run(len, "abc") == 3


ENV = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
VICTIM = """
import os, sys, threading, time
from crawler import sandbox

if __name__ == "__main__":
    print(sandbox.run(os.getpid), flush=True)
    threading.Thread(target=sandbox.run, args=(time.sleep, 60), daemon=True).start()
    time.sleep(60)
"""


def test_work_under_way_ends_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "victim.py"
    script.write_text(VICTIM)
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=ENV) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 20
    while _lives(child) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _lives(child)


def _lives(pid: int) -> bool:
    """Whether a process is there and more than an entry that nobody has read (Linux)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False
