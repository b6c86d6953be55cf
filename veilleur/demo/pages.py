"""The texts of the demo web: one readable file each, and how they stand at a moment."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

WEB = files("veilleur.demo").joinpath("web")


@dataclass(frozen=True, slots=True)
class Edit:
    """A silent correction: from ``at`` (UTC) on, the page reads otherwise."""

    at: datetime
    swaps: tuple[tuple[str, str], ...]  # (what the text said, what it says now)


@dataclass(frozen=True, slots=True)
class Page:
    """One text of one site, as first published."""

    site: str  # name of the site that publishes it
    slug: str
    title: str
    published: datetime  # UTC
    body: str  # paragraphs separated by an empty line
    author: str = ""
    unrelated: bool = False  # not about the affair: must be refused by relevance
    edits: tuple[Edit, ...] = ()
    modified: datetime | None = None  # UTC; of the last edit applied, None = as first published

    @property
    def paragraphs(self) -> list[str]:
        """The body cut at its empty lines."""
        return self.body.strip().split("\n\n")

    @property
    def changed(self) -> datetime:
        """When the page last changed, UTC."""
        return self.modified or self.published

    def moments(self) -> Iterator[datetime]:
        """When the page appears and each time it changes, UTC."""
        yield self.published
        yield from (edit.at for edit in self.edits)

    def at(self, moment: datetime) -> "Page":
        """The page as it reads at ``moment``."""
        page = self
        for edit in self.edits:
            if edit.at <= moment:
                page = replace(page, body=swapped(page.body, edit.swaps), modified=edit.at)
        return page


def standing(pages: Sequence[Page], moment: datetime) -> list[Page]:
    """The pages published by ``moment``, newest first, as they read then."""
    shown = [page.at(moment) for page in pages if page.published <= moment]
    return sorted(shown, key=lambda page: (page.published, page.slug), reverse=True)


def load() -> tuple[Page, ...]:
    """Every text of the demo web; a wire text gives one page for each paper that copies it."""
    return tuple(
        page
        for folder in entries("documents")
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        for page in _read(folder.name, file)
    )


def swapped(text: str, swaps: Sequence[tuple[str, str]]) -> str:
    """Apply ``swaps``. Raises ValueError when one of them finds nothing: the file is then wrong."""
    for before, after in swaps:
        if before not in text:
            raise ValueError(f'"{before}" is not in the text')
        text = text.replace(before, after)
    return text


def entries(name: str) -> list[Traversable]:
    """What the folder ``name`` of the bundled web holds, by name."""
    return sorted(WEB.joinpath(name).iterdir(), key=lambda entry: entry.name)


def _read(folder: str, file: Traversable) -> Iterator[Page]:
    _, front, body = file.read_text("utf-8").split("+++\n", 2)
    fields = tomllib.loads(front)
    slug = re.sub(r"^\d{4}-\d\d-\d\d-", "", file.name).removesuffix(".md")
    for copy in fields.pop("copies", [{"source": folder}]):
        yield _page(copy["source"], slug, {**fields, **copy}, body.strip())


def _page(site: str, slug: str, fields: Mapping[str, Any], body: str) -> Page:
    edits = (Edit(edit["at"].astimezone(UTC), _swaps(edit)) for edit in fields.get("edits", ()))
    return Page(
        site=site,
        slug=slug,
        title=fields["title"],
        published=fields["published"].astimezone(UTC),
        body=swapped(body, _swaps(fields)),
        author=fields.get("author", ""),
        unrelated=fields.get("unrelated", False),
        edits=tuple(edits),
    )


def _swaps(fields: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((before, after) for before, after in fields.get("replace", ()))
