"""The other side of the sandbox: works come by a pipe, one at a time, and what they may hold is bounded.

The bound is ``RLIMIT_DATA`` (setrlimit(2)): all writable memory of the process, on Linux. Elsewhere it binds nothing
or little; a work that took too much is then refused once it is done.
"""

import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.pool import ExceptionWithTraceback  # type: ignore[attr-defined]  # typeshed leaves it out
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from pickle import PicklingError
from types import TracebackType
from typing import Any, cast

from crawler.errors import VeilleurError
from crawler.heap import give_back
from crawler.orphans import obey_parent

MEMORY = 128 * 2**20  # bytes past those of a fresh child; what honest bodies take: docs/decisions/memory.md
MARGIN = 16 * 2**20  # so near the bound a parser may have gone without something, and not said so
WORN = 48 * 2**20  # bytes held when the work is done, libraries among them: the next one gets a fresh child
FULL = 70  # exit code of a child that ran out of memory: nothing in it can be trusted then


Work = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a work came to."""

    value: Any
    error: Exception | None
    worn: bool  # whether the child is to be replaced


def serve(pipe: Connection) -> None:
    """Do what comes by ``pipe`` until it closes."""
    obey_parent()
    give_back()
    sys.excepthook, sys.unraisablehook = (
        _raised,
        lambda told: _raised(told.exc_type, told.exc_value, told.exc_traceback),
    )
    # trafilatura would load it, and numpy with it, for a language that nobody asks of it: 20 MB
    sys.modules["py3langid"] = cast("Any", None)
    data, peak = _bytes("VmData"), _bytes("VmHWM")
    with suppress(ValueError, OSError):  # some systems know no such limit
        resource.setrlimit(resource.RLIMIT_DATA, (data + MEMORY, data + MEMORY))
    with suppress(EOFError):
        while True:
            try:
                answer = _answer(pipe.recv(), data, peak)
            except MemoryError:
                os._exit(FULL)
            pipe.send_bytes(answer)


def _raised(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """An error that nobody can catch. lxml prints those of its callbacks and goes on, a line for every attribute."""
    if issubclass(kind, MemoryError):
        os._exit(FULL)
    sys.__excepthook__(kind, error or kind(), trace)


def _answer(work: Work, data: int, peak: int) -> bytes:
    """The outcome, pickled. ``data`` and ``peak``: what the fresh process held."""
    (function, args, kwargs), value, error = work, None, None
    try:
        value = function(*args, **kwargs)
    except MemoryError:
        raise
    except Exception as raised:
        error = raised
    if _bytes("VmHWM") - peak > MEMORY - MARGIN:
        raise MemoryError
    return _pickled(Outcome(value, error, _bytes("VmData") - data > WORN))


def _bytes(name: str) -> int:
    """A figure of this process (proc(5), ``status``); where there is none, its peak of resident memory."""
    try:
        with Path("/proc/self/status").open(encoding="ascii", errors="replace") as status:
            return next(int(row.split()[1]) * 1024 for row in status if row.startswith(f"{name}:"))
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS


def _pickled(outcome: Outcome) -> bytes:
    """With the traceback as the error's cause; an error that does not pickle (lxml's do not) is told by its words."""
    error = outcome.error
    try:
        told = ExceptionWithTraceback(error, error.__traceback__) if error else None
        return bytes(ForkingPickler.dumps(replace(outcome, error=cast("Any", told))))
    except (PicklingError, TypeError, AttributeError) as unpicklable:
        said = VeilleurError(f"{type(error or unpicklable).__name__}: {error or unpicklable}")
        return bytes(ForkingPickler.dumps(Outcome(None, said, outcome.worn)))
