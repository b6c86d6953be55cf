"""Journal officiel by DILA's archives (https://echanges.dila.gouv.fr/OPENDATA/, folders JORF and JORFSIMPLE).

The first delivery of a day (about 00:30) holds the Journal of that day. Later ones, 3 to 18 MB, rewrite the files of
old texts and add none: they are left out.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from crawler import urls
from crawler.errors import ParseError
from crawler.kinds.records import told
from crawler.kinds.request import Found, Request
from crawler.laws import dump, jorf
from crawler.moments import PARIS, believed, moment
from crawler.text import decode, line, tree
from crawler.types import Document, DocumentKind, Fetched, Job, Network, Parsed, Source, Validators

AGAIN = timedelta(hours=20)  # an archive that could not be had is asked for again about once a day
GIVEN_UP = timedelta(days=7)  # and no longer after that
_TEXT = re.compile(rb"<(?:JO|TEXTE|TEXTELR|TEXTE_VERSION|ARTICLE|SECTION_TA)[\s>]")
# not Freemium_jorf_global_…: 1.6 GB of all there ever was
_ARCHIVE = re.compile(r"JORF[A-Z]*_(?P<day>\d{8})-(?P<time>\d{6})\.(?:tar\.gz|tgz)")


def start(job: Job, network: Network, now: datetime) -> tuple[Request, ...]:
    """The list of archives."""
    return (Request(job.source.url),)


def follow(job: Job, fetched: Fetched, now: datetime) -> Found:
    """The newest archives not had yet, ``source.pages`` at most; the others in the next cycles."""
    if _is_content(fetched):
        return Found()
    listed = _listed(fetched)
    due = [one for one in listed if _due(job, one, now)]
    return Found(tuple(due[: job.source.pages]), len(listed))


def parse(source: Source, fetched: Fetched) -> Parsed:
    """The texts of an archive that the query is about. A list of archives gives none."""
    if fetched.role == "index" and not _is_content(fetched):
        _listed(fetched)
        return Parsed(())
    name = fetched.context.get("title") or fetched.url.rpartition("/")[2]
    if fetched.role == "entry":
        return Parsed((), (f"{name}: could not be had (HTTP {fetched.status or 'without an answer'})",))
    files = dump.Files(fetched.body, fetched.url)
    journal = jorf.read(files, source.query)
    problems = [f"{name}: {problem}" for problem in (*files.problems, *journal.problems)]
    return Parsed(tuple(_document(source, fetched, law) for law in journal.laws), told(problems))


def address(number: str) -> str:
    """The page of a text at Légifrance (which refuses robots: it is for readers)."""
    return f"https://www.legifrance.gouv.fr/jorf/id/{number}"


def _document(source: Source, fetched: Fetched, law: jorf.Law) -> Document:
    published, flags = believed(moment(law.published), fetched.fetched_at)
    return Document(
        source=source.name,
        key=law.id,
        kind=DocumentKind.LAW,
        url=address(law.id),
        title=law.title,
        published=published,
        text=law.text,
        language="fr",
        raw=fetched.sha256,
        summary=law.summary,
        urls=tuple(filter(None, [urls.canonical(law.eli)])),
        flags=flags,
    )


def _is_content(fetched: Fetched) -> bool:
    """Whether these are texts themselves, not the list of archives: an archive, or one of DILA's XML files."""
    return fetched.body[:2] == b"\x1f\x8b" or _TEXT.search(fetched.body[:2000]) is not None


def _listed(fetched: Fetched) -> list[Request]:
    """The first archive of each day, newest first. Raises ``ParseError`` when the page lists nothing at all."""
    root = tree(decode(fetched.body, dict(fetched.headers).get("content-type", "")))
    links = [str(href) for href in root.xpath("//a/@href")] if root is not None else []
    if root is None or not links:
        raise ParseError(fetched.url, f"not a list of archives: {line(decode(fetched.body[:300]))[:100] or 'empty'}")
    first: dict[str, Request] = {}
    for name, request in sorted(_archives(links, fetched.url)):
        first.setdefault(name[:8], request)
    return list(reversed(first.values()))


def _archives(links: list[str], base: str) -> Iterator[tuple[str, Request]]:
    """(moment of the delivery, its request), as named."""
    for href in links:
        url = urls.absolute(href, base)
        name = url.rpartition("/")[2]
        match = _ARCHIVE.fullmatch(name)
        made = _moment(match["day"] + match["time"]) if match else None
        if match and made and urls.same_site(url, base):
            context = {"title": name, "url": url, "published": made.isoformat()}
            yield match["day"] + match["time"], Request(url, role="item", context=context)


def _moment(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=PARIS)
    except ValueError:
        return None


def _due(job: Job, request: Request, now: datetime) -> bool:
    made = datetime.fromisoformat(request.context["published"])
    return made.date() >= (job.source.since or date.min) and _wanted(job.validators.get(request.identity), made, now)


def _wanted(known: Validators | None, made: datetime, now: datetime) -> bool:
    """Never seen, or asked for in vain not long ago: what was had has a hash."""
    if known is None or known.fetched_at is None:
        return True
    return not known.sha256 and now - made < GIVEN_UP and now - known.fetched_at >= AGAIN
