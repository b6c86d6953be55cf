"""The root of the one error tree, and the errors of this room.

Foreign errors are wrapped once, at the boundary where they appear, with ``raise … from error``.
"""

from crawler.urls import shown


class VeilleurError(Exception):
    """Root of every error that veilleur raises on purpose."""


class SourceError(VeilleurError):
    """A source could not be gathered; a value in the cycle's report, never the end of the cycle."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type["SourceError"], tuple[str, str]]:
        return type(self), (self.source, self.reason)


class ParseError(VeilleurError):
    """Bytes that are not what their source's kind promises (no entries and no version, not JSON…)."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{shown(url)}: {reason}")
        self.url = url
        self.reason = reason

    def __reduce__(self) -> tuple[type["ParseError"], tuple[str, str]]:
        return type(self), (self.url, self.reason)  # it crosses from the sandbox
