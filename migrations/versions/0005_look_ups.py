"""Add to answers and their evidence whether the explorer was opened meanwhile. Of older ones nobody knows: false."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TABLES = ("response", "evidence")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("looked_up", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "looked_up")
