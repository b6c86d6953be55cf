"""Markup and mangled bytes → plain text fit for quotes: NFC, no control characters but newline, no markup."""

import re
import unicodedata
from html import unescape

import ftfy
from lxml import etree, html
from lxml.html import HtmlElement

_DROPPED = frozenset(
    """
    script style svg math template noscript iframe object embed applet head title form select button
    textarea
    """.split()  # noqa: SIM905
)
_BLOCKS = frozenset(
    """
    address article aside blockquote br dd div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5
    h6 header hr li main nav ol p pre section table td th tr ul
    """.split()  # noqa: SIM905
)
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc\ufffe\uffff]"
)
_SIMPLE = re.compile(r"[ !-%'-;=?-~\n]*")  # ASCII without & < > and controls: most fields
_SPACES = re.compile(r"[^\S\n]+")
_TAG = re.compile(r"<(?:[a-zA-Z/!?][^<>]{0,2000}>|!--|(?:script|svg|iframe|object|embed|style|img)\b)", re.I)
_SCRIPT_URL = re.compile(r"(?:java|vb)script:(?=\S)|data:text/html", re.I)
_ROUNDS = 4  # of escaping undone: feeds escape twice, never four times
_REPAIRS = 30  # texts that mean something settle in two
_FIXES = ftfy.TextFixerConfig(unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=False, explain=False)


def plain(markup: str) -> str:
    """The text of a piece of HTML (or of text that may hide some), one line a block."""
    text = markup
    for _ in range(_ROUNDS):
        text = _strip(text) if "<" in text else unescape(text)
        if not (_TAG.search(text) or "&lt;" in text):
            break
    return clean(_SCRIPT_URL.sub("", _TAG.sub(" ", text)))


def printed(text: str) -> str:
    """A field as it was meant: writers leave entities, tags, C1 controls and half surrogates in it."""
    text = text.strip()
    return text if _SIMPLE.fullmatch(text) else plain(text)


def line(markup: str) -> str:
    """``plain`` on one line: for titles and names."""
    return " ".join(plain(markup).split())


def clean(text: str) -> str:
    """Mojibake repaired, NFC, control characters gone, spaces squeezed, no empty lines; what is clean stays so."""
    text = _encodable(text.replace("\r\n", "\n").replace("\r", "\n"))
    for _ in range(_REPAIRS):
        before, text = text, _squeezed(_repaired(text))
        if text == before:
            break
    return text


def _repaired(text: str) -> str:
    """ftfy needs control characters and hard spaces to see what was meant; without them it may see more, next time."""
    fixed = unicodedata.normalize("NFC", ftfy.fix_text(text, _FIXES))
    return unicodedata.normalize("NFC", _CONTROL.sub("", fixed.replace("\u00ad", "")))


def _squeezed(text: str) -> str:
    lines = (_SPACES.sub(" ", row).strip() for row in text.split("\n"))
    return "\n".join(row for row in lines if row)


def text_of(element: HtmlElement) -> str:
    """The readable text under ``element``, scripts and forms left out. Iterative: depth is anyone's."""
    parts: list[str] = []
    skipped: HtmlElement | None = None
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if skipped is None and event == "start":
            skipped = _open(node, parts)
        elif event == "end":
            skipped = None if node is skipped else skipped
            _close(node, element, parts, skipped is None)
        elif event in ("comment", "pi") and skipped is None:
            parts.append(node.tail or "")
    return "".join(parts)


def tree(body: bytes | str) -> HtmlElement | None:
    """The element tree of a page, or None when there is nothing in it. Raises only ``MemoryError``, never fetches."""
    text = body if isinstance(body, str) else decode(body)
    try:
        return html.document_fromstring(
            _CONTROL.sub("", text.replace("\r", "")).encode(),
            parser=html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True),
        )
    except etree.LxmlError as error:
        if any(one.type == etree.ErrorTypes.ERR_NO_MEMORY for one in getattr(error, "error_log", ())):
            raise MemoryError from error
        return None
    except ValueError:
        return None


def decode(body: bytes, content_type: str = "") -> str:
    """Characters of a page: valid UTF-8 is UTF-8, whatever it claims; then BOM, HTTP, meta, cp1252."""
    whole = utf8(body)
    if whole is not None:
        return whole
    for encoding in _declared(body, content_type):
        try:
            return body.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return body.decode("cp1252", errors="replace")


def utf8(body: bytes) -> str | None:
    """``body`` as UTF-8 when it is, a few broken bytes (U+FFFD) allowed among many right ones; else None."""
    text = body.decode("utf-8-sig", "replace")
    broken = text.count("\ufffd")
    if broken and sum(character > "\x7f" for character in text) - broken <= 3 * broken:
        return None
    return text


def _declared(body: bytes, content_type: str) -> list[str]:
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ["utf-16"]
    head = content_type.encode("ascii", "replace") + b" " + body[:2048]
    return [name.decode() for name in re.findall(rb"(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_-]{3,20})", head)]


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates


def _strip(markup: str) -> str:
    root = tree(f"<div>{markup}</div>")
    return "" if root is None else text_of(root)


def _open(node: HtmlElement, parts: list[str]) -> HtmlElement | None:
    """Write what stands before the children; returns the node when nothing under it is text."""
    if node.tag in _DROPPED:
        return node
    parts.append("\n" if node.tag in _BLOCKS else "")
    parts.append(node.text or "")
    return None


def _close(node: HtmlElement, root: HtmlElement, parts: list[str], visible: bool) -> None:
    if not visible:
        return
    parts.append("\n" if node.tag in _BLOCKS else "")
    if node is not root:
        parts.append(node.tail or "")
