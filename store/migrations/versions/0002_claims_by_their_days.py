"""Claims by their days: what the timeline reads in a claim has a column of its own"""

import json
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COLUMNS = (
    sa.Column("said", sa.String(), nullable=True),
    sa.Column("amount", sa.String(), nullable=True),
    sa.Column("first", sa.Integer(), nullable=True),
    sa.Column("last", sa.Integer(), nullable=True),
)
_FILL = sa.text("""
    UPDATE claim SET said = :said, amount = :amount, first = :first, last = :last, extra = :extra
    WHERE revision = :revision AND ordinal = :ordinal
""")


def upgrade() -> None:
    """Split ``extra``, and say the days of each date."""
    for column in _COLUMNS:
        op.add_column("claim", column)
    connection = op.get_bind()
    rows = connection.execute(sa.text('SELECT revision, ordinal, status, "when", extra FROM claim')).all()
    if rows:
        connection.execute(_FILL, [_filled(*row) for row in rows])
    op.create_index("ix_claim_days", "claim", ["type", "first", "last"])
    op.create_index("ix_claim_procedure", "claim", ["procedure", "type"])


def downgrade() -> None:
    """Back to one column for the rest."""
    connection = op.get_bind()
    connection.execute(
        sa.text("""UPDATE claim SET extra = json_array(json(extra->'$[0]'), json(coalesce(said, 'null')), amount,
                   json(extra->'$[1]'), extra->>'$[2]')""")
    )
    op.drop_index("ix_claim_procedure", "claim")
    op.drop_index("ix_claim_days", "claim")
    for column in reversed(_COLUMNS):
        op.drop_column("claim", column.name)


def _filled(number: int, ordinal: int, status: str, when: str | None, extra: str) -> dict[str, Any]:
    parts, said, amount, span, field = json.loads(extra)
    first, last = _days(json.loads(when)) if when and status != "denied" else (None, None)
    return {
        "revision": number,
        "ordinal": ordinal,
        "said": _text(said) if said else None,
        "amount": amount,
        "first": first,
        "last": last,
        "extra": _text([parts, span, field]),
    }


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _days(when: dict[str, Any]) -> tuple[int, int] | tuple[None, None]:
    """As store.days had it: an open end reaches a year, three years and more place nothing."""
    days = [date.fromisoformat(when[name]).toordinal() if when[name] else None for name in ("earliest", "latest")]
    if when["edtf"] is None or days == [None, None]:
        return None, None
    first = days[0] if days[0] is not None else (days[1] or 0) - 366
    last = days[1] if days[1] is not None else first + 366
    return (first, last) if last - first <= 3 * 366 else (None, None)
