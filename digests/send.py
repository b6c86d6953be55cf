"""Handing a finished mail over: to a folder, or to an SMTP server. The bytes are sent as they are."""

import os
import smtplib
import ssl
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

from digests.errors import SendError, UncertainError
from digests.types import MailSettings

PASSWORD = "VEILLEUR_SMTP_PASSWORD"  # noqa: S105  # name of the environment variable
USER = "VEILLEUR_SMTP_USER"  # defaults to the sender's address
_SECONDS = 30

Send = Callable[[bytes, str, str], object]  # message, recipient, name of the file without its suffix


def sender(settings: MailSettings) -> Send:
    """The way out that ``settings`` ask for. What it returns raises SendError, or UncertainError."""
    if settings.smtp == "outbox":
        folder = Path(settings.folder)
        return lambda message, _, name: write(message, folder, name)
    return lambda message, recipient, _: _smtp(settings, message, recipient)


def write(message: bytes, folder: Path, name: str) -> list[Path]:
    """Write NAME.eml, NAME.html and NAME.txt into ``folder``; each appears whole or not at all."""
    parsed = message_from_bytes(message, policy=policy.default)
    assert isinstance(parsed, EmailMessage)  # what policy.default gives
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_put(folder / f"{name}{suffix}", data) for suffix, data in _files(parsed, message)]
    except OSError as error:
        raise SendError(f"{folder}: {error.strerror}") from error


def _files(parsed: EmailMessage, message: bytes) -> list[tuple[str, bytes]]:
    files = [(".eml", message)]
    for kind in ("html", "plain"):
        if body := parsed.get_body((kind,)):
            files.append((".html" if kind == "html" else ".txt", body.get_content().encode()))
    return files


def _put(path: Path, data: bytes) -> Path:
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(data)
    draft.replace(path)
    return path


def _smtp(settings: MailSettings, message: bytes, recipient: str) -> None:
    given = False
    try:
        with _connection(settings) as server:
            server.ehlo_or_helo_if_needed()
            code, answer = server.mail(settings.sender)
            if code == 250:
                code, answer = server.rcpt(recipient)
            if code not in (250, 251):
                raise SendError(f"{recipient}: {code} {answer.decode(errors='replace')}")
            given = True
            code, answer = server.data(message)
            given = False
            if code != 250:
                raise SendError(f"{recipient}: {code} {answer.decode(errors='replace')}")
    except (OSError, smtplib.SMTPException) as error:
        raise (UncertainError if given else SendError)(f"{settings.smtp}: {error}") from error


def reach(settings: MailSettings) -> str:
    """Connect and log in as a sending would, send nothing; the server's greeting. Raises SendError."""
    try:
        with _connection(settings) as server:
            return str(server.noop()[1], "utf-8", "replace")
    except (OSError, smtplib.SMTPException) as error:
        raise SendError(f"{settings.smtp}: {error}") from error


def _connection(settings: MailSettings) -> smtplib.SMTP:
    address = urlsplit(settings.smtp)
    host, secure = address.hostname or "localhost", ssl.create_default_context()
    server: smtplib.SMTP
    if address.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, address.port or 465, timeout=_SECONDS, context=secure)
    else:
        server = smtplib.SMTP(host, address.port or 25, timeout=_SECONDS)
        server.ehlo_or_helo_if_needed()
        if server.has_extn("starttls"):
            server.starttls(context=secure)
    if password := os.environ.get(PASSWORD):
        server.login(os.environ.get(USER, settings.sender), password)
    return server
