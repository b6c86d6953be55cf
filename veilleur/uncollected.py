"""Many objects that all live on: the cycle collector would walk them again and again and find nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
