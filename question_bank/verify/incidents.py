"""Reads items about what shows an incident, what follows from a report, and in which order a response goes."""

from functools import cache

from question_bank.model import Cell, Owner
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict, one_owner
from question_bank.verify.source import rows
from question_bank.yaml_rows import Row

AWS = "aws"
CONDITIONS = {
    "had the company enabled it?": Owner.CUSTOMER,
    "once the company has enabled it?": Owner.CUSTOMER,
    "without any step by the company?": Owner.PROVIDER,
}


def read_detection(page: Page) -> Reading:
    """Right is the source that shows what was seen, if the owner of its cell gives it the condition of the question."""
    seen = [row for row in rows("incidents.yaml")["detections"] if row["evidence"][0] in page.stem]
    asked = [side for words, side in CONDITIONS.items() if page.stem.endswith(words)]
    if len(seen) != 1 or len(asked) != 1:
        raise UnverifiedError("the stem does not ask what shows one thing, on one condition")
    verdicts = {}
    for option in page.item.options:
        named = option.text.removesuffix(".")
        cell = _source_cell(page, named, seen[0])
        right = named == seen[0]["named"] and one_owner(cell) is asked[0]
        verdicts[option.id] = Verdict(right, ((cell, cell.owner),))
    return Reading(verdicts)


def _source_cell(page: Page, named: str, seen: Row) -> Cell:
    """The cell of the source in the stem; of another, the one of its cells that the proof has."""
    if named == seen["named"]:
        return page.cell((AWS, seen["service"]), seen["control"])
    known = {(AWS, r["service"], r["control"]) for r in rows("incidents.yaml")["detections"] if r["named"] == named}
    proved = [cell for key, cell in page.cells.items() if key in known]
    if len(proved) != 1:
        raise UnverifiedError(f"nothing in the proof says who enables {named}")
    return page.use(proved[0])


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
