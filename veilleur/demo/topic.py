"""The topic of the demo: the bundled one, with the demo web in place of the live sources."""

import json
import re

from jinja2 import Environment, StrictUndefined

from veilleur.demo.pages import WEB
from veilleur.demo.server import API, DemoWeb
from veilleur.topic import preset

MARK = "# This topic was written by veilleur demo: the next demo in this folder replaces it and its archive.\n"
_REPLACED = ("network", "archive", "mail", "subscribers", "sources")
_HEADER = re.compile(r"^(?=\[)", re.MULTILINE)  # a table starts where a line starts with a bracket
_NAME = re.compile(r"\[+\s*([\w-]+)")


def written(web: DemoWeb) -> str:
    """TOML: what the affair is about comes from the preset, all else from the template."""
    kept = [part for part in _HEADER.split(preset()) if _table(part) not in _REPLACED]
    templates = Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True)  # noqa: S701 (TOML)
    templates.filters["toml"] = _toml
    template = templates.from_string(WEB.joinpath("topic.toml.j2").read_text("utf-8"))
    sources = template.render(base=web.base, api=web.base + API, sites=web.sites.values())
    return f"{MARK}{''.join(kept)}\n{sources}"


def _table(part: str) -> str:
    match = _NAME.match(part)
    return match[1] if match else ""


def _toml(value: str) -> str:
    """A TOML basic string; JSON's escapes are TOML's."""
    return json.dumps(value, ensure_ascii=False)
