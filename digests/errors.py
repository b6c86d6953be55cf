"""Errors of the digests."""

from crawler.errors import VeilleurError


class SendError(VeilleurError):
    """A mail did not leave; it can be tried again."""


class UncertainError(SendError):
    """The connection broke after the whole mail was given: it may have arrived, or not."""


class ExportError(VeilleurError):
    """The archive cannot be written in the format asked for."""
