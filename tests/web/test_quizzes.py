"""Custom quizzes, presets, "same again" and forms by their code."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.grades import played
from app.store.tables import AttemptItemRow, AttemptRow
from question_bank.assembly import assemble_form, sample_items
from question_bank.bank import load_bank
from question_bank.filters import Filters
from question_bank.form_code import FormRequest, encode
from question_bank.item import Item
from tests.conftest import Clock
from tests.web.reading import forms_of, question_form, start, words

URL = "/exams/clf-c02/quiz"
QUIZ = {"mode": "quick", "length": "6", "clocked": "y", "do": "start"}


def attempt_of(session: Session, location: str) -> AttemptRow:
    session.rollback()
    return session.scalars(select(AttemptRow).where(AttemptRow.id == location.split("/")[2])).one()


def items_of(session: Session, location: str) -> list[Item]:
    row = attempt_of(session, location)
    return [one.item for one in played(session, row.learner_id, row.id)]


def begin(client: FlaskClient, url: str = URL, **data: object) -> str:
    response = client.post(url, data=QUIZ | data)
    assert response.status_code == 303, words(response)
    return response.headers["Location"]


def test_a_quiz_asks_what_was_picked(client: FlaskClient, session: Session) -> None:
    location = begin(client, domains=["2"], length="5", families=["pick-task", "who-owns"])
    items = items_of(session, location)
    assert len(items) == 5
    assert {item.domain for item in items} == {2}
    assert {item.family for item in items} <= {"pick-task", "who-owns"}


@pytest.mark.parametrize(
    ("exam", "picked"),
    [
        ("clf-c02", {"traps": "the busiest", "length": "8"}),
        ("clf-c02", {"services": "s3", "length": "4"}),
        ("saa-c03", {"families": "who-holds-the-key", "length": "9"}),
        ("scs-c03", {"families": "match-owner", "length": "5"}),
    ],
)
def test_one_thing_alone_can_be_studied(
    client: FlaskClient, session: Session, exam: str, picked: dict[str, str]
) -> None:
    """More of one trap, service or kind than any form of the whole exam would hold, and than its domain has a share."""
    trap = picked.get("traps")
    if trap:
        picked = picked | {"traps": busiest_trap(exam)}
    items = items_of(session, begin(client, f"/exams/{exam}/quiz", **picked | {"mode": "study"}))
    assert len({item.id for item in items}) == int(picked["length"])
    if trap:
        assert all(picked["traps"] in {option.trap for option in item.options} for item in items)


def busiest_trap(exam: str) -> str:
    """The trap that most items of a sample turn on."""
    sample = [option.trap for item in sample_items(load_bank(), exam, 150, 1) for option in item.options if option.trap]
    return max(sorted(set(sample)), key=sample.count)


def test_services_and_traps_can_be_picked(client: FlaskClient, session: Session) -> None:
    location = begin(client, services=["ec2", "s3", "rds", "lambda"], length="3")
    for item in items_of(session, location):
        assert {cell.service for cell in item.proof} & {"ec2", "s3", "rds", "lambda"}
    client.post(f"/attempts/{location.split('/')[2]}/abandon")
    trap = busiest_trap("clf-c02")
    picked = begin(client, traps=[trap], length="1")
    assert trap in {option.trap for item in items_of(session, picked) for option in item.options}


@pytest.mark.parametrize(
    ("data", "deadline", "face"),
    [
        ({"clocked": "y"}, True, 'role="timer"'),
        ({"clocked": ""}, False, "time spent"),
        ({"mode": "study", "clocked": "y"}, False, 'value="reveal"'),
    ],
)
def test_a_clock_runs_where_it_was_asked_for(
    client: FlaskClient, session: Session, data: dict[str, str], deadline: bool, face: str
) -> None:
    data = {name: value for name, value in data.items() if value} | {"domains": "1"}
    response = client.post(URL, data={"mode": "quick", "length": "6", "do": "start"} | data)
    location = response.headers["Location"]
    assert (attempt_of(session, location).deadline is not None) is deadline
    assert face in client.get(location).text


def test_a_part_of_the_exam_gives_no_estimate(client: FlaskClient) -> None:
    attempt = begin(client, domains=["1"]).rsplit("/", 1)[0]
    client.post(f"{attempt}/submit")
    result = words(client.get(f"{attempt}/result"))
    assert "0 of 6 right" in result
    assert "estimated, of" not in result


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"length": "0"}, "1 to 65 questions"),
        ({"length": "66"}, "1 to 65 questions"),
        ({"length": "many"}, ""),
        ({"length": ""}, "how many questions"),
        ({"mode": "drill"}, ""),
        ({"domains": ["9"]}, "no domain 9"),
        ({"domains": ["x"]}, "not the number of a domain"),
        ({"domains": ["9" * 5000]}, "not the number of a domain"),
        ({"services": ["floppy"]}, "no service"),
        ({"families": ["riddle"]}, "no family"),
        ({"traps": ["nothing"]}, "no trap"),
        ({"domains": [], "services": ["s3"], "length": "65"}, "ask for fewer items or wider filters"),
        ({"do": "save"}, "Type a name"),
        ({"do": "save", "name": "x" * 61}, "at most 60 characters"),
    ],
)
def test_what_cannot_be_made_is_explained_and_kept(client: FlaskClient, data: dict[str, object], sentence: str) -> None:
    response = client.post(URL, data=QUIZ | {"domains": ["1"]} | data)
    assert response.status_code == 422
    assert sentence in words(response)
    if data.get("services") == ["s3"]:
        assert 'value="s3" id="services-s3" checked' in response.text


def test_links_pick_before(client: FlaskClient) -> None:
    page = client.get(f"{URL}?services=s3&mode=quick&length=7").text
    assert 'value="s3" id="services-s3" checked' in page
    assert 'value="7"' in page
    assert client.get("/exams/nothing/quiz").status_code == 404


def test_a_preset_starts_fresh_each_time(client: FlaskClient, session: Session) -> None:
    kept = client.post(URL, data=QUIZ | {"do": "save", "name": " My  domain ", "domains": ["1"]})
    assert kept.status_code == 303
    page = client.get(URL)
    assert "My domain" in page.text
    assert "6 questions, quiz with a clock; Domains: " in words(page)
    url = next(form.action for form in forms_of(page) if form.action.endswith("/start"))
    first = begin(client, url)
    client.post(f"{first.rsplit('/', 1)[0]}/submit")
    second = begin(client, url)
    one, two = items_of(session, first), items_of(session, second)
    assert {item.domain for item in one + two} == {1}
    assert not {item.id for item in one} & {item.id for item in two}
    client.post(f"{second.rsplit('/', 1)[0]}/submit")
    assert client.post(url.replace("/start", "/delete")).status_code == 303
    assert client.post(url).status_code == 404
    assert "None yet." in client.get(URL).text


def test_a_strangers_preset_is_404(client: FlaskClient, charlie: FlaskClient) -> None:
    client.post(URL, data=QUIZ | {"do": "save", "name": "Mine"})
    url = next(form.action for form in forms_of(client.get(URL)) if form.action.endswith("/start"))
    for path in (url, url.replace("/start", "/delete")):
        assert charlie.post(path).status_code == 404


def test_same_again_keeps_the_plan_and_asks_afresh(client: FlaskClient, session: Session) -> None:
    """No item of an earlier form comes back."""
    met: set[str] = set()
    location = begin(client, domains=["2", "3"], length="4", clocked="")
    for _ in range(4):
        ids = {item.id for item in items_of(session, location)}
        assert len(ids) == 4
        assert not ids & met
        met |= ids
        attempt = location.rsplit("/", 1)[0]
        client.post(f"{attempt}/submit")
        page = client.get(f"{attempt}/result")
        again = next(form for form in forms_of(page) if "again" in form.fields)
        location = client.post(again.action, data=again.fields).headers["Location"]
        row = attempt_of(session, location)
        assert (row.mode, row.length) == ("quick", 4)
        assert '"domains": [2, 3]' in row.filters


def test_again_is_for_ones_own_attempts(client: FlaskClient, charlie: FlaskClient) -> None:
    attempt = start(client)
    assert charlie.post("/attempts", data={"again": attempt.rsplit("/", 1)[1]}).status_code == 404
    assert charlie.post("/attempts", data={"again": "\0"}).status_code == 404


def test_a_class_sits_the_same_form(client: FlaskClient, charlie: FlaskClient, session: Session) -> None:
    attempt = begin(client, services=["ec2", "s3", "rds", "lambda", "dynamodb"], length="3").rsplit("/", 1)[0]
    client.post(f"{attempt}/submit")
    page = client.get(f"{attempt}/result").text
    url = page.split('href="/forms/')[1].split('"')[0]
    shown = charlie.get(f"/forms/{url}")
    assert "3 questions of AWS Certified Cloud Practitioner" in words(shown)
    assert "Amazon S3" in words(shown)
    location = begin(charlie, f"/forms/{url}", mode="study")
    assert items_of(session, location) == items_of(session, attempt + "/1")
    shown_ids = select(AttemptItemRow.option_ids).where(AttemptItemRow.position == 1)
    assert len(set(session.scalars(shown_ids))) == 2, "option ids are each attempt's own"


def test_every_button_of_a_form_page_starts_it(client: FlaskClient, session: Session) -> None:
    bank = load_bank()
    for length, modes in ((10, ["quick", "quick", "study"]), (65, ["simulation", "quick", "study"])):
        code = encode(bank, FormRequest("clf-c02", 77, length))
        expected = [item.id for item in assemble_form(bank, "clf-c02", 77, length).items]
        forms = forms_of(client.get(f"/forms/{code.lower()}"))
        assert [form.fields["mode"] for form in forms] == modes
        for form in forms:
            location = client.post(form.action, data=form.fields).headers["Location"]
            assert [item.id for item in items_of(session, location)] == expected
            assert client.post(f"{location.rsplit('/', 1)[0]}/abandon").status_code == 303


def test_a_typed_code_leads_to_its_form(client: FlaskClient) -> None:
    code = encode(load_bank(), FormRequest("saa-c03", 5, 20))
    assert client.get("/forms").status_code == 200
    assert client.get(f"/forms?code={code}").headers["Location"] == f"/forms/{code}"
    assert "20 questions" in client.get(f"/forms/{code}").text


def crafted(packed: str) -> str:
    """A code whose check character fits and whose filters are nonsense."""
    from question_bank.form_code import HEAD, _check

    code = encode(load_bank(), FormRequest("clf-c02", 1, 5, Filters((1,))))
    head, seed, _ = code.split("-")
    parts = [head[:HEAD], seed, packed]
    return "-".join([head[:HEAD] + _check(parts), seed, packed])


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("nonsense", "is not a form code"),
        ("K7QF2MX-4T9", "another version of the bank|mistyped"),
        ("A" * 3000, "is not a form code"),
        ("%00", "is not a form code"),
        (crafted("ZZZZZZZZ"), "is not a form code"),
    ],
)
def test_a_code_that_cannot_be_used_is_explained(client: FlaskClient, code: str, sentence: str) -> None:
    for response in (client.get(f"/forms/{code}"), client.post(f"/forms/{code}", data={"mode": "quick"})):
        assert response.status_code == 422
        assert any(part in words(response) for part in sentence.split("|")), words(response)


def test_a_code_of_another_version_of_the_bank_says_so(client: FlaskClient) -> None:
    from question_bank.form_code import ALPHABET, HEAD, _check

    code = encode(load_bank(), FormRequest("clf-c02", 1, 10))
    head, seed = code.split("-")
    other = ALPHABET[(ALPHABET.index(head[0]) + 1) % 32] + head[1:HEAD]
    response = client.get(f"/forms/{other}{_check([other, seed])}-{seed}")
    assert response.status_code == 422
    assert "made by another version of the bank" in response.text


@pytest.mark.parametrize("mode", ["simulation", "drill", "cram"])
def test_a_form_cannot_be_sat_in_any_way(client: FlaskClient, mode: str) -> None:
    code = encode(load_bank(), FormRequest("clf-c02", 1, 10))
    assert client.post(f"/forms/{code}", data={"mode": mode}).status_code == 422


def test_extra_time_counts_for_guests_and_custom_quizzes(client: FlaskClient, session: Session, clock: Clock) -> None:
    """+30 minutes on the exam's 90 make 10 of 65 questions 14 + 5 minutes, rounded up to seconds."""
    settings = {"extra_minutes": "30", "extra_factor": "1.5", "theme": "system", "single_keys": "y", "time_zone": ""}
    assert client.post("/account", data=settings).status_code == 303
    row = attempt_of(session, begin(client, domains=["1"], length="10"))
    assert row.deadline is not None
    assert (row.deadline - clock()).total_seconds() == 831 + 416 + 277


def test_the_question_of_a_quiz_without_clock_saves_as_ever(client: FlaskClient) -> None:
    location = client.post(URL, data={"mode": "quick", "length": "3", "do": "start"}).headers["Location"]
    form = question_form(client.get(location))
    body = {"choice": form.options[: form.choose], "sequence": 1, "seen": 0, "page": "one", "confidence": None}
    reply = client.post(f"{location}/answer", json=body)
    assert reply.json == {"sequence": 1, "seconds_left": None, "answered": 1}
