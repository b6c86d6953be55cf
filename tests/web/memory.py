"""How much memory processes hold together (Linux)."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Self

INTERVAL = 0.05  # seconds between two looks


class Peak:
    """Context manager: ``megabytes`` is the most that all descendants of this process held at one moment.

    Counted as proportional set size (proc(5), ``smaps_rollup``): resident memory, a page shared by n processes as 1/n.
    """

    def __init__(self) -> None:
        self.megabytes = 0.0
        self.shares: dict[str, float] = {}  # at that moment: process → megabytes
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._stop.wait(INTERVAL):
            shares = {_name(pid): megabytes for pid in _descendants(os.getpid()) if (megabytes := _held(pid))}
            if sum(shares.values()) > self.megabytes:
                self.megabytes, self.shares = sum(shares.values()), shares


def _descendants(root: int) -> list[int]:
    parents = {int(folder.name): _parent(folder) for folder in Path("/proc").glob("[0-9]*")}
    return [pid for pid in parents if root in _above(pid, parents)]


def _above(pid: int, parents: dict[int, int]) -> Iterator[int]:
    while pid := parents.get(pid, 0):
        yield pid


def _parent(folder: Path) -> int:
    fields = _read(folder / "stat").rpartition(") ")[2].split()
    return int(fields[1]) if fields else 0


def _held(pid: int) -> float:
    kilobytes = _read(Path(f"/proc/{pid}/smaps_rollup")).partition("\nPss:")[2].split()
    return int(kilobytes[0]) / 1024 if kilobytes else 0.0


def _name(pid: int) -> str:
    command = _read(Path(f"/proc/{pid}/cmdline")).replace("\0", " ")
    return f"{pid} {command}"


def _read(path: Path) -> str:
    """A file of /proc, "" when its process has ended."""
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
