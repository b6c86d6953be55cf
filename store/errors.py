"""Errors of the store."""

from crawler.errors import VeilleurError


def reason(error: Exception) -> str:
    """What the database said, without the statement it refused and the values in it."""
    return str(getattr(error, "orig", None) or error)


class ArchiveError(VeilleurError):
    """The archive cannot be read or written."""


class ArchiveNotFoundError(ArchiveError):
    """There is no archive yet."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: no archive here; `veilleur run` makes one")


class ArchiveVersionError(ArchiveError):
    """The archive was written by another version of veilleur."""

    def __init__(self, path: str, found: str, expected: str) -> None:
        super().__init__(
            f"{path}: schema {found}, but {expected} is needed; `veilleur run` brings an older one up to date"
        )


class DocumentNotFoundError(ArchiveError):
    """No document has that number, or none had it yet at the moment asked for."""

    def __init__(self, document: int) -> None:
        super().__init__(f"no document {document} in the archive at that moment")
        self.document = document
