"""Nothing that is sent before grading tells the key: every response of a whole sitting is searched."""

import re
from collections.abc import Sequence

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.assessment.sitting import Mode
from app.store import attempts
from app.store.grades import played
from app.store.tables import AttemptRow
from app.store.views import Learner
from question_bank.assembly import Form
from question_bank.exam_guide import ExamGuide
from question_bank.filters import NO_FILTERS
from question_bank.item import Item, ItemType
from tests.conftest import Clock
from tests.samples import sample_item
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
HASH = re.compile(r"\b[0-9a-f]{24}\b")  # as `Item.id` looks


def items_of(session: Session, attempt_id: str) -> list[Item]:
    learner_id = session.scalars(select(AttemptRow.learner_id).where(AttemptRow.id == attempt_id)).one()
    return [one.item for one in played(session, learner_id, attempt_id)]


def everything_said(response: TestResponse) -> str:
    return "\n".join((*(f"{name}: {value}" for name, value in response.headers), response.text))


def sit(client: FlaskClient, attempt: str, positions: list[int]) -> list[TestResponse]:
    """Every kind of response that comes before grading, bad input included."""
    responses = [client.get("/"), client.get("/attempts"), client.get(attempt), client.get(f"{attempt}/clock")]
    for position in positions:
        responses += look_around(client, f"{attempt}/{position}")
    return [
        *responses,
        client.get(f"{attempt}/check"),
        client.get(f"{attempt}/result"),
        client.get(f"{attempt}/review"),
        client.get("/account/export"),
        client.post("/attempts", data={"exam": "clf-c02"}),
        client.post("/attempts", data={"exam": "scs-c03"}),
    ]


def look_around(client: FlaskClient, url: str) -> list[TestResponse]:
    """All that may be done to one question without ending it; what would check an answer of study is refused."""
    page = client.get(url)
    form = question_form(page)
    study = 'value="reveal"' in page.text
    save = {"choice": enough(form), "sequence": 1, "seen": 0, "page": "one", "confidence": "sure", "seconds": 2}
    responses = [
        page,
        client.post(f"{url}/answer", json=save | {"choice": [*form.options, "nope"]}),
        client.post(f"{url}/answer", json=save | {"choice": ["nope"]}),
        client.post(f"{url}/note", json={"flagged": True}),
        client.post(f"{url}/note", json={"struck": form.options[:1]}),
        client.post(f"{url}/note", json={"seconds": 5}),
        client.post(url, data=form.fields | {"choice": [*form.options, "nope"], "do": "reveal" if study else "next"}),
        client.post(url, data=form.fields | {"choice": enough(form), "do": "flag"}),
        client.post(url, data=form.fields | {"choice": enough(form), "do": "next"}),
    ]
    if not study:
        responses += [
            client.post(f"{url}/answer", json=save),
            client.post(f"{url}/answer", json=save | {"choice": [], "sequence": 1, "page": "two"}),
        ]
    return [*responses, client.get(url)]


def reasons_told(item: Item, said: str, shown: Sequence[Item]) -> list[str]:
    """Rationales and explanation of the item that stand in a page, other than as a stem or an option that is shown."""
    texts = "\n".join(text for one in shown for text in (one.stem, *(option.text for option in one.options)))
    reasons = (item.explanation, *(option.rationale for option in item.options))
    return [reason for reason in reasons if reason in said and reason not in texts]


def assert_nothing_tells(responses: list[TestResponse], items: Sequence[Item], attempt: str) -> None:
    said = "\n".join(map(everything_said, responses))
    for item in items:
        assert item.id not in said
        assert f'"{item.family}"' not in said
        assert not reasons_told(item, said, items)
        assert not [option.trap for option in item.options if option.trap and f'"{option.trap}"' in said]
        assert not [cell.source for cell in item.proof if cell.source in said]
    sitting = "\n".join(everything_said(page) for page in responses if page.request.path.startswith(attempt))
    assert not [mark for mark in MARKS if mark in sitting]
    assert not HASH.search(sitting), "a content hash, of whatever item"


@pytest.mark.parametrize(
    ("exam", "mode", "length"), [("scs-c03", "quick", 10), ("clf-c02", "simulation", 65), ("scs-c03", "study", 12)]
)
def test_no_response_before_grading_tells_the_key(
    client: FlaskClient, session: Session, exam: str, mode: str, length: int
) -> None:
    attempt = start(client, exam, mode, length)
    responses = sit(client, attempt, list(range(1, length + 1)))
    items = items_of(session, attempt.rsplit("/", 1)[1])
    assert len(items) == length
    assert_nothing_tells(responses, items, attempt)


@pytest.mark.parametrize("mode", [Mode.STUDY, Mode.DRILL])
def test_what_study_and_drills_show_is_of_the_checked_questions_alone(
    alice: FlaskClient, alice_account: Learner, session: Session, mode: Mode, clock: Clock, guide: ExamGuide
) -> None:
    """Two of six are checked; the responses to all others, before and after, tell nothing."""
    kinds = [*ItemType, ItemType.MULTIPLE_CHOICE, ItemType.MULTIPLE_CHOICE]
    items = tuple(sample_item(number, 1, kind) for number, kind in enumerate(kinds, start=1))
    form = Form(guide.id, 1, len(items), NO_FILTERS, "test", "CODE", items)
    attempt = f"/attempts/{attempts.start(session, alice_account.id, form, guide, mode, None, now=clock()).id}"
    others = [position for position in range(1, len(items) + 1) if position not in (1, 5)]
    hidden = [items[position - 1] for position in others]
    before = sit(alice, attempt, others)
    for position in (1, 5):
        page = alice.get(f"{attempt}/{position}")
        data = question_form(page).fields | {"choice": enough(question_form(page)), "do": "reveal"}
        shown = alice.post(f"{attempt}/{position}", data=data, follow_redirects=True)
        assert items[position - 1].options[0].rationale in shown.text
        said = everything_said(shown)
        assert not [item for item in hidden if reasons_told(item, said, items)]
    after = [alice.get(f"{attempt}/{position}") for position in others] + sit(alice, attempt, others)
    for response in before + after:
        said = everything_said(response)
        for item in hidden:
            assert item.id not in said
            assert not reasons_told(item, said, items)


def test_the_same_pages_after_grading_do_tell(client: FlaskClient, session: Session) -> None:
    """The search above would find a leak: what it looks for is in the result."""
    attempt = start(client)
    client.post(f"{attempt}/submit")
    page = client.get(f"{attempt}/result")
    item = items_of(session, attempt.rsplit("/", 1)[1])[0]
    assert item.proof[0].source in page.text
    assert "option--right" in page.text
