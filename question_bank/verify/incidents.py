"""Reads items about what shows an incident, what follows from a report, and in which order a response goes."""

from collections.abc import Mapping
from functools import cache

from question_bank.model import Cell, Owner, ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict, one_owner
from question_bank.verify.source import rows
from question_bank.yaml_rows import Row

AWS = "aws"
CONDITIONS = {", once the company enables it.": Owner.CUSTOMER, ", with no step by the company.": Owner.PROVIDER}
DOING_NOTHING = (
    "if the company does nothing",
    "If the company does nothing",
    "leaves it at that",
    "stays unopened",
    "sets it aside",
)


def read_detection(page: Page) -> Reading:
    """Right is the source that shows what was seen, on the condition that the owner of its cell gives."""
    seen = [row for row in rows("incidents.yaml")["detections"] if row["evidence"][0] in page.stem]
    if len(seen) != 1 or not page.stem.endswith("and on what condition?"):
        raise UnverifiedError("the stem does not ask what shows one thing, and on what condition")
    verdicts = {}
    for option in page.item.options:
        named, condition = _source(option.text)
        cell = _source_cell(page, named, seen[0])
        right = named == seen[0]["named"] and one_owner(cell) is condition
        verdicts[option.id] = Verdict(right, ((cell, cell.owner),))
    return Reading(verdicts)


def _source(text: str) -> tuple[str, Owner]:
    for words, side in CONDITIONS.items():
        if text.endswith(words):
            return text.removesuffix(words), side
    raise UnverifiedError(f"{text!r} is no source with a condition")


def _source_cell(page: Page, named: str, seen: Row) -> Cell:
    """The cell of the source in the stem; of another, the one of its cells that the proof has."""
    if named == seen["named"]:
        return page.cell((AWS, seen["service"]), seen["control"])
    known = {(AWS, r["service"], r["control"]) for r in rows("incidents.yaml")["detections"] if r["named"] == named}
    proved = [cell for key, cell in page.cells.items() if key in known]
    if len(proved) != 1:
        raise UnverifiedError(f"nothing in the proof says who enables {named}")
    return page.use(proved[0])


def read_consequence(page: Page) -> Reading:
    """What is reported lasts until the side that owns the work takes the step that remedies it."""
    row, service = _reported(page)
    if not any(words in page.stem for words in DOING_NOTHING) or row["subject"] not in page.stem:
        raise UnverifiedError("the stem does not ask what follows if the company does nothing")
    cell = page.cell((AWS, service), row["control"])
    lasting = {
        f"Until {name} itself {step}, {row['state']}.": step == row["remedy"] and side is one_owner(cell)
        for name, side in (("AWS", Owner.PROVIDER), ("the company", Owner.CUSTOMER))
        for step in (row["remedy"], row["other"])
    }
    if {option.text for option in page.item.options} != set(lasting):
        raise UnverifiedError("the options are not what may end what is reported")
    return Reading({o.id: Verdict(lasting[o.text], ((cell, cell.owner),)) for o in page.item.options})


def _reported(page: Page) -> tuple[Row, str]:
    found = [seen for report, seen in _reports(page.book.model).items() if report in page.stem]
    if len(found) != 1:
        raise UnverifiedError(f"the stem holds {len(found)} reports")
    return found[0]


@per_model
def _reports(model: ResponsibilityModel) -> Mapping[str, tuple[Row, str]]:
    found = {}
    for row in rows("incidents.yaml")["findings"]:
        for service in row["services"]:
            report = row["report"].replace("{service}", model.service(AWS, service).phrase)
            found[report[:1].upper() + report[1:]] = (row, service)
    return found


def read_response(page: Page) -> Reading:
    """Right are the steps that sides take which own them, in the order that the data and the plan force."""
    row = _response(page.stem)
    steps = {step["text"]: step for step in row["steps"]}
    wrong = {step["text"]: step for step in row["wrong"]}
    verdicts, places = {}, {}
    for option in page.item.options:
        step = steps.get(option.text) or wrong.get(option.text)
        if step is None:
            raise UnverifiedError(f"{option.text!r} is no step of this response")
        cell = page.cell((AWS, step["service"]), step["control"])
        verdicts[option.id] = Verdict(option.text in steps, ((cell, one_owner(cell)),))
        if option.text in steps:
            places[option.id] = list(steps).index(option.text)
    if len(places) != len(steps) or not all(step.get("because") for step in row["steps"][1:]):
        raise UnverifiedError("nothing forces the order of the steps")
    return Reading(verdicts, sequence=tuple(sorted(places, key=places.__getitem__)))


@cache
def _response(stem: str) -> Row:
    found: list[Row] = [
        row for row in rows("incidents.yaml")["responses"] if row["trigger"] in stem and row["plan"] in stem
    ]
    if len(found) != 1 or " FOUR " not in stem or not stem.endswith("in which order?"):
        raise UnverifiedError("the stem does not ask for the four steps of one response in order")
    return found[0]
