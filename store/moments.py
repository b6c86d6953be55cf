"""Moments as SQLite keeps them: fixed-width UTC text, so that comparing texts compares moments."""

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """An aware moment → "2026-04-23T05:30:00.000000Z". Raises ValueError when it is naive."""
    if moment.tzinfo is None:
        raise ValueError(f"naive datetime refused: {moment}")
    naive = moment.astimezone(UTC).replace(tzinfo=None)
    return f"{naive.isoformat(timespec='microseconds')}Z"  # strftime writes year 999 with three digits


def from_text(text: str) -> datetime:
    """The inverse of :func:`to_text`; the year is always written with four digits."""
    return datetime.fromisoformat(text)


def optional(text: str | None) -> datetime | None:
    """The same for a column that may be empty."""
    return from_text(text) if text else None
