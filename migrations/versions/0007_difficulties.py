"""Add observed difficulties, their sums, and to answers what was believed of the learner before each.

Older answers are taken up by `whose calibrate --take-up`: that needs the model of readiness, which no migration should
know. Attempts that are there were made with the estimates of their items: null.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TABLES = {"evidence": ("ability", "ability_sd"), "attempt_item": ("difficulty",)}


def upgrade() -> None:
    for table, columns in TABLES.items():
        for column in columns:
            op.add_column(table, sa.Column(column, sa.Double(), nullable=True))
    op.create_table(
        "difficulty_tally",
        *_template(),
        sa.Column("margin", sa.Integer(), nullable=False),
        sa.Column("spread", sa.Integer(), nullable=False),
        sa.Column("chance", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("estimate", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("exam", "template", "margin", "spread", "chance", name="pk_difficulty_tally"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "difficulty",
        *_template(),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("estimate", sa.Double(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("sd", sa.Double(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("exam", "template", "day", name="pk_difficulty"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("difficulty")
    op.drop_table("difficulty_tally")
    for table, columns in TABLES.items():
        for column in columns:
            op.drop_column(table, column)


def _template() -> tuple[sa.Column[str], ...]:
    return (sa.Column("exam", sa.String(32), nullable=False), sa.Column("template", sa.String(240), nullable=False))
