"""Nothing that is sent before grading tells the key: every response of a whole sitting is searched."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.store.grades import played
from app.store.tables import AttemptRow
from question_bank.item import Item
from tests.web.reading import enough, question_form, start

MARKS = (
    '"correct"',
    "rationale",
    "distractor",
    "proof__",
    "option--right",
    "option--wrong",
    "difficulty",
    "explanation",
)


def items_of(session: Session, attempt_id: str) -> list[Item]:
    learner_id = session.scalars(select(AttemptRow.learner_id).where(AttemptRow.id == attempt_id)).one()
    return [one.item for one in played(session, learner_id, attempt_id)]


def everything_said(response: TestResponse) -> str:
    return "\n".join((*(f"{name}: {value}" for name, value in response.headers), response.text))


def sit(client: FlaskClient, attempt: str, length: int) -> list[TestResponse]:
    """Every kind of response that comes before grading, bad input included."""
    responses = [client.get("/"), client.get("/attempts"), client.get(attempt), client.get(f"{attempt}/clock")]
    for position in range(1, length + 1):
        url = f"{attempt}/{position}"
        page = client.get(url)
        form = question_form(page)
        save = {"choice": enough(form), "sequence": 1, "seen": 0, "page": "one", "confidence": "sure", "seconds": 2}
        responses += [
            page,
            client.post(f"{url}/answer", json=save),
            client.post(f"{url}/answer", json=save | {"choice": form.options}),
            client.post(f"{url}/answer", json=save | {"choice": [], "sequence": 1, "page": "two"}),
            client.post(f"{url}/note", json={"flagged": True}),
            client.post(f"{url}/note", json={"struck": form.options[:1]}),
            client.post(url, data=form.fields | {"choice": form.options, "do": "next"}),
            client.get(url),
        ]
    return [
        *responses,
        client.get(f"{attempt}/check"),
        client.get(f"{attempt}/result"),
        client.get(f"{attempt}/review"),
        client.get("/account/export"),
    ]


@pytest.mark.parametrize(("exam", "mode", "length"), [("scs-c03", "quick", 10), ("clf-c02", "simulation", 65)])
def test_no_response_before_grading_tells_the_key(
    client: FlaskClient, session: Session, exam: str, mode: str, length: int
) -> None:
    attempt = start(client, exam, mode, length)
    responses = sit(client, attempt, length)
    said = "\n".join(map(everything_said, responses))
    items = items_of(session, attempt.rsplit("/", 1)[1])
    assert len(items) == length
    for item in items:
        assert item.id not in said
        assert f'"{item.family}"' not in said  # the word itself may stand in a stem
        assert not [option.rationale for option in item.options if option.rationale in said]
        assert not [option.trap for option in item.options if option.trap and option.trap in said]
        assert not [cell.source for cell in item.proof if cell.source in said]
    sitting = "\n".join(everything_said(page) for page in responses if page.request.path.startswith(attempt))
    assert not [mark for mark in MARKS if mark in sitting]


def test_the_same_pages_after_grading_do_tell(client: FlaskClient, session: Session) -> None:
    """The search above would find a leak: what it looks for is in the result."""
    attempt = start(client)
    client.post(f"{attempt}/submit")
    page = client.get(f"{attempt}/result")
    item = items_of(session, attempt.rsplit("/", 1)[1])[0]
    assert item.proof[0].source in page.text
    assert "option--right" in page.text
