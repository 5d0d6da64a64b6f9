"""Add the memory of traps with its log, exam dates, notes, reports, calendar addresses, and regraded marks.

What is added to `attempt_item` and `mark` is null for older rows: no drill asked them, and no key of theirs has moved.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TIME = sa.DateTime(timezone=True)
REGRADED = ("regraded", "regraded_at", "regraded_reason", "regraded_seen_at")


def upgrade() -> None:
    op.add_column("attempt_item", sa.Column("trap", sa.String(80), nullable=True))
    op.add_column("attempt_item", sa.Column("form_code", sa.Text(), nullable=True))
    op.add_column("mark", sa.Column("regraded", sa.String(12), nullable=True))
    op.add_column("mark", sa.Column("regraded_at", TIME, nullable=True))
    op.add_column("mark", sa.Column("regraded_reason", sa.Text(), nullable=True))
    op.add_column("mark", sa.Column("regraded_seen_at", TIME, nullable=True))
    create_trap_review()
    create_trap_memory()
    create_of_learner(
        "learner_exam",
        sa.Column("exam", sa.String(32), nullable=False),
        sa.Column("exam_date", sa.Date(), nullable=False),
        key=("exam",),
    )
    create_of_learner(
        "note",
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("target", sa.String(80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("bookmarked", sa.Boolean(), nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        key=("kind", "target"),
    )
    create_report()
    create_of_learner(
        "calendar_feed",
        sa.Column("token", sa.String(64), nullable=False),
        sa.UniqueConstraint("token", name="uq_calendar_feed_token"),
        clustered=False,
    )


def downgrade() -> None:
    for table in ("calendar_feed", "report", "note", "learner_exam", "trap_memory", "trap_review"):
        op.drop_table(table)
    for name in REGRADED:
        op.drop_column("mark", name)
    for name in ("form_code", "trap"):
        op.drop_column("attempt_item", name)


def create_trap_review() -> None:
    op.create_table(
        "trap_review",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("trap", sa.String(80), nullable=False),
        sa.Column("exam", sa.String(32), nullable=False),
        sa.Column("reviewed_at", TIME, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("correct", sa.Boolean(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.String(8), nullable=True),
        sa.Column("pace", sa.String(8), nullable=False),
        sa.Column("cell", sa.String(240), nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "attempt_id", "position", "trap", name="pk_trap_review"),
        sa.ForeignKeyConstraint(
            ["learner_id", "attempt_id"],
            ["attempt.learner_id", "attempt.id"],
            name="fk_trap_review_attempt",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_trap_review_learner_id_trap_reviewed_at", "trap_review", ["learner_id", "trap", "reviewed_at"])


def create_trap_memory() -> None:
    create_of_learner(
        "trap_memory",
        sa.Column("trap", sa.String(80), nullable=False),
        sa.Column("exam", sa.String(32), nullable=False),
        sa.Column("stability", sa.Double(), nullable=True),
        sa.Column("difficulty", sa.Double(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("due_by", sa.Date(), nullable=True),
        sa.Column("successes", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("met", "fell", "guessed")),
        sa.Column("last_right", sa.Boolean(), nullable=False),
        sa.Column("sure_wrong", sa.Date(), nullable=True),
        key=("trap",),
    )


def create_report() -> None:
    create_of_learner(
        "report",
        sa.Column("attempt_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item_hash", sa.String(64), nullable=False),
        sa.Column("form_code", sa.Text(), nullable=False),
        sa.Column("bank_version", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("resolved_at", TIME, nullable=True),
        sa.Column("seen_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["item_hash"], ["item.hash"], name="fk_report_item"),
        key=("attempt_id", "position"),
    )
    op.create_index("ix_report_resolved_at_created_at", "report", ["resolved_at", "created_at"])


def create_of_learner(name: str, *parts: Any, key: tuple[str, ...] = (), clustered: bool = True) -> None:
    """A table whose rows belong to a learner, and go with them."""
    op.create_table(
        name,
        sa.Column("learner_id", sa.Integer(), nullable=False, autoincrement=False),
        *parts,
        sa.PrimaryKeyConstraint("learner_id", *key, name=f"pk_{name}"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=f"fk_{name}_learner", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sqlite_with_rowid=not clustered,
    )
