"""Errors of the shell."""

from dataclasses import dataclass
from pathlib import Path

from crawler.errors import VeilleurError


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a topic file."""

    file: str
    line: int  # 1-based
    path: str  # "sources[2].url"
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.path}: {self.message}"


class TopicError(VeilleurError):
    """The topic file cannot be used; ``faults`` holds every mistake found, in file order."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class UsageError(VeilleurError):
    """The command was called with something that cannot be understood."""


class TopicExistsError(UsageError):
    """``init`` never overwrites a topic."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already; remove it or choose another folder")
