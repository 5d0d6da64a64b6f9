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
        return str(self.learner.id)


@login_manager.user_loader
def load_learner(learner_id: str) -> SignedIn | None:
    """The learner of a session, None where it is gone or the session is damaged."""
    if not learner_id.isdecimal():
        return None
    learner = learners.get(db.session, int(learner_id))
    if learner is None:
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
    """The id that the signed session names, without looking whether that learner is still there.

    Enough for what asks the store for this learner's own: a learner who is gone has nothing, and no id is given twice.
    """
    named = session.get("_user_id")
    return int(named) if isinstance(named, str) and named.isdecimal() else None


def ensure_learner() -> Learner:
    """The learner of this request; a guest is made where there is none."""
    learner = current_learner()
    if learner is None:
        learner = learners.create_guest(db.session, now=utc_now())
        sign_in(learner)
    return learner


def sign_in(learner: Learner) -> None:
    """Bind the session to a learner."""
    login_user(SignedIn(learner))
