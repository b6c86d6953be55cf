"""How much memory the processes under this one hold (Linux)."""

import os
import threading
from pathlib import Path
from typing import Self


class Peak:
    """Context manager: samples the resident memory of all descendants; ``megabytes`` is the highest sum seen."""

    def __init__(self) -> None:
        self.megabytes = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._stop.wait(0.1):
            self.megabytes = max(self.megabytes, _held() / 2**20)


def _held() -> int:
    parents: dict[int, int] = {}
    pages: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(") ")[2].split()[1])
            pages[int(folder.name)] = int((folder / "statm").read_text().split()[1])
        except (OSError, IndexError, ValueError):
            continue
    return sum(size for pid, size in pages.items() if _under(pid, parents)) * os.sysconf("SC_PAGE_SIZE")


def _under(pid: int, parents: dict[int, int]) -> bool:
    while pid := parents.get(pid, 0):
        if pid == os.getpid():
            return True
    return False
