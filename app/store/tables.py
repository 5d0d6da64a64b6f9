"""The tables. Every hot one leads its key with the learner; what belongs to an attempt moves and goes with it.

A change here needs a step in migrations/versions; a test compares the two.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.store.types import UtcDateTime, Words

CLUSTERED = {"sqlite_with_rowid": False}  # rows of one attempt lie side by side, and a write touches one tree


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can take it away again."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, tuple[str, ...]: Words}  # noqa: RUF012


def of_attempt(**options: Any) -> tuple[Any, ...]:
    """Table arguments of what belongs to an attempt."""
    owner = ForeignKeyConstraint(
        ["learner_id", "attempt_id"], ["attempt.learner_id", "attempt.id"], onupdate="CASCADE", ondelete="CASCADE"
    )
    return (owner, CLUSTERED | options)


class LearnerRow(Base):
    """A person; without an email, a guest. An id is never given twice: an old session must not open a new learner."""

    __tablename__ = "learner"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    display_name: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str | None] = mapped_column(String(255))
    is_admin: Mapped[bool]
    time_zone: Mapped[str | None] = mapped_column(String(64))
    extra_minutes: Mapped[int]
    extra_factor: Mapped[float]
    hide_clock: Mapped[bool]
    single_keys: Mapped[bool]
    theme: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime] = mapped_column(index=True)


class ItemRow(Base):
    """An item as it was shown, under its content hash. Never updated, so that history does not change with the bank."""

    __tablename__ = "item"
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    exam: Mapped[str] = mapped_column(String(32))
    body: Mapped[str] = mapped_column(Text)
    bank_version: Mapped[str] = mapped_column(String(64))
    first_shown_at: Mapped[datetime]


class AttemptRow(Base):
    """One sitting of a form. The figures from `graded_at` on are null until it is graded, and then never change."""

    __tablename__ = "attempt"
    __table_args__ = (Index(None, "learner_id", "started_at"), Index(None, "state", "deadline"), CLUSTERED)
    learner_id: Mapped[int] = mapped_column(
        ForeignKey("learner.id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    exam: Mapped[str] = mapped_column(String(32))
    mode: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    form_code: Mapped[str] = mapped_column(Text)
    seed: Mapped[int] = mapped_column(BigInteger)
    length: Mapped[int]
    filters: Mapped[str] = mapped_column(Text)
    bank_version: Mapped[str] = mapped_column(String(64))
    extra_seconds: Mapped[int]
    started_at: Mapped[datetime]
    deadline: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    graded_at: Mapped[datetime | None]
    correct: Mapped[int | None]
    counted: Mapped[int | None]
    scored_correct: Mapped[int | None]
    scored_total: Mapped[int | None]
    scaled: Mapped[int | None]
    scaled_low: Mapped[int | None]
    scaled_high: Mapped[int | None]
    passed: Mapped[bool | None]
    passing_count: Mapped[int | None]


class AttemptItemRow(Base):
    """What stands at one position of an attempt. `option_ids` are random, one an option of the item, in its order.

    `type` and `choose` repeat what the item says, so that saving an answer need not read the item.
    """

    __tablename__ = "attempt_item"
    __table_args__ = of_attempt()
    learner_id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    item_hash: Mapped[str] = mapped_column(ForeignKey("item.hash"))
    option_ids: Mapped[tuple[str, ...]]
    type: Mapped[str] = mapped_column(String(24))
    choose: Mapped[int]
    scored: Mapped[bool]
    domain: Mapped[int]


class ResponseRow(Base):
    """The latest answer to one position, there from the start. It has no `correct`: ungraded rows cannot leak the key.

    `choice` is null where nothing is chosen, `complete` where as much is chosen as asked for.
    """

    __tablename__ = "response"
    __table_args__ = of_attempt()
    learner_id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    choice: Mapped[tuple[str, ...] | None]
    complete: Mapped[bool]
    sequence: Mapped[int] = mapped_column(BigInteger)
    page: Mapped[str] = mapped_column(String(32))
    confidence: Mapped[str | None] = mapped_column(String(8))
    flagged: Mapped[bool]
    struck: Mapped[tuple[str, ...]]
    seconds: Mapped[float]
    saved_at: Mapped[datetime | None]


class MarkRow(Base):
    """The grade of one position, written once: at the end, or in study and drill with the answer that it reveals."""

    __tablename__ = "mark"
    __table_args__ = of_attempt()
    learner_id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    correct: Mapped[bool]
    answered: Mapped[bool]
    scored: Mapped[bool]
    trap: Mapped[str | None] = mapped_column(String(80))
    domain: Mapped[int]
    task: Mapped[str] = mapped_column(String(16))
    family: Mapped[str] = mapped_column(String(64))
    graded_at: Mapped[datetime]
