"""How an archive is written in a topic and on the command line: ``sqlite:///FILE``, as SQLAlchemy has it."""

from pathlib import Path

SCHEME = "sqlite:///"


def archive_file(url: str) -> Path:
    """The file that ``url`` names."""
    return Path(url.removeprefix(SCHEME))


def archive_url(path: Path) -> str:
    """The address of ``path``."""
    return f"{SCHEME}{path}"
