"""Learners: guests, accounts, settings, and everything that goes with a person when they leave."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.store import presets
from app.store.engine import write_transaction
from app.store.errors import EmailTaken, NotFound
from app.store.leaving import NO_LEARNER
from app.store.merging import move_kept
from app.store.tables import AttemptRow, LearnerRow
from app.store.views import Learner

TOUCH_EVERY = timedelta(hours=1)
_HERE = LearnerRow.leaving_since.is_(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChange:
    """What to change; None leaves a setting as it is. A `time_zone` of "" means unknown again."""

    display_name: str | None = None
    time_zone: str | None = None
    extra_minutes: int | None = None
    extra_factor: float | None = None
    hide_clock: bool | None = None
    single_keys: bool | None = None
    theme: str | None = None

    def columns(self) -> dict[str, Any]:
        """The columns to write."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        changes = {name: value for name, value in given.items() if value is not None}
        if changes.get("time_zone") == "":
            changes["time_zone"] = None
        return changes


def create_guest(session: Session, *, now: datetime) -> Learner:
    """A new learner without credentials."""
    values: dict[str, Any] = {
        "display_name": "",
        "is_admin": False,
        "extra_minutes": 0,
        "extra_factor": 1.0,
        "hide_clock": False,
        "single_keys": True,
        "theme": "system",
        "created_at": now,
        "last_seen_at": now,
    }
    with write_transaction(session):
        learner_id = session.scalars(insert(LearnerRow).values(values).returning(LearnerRow.id)).one()
    return _known(session, learner_id)


def register(
    session: Session, learner_id: int, email: str, password_hash: str, *, display_name: str = "", now: datetime
) -> Learner:
    """Give a guest credentials; what the guest did stays. Emails are the same whatever their case.

    Raises EmailTaken, NotFound where `learner_id` is no guest.
    """
    values = {
        "email": normal_email(email),
        "password_hash": password_hash,
        "display_name": display_name,
        "last_seen_at": now,
    }
    with _taken_once(), write_transaction(session):
        _update_one(session, (LearnerRow.id == learner_id, LearnerRow.email.is_(None)), values)
    return _known(session, learner_id)


def get(session: Session, learner_id: int) -> Learner | None:
    """A learner by id, without the password's hash."""
    row = session.connection().execute(_GET, {"learner": learner_id}).one_or_none()
    return _learner(row)


def is_session_of(session: Session, learner_id: int, session_number: int) -> bool:
    """Whether the learner is there and this session of theirs is not ended. Quicker than `get`."""
    mine = {"learner": learner_id, "number": session_number}
    return session.connection().execute(_HAS_SESSION, mine).one_or_none() is not None


def find_by_email(session: Session, email: str) -> Learner | None:
    """The account with this email, with the password's hash."""
    row = session.execute(select(*WITH_PASSWORD).where(LearnerRow.email == normal_email(email))).one_or_none()
    return _learner(row)


def merge_guest(session: Session, guest_id: int, account_id: int, *, now: datetime) -> int:
    """Move a guest's attempts and what else is theirs to an account and delete the guest; how many attempts moved.

    Both may have an attempt of the same exam running then, and both can be gone on with.
    Raises NotFound where the one is no guest or the other does not exist.
    """
    with write_transaction(session):
        guest = select(LearnerRow.id).where(LearnerRow.id == guest_id, LearnerRow.email.is_(None), _HERE)
        if guest_id == account_id or session.scalar(guest.with_for_update()) is None:
            raise NotFound("There is no such guest.")
        _update_one(session, (LearnerRow.id == account_id,), {"last_seen_at": now})
        moved = _moved(session, guest_id, account_id)
        move_kept(session, guest_id, account_id)
        presets.move(session, guest_id, account_id)
        session.execute(delete(LearnerRow).where(LearnerRow.id == guest_id))
    return moved


def update_settings(session: Session, learner_id: int, changes: SettingsChange) -> Learner:
    """Change settings; running attempts keep their deadlines.

    Raises NotFound, ValueError where extra time would take time away.
    """
    if (changes.extra_minutes or 0) < 0 or (1.0 if changes.extra_factor is None else changes.extra_factor) < 1:
        raise ValueError("an accommodation adds time")
    columns = changes.columns()
    if columns:
        with write_transaction(session):
            _update_one(session, (LearnerRow.id == learner_id,), columns)
    return _known(session, learner_id)


def grant_admin(session: Session, email: str) -> bool:
    """Let an account open the admin pages. False where there is no such account."""
    try:
        with write_transaction(session):
            _update_one(session, (LearnerRow.email == normal_email(email),), {"is_admin": True})
    except NotFound:
        return False
    return True


def touch(session: Session, learner_id: int, *, now: datetime) -> None:
    """Note that the learner was here, at most once an hour, so that reading pages does not write."""
    stale = (LearnerRow.id == learner_id, LearnerRow.last_seen_at <= now - TOUCH_EVERY)
    if session.scalar(select(LearnerRow.id).where(*stale)) is None:
        return
    with write_transaction(session):
        session.execute(update(LearnerRow).where(*stale).values(last_seen_at=now), execution_options=_NO_SYNC)


def change_password(session: Session, learner_id: int, password_hash: str) -> Learner:
    """Replace an account's password and end its sessions: only those with the new `session_number` are theirs.

    Raises NotFound.
    """
    with write_transaction(session):
        values = {"password_hash": password_hash, "session_number": LearnerRow.session_number + 1}
        _update_one(session, (LearnerRow.id == learner_id, LearnerRow.email.is_not(None)), values)
    return _known(session, learner_id)


def change_email(session: Session, learner_id: int, email: str) -> Learner:
    """Replace an account's email. Raises EmailTaken, NotFound."""
    with _taken_once(), write_transaction(session):
        account = (LearnerRow.id == learner_id, LearnerRow.email.is_not(None))
        _update_one(session, account, {"email": normal_email(email)})
    return _known(session, learner_id)


def normal_email(email: str) -> str:
    """The form in which an email is stored and looked for."""
    return email.strip().casefold()


PUBLIC = (
    LearnerRow.id,
    LearnerRow.email,
    LearnerRow.display_name,
    LearnerRow.is_admin,
    LearnerRow.time_zone,
    LearnerRow.extra_minutes,
    LearnerRow.extra_factor,
    LearnerRow.hide_clock,
    LearnerRow.single_keys,
    LearnerRow.theme,
    LearnerRow.created_at,
    LearnerRow.last_seen_at,
    LearnerRow.session_number,
)
WITH_PASSWORD = (*PUBLIC, LearnerRow.password_hash)
_GET = select(*PUBLIC).where(LearnerRow.id == bindparam("learner"), _HERE)  # built once: every request runs it
_HAS_SESSION = select(LearnerRow.id).where(
    LearnerRow.id == bindparam("learner"), LearnerRow.session_number == bindparam("number"), _HERE
)
_NO_SYNC = {"synchronize_session": False}


@contextmanager
def _taken_once() -> Iterator[None]:
    """The block writes an email. Raises EmailTaken where another account has it."""
    try:
        yield
    except IntegrityError as error:
        raise EmailTaken("There is an account with this email already. Sign in instead.") from error


def _learner(row: Any) -> Learner | None:
    return Learner(*row) if row else None


def _known(session: Session, learner_id: int) -> Learner:
    found = get(session, learner_id)
    if found is None:
        raise NotFound(NO_LEARNER)
    return found


def _update_one(session: Session, where: tuple[Any, ...], values: dict[str, Any]) -> None:
    changed = session.scalar(
        update(LearnerRow).where(*where, _HERE).values(values).returning(LearnerRow.id), execution_options=_NO_SYNC
    )
    if changed is None:
        raise NotFound(NO_LEARNER)


def _moved(session: Session, guest_id: int, account_id: int) -> int:
    """Move the attempts; what belongs to them follows by the foreign keys."""
    own = AttemptRow.learner_id == guest_id
    count = session.scalar(select(func.count()).select_from(AttemptRow).where(own)) or 0
    session.execute(update(AttemptRow).where(own).values(learner_id=account_id), execution_options=_NO_SYNC)
    return count
