"""The tables. Every hot one leads its key with the learner; what belongs to an attempt moves and goes with it.

A change here needs a step in migrations/versions; a test compares the two.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
)
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


def of_learner() -> ForeignKey:
    """The foreign key of what belongs to a learner, and goes with them."""
    return ForeignKey("learner.id", onupdate="CASCADE", ondelete="CASCADE")


class LearnerRow(Base):
    """A person; without an email, a guest. An id is never given twice: an old session must not open a new learner.

    Only sessions that carry today's `session_number` are theirs. `leaving_since` says that they are being deleted.
    """

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
    session_number: Mapped[int] = mapped_column(default=0, server_default="0")
    leaving_since: Mapped[datetime | None] = mapped_column(index=True)


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
    learner_id: Mapped[int] = mapped_column(of_learner(), primary_key=True)
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

    `type` and `choose` repeat what the item says, so that saving an answer need not read the item. `trap` is what a
    drill asks about here, `form_code` that of the item by itself where the attempt is no form; both are null elsewhere.
    `difficulty` is what was observed of the item when the attempt was made; null where its own estimate held.
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
    trap: Mapped[str | None] = mapped_column(String(80))
    form_code: Mapped[str | None] = mapped_column(Text)
    difficulty: Mapped[float | None]


class ResponseRow(Base):
    """The latest answer to one position, there from the start. It has no `correct`: ungraded rows cannot leak the key.

    `choice` is null where nothing is chosen, `complete` where as much is chosen as asked for. `looked_up` says that the
    model explorer was opened before the answer, with the question open.
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
    looked_up: Mapped[bool] = mapped_column(default=False, server_default=false())
    saved_at: Mapped[datetime | None]


class MarkRow(Base):
    """The grade of one position, written once: at the end, or in study and drill with the answer that it reveals.

    Where a correction of the model has changed the item's key since, `regraded` says what the answer is by the key of
    today: right, wrong, or withdrawn with the item. The first grade stays beside it.
    """

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
    regraded: Mapped[str | None] = mapped_column(String(12))
    regraded_at: Mapped[datetime | None]
    regraded_reason: Mapped[str | None] = mapped_column(Text)
    regraded_seen_at: Mapped[datetime | None]


class TrapReviewRow(Base):
    """One graded answer to an item with a trap: the log that makes a memory again. `day` is the learner's.

    `passed` says that the answer did not turn on the trap.
    """

    __tablename__ = "trap_review"
    __table_args__ = (Index(None, "learner_id", "trap", "reviewed_at"), *of_attempt())
    learner_id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    trap: Mapped[str] = mapped_column(String(80), primary_key=True)
    exam: Mapped[str] = mapped_column(String(32))
    reviewed_at: Mapped[datetime]
    day: Mapped[date]
    correct: Mapped[bool]
    passed: Mapped[bool]
    confidence: Mapped[str | None] = mapped_column(String(8))
    pace: Mapped[str] = mapped_column(String(8))
    cell: Mapped[str] = mapped_column(String(240))


class TrapMemoryRow(Base):
    """What a learner's log of one trap comes to: `app.assessment.memory.Memory`, kept so that no page reads the log.

    `successes` are words such as "2027-01-15 aws/rds/guest-os-patching". `exam` is the one where the trap was last met.
    """

    __tablename__ = "trap_memory"
    __table_args__ = (CLUSTERED,)
    learner_id: Mapped[int] = mapped_column(of_learner(), primary_key=True)
    trap: Mapped[str] = mapped_column(String(80), primary_key=True)
    exam: Mapped[str] = mapped_column(String(32))
    stability: Mapped[float | None]
    difficulty: Mapped[float | None]
    last_day: Mapped[date | None]
    due_by: Mapped[date | None]
    successes: Mapped[tuple[str, ...]]
    met: Mapped[int]
    fell: Mapped[int]
    guessed: Mapped[int]
    last_right: Mapped[bool]
    sure_wrong: Mapped[date | None]


class LearnerExamRow(Base):
    """What a learner plans for one exam."""

    __tablename__ = "learner_exam"
    __table_args__ = (CLUSTERED,)
    learner_id: Mapped[int] = mapped_column(of_learner(), primary_key=True)
    exam: Mapped[str] = mapped_column(String(32), primary_key=True)
    exam_date: Mapped[date]


class NoteRow(Base):
    """What a learner keeps about an item or a trap: a private text, a bookmark, or both. `kind` is of `target`."""

    __tablename__ = "note"
    __table_args__ = (CLUSTERED,)
    learner_id: Mapped[int] = mapped_column(of_learner(), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    target: Mapped[str] = mapped_column(String(80), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    bookmarked: Mapped[bool]
    updated_at: Mapped[datetime]


class ReportRow(Base):
    """A problem that a learner reported with one question. It outlives its attempt, so that a fault is not forgotten.

    `answer` and `resolved_at` are null while it is open, `seen_at` until its learner has seen the answer.
    """

    __tablename__ = "report"
    __table_args__ = (Index(None, "resolved_at", "created_at"), CLUSTERED)
    learner_id: Mapped[int] = mapped_column(of_learner(), primary_key=True)
    attempt_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    item_hash: Mapped[str] = mapped_column(ForeignKey("item.hash"))
    form_code: Mapped[str] = mapped_column(Text)
    bank_version: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(Text)
    resolved_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]


class CalendarFeedRow(Base):
    """The secret address of a learner's calendar of due traps."""

    __tablename__ = "calendar_feed"
    learner_id: Mapped[int] = mapped_column(of_learner(), primary_key=True, autoincrement=False)
    token: Mapped[str] = mapped_column(String(64), unique=True)


class PresetRow(Base):
    """A custom quiz that a learner keeps under a name, which is theirs alone within an exam. Each start draws anew."""

    __tablename__ = "preset"
    __table_args__ = (UniqueConstraint("learner_id", "exam", "name"), CLUSTERED)
    learner_id: Mapped[int] = mapped_column(of_learner(), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    exam: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(60))
    mode: Mapped[str] = mapped_column(String(16))
    length: Mapped[int]
    clocked: Mapped[bool]
    filters: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]
