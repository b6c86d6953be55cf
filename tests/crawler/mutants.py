"""Notices damaged as real ones are: lists for objects, nulls, wrong types, missing and unknown nodes."""

import copy
from collections.abc import Iterator
from random import Random
from typing import Any

from lxml import etree

JUNK: tuple[Any, ...] = (
    None, "", " ", 0, -1, 1e308, True, [], {}, [None], [[]], {"": ""}, {"#text": None}, "\ud800", "\x00", "é" * 50_000,
    "2026-02-30", "9999-12-31", "0001-01-01T00:00:00+14:00", "1e999", "NaN", "-0.0", "12,34,56.78", "<b>x</b>", "{",
)  # fmt: skip
Place = tuple[Any, Any]  # container, key or index


def places(node: Any) -> Iterator[Place]:
    """Every place of a JSON tree."""
    if isinstance(node, dict | list):
        for key, inner in node.items() if isinstance(node, dict) else enumerate(node):
            yield node, key
            yield from places(inner)


def wrapped(record: Any, random: Random) -> Any:
    """The same said otherwise: an object as a list of one, a list of one as its object."""
    found = copy.deepcopy(record)
    objects = [place for place in places(found) if isinstance(place[0], dict) and not str(place[1]).startswith("@")]
    for node, key in random.sample(objects, min(len(objects), random.randint(1, 6))):
        inner = node[key]
        if isinstance(inner, dict):
            node[key] = [inner]
        elif isinstance(inner, list) and len(inner) == 1:
            node[key] = inner[0]
    return found


def without(record: Any, random: Random) -> Any:
    """Some nodes missing or null."""
    found = copy.deepcopy(record)
    for _ in range(random.randint(1, 6)):
        known = list(places(found))
        if known:
            node, key = random.choice(known)
            if random.random() < 0.5:
                node[key] = None
            else:
                del node[key]
    return found


def mangled(record: Any, random: Random) -> Any:
    """Some nodes of another type, doubled, moved, or never heard of."""
    found = copy.deepcopy(record)
    for _ in range(random.randint(1, 6)):
        known = list(places(found))
        if known:
            node, key = random.choice(known)
            node[key] = random.choice(
                (copy.deepcopy(random.choice(JUNK)), [node[key], copy.deepcopy(node[key])], {"x": node[key]})
            )
        if isinstance(found, dict) and random.random() < 0.3:
            found[f"neuf-{random.randint(0, 9)}"] = copy.deepcopy(random.choice(JUNK))
    return found


def damaged(body: bytes, random: Random) -> bytes:
    """An XML file with elements missing, doubled, renamed, emptied or filled with something else."""
    root = etree.fromstring(body, etree.XMLParser(remove_comments=True))
    for _ in range(random.randint(1, 8)):
        element = random.choice([node for node in root.iter() if isinstance(node.tag, str)])
        _damage(element, random)
    return _encoded(root, random)


def _damage(element: etree._Element, random: Random) -> None:
    parent, choice = element.getparent(), random.randint(0, 4)
    if parent is None or choice == 0:
        element.text = random.choice(("", "x" * 10_000, "2000-01-01Z", "0.00", "é€"))
    elif choice == 1:
        parent.remove(element)
    elif choice == 2:
        parent.append(copy.deepcopy(element))
    elif choice == 3:
        element.tag = "inconnu"
    else:
        element.attrib.clear()
        element[:] = []


def _encoded(root: etree._Element, random: Random) -> bytes:
    encoding = random.choice(("utf-8", "utf-16", "iso-8859-1", "ascii"))
    whole = etree.tostring(root, encoding=encoding, xml_declaration=True)
    return whole[: random.randint(1, len(whole))] if random.random() < 0.2 else whole
