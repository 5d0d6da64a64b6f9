"""Answers questions of a running attempt by what the store knows of them: right, or by falling into a trap."""

from collections.abc import Collection

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.store.grades import Played, played
from app.store.tables import AttemptRow
from tests.samples import right_answer
from tests.web.reading import question_form


def at(session: Session, attempt: str, position: int) -> Played:
    """What stands at a position of the attempt at this address."""
    session.commit()  # ends an older look at the database
    attempt_id = attempt.rsplit("/", 1)[1]
    learner_id = session.scalars(select(AttemptRow.learner_id).where(AttemptRow.id == attempt_id)).one()
    found = played(session, learner_id, attempt_id, position)[0]
    session.commit()
    return found


def trap_option(one: Played, by: Collection[str] | None = None) -> tuple[str, str] | None:
    """A trap of the item and the option that carries it: the drill's own, one of `by`, or any; None without one."""
    tempting = [option for option in one.item.options if option.trap and one.trap in (None, option.trap)]
    wanted = [option for option in tempting if by is None or option.trap in by]
    return (str(wanted[0].trap), wanted[0].id) if wanted else None


def answer_known(
    client: FlaskClient,
    session: Session,
    attempt: str,
    position: int,
    *,
    right: bool,
    do: str,
    sure: str = "",
    by: Collection[str] | None = None,
) -> tuple[TestResponse, str | None]:
    """Answer right, or by a trap where the item has one (of `by`), and in a drill wrong even without one.

    The response, and the trap that was chosen.
    """
    one = at(session, attempt, position)
    shown = {content: random for random, content in one.content_ids.items()}
    choice, trap = list(right_answer(one.item)), None
    found = None if right else trap_option(one, by)
    if found is not None:
        trap, option = found
        choice = [option, *choice[1:]]
    elif one.trap and not right:  # the twin of a drill's question has a trap of its own
        choice = [next(option.id for option in one.item.options if not option.correct), *choice[1:]]
    url = f"{attempt}/{position}"
    form = question_form(client.get(url))
    data = form.fields | {"choice": [shown[part] for part in choice], "confidence": sure, "do": do}
    return client.post(url, data=data), trap
