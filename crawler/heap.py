"""Memory that was given up goes back to the system at once."""

import ctypes
from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # mallopt(3), malloc.h
_BLOCK = 4 << 20  # bytes; buffers that come and go all the time are smaller
_SPARE = 8 << 20  # bytes kept at the top of the heap; glibc's 128 kB make a day of the Journal officiel 4 times slower


def give_back() -> None:
    """Have every block of 4 MB or more mapped by itself; called once, early, by a process that handles whole bodies.

    glibc maps large blocks so at first, but keeps the next ones of a size on its heap once one was freed: 20 bodies of
    10 MB, two or three at a time, then leave 60 MB behind. Elsewhere this does nothing.
    """
    with suppress(OSError, AttributeError, TypeError):
        heap = ctypes.CDLL(None)
        heap.mallopt(_MMAP_THRESHOLD, _BLOCK)
        heap.mallopt(_TRIM_THRESHOLD, _SPARE)
