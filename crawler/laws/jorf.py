"""XML files of the Journal officiel → its texts, in both of DILA's layouts.

``JORFSIMPLE``: a text is one file (``TEXTE``). ``JORF``: its title and visas (``TEXTE_VERSION``), the order of its
articles (``TEXTELR``) and each article (``ARTICLE``) are files apart, joined by the text's id. In both, the contents
of the day's Journal (``JO``, a JORFCONT) name every text, also those whose file is missing.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from crawler.laws.phrases import finder
from crawler.text import clean, decode, line, text_of

_OWNER = re.compile(r"<TEXTE\b[^<>]*\scid=\"(JORFTEXT\d{6,20})\"|<(?:ID|CID)>\s*(JORFTEXT\d{6,20})\s*</")
_CONTENTS = re.compile(r"<JO[\s>]")
_NEVER = "2999-01-01"  # DILA's "no date"
# Children of a text; others are told
KNOWN = frozenset(
    """
    ID ID_ELI ELI_ALIAS ANCIEN_ID ORIGINE NATURE NUM NUM_PARUTION NUM_SEQUENCE NOR DATE_PUBLI DATE_TEXTE ORIGINE_PUBLI
    PAGE_DEB_PUBLI PAGE_FIN_PUBLI TITRE TITREFULL AUTORITE MINISTERE MCS_TEXT LIENS NOTICE VISAS ABRO RECT SM TP STRUCT
    ENTREPRISE META VERSIONS CONTEXTE NOTA BLOC_TEXTUEL SIGNATAIRES TEXTE URL DERNIERE_MODIFICATION VERSIONS_A_VENIR
    DOSSIERS_LEGISLATIFS
    """.split()  # noqa: SIM905
)
_READ = ("CONTENU", "ARTICLE", "TITRE_TA")


@dataclass(frozen=True, slots=True)
class Law:
    """One text of the Journal officiel."""

    id: str  # JORFTEXT…
    title: str
    published: str = ""  # ISO day; "" when not said
    text: str = ""  # plain: where it was published, then visas, articles and signatures
    summary: str = ""  # the notice that some decrees have
    eli: str = ""  # its European Legislation Identifier, an address


@dataclass
class Journal:
    """The texts that a query is about, and what could not be read of them."""

    laws: list[Law] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read(files: Iterable[bytes], query: str) -> Journal:
    """The texts whose title or body has one of the phrases of ``query`` (one a line).

    ``files`` are gone through twice, so that only those of such texts are held.
    """
    wanted, journal = finder(query), Journal()
    named, told = _told(files, wanted, journal.problems)
    chosen = [n for n in dict.fromkeys((*told, *named)) if told.get(n) or (n in named and wanted(named[n].title))]
    parts = _parts(files, frozenset(chosen))
    for number in chosen:
        law = _law(named.get(number, Law(number, "")), parts.get(number, []), journal.problems)
        journal.laws += [law] if wanted(f"{law.title}\n{law.text}") else []  # else it only cites
    return journal


def _told(
    files: Iterable[bytes], wanted: Callable[[str], bool], problems: list[str]
) -> tuple[dict[str, Law], dict[str, bool]]:
    """(texts that the contents name, whether any file of a text has a phrase), by the text's id."""
    named: dict[str, Law] = {}
    told: dict[str, bool] = {}
    strays: list[str] = []
    for raw in map(decode, files):
        owner = _owner(raw)
        if _CONTENTS.search(raw[:500]):
            named |= {law.id: law for law in _contents(raw, problems)}
        elif owner:
            told[owner] = told.get(owner, False) or wanted(raw)
        else:
            strays.append(" ".join(raw[:300].split())[:80])
    if strays:
        problems.append(f"{len(strays)} files of no known text, such as {strays[0]}")
    return named, told


def _parts(files: Iterable[bytes], chosen: frozenset[str]) -> dict[str, list[str]]:
    """The files of each text that was chosen."""
    parts: dict[str, list[str]] = {}
    for raw in map(decode, files):
        owner = _owner(raw)
        if owner in chosen and not _CONTENTS.search(raw[:500]):
            parts.setdefault(owner, []).append(raw)
    return parts


def _owner(raw: str) -> str:
    """The id of the text that a file belongs to, "" when it says none."""
    found = _OWNER.search(raw[:20_000])
    return (found[1] or found[2]) if found else ""


def _contents(raw: str, problems: list[str]) -> Iterator[Law]:
    """What the contents of the day name: id, title and day of each text."""
    root = _tree(raw, "contents", problems)
    if root is not None:
        day = _said(root, "DATE_PUBLI")
        for link in root.iter("LIEN_TXT"):
            if str(link.get("idtxt") or "").startswith("JORFTEXT"):
                yield Law(str(link.get("idtxt")), line(str(link.get("titretxt") or "")), day)


def _law(named: Law, raws: Iterable[str], problems: list[str]) -> Law:
    """A text out of its files; what they do not say comes from the contents."""
    roots = [root for raw in raws if (root := _tree(raw, named.id, problems)) is not None]
    heads = [root for root in roots if root.tag in ("TEXTE", "TEXTE_VERSION")]
    problems += [f"{named.id}: unknown element {name}" for head in heads for name in _unknown(head)]
    said = {name: next(filter(None, (_said(root, name) for root in (*heads, *roots))), "") for name in _HEAD}
    where = (said["ORIGINE_PUBLI"], said["MINISTERE"], f"NOR {said['NOR']}" if said["NOR"] else "")
    return Law(
        id=named.id,
        title=line(said["TITREFULL"] or said["TITRE"]) or named.title or line(_quoted(roots)) or named.id,
        published=said["DATE_PUBLI"] or named.published,
        text=clean("\n".join([", ".join(filter(None, where)), *_body(heads, _ordered(roots))])),
        summary=next((text for head in heads for text in _texts(head.find("NOTICE"))), "")[:1000],
        eli=said["ID_ELI"],
    )


_HEAD = ("TITREFULL", "TITRE", "DATE_PUBLI", "ORIGINE_PUBLI", "MINISTERE", "NOR", "ID_ELI")


def _tree(raw: str, whose: str, problems: list[str]) -> etree._Element | None:
    """The tree of one file. Entities are not resolved, nothing is fetched, depth and size are lxml's limits."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8")
    try:
        return etree.fromstring(raw.lstrip("\ufeff").encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        problems.append(f"{whose}: not XML: {error}"[:200])
        return None


def _said(root: etree._Element, name: str) -> str:
    """A field of the text itself, which stands at its top or in its META; not of a text it cites."""
    if root.tag == "ARTICLE":
        return ""  # its fields are the article's own
    found = next((node for node in (*root.iterfind(name), *root.iterfind(f"META//{name}"))), None)
    text = " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""
    return "" if text == _NEVER else text


def _quoted(roots: Iterable[etree._Element]) -> str:
    """The title of the text as its articles give it."""
    titles = (node for root in roots for node in root.iterfind("CONTEXTE/TEXTE/TITRE_TXT"))
    return next((node.text for node in titles if node.text), "")


def _ordered(roots: list[etree._Element]) -> list[etree._Element]:
    """The articles that are files apart: as the structure lists them, the others after, by their id."""
    listed = [str(link.get("id")) for root in roots if root.tag == "TEXTELR" for link in root.iter("LIEN_ART")]
    places = {number: place for place, number in enumerate(listed)}
    articles = ((_id(root), root) for root in roots if root.tag == "ARTICLE")
    return [root for _, root in sorted(articles, key=lambda one: (places.get(one[0], len(places)), one[0]))]


def _id(article: etree._Element) -> str:
    return article.findtext("META/META_COMMUN/ID") or article.findtext("ID") or ""


def _body(heads: list[etree._Element], articles: list[etree._Element]) -> Iterator[str]:
    """Signatures stand last, also where articles are files apart."""
    for head in heads:
        yield from _texts(head, signed=bool(articles) and None)
    for article in articles:
        yield from _texts(article)
    for head in heads if articles else ():
        yield from _texts(head, signed=True)


def _texts(root: etree._Element | None, signed: bool | None = False) -> Iterator[str]:
    """Headings and contents in their order. ``signed``: None leaves signatures out, True gives them alone."""
    for node in root.iter(*_READ) if root is not None else ():
        signature = any(parent.tag == "SIGNATAIRES" for parent in node.iterancestors())
        if signed is not False and signature is not bool(signed):
            continue
        if node.tag == "ARTICLE":
            number = node.findtext("NUM") or node.findtext("META/META_SPEC/META_ARTICLE/NUM")
            yield f"Article {number.strip()}" if number and number.strip() else ""
        else:
            yield clean(text_of(cast("HtmlElement", node)))


def _unknown(head: etree._Element) -> Iterator[str]:
    children = (str(child.tag) for child in head if isinstance(child.tag, str))
    return (name for name in dict.fromkeys(children) if name not in KNOWN)
