"""A child process for work on hostile bytes: it is killed when it takes too long or too much, and replaced.

Why: 1 MB of XML can cost feedparser 40 s, 10 MB of nothing but tags 780 MB. Neither may take the cycle along. One work
at a time, so that the limit of one child is that of all.
"""

import atexit
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import ParamSpec, TypeVar, cast

from crawler.errors import VeilleurError
from crawler.sandbox_child import FULL, MEMORY, Outcome, Work, serve

P = ParamSpec("P")
R = TypeVar("R")

SECONDS = 15.0  # an honest 1 MB feed takes under 2 s on one slow core


class SandboxError(VeilleurError):
    """The work was stopped: too slow, too big, or it killed its process."""


class _FullError(SandboxError):
    pass


@dataclass(slots=True)
class _Child:
    process: BaseProcess
    pipe: Connection
    used: bool = False


_turn = Lock()
_children: list[_Child] = []  # the one at work, or none


def run(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a module-level ``function`` in the child; its own exceptions come back as they were.

    Raises ``SandboxError`` when the work was stopped; the next one finds a fresh child.
    """
    with _turn:
        try:
            outcome = _outcome((function, args, kwargs))
        except BaseException:  # also a signal: an answer that nobody read must not become the next one's
            _end()
            raise
        if outcome.worn:
            _end()
    if outcome.error is not None:
        raise outcome.error
    return cast("R", outcome.value)


def close() -> None:
    """Stop the child, if there is one; the next ``run`` starts another."""
    with _turn:
        _end()


def _outcome(work: Work) -> Outcome:
    """Whether a body is read is never a matter of those before it: a used child that ran full is not the last word."""
    child = _working()
    used, child.used = child.used, True
    try:
        return _asked(child, work)
    except _FullError:
        if not used:
            raise
        _end()
        return _asked(_working(), work)


def _asked(child: _Child, work: Work) -> Outcome:
    try:
        child.pipe.send(work)
        if child.pipe.poll(SECONDS):
            return cast("Outcome", child.pipe.recv())
    except (EOFError, OSError) as error:
        child.process.join(1)
        if child.process.exitcode == FULL:
            raise _FullError(f"takes more than {MEMORY >> 20} MB of memory to read") from error
        raise SandboxError("ended the process that was to read it") from error
    raise SandboxError(f"takes more than {SECONDS:.0f} s to read")


def _working() -> _Child:
    if _children and not _children[0].process.is_alive():  # it died between two works
        _end()
    if not _children:
        _children.append(_started())
        atexit.register(close)
    return _children[0]


def _started() -> _Child:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), name="veilleur-sandbox")
    process.start()
    theirs.close()
    return _Child(process, ours)


def _end() -> None:
    atexit.unregister(close)
    while _children:
        child = _children.pop()
        child.process.kill()
        child.process.join()
        child.pipe.close()
