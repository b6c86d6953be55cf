"""Claims by their places: what the timeline reads in a claim has a column, and where it can be met a row"""

import json
from collections.abc import Iterator
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
_READ = sa.text("""
    SELECT c.revision, c.ordinal, c.type, c.status, c.procedure, c."when", c.actors, c.extra,
           coalesce(r.published, r.known_at) AS told
    FROM claim c JOIN revision r ON r.id = c.revision
""")
_FILL = sa.text("""
    UPDATE claim SET said = :said, amount = :amount, first = :first, last = :last, extra = :extra
    WHERE revision = :revision AND ordinal = :ordinal
""")


def upgrade() -> None:
    """Split ``extra``, and say the days of each date."""
    for column in _COLUMNS:
        op.add_column("claim", column)
    op.create_index("ix_claim_type", "claim", ["type"])
    tags = op.create_table(
        "claimtag",
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revision.id"]),
        sa.PrimaryKeyConstraint("type", "tag", "last", "first", "revision", "ordinal"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claimtag_revision", "claimtag", ["revision"])
    op.drop_index("ix_appearance_actor", "appearance")
    op.create_index("ix_appearance_actor", "appearance", ["actor", "revision"])
    connection = op.get_bind()
    rows = [dict(row) for row in connection.execute(_READ).mappings()]
    if rows:
        connection.execute(_FILL, [_filled(row) for row in rows])
        connection.execute(tags.insert(), [tag for row in rows for tag in _tags(row)])


def downgrade() -> None:
    """Back to one column for the rest."""
    op.get_bind().execute(
        sa.text("""UPDATE claim SET extra = json_array(json(extra->'$[0]'), json(coalesce(said, 'null')), amount,
                   json(extra->'$[1]'), extra->>'$[2]')""")
    )
    op.drop_index("ix_appearance_actor", "appearance")
    op.create_index("ix_appearance_actor", "appearance", ["actor"])
    op.drop_table("claimtag")
    op.drop_index("ix_claim_type", "claim")
    for column in reversed(_COLUMNS):
        op.drop_column("claim", column.name)


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    parts, said, amount, span, field = json.loads(row["extra"])
    row["first"], row["last"] = _days(row)
    return {**row, "said": _text(said) if said else None, "amount": amount, "extra": _text([parts, span, field])}


def _tags(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    day = date.fromisoformat(row["told"][:10]).toordinal()
    first, last = (day, day) if row["first"] is None else (row["first"], row["last"])
    everyone = dict.fromkeys(actor["id"] for actor in json.loads(row["actors"]))
    for tag in (*everyone, f"#{row['procedure']}") if row["procedure"] else everyone:
        of = {name: row[name] for name in ("type", "revision", "ordinal")}
        yield {**of, "tag": tag, "first": first, "last": last}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _days(row: dict[str, Any]) -> tuple[int, int] | tuple[None, None]:
    """As store.places had it: an open end reaches a year, three years and more place nothing, nor does a denial."""
    when = json.loads(row["when"]) if row["when"] and row["status"] != "denied" else None
    if when is None or when["edtf"] is None:
        return None, None
    low, high = (date.fromisoformat(when[name]).toordinal() if when[name] else None for name in ("earliest", "latest"))
    if low is None and high is None:
        return None, None
    first = low if low is not None else (high or 0) - 366
    last = high if high is not None else first + 366
    return (first, last) if last - first <= 3 * 366 else (None, None)
