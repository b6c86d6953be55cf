"""Paths through notices turned from XML into JSON: one element is an object there, several are a list, anywhere."""

from collections.abc import Iterator
from typing import Any

from crawler.text import printed

Node = Any  # what json.loads gives


def each(node: Node, *path: str) -> Iterator[Node]:
    """Every node at ``path`` under ``node``, whether object or list at any level."""
    if isinstance(node, list):
        for item in node:
            yield from each(item, *path)
    elif not path:
        yield node
    elif isinstance(node, dict) and path[0] in node:
        yield from each(node[path[0]], *path[1:])


def texts(node: Node, *path: str) -> Iterator[str]:
    """The texts at ``path`` that are not empty; attributes (``@languageID``) left out."""
    for found in each(node, *path):
        text = found.get("#text", "") if isinstance(found, dict) else found
        if isinstance(text, str | int | float) and not isinstance(text, bool) and (said := printed(str(text))):
            yield said


def text(node: Node, *path: str) -> str:
    """The first text at ``path``, or nothing."""
    return next(texts(node, *path), "")


def under(node: Node, name: str) -> Iterator[Node]:
    """Every node called ``name`` at any depth: for forms that nest the same element in several ways."""
    if isinstance(node, list):
        for item in node:
            yield from under(item, name)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == name:
                yield from each(value)
            else:
                yield from under(value, name)


def first(node: Node, *names: str) -> str:
    """The first text of any element called one of ``names``, at any depth, names tried in order."""
    return next((found for name in names for inner in under(node, name) if (found := text(inner))), "")
