"""Incidents: what a service shows, and in which order a team responds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from question_bank.lint.text import tokens
from question_bank.loading import DATA
from question_bank.model import Cell, Owner, ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.situations import exams_of, keyable_cell, known_exams
from question_bank.yaml_rows import DataError, Faults, Row, read_rows, refuse_unknown_keys, text_of, words_of

T = TypeVar("T")

FILE = "incidents.yaml"
STEPS = 4
SIDES = (Owner.CUSTOMER, Owner.PROVIDER)


@dataclass(frozen=True, slots=True)
class Detection:
    """What one service shows. Where its cell is the customer's, the company has to enable it first.

    `named` is how an option calls the service, `shows` completes "it shows"; the first sentence of `evidence` alone
    decides the service.
    """

    id: str
    cell: Cell
    named: str
    shows: str
    evidence: tuple[str, ...]
    exams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a response: `because` is the reason why it stands where it does, "" for a wrong one."""

    text: str
    cell: Cell
    because: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """A response to `trigger` under the rule `plan`: its steps in order, and steps given to a side that takes none."""

    id: str
    trigger: str
    plan: str
    steps: tuple[Step, ...]
    wrong: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class IncidentBook:
    """Everything of this module, by id."""

    detections: Mapping[str, Detection]
    responses: Mapping[str, Response]


@per_model
def incidents_of(model: ResponsibilityModel) -> IncidentBook:
    """The incidents that come with the package. Raises DataError as `read_incidents` does."""
    return read_incidents(DATA / FILE, f"data/{FILE}", model)


def read_incidents(path: Path, shown: str, model: ResponsibilityModel) -> IncidentBook:
    """The incidents in a file. Raises DataError with every fault, by file and line."""
    faults = Faults()
    root = read_rows(path, shown)
    exams = known_exams(path.parent)
    detections = _by_id(root, "detections", lambda row: _detection(row, model, exams), faults)
    responses = _by_id(root, "responses", lambda row: _response(row, model), faults)
    faults.refuse()
    return IncidentBook(detections, responses)


def _by_id(root: Row, key: str, read: Callable[[Row], T], faults: Faults) -> dict[str, T]:
    found: dict[str, T] = {}
    for row in root.get(key) or []:
        try:
            name = text_of(row, "id", required=True)
            if name in found:
                raise DataError(f"{row.where('id')}: {name!r} stands twice among the {key}")
            found[name] = read(row)
        except DataError as error:
            faults.add(error)
    return found


def _detection(row: Row, model: ResponsibilityModel, exams: frozenset[str]) -> Detection:
    refuse_unknown_keys(row, frozenset("id service control named shows exams evidence".split()))
    service, control = text_of(row, "service", required=True), text_of(row, "control", required=True)
    evidence = tuple(" ".join(sentence.split()) for sentence in words_of(row, "evidence"))
    named = text_of(row, "named", required=True)
    if not evidence:
        raise DataError(f"{row.where('evidence')}: a detection has evidence")
    if given := tokens(named) & frozenset().union(*map(tokens, evidence)):
        raise DataError(f"{row.where('evidence')}: {min(given)!r} gives {named} away")
    shows = text_of(row, "shows", required=True)
    cell = keyable_cell(row, model, service, control)
    return Detection(row["id"], cell, named, shows, evidence, exams_of(row, exams))


def _response(row: Row, model: ResponsibilityModel) -> Response:
    refuse_unknown_keys(row, frozenset("id trigger plan steps wrong".split()))
    steps, wrong = (tuple(_step(step, model) for step in row.get(key) or []) for key in ("steps", "wrong"))
    if len(steps) != STEPS or len({step.cell.owner for step in wrong}) != len(SIDES):
        raise DataError(f"{row.where()}: a response has {STEPS} steps, and wrong ones that either side would be given")
    if not all(step.because for step in steps):
        raise DataError(f"{row.where('steps')}: each step says why it stands where it does")
    if len({step.text for step in (*steps, *wrong)}) != len(steps) + len(wrong):
        raise DataError(f"{row.where('steps')}: two steps are the same")
    return Response(
        id=row["id"],
        trigger=text_of(row, "trigger", required=True),
        plan=text_of(row, "plan", required=True),
        steps=steps,
        wrong=wrong,
    )


def _step(row: Row, model: ResponsibilityModel) -> Step:
    refuse_unknown_keys(row, frozenset("text service control because".split()))
    service, control = text_of(row, "service", required=True), text_of(row, "control", required=True)
    cell = keyable_cell(row, model, service, control)
    return Step(text_of(row, "text", required=True), cell, text_of(row, "because"))
