"""A digest → one mail: text and HTML in one message, what is awaited attached as iCalendar. Same digest, same bytes."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email import message_from_string, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256

import css_inline
import jinja2

from digests.digest import Digest
from digests.filling import filled
from digests.types import MailSettings, Subscriber

_LONGEST_SUBJECT = 150  # characters
_ENCODED_WORD = re.compile(r"=\?[^?\s]*\?[bqBQ]\?[^?]*\?=")
_SPACES = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A digest as text and as HTML with inline styles."""

    text: str
    html: str


def message(digest: Digest, subscriber: Subscriber, mail: MailSettings, slot: datetime) -> EmailMessage:
    """The mail of one slot. Its Message-ID and its parts follow from subscriber and slot: a resend is recognised."""
    rendered = render(digest)
    identity = message_id(subscriber, mail, slot)
    found = EmailMessage(policy=policy.SMTP)
    found["Subject"] = header_text(digest.subject)
    found["From"] = Address("veilleur", addr_spec=mail.sender)
    found["To"] = Address(addr_spec=subscriber.email)
    found["Date"] = format_datetime(slot)
    found["Message-ID"] = identity
    found["Auto-Submitted"] = "auto-generated"  # RFC 3834
    found["Content-Language"] = digest.language
    found.set_content(rendered.text, cte="quoted-printable")
    found.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    if digest.calendar and not digest.empty:
        found.add_attachment(
            digest.calendar,
            maintype="text",
            subtype="calendar",
            cte="base64",
            filename="calendrier.ics",
            params={"method": "PUBLISH", "charset": "utf-8"},
        )
    _set_boundaries(found, identity)
    return found


def _set_boundaries(found: EmailMessage, identity: str) -> None:
    """Boundaries that follow from the mail alone; the library draws lots."""
    for number, part in enumerate(part for part in found.walk() if part.is_multipart()):
        part.set_boundary(sha256(f"{identity}|{number}".encode()).hexdigest()[:32])


def message_id(subscriber: Subscriber, mail: MailSettings, slot: datetime) -> str:
    """Stable: the same for every try to send one slot."""
    name = sha256(f"{subscriber.name}|{slot.isoformat()}".encode()).hexdigest()[:24]
    return f"<{name}@{mail.sender.rpartition('@')[2]}>"


def header_text(text: str) -> str:
    """``text`` fit for a header: one line, no control characters, no encoded words that a reader would decode."""
    plain = _ENCODED_WORD.sub(" ", text)
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs") else c for c in plain)
    plain = _SPACES.sub(" ", plain).replace("=?", "= ?").strip()
    return _foldable(plain if len(plain) <= _LONGEST_SUBJECT else f"{plain[: _LONGEST_SUBJECT - 1]}…")


def _foldable(text: str) -> str:
    """Python loses or doubles a space on which it folds beside an encoded word: such a one becomes a no-break space."""
    while (read := _read_back(text)) != text:
        differs = next(at for at, pair in enumerate(zip(f"{text}\0", f"{read}\0", strict=False)) if len({*pair}) > 1)
        space = text.rfind(" ", 0, differs + 1)
        if space < 0:
            break
        text = f"{text[:space]}\u00a0{text[space + 1 :]}"
    return text


def _read_back(text: str) -> str:
    folded = policy.SMTP.header_factory("Subject", text).fold(policy=policy.SMTP)
    return str(message_from_string(folded, policy=policy.SMTP)["Subject"])


def render(digest: Digest) -> Rendered:
    """Text and HTML of a digest; every value is escaped, styles are inline, nothing is loaded."""
    text = _environment(html=False).get_template("digest.txt.j2").render(digest=digest)
    html = _environment(html=True).get_template("digest.html.j2").render(digest=digest)
    return Rendered(_BLANK_LINES.sub("\n\n", text).strip() + "\n", _inliner().inline(html))


@lru_cache(maxsize=2)
def _environment(html: bool) -> jinja2.Environment:
    found = jinja2.Environment(
        loader=jinja2.PackageLoader("digests"),
        autoescape=html,  # noqa: S701  # the text part is no markup
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["filled"] = filled
    return found


@lru_cache(maxsize=1)
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)
