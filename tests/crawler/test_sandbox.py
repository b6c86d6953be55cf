"""Work on hostile bytes can be stopped, and the next work goes on."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from crawler import sandbox


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
    with pytest.raises(sandbox.SandboxError, match="memory"):
        sandbox.run(bytes, 2 * sandbox.MEMORY)
    assert sandbox.run(len, "abc") == 3


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
