"""A process whose parent was killed ends too: nothing of a crawl is left behind."""

import os
import threading
from multiprocessing import parent_process


def end_with_parent() -> None:
    """Watch the parent from a thread. Call it once, early, in a child that ``multiprocessing`` started."""
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
