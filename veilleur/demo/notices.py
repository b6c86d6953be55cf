"""Procurement notices of the demo web, answered as the BOAMP API does (Opendatasoft Explore v2.1)."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cmp_to_key
from typing import Any
from zoneinfo import ZoneInfo

from veilleur.demo.odsql import OdsqlError, Record, matches
from veilleur.demo.pages import entries

MAX_LIMIT = 100
MAX_OFFSET = 10_000
_NESTED = ("gestion", "donnees")  # objects in our files, JSON strings in the API
_HOUR = time(6)  # BOAMP is out in the early morning, Paris time
_PARIS = ZoneInfo("Europe/Paris")


def load() -> tuple[Record, ...]:
    """Every notice of the demo web, in the shape of the API."""
    return tuple(json.loads(file.read_text("utf-8")) for file in entries("notices"))


def published(record: Record) -> datetime:
    """When a notice appears, UTC."""
    day = date.fromisoformat(record["dateparution"])
    return datetime.combine(day, _HOUR, _PARIS).astimezone(UTC)


def standing(records: Sequence[Record], moment: datetime, root: str) -> list[Record]:
    """The notices published by ``moment``, as the API prints them; ``root`` is where their pages are."""
    return [_printed(record, root) for record in records if published(record) <= moment]


def matching(records: Sequence[Record], query: Mapping[str, str]) -> list[Record]:
    """The notices that match ``where``, in ``order_by`` order. Raises OdsqlError."""
    where = query.get("where", "")
    return _ordered([record for record in records if matches(where, record)], query.get("order_by", ""))


def page(found: Sequence[Record], query: Mapping[str, str]) -> dict[str, Any]:
    """One page of ``/records``. Raises OdsqlError where the API answers 400."""
    limit, offset = _number(query, "limit", 10), _number(query, "offset", 0)
    if limit > MAX_LIMIT or offset + limit > MAX_OFFSET:
        raise OdsqlError("Invalid value for offset+limit parameter", code="InvalidRESTParameterError")
    return {"total_count": len(found), "results": found[offset : offset + limit]}


def _number(query: Mapping[str, str], name: str, default: int) -> int:
    try:
        return int(query.get(name, default))
    except ValueError as error:
        raise OdsqlError(f"Invalid value for {name}", code="InvalidRESTParameterError") from error


def _printed(record: Record, root: str) -> Record:
    printed = {key: value for key, value in record.items() if key != "unrelated"}
    nested = {key: json.dumps(record[key], ensure_ascii=False) for key in _NESTED}
    return printed | nested | {"url_avis": f"{root}/{record['idweb']}"}


def _ordered(records: list[Record], order_by: str) -> list[Record]:
    keys = [part.split() for part in order_by.split(",") if part.strip()]

    def compare(left: Record, right: Record) -> int:
        for name, *direction in keys:
            a, b = str(left.get(name) or ""), str(right.get(name) or "")
            if a != b:
                return (-1 if a < b else 1) * (-1 if direction == ["desc"] else 1)
        return 0

    return sorted(records, key=cmp_to_key(compare))
