"""Ordering and matching, by plain forms: a select for each place."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.assessment.sitting import Mode
from app.store import attempts
from app.store.views import Learner
from question_bank.assembly import Form
from question_bank.exam_guide import ExamGuide
from question_bank.filters import NO_FILTERS
from question_bank.item import ItemType
from tests.conftest import Clock
from tests.samples import sample_item
from tests.web.reading import forms_of


@pytest.fixture
def attempt(session: Session, alice_account: Learner, clock: Clock, guide: ExamGuide) -> str:
    """An attempt of Alice's with an ordering and a matching item; the first options in order are the key."""
    items = tuple(sample_item(n, 1, kind) for n, kind in enumerate((ItemType.ORDERING, ItemType.MATCHING), 1))
    form = Form(guide.id, 1, 2, NO_FILTERS, "test", "CODE", items)
    return f"/attempts/{attempts.start(session, alice_account.id, form, guide, Mode.QUICK, 600, now=clock()).id}"


def ids_of(alice: FlaskClient, url: str) -> list[str]:
    """Option ids of the first place, in the item's order."""
    place = alice.get(url).text.split("</select>")[0]
    return re.findall(r'<option value="([^"]+)"', place)


def put(alice: FlaskClient, url: str, choice: list[str], do: str = "next") -> int:
    fields = next(form.fields for form in forms_of(alice.get(url)) if form.action == url)
    return alice.post(url, data=fields | {"choice": choice, "do": do}).status_code


@pytest.mark.parametrize("position", [1, 2])
def test_the_right_places_are_right(alice: FlaskClient, attempt: str, position: int) -> None:
    url = f"{attempt}/{position}"
    assert alice.get(url).text.count('<select name="choice"') == 3
    assert put(alice, url, ids_of(alice, url)[:3]) == 303
    alice.post(f"{attempt}/submit")
    page = alice.get(f"{attempt}/review").text
    assert page.count("your answer, right") == 3
    assert "1 of 2 right" in page


def test_half_an_order_is_kept_and_named(alice: FlaskClient, attempt: str) -> None:
    url = f"{attempt}/1"
    first, second, *_ = ids_of(alice, url)
    assert put(alice, url, ["", first, second]) == 422
    page = alice.get(url).text
    assert page.count(" selected>") == 2
    assert f'<option value="{first}" selected>' in page.split("</select>")[1]
    assert put(alice, url, ["", "", ""]) == 303
    assert " selected>" not in alice.get(url).text


def test_the_same_step_twice_is_refused(alice: FlaskClient, attempt: str) -> None:
    url = f"{attempt}/1"
    first, second, *_ = ids_of(alice, url)
    assert put(alice, url, [first, first, second]) == 422


def test_a_wrong_order_says_what_belongs_where(alice: FlaskClient, attempt: str) -> None:
    url = f"{attempt}/1"
    _first, second, third, other = ids_of(alice, url)
    put(alice, url, [second, other, third])
    alice.post(f"{attempt}/submit")
    page = alice.get(f"{attempt}/result").text
    assert "Step 1: option a of item 1" in page
    assert "You chose: option b of item 1" in page
    assert "You chose: nothing" in page
