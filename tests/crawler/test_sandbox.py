"""Work on hostile bytes can be stopped, and the next work goes on."""

import os
import time

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
