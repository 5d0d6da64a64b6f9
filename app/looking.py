"""Notes, in the session alone, whether the model explorer was opened while a question was open.

Such an answer says what the explorer says, so it is graded as any other and does not count for readiness. Of a second
device nothing is known.
"""

from typing import Any

from flask import Response, request, session

from app.security import is_fetched_ahead

OPEN, LOOKED_UP = "open_question", "looked_up"


def open_question(attempt_id: str, position: int) -> None:
    """Note that the learner has this question before them, unanswered or not shown yet what is right."""
    here = [attempt_id, position]
    if session.get(OPEN) != here and not is_fetched_ahead():
        session[OPEN] = here


def close_question() -> None:
    """Note that no question is open: its key is shown, or its attempt is over."""
    if not is_fetched_ahead():
        session.pop(OPEN, None)


def was_looked_up(attempt_id: str, position: int) -> bool:
    """Whether the explorer was opened while this question was."""
    known: Any = session.get(LOOKED_UP) or ["", []]
    return known[0] == attempt_id and position in known[1]


def note_look_up(response: Response) -> Response:
    """After a page of the explorer. Only the attempt looked up for last is remembered: the cookie stays small."""
    here: Any = session.get(OPEN)
    if here and request.method == "GET" and not was_looked_up(*here):
        attempt_id, places = session.get(LOOKED_UP) or ["", []]
        session[LOOKED_UP] = [here[0], [*(places if attempt_id == here[0] else []), here[1]]]
    return response
