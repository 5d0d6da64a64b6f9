"""Reads pages as a browser would, and takes a quiz by plain forms."""

from dataclasses import dataclass, replace
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

NUMBERS = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4}


@dataclass(frozen=True)
class Form:
    """One form of a page: where it goes, its hidden values, and the values of its options.

    `choose` is how many options are asked for, or how many places an order or a match has.
    """

    action: str
    fields: dict[str, str]
    options: list[str]
    choose: int
    checked: list[str]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.in_legend = False
        self.places = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.in_legend = tag == "legend" or (self.in_legend and tag == "strong")
        if tag == "form":
            self.forms.append(Form(values.get("action", ""), {}, [], 0, []))
        if tag == "select" and values.get("name") == "choice":
            self.places += 1
            self.forms[-1] = replace(self.forms[-1], choose=self.places)
        if tag == "option" and self.places and values["value"]:
            self._place(values)
        if tag != "input" or not self.forms:
            return
        form = self.forms[-1]
        if values.get("type") == "hidden":
            form.fields[values["name"]] = values["value"]
        elif values.get("name") == "choice":
            form.options.append(values["value"])
        if "checked" in values:
            form.checked.append(values["value"])

    def _place(self, values: dict[str, str]) -> None:
        """An option of an order or a match: each place has all of them, and one list of them is enough."""
        form = self.forms[-1]
        if self.places == 1:
            form.options.append(values["value"])
        if "selected" in values:
            form.checked.append(values["value"])

    def handle_data(self, data: str) -> None:
        if self.in_legend and data in NUMBERS:
            self.forms[-1] = replace(self.forms[-1], choose=NUMBERS[data])


def forms_of(response: TestResponse) -> list[Form]:
    """Every form of a page, in order."""
    parser = _Forms()
    parser.feed(response.text)
    return parser.forms


def words(response: TestResponse) -> str:
    """A page with each run of blanks as one, as a browser shows it."""
    return " ".join(response.text.split())


def question_form(response: TestResponse) -> Form:
    """The form that holds the options."""
    return next(form for form in forms_of(response) if form.options)


def start(client: FlaskClient, exam: str = "clf-c02", mode: str = "quick", length: int = 10) -> str:
    """Start an attempt; its address without a position."""
    response = client.post("/attempts", data={"exam": exam, "mode": mode, "length": length})
    assert response.status_code == 303, response.text
    return response.headers["Location"].rsplit("/", 1)[0]


def enough(form: Form) -> list[str]:
    """As many options as the question asks for."""
    return form.options[: form.choose]


def answer(client: FlaskClient, url: str, do: str = "next", choice: list[str] | None = None) -> TestResponse:
    """Open a question, choose, and press a button."""
    form = question_form(client.get(url))
    data = form.fields | {"choice": enough(form) if choice is None else choice, "do": do}
    return client.post(url, data=data)


def take_quiz(client: FlaskClient, exam: str = "clf-c02") -> str:
    """Take ten questions from start to submission; the attempt's address."""
    attempt = start(client, exam)
    for position in range(1, 11):
        assert answer(client, f"{attempt}/{position}").status_code == 303
    assert client.post(f"{attempt}/submit").status_code == 303
    return attempt
