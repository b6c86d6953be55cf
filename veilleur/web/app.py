"""Datasette over the live archive, read-only, with our pages in front and no SQL from visitors."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from veilleur.errors import UsageError
from veilleur.shell import Shell
from veilleur.web.pages import Live

if TYPE_CHECKING:
    from datasette.app import Datasette

_SETTINGS = {"default_allow_sql": False, "allow_download": False, "suggest_facets": False}


@contextmanager
def application(here: Shell) -> Iterator["Datasette"]:
    """The web archive of a topic.

    Raises UsageError when the extra ``web`` is not installed, ArchiveNotFoundError when there is no archive.
    """
    try:
        from datasette.app import Datasette
        from datasette.plugins import pm

        from veilleur.web.plugin import Plugin
    except ImportError as error:
        raise UsageError("the web archive needs Datasette: pip install 'veilleur[web]'") from error
    assert here.queries  # opened: the archive is there, and of this version
    plugin = Plugin(Live(here))
    pm.register(plugin)
    try:
        yield Datasette([str(here.archive_file)], settings=_SETTINGS, metadata={"title": here.topic.affair.title})
    finally:
        pm.unregister(plugin)
