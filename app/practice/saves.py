"""What a sitting's page saves while it is open, as JSON. "Saved" is said only after the store's commit."""

from typing import Any, NoReturn

from flask import abort, jsonify, request
from flask.typing import ResponseReturnValue

from app.assessment.sitting import Confidence, Mode, State
from app.extensions import db
from app.looking import was_looked_up
from app.practice.blueprint import bp, own_id, own_session
from app.practice.drilling import bring_back
from app.store import attempts
from app.store.views import Saved
from app.time import utc_now

DAY_SECONDS = 86_400.0


@bp.post("/<attempt_id>/<int:position>/answer")
def save(attempt_id: str, position: int) -> ResponseReturnValue:
    """Save an answer: {choice, sequence, seen, page, confidence, seconds} to {sequence, seconds_left, answered}.

    In a drill, what was missed comes back, as by the form.
    """
    body = _body()
    learner_id, session_number = own_session()
    saved = attempts.save_answer(
        db.session,
        learner_id,
        attempt_id,
        position,
        _words(body, "choice"),
        _whole(body, "sequence"),
        confidence=_confidence(body),
        seconds=_seconds(body),
        page=_text(body, "page"),
        seen=_whole(body, "seen"),
        partial=True,
        looked_up=was_looked_up(attempt_id, position),
        session_number=session_number,
        now=utc_now(),
    )
    if saved.mode is Mode.DRILL:
        bring_back(learner_id, attempt_id, position)
    return _told(saved)


@bp.post("/<attempt_id>/<int:position>/note")
def note(attempt_id: str, position: int) -> ResponseReturnValue:
    """Save {flagged}, {struck} or {seconds}, on which no answer depends. Answers as `save` does."""
    body = _body()
    learner_id, number = own_session()
    place = (db.session, learner_id, attempt_id, position)
    if "flagged" in body:
        return _told(attempts.set_flag(*place, body["flagged"] is True, session_number=number, now=utc_now()))
    if "struck" in body:
        return _told(attempts.set_struck(*place, _words(body, "struck"), session_number=number, now=utc_now()))
    return _told(attempts.set_seconds(*place, _seconds(body), session_number=number, now=utc_now()))


@bp.get("/<attempt_id>/clock")
def clock(attempt_id: str) -> ResponseReturnValue:
    """How long there is: {seconds_left, over}; null without a clock."""
    attempt = attempts.get(db.session, own_id(), attempt_id, now=utc_now())
    return jsonify(seconds_left=attempt.seconds_left, over=attempt.state is not State.IN_PROGRESS)


def _told(saved: Saved) -> ResponseReturnValue:
    return jsonify(sequence=saved.sequence, seconds_left=saved.seconds_left, answered=saved.answered)


def _body() -> dict[str, Any]:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        _malformed("This page sent something that is no answer. Reload it and choose again.")
    return body


def _malformed(message: str) -> NoReturn:
    abort(422, description=message)


def _words(body: dict[str, Any], name: str) -> list[str]:
    value = body.get(name)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        _malformed(f"{name} is a list of option ids.")
    return value


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str):
        _malformed(f"{name} is text.")
    return value


def _whole(body: dict[str, Any], name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        _malformed(f"{name} is a whole number.")
    return value


def _seconds(body: dict[str, Any]) -> float:
    value = body.get("seconds", 0)
    if not isinstance(value, int | float) or not 0 <= value <= DAY_SECONDS:
        _malformed("seconds is a number from 0 to a day.")
    return float(value)


def _confidence(body: dict[str, Any]) -> str | None:
    value = body.get("confidence")
    if value is not None and (not isinstance(value, str) or value not in set(Confidence)):
        _malformed("confidence is sure, unsure or guess.")
    return value
