"""learner: count password changes, which end older sessions, and note who is being deleted. Old sessions stay valid."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("learner") as table:
        table.add_column(sa.Column("session_number", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("leaving_since", sa.DateTime(timezone=True), nullable=True))
        table.create_index("ix_learner_leaving_since", ["leaving_since"])


def downgrade() -> None:
    with op.batch_alter_table("learner") as table:
        table.drop_index("ix_learner_leaving_since")
        table.drop_column("leaving_since")
        table.drop_column("session_number")
