"""Who is looking: the learner behind the session. A guest is a learner too, made when there is something to keep."""

from typing import Any

from flask import session
from flask_login import UserMixin, current_user, login_user

from app.extensions import db, login_manager
from app.store import learners
from app.store.views import Learner
from app.time import utc_now


class SignedIn(UserMixin):
    """A learner as Flask-Login wants it."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner

    def get_id(self) -> str:
        return f"{self.learner.id}.{self.learner.session_number}"


@login_manager.user_loader
def load_learner(named: str) -> SignedIn | None:
    """The learner of a session, None where they are gone or the session is ended or damaged."""
    who = _named(named)
    learner = learners.get(db.session, who[0]) if who else None
    if learner is None or (learner.id, learner.session_number) != who:
        return None
    now = utc_now()
    if now - learner.last_seen_at >= learners.TOUCH_EVERY:
        learners.touch(db.session, learner.id, now=now)
    return SignedIn(learner)


def current_learner() -> Learner | None:
    """The learner of this request, guest or not; None for a first visit."""
    user: Any = current_user
    learner: Learner | None = user.learner if user.is_authenticated else None
    return learner


def learner_id_or_none() -> int | None:
    """Id of the learner of this request."""
    learner = current_learner()
    return learner.id if learner else None


def session_learner_id() -> int | None:
    """The id that the signed session names, None where that learner is gone or has ended the session.

    Enough for what asks the store for this learner's own, and quicker than reading the learner.
    """
    who = named_session()
    if who is None or not learners.is_session_of(db.session, *who):
        return None
    return who[0]


def named_session() -> tuple[int, int] | None:
    """The learner and the session's number that the signed session names, without looking whether they are today's.

    Enough for what gives both to the store.
    """
    return _named(session.get("_user_id"))


def ensure_learner() -> Learner:
    """The learner of this request; a guest is made where there is none."""
    learner = current_learner()
    if learner is None:
        learner = learners.create_guest(db.session, now=utc_now())
        sign_in(learner)
    return learner


def _named(text: Any) -> tuple[int, int] | None:
    """Learner and number of a session. Sessions from before there were numbers name the learner alone: number 0."""
    learner_id, _, number = (text if isinstance(text, str) else "").partition(".")
    if not (learner_id.isdecimal() and (number or "0").isdecimal()):
        return None
    return int(learner_id), int(number or 0)


def sign_in(learner: Learner) -> None:
    """Bind the session to a learner."""
    login_user(SignedIn(learner))
