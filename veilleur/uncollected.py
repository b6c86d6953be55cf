"""Many objects that all live on until the process ends: nobody need walk them, nor take them apart."""

import gc
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection inside, and none later of what was made inside and lives on. What was set is set after.

    100,000 claims are known in half the time; to walk them once more when the interpreter ends would cost a second.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


def leave(code: int | str | None) -> NoReturn:
    """End the process as ``sys.exit`` does, and let the system take its memory back at once.

    One by one, the claims and events of 100,000 claims take .17 s to go (benchmarks/timeline.py). Nothing that is to be
    done at the end of an interpreter is done: for commands that only read.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)
