"""What a refused request gets: the status that fits and a sentence, as a page or as JSON."""

from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.assessment import sitting
from app.assessment.sitting import StaleSequence
from app.store import errors as store
from question_bank.assembly import AssemblyError
from question_bank.exam_guide import UnknownExamError
from question_bank.filters import UnknownFilterError
from question_bank.form_code import FormCodeError

CSRF_MESSAGE = (
    "This form is older than your session, so it was not accepted. Nothing that was saved is lost. "
    "Go back, reload the page and send it again."
)
BROKEN = "Something went wrong here, and it is on us. Nothing that was saved is lost. Try again in a moment."
# Status, title and sentence of what HTTP itself refuses. A sentence that the code gave itself goes first.
HTTP_ERRORS = {
    400: ("This request is not understood", "Something in this request is missing or damaged. Go back and try again."),
    401: ("Sign in first", "This page is for people who have signed in."),
    403: ("Not allowed", "You may not do this."),
    404: ("There is no such page", "The address may be mistyped, or what was here is deleted."),
    405: ("Not this way", "This address cannot be used in this way. Go back and use the buttons of the page."),
    413: ("Too much at once", "What was sent is larger than anything this site asks for, so it was not read."),
    415: ("Another format is needed", "This address reads JSON, and something else was sent."),
    422: ("This cannot be accepted", "Something in what was sent does not fit. Go back and check it."),
    429: ("Too many tries", "There were too many tries in a short time. Wait a minute, then go on."),
    500: ("Something went wrong", BROKEN),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is told: status, a short name for scripts, a title and a sentence for people, and details for scripts."""

    status: int
    name: str
    title: str
    message: str
    details: dict[str, object] = field(default_factory=dict)


# What each error of the layers below is to a browser. The sentence is the error's own.
KNOWN: dict[type[Exception], tuple[int, str, str]] = {
    sitting.NoSuchPosition: (404, "not-found", "There is no such question"),
    sitting.TooLate: (409, "too-late", "Time is up"),
    sitting.AlreadyGraded: (409, "already-graded", "This attempt is graded"),
    sitting.NotRunning: (409, "not-running", "This attempt is not running"),
    sitting.AnswerFinal: (409, "answer-final", "This answer is final"),
    sitting.StaleSequence: (409, "stale-sequence", "A newer answer is saved"),
    sitting.UnknownOption: (422, "unknown-option", "Not one of the options"),
    sitting.WrongNumber: (422, "wrong-number", "Not the number that was asked for"),
    sitting.BadSequence: (422, "bad-sequence", "This page lost count"),
    store.NotFound: (404, "not-found", "There is no such attempt"),
    store.NotGraded: (409, "not-graded", "Not graded yet"),
    store.AttemptRunning: (409, "attempt-running", "An attempt is running"),
    store.TooManyPresets: (422, "too-many-presets", "Too many presets"),
    store.EmailTaken: (409, "email-taken", "This email has an account"),
    store.StoreBusy: (503, "busy", "Busy for a moment"),
    UnknownExamError: (404, "unknown-exam", "There is no such exam"),
    AssemblyError: (422, "no-such-form", "This form cannot be made"),
    FormCodeError: (422, "form-code", "This code cannot be used"),
    UnknownFilterError: (422, "unknown-filter", "This filter does not exist"),
}


def register_error_handlers(app: Flask) -> None:
    """Answer everything that is refused, known or not."""
    app.register_error_handler(CSRFError, refuse_old_form)
    app.register_error_handler(HTTPException, refuse_http)
    for known in KNOWN:
        app.register_error_handler(known, refuse_known)


def refuse_old_form(_error: CSRFError) -> ResponseReturnValue:
    """A form whose token does not fit the session any more."""
    return _answer(Refusal(400, "csrf", "This form is too old", CSRF_MESSAGE))


def refuse_http(error: HTTPException) -> ResponseReturnValue:
    """What HTTP refuses: no such page, too large, and whatever broke. A redirect is no refusal and passes."""
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    title, sentence = HTTP_ERRORS.get(error.code, (error.name, HTTP_ERRORS[500][1]))
    own = error.description if error.description != type(error).description else None
    message = own if own and error.code < HTTPStatus.INTERNAL_SERVER_ERROR else sentence
    response = current_app.make_response(
        _answer(Refusal(error.code, error.name.lower().replace(" ", "-"), title, message))
    )
    for header, value in error.get_headers():
        if header.lower() in ("allow", "retry-after"):
            response.headers[header] = value
    return response


def refuse_known(error: Exception) -> ResponseReturnValue:
    """An error of the layers below, with its own sentence."""
    status, name, title = next(KNOWN[kind] for kind in type(error).__mro__ if kind in KNOWN)
    details: dict[str, object] = {}
    if isinstance(error, StaleSequence):
        now = error.current
        details["current"] = {"choice": list(now.choice), "sequence": now.sequence, "confidence": now.confidence}
    if isinstance(error, store.AttemptRunning):
        details["attempt"] = error.attempt_id
    return _answer(Refusal(status, name, title, _sentence(str(error.args[0])), details))


def _sentence(text: str) -> str:
    """An error of a lower layer as a page shows it: "there is no exam 'x'" is written for a terminal."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?', '!')) else '.'}"


def wants_json() -> bool:
    """Whether the request is a script's: it sends JSON, or would rather have JSON than a page."""
    accepted = request.accept_mimetypes
    return request.is_json or accepted["application/json"] > accepted["text/html"]


def _answer(refusal: Refusal) -> ResponseReturnValue:
    if wants_json():
        return jsonify({"error": refusal.name, "message": refusal.message} | refusal.details), refusal.status
    page = {"code": refusal.status, "title": refusal.title, "message": refusal.message, "back": _way_back()}
    try:
        return render_template("errors/error.html", **page), refusal.status
    except Exception:  # a page that explains a failure must not fail with it
        current_app.logger.exception("the error page itself failed")
        return f"{refusal.title}\n\n{refusal.message}\n", refusal.status, {"Content-Type": "text/plain; charset=utf-8"}


def _way_back() -> str | None:
    """The page of this site that the request came from."""
    referrer = urlsplit(request.referrer or "")
    if referrer.netloc != request.host or not referrer.path.startswith("/") or referrer.path.startswith("//"):
        return None
    return f"{referrer.path}?{referrer.query}" if referrer.query else referrer.path
