"""The sites of the demo web: what each is, and how its pages, listings and feeds look."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from veilleur.demo.pages import WEB, Page

PER_PAGE = 4  # items of one listing page
IN_FEED = 12  # entries of one feed
_PARIS = ZoneInfo("Europe/Paris")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


@dataclass(frozen=True, slots=True)
class Site:
    """One publisher of the demo web; also one ``[[sources]]`` of the demo topic."""

    name: str  # first part of its paths
    publisher: str
    authority: str  # official | press
    form: str  # listing | rss-full | rss-summary | atom-full | atom-summary
    layout: str = "magazine"  # template family of its pages
    path: str = "{slug}"  # of a page, below the site's own
    language: str = "fr"
    follow: bool = False
    note: str = ""
    selectors: Mapping[str, str] = field(default_factory=dict)
    quirks: Sequence[str] = ()  # of its feed, as met on the web: no-guid, tracking, padded

    @property
    def kind(self) -> str:
        """The kind of source it is to the crawler."""
        return "listing" if self.form == "listing" else "feed"

    @property
    def index(self) -> str:
        """Path of its listing or feed."""
        return f"/{self.name}/actualites" if self.form == "listing" else f"/{self.name}/feed"

    def address(self, page: Page) -> str:
        """Path of ``page``."""
        return f"/{self.name}/{self.path.format(slug=page.slug)}"


def load() -> tuple[Site, ...]:
    """Every site, from ``web/sites.toml``."""
    table = tomllib.loads(WEB.joinpath("sites.toml").read_text("utf-8"))
    return tuple(Site(**site) for site in table["sites"])


class Press:
    """Prints pages, listings and feeds."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=PackageLoader("veilleur.demo", "web/templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(_FILTERS)

    def article(self, site: Site, page: Page, base: str) -> str:
        """The page of one text."""
        return self._print(f"{site.layout}/article.html", site, base, page=page)

    def listing(self, site: Site, pages: Sequence[Page], base: str, number: int) -> str:
        """Page ``number`` (from 0) of the listing; ``pages`` are all of the site's, newest first."""
        first = number * PER_PAGE
        return self._print(
            f"{site.layout}/listing.html",
            site,
            base,
            pages=pages[first : first + PER_PAGE],
            following=number + 1 if len(pages) > first + PER_PAGE else None,
        )

    def feed(self, site: Site, pages: Sequence[Page], base: str) -> str:
        """The feed: its newest entries, whole or in short."""
        template, _, length = site.form.partition("-")
        return self._print(f"{template}.xml", site, base, pages=pages[:IN_FEED], whole=length == "full")

    def _print(self, template: str, site: Site, base: str, **values: object) -> str:
        return self._templates.get_template(template).render(site=site, base=base, **values)


def _iso(moment: datetime) -> str:
    return moment.astimezone(_PARIS).isoformat()


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _short(moment: datetime) -> str:
    return moment.astimezone(_PARIS).strftime("%d/%m/%Y")


def _long(moment: datetime) -> str:
    local = moment.astimezone(_PARIS)
    return f"{'1er' if local.day == 1 else local.day} {_MONTHS[local.month - 1]} {local.year}"


_FILTERS: Mapping[str, Callable[[datetime], str]] = {
    "iso": _iso,
    "rfc822": _rfc822,
    "short": _short,
    "long": _long,
}
