"""Add the evidence of readiness, what it comes to, forecasts, and the tallies of items and forms.

Older answers are taken up when their learner next looks or is graded, or all at once by `whose item-stats --take-up`:
that needs the items and the rules of today, which no migration should know.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TIME = sa.DateTime(timezone=True)
NEW = ("evidence", "standing", "forecast", "item_tally", "choice_tally", "form_tally")


def upgrade() -> None:
    create_evidence()
    op.create_table(
        "standing",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("exam", sa.String(32), nullable=False),
        sa.Column("belief", sa.Text(), nullable=False),
        sa.Column("ratings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "exam", name="pk_standing"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name="fk_standing_learner", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    create_of_attempt(
        "forecast",
        sa.Column("probability", sa.Double(), nullable=True),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("median_seconds", sa.Double(), nullable=True),
        sa.Column("form_counted", sa.Boolean(), nullable=False),
        key=(),
    )
    create_tallies()


def downgrade() -> None:
    for table in reversed(NEW):
        op.drop_table(table)


def create_evidence() -> None:
    create_of_attempt(
        "evidence",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("exam", sa.String(32), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("item_hash", sa.String(64), nullable=False),
        sa.Column("family", sa.String(64), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("domain", sa.Integer(), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("chance", sa.Double(), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        *(
            sa.Column(name, sa.Boolean(), nullable=False)
            for name in ("correct", "answered", "filtered", "rapid", "withdrawn")
        ),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("confidence", sa.String(8), nullable=True),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("rest", sa.Integer(), nullable=True),
        key=("position",),
    )
    op.create_index("ix_evidence_learner_id_exam_at_day", "evidence", ["learner_id", "exam", "at", "day"])
    op.create_index("ix_evidence_learner_id_item_hash", "evidence", ["learner_id", "item_hash"])


def create_of_attempt(name: str, *columns: Any, key: tuple[str, ...]) -> None:
    op.create_table(
        name,
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.String(32), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("learner_id", "attempt_id", *key, name=f"pk_{name}"),
        sa.ForeignKeyConstraint(
            ["learner_id", "attempt_id"],
            ["attempt.learner_id", "attempt.id"],
            name=f"fk_{name}_attempt",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )


def create_tallies() -> None:

    op.create_table(
        "item_tally",
        sa.Column("exam", sa.String(32), nullable=False),
        sa.Column("level", sa.String(8), nullable=False),
        sa.Column("unit", sa.String(240), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("rest", "rest_square", "rest_right", "chance")),
        sa.PrimaryKeyConstraint("exam", "level", "unit", name="pk_item_tally"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_item_tally_exam_level_answers", "item_tally", ["exam", "level", "answers"])
    op.create_table(
        "choice_tally",
        sa.Column("exam", sa.String(32), nullable=False),
        sa.Column("level", sa.String(8), nullable=False),
        sa.Column("unit", sa.String(240), nullable=False),
        sa.Column("choice", sa.String(80), nullable=False),
        sa.Column("is_key", sa.Boolean(), nullable=False),
        sa.Column("chosen", sa.Integer(), nullable=False),
        sa.Column("rest", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("exam", "level", "unit", "choice", name="pk_choice_tally"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "form_tally",
        sa.Column("form_code", sa.Text(), nullable=False),
        sa.Column("exam", sa.String(32), nullable=False),
        sa.Column("learners", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("total_square", sa.BigInteger(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("form_code", name="pk_form_tally"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_form_tally_exam_learners", "form_tally", ["exam", "learners"])
