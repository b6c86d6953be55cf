"""Errors of the reading room."""

from crawler.errors import VeilleurError


class ModelError(VeilleurError):
    """The language model cannot be loaded."""
