"""Add presets: the custom quizzes that a learner keeps under a name. A new table, so no older row is touched."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "preset",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("exam", sa.String(32), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("clocked", sa.Boolean(), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "id", name="pk_preset"),
        sa.UniqueConstraint("learner_id", "exam", "name", name="uq_preset_learner_id_exam_name"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name="fk_preset_learner", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("preset")
