"""A child stops when its parent says so, and ends with it: nothing of a crawl is left behind."""

import os
import signal
import threading
from multiprocessing import parent_process


def obey_parent() -> None:
    """Leave signals to the parent, end with it. Call it once, early, in a child that ``multiprocessing`` started."""
    for number in (signal.SIGINT, signal.SIGTERM):  # a terminal and a service manager tell all processes at once
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
