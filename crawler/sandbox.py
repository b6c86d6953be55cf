"""A child process for work on hostile bytes: it can be killed when it takes too long or too much.

Why: 1 MB of XML can cost feedparser 40 s, nested HTML can exhaust a parser. Neither may take the cycle along.
"""

import atexit
import resource
import signal
from collections.abc import Callable
from concurrent.futures import TimeoutError as TooLong
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cache
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from crawler.errors import VeilleurError
from crawler.orphans import end_with_parent

P = ParamSpec("P")
R = TypeVar("R")

SECONDS = 15.0  # an honest 1 MB feed takes under 2 s on one slow core
MEMORY = 1 << 30  # address space of the child, bytes; resident stays far below


class SandboxError(VeilleurError):
    """The work was stopped: too slow, too big, or it killed its process."""


def run(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a module-level ``function`` in the child; its own exceptions come back as they were."""
    future = _working().schedule(function, args=list(args), kwargs=dict(kwargs), timeout=SECONDS)
    try:
        return future.result()
    except TooLong as error:
        raise SandboxError(f"takes more than {SECONDS:.0f} s to read") from error
    except MemoryError as error:
        raise SandboxError("takes too much memory to read") from error
    except (ProcessExpired, BrokenProcessPool) as error:
        raise SandboxError("ended the process that was to read it") from error


def close() -> None:
    """Stop the child, if there is one; the next ``run`` starts another."""
    if _pool.cache_info().currsize:
        atexit.unregister(close)
        pool = _pool()
        _pool.cache_clear()
        pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it bare
        pool.join()


def _working() -> ProcessPool:
    """The pool; another one when a child that died between two works has broken it, as pebble's then stay."""
    if not _pool().active:
        close()
    return _pool()


@cache
def _pool() -> ProcessPool:
    atexit.register(close)
    return ProcessPool(max_workers=1, context=get_context("spawn"), initializer=_limit)


def _limit() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    end_with_parent()
    with suppress(ValueError, OSError):  # some systems limit no address space
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
