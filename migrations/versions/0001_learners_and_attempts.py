"""Create learners, items as shown, attempts, what was asked in them, responses and marks."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_learner()
    create_item()
    create_attempt()
    create_attempt_item()
    create_response()
    create_mark()


def downgrade() -> None:
    for table in ("mark", "response", "attempt_item", "attempt", "item", "learner"):
        op.drop_table(table)


def create_learner() -> None:
    op.create_table(
        "learner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(254), nullable=True),
        sa.Column("display_name", sa.String(80), nullable=False),
        sa.Column("password_hash", sa.String(255), nullable=True),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=True),
        sa.Column("extra_minutes", sa.Integer(), nullable=False),
        sa.Column("extra_factor", sa.Double(), nullable=False),
        sa.Column("hide_clock", sa.Boolean(), nullable=False),
        sa.Column("single_keys", sa.Boolean(), nullable=False),
        sa.Column("theme", sa.String(16), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("last_seen_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learner"),
        sa.UniqueConstraint("email", name="uq_learner_email"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_learner_last_seen_at", "learner", ["last_seen_at"])


def create_item() -> None:
    op.create_table(
        "item",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("exam", sa.String(32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("bank_version", sa.String(64), nullable=False),
        sa.Column("first_shown_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_item"),
    )


def create_attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("exam", sa.String(32), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("form_code", sa.Text(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("bank_version", sa.String(64), nullable=False),
        sa.Column("extra_seconds", sa.Integer(), nullable=False),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("deadline", TIME, nullable=True),
        sa.Column("submitted_at", TIME, nullable=True),
        sa.Column("graded_at", TIME, nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("correct", "counted")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("scored_correct", "scored_total")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("scaled", "scaled_low", "scaled_high")),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("passing_count", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("learner_id", "id", name="pk_attempt"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name="fk_attempt_learner", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_attempt_learner_id_started_at", "attempt", ["learner_id", "started_at"])
    op.create_index("ix_attempt_state_deadline", "attempt", ["state", "deadline"])


def create_attempt_item() -> None:
    create_of_attempt(
        "attempt_item",
        sa.Column("item_hash", sa.String(64), nullable=False),
        sa.Column("option_ids", sa.Text(), nullable=False),
        sa.Column("type", sa.String(24), nullable=False),
        sa.Column("choose", sa.Integer(), nullable=False),
        sa.Column("scored", sa.Boolean(), nullable=False),
        sa.Column("domain", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_hash"], ["item.hash"], name="fk_attempt_item_item"),
    )


def create_response() -> None:
    create_of_attempt(
        "response",
        sa.Column("choice", sa.Text(), nullable=True),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("page", sa.String(32), nullable=False),
        sa.Column("confidence", sa.String(8), nullable=True),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("struck", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("saved_at", TIME, nullable=True),
    )


def create_mark() -> None:
    create_of_attempt(
        "mark",
        sa.Column("correct", sa.Boolean(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("scored", sa.Boolean(), nullable=False),
        sa.Column("trap", sa.String(80), nullable=True),
        sa.Column("domain", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(16), nullable=False),
        sa.Column("family", sa.String(64), nullable=False),
        sa.Column("graded_at", TIME, nullable=False),
    )


def create_of_attempt(name: str, *columns: Any) -> None:
    """A table whose rows belong to a position of an attempt, and move and go with it."""
    op.create_table(
        name,
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("learner_id", "attempt_id", "position", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(
            ["learner_id", "attempt_id"],
            ["attempt.learner_id", "attempt.id"],
            name=f"fk_{name}_attempt",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
