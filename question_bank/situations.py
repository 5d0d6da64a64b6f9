"""Situations: evidence that points at one control, whose owner the model then decides.

A situation says what was seen, what had been left undone, and the step that answers it. On whose side that step lies
is not written in it: the cell of service and control says so, and the same situation may lie with AWS in one service
and with the company in another.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from question_bank.lint.text import tokens
from question_bank.loading import AWS, DATA
from question_bank.model import Cell, Confidence, Owner, ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.yaml_rows import (
    DataError,
    Faults,
    Row,
    nearest,
    read_rows,
    refuse_unknown_keys,
    text_of,
    words_of,
)

FILE = "situations.yaml"
SERVICE = "{service}"
MOST_SENTENCES = 3
MOST_WORDS = 32  # of the first sentence of the evidence: a stem of the foundational exam has 40
EVENTS = 3
SITUATION_KEYS = frozenset("id control services kind evidence requirement omitted step matter exams rivals".split())


class Kind(StrEnum):
    """What the evidence is."""

    REQUIREMENT = "requirement"
    SYMPTOM = "symptom"
    LOSS = "loss"
    EXPOSURE = "exposure"
    FINDING = "finding"
    AUDIT = "audit"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Situation:
    """The first sentence of `evidence` decides the control by itself; "{service}" in it stands for the service.

    What nobody outside could see has no evidence, but a requirement alone: its kind is `REQUIREMENT`.

    `omitted` completes "AWS did not ...", `step` is the same as a gerund, `matter` names what was seen. `requirement`
    is a sentence that the step meets, "" where there is none. Steps of controls in `rivals` would help as well, so that
    they stand in no item that shows this evidence.
    """

    id: str
    control: str
    services: tuple[str, ...]
    kind: Kind
    evidence: tuple[str, ...]
    requirement: str
    omitted: str
    step: str
    matter: str
    exams: tuple[str, ...]
    rivals: frozenset[str]

    def in_exam(self, exam: str) -> bool:
        """Whether the exam may use it; where `exams` is empty, each may that has the service."""
        return not self.exams or exam in self.exams

    def is_answered_by(self, other: "Situation") -> bool:
        """Whether the step of the other would help here, too, so that it may not stand beside this one's."""
        return other.control == self.control or other.control in self.rivals


@dataclass(frozen=True, slots=True)
class Event:
    """One part of a case: a situation, and the services in which it may take place."""

    situation: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A scenario of several events, each asked for by an item of its own."""

    id: str
    opening: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class SituationBook:
    """Every situation by id, and the cases made of them."""

    situations: Mapping[str, Situation]
    cases: tuple[Case, ...]


@per_model
def situations_of(model: ResponsibilityModel) -> SituationBook:
    """The situations that come with the package. Raises DataError as `read_situations` does."""
    return read_situations(DATA / FILE, f"data/{FILE}", model)


def read_situations(path: Path, shown: str, model: ResponsibilityModel) -> SituationBook:
    """The situations and cases in a file. Raises DataError with every fault, by file and line."""
    faults = Faults()
    root = read_rows(path, shown)
    exams = known_exams(path.parent)
    found: dict[str, Situation] = {}
    said: Counter[str] = Counter()
    for row in root.get("situations") or []:
        try:
            one = _situation(row, model, exams)
            if one.id in found:
                raise DataError(f"{row.where('id')}: the situation {one.id!r} stands twice")
            for sentence in one.evidence:
                said[sentence] += 1
                if said[sentence] > 1:
                    raise DataError(f"{row.where('evidence')}: another situation has the same evidence: {sentence!r}")
            found[one.id] = one
        except DataError as error:
            faults.add(error)
    cases = []
    for row in root.get("cases") or []:
        try:
            cases.append(_case(row, found))
        except DataError as error:
            faults.add(error)
    faults.refuse()
    return SituationBook(found, tuple(cases))


def known_exams(data: Path) -> frozenset[str]:
    """The ids of the exams in a data folder."""
    return frozenset(path.stem for path in (data / "exams").glob("*.yaml"))


def keyable_cell(row: Row, model: ResponsibilityModel, service: str, control: str) -> Cell:
    """The cell on which an item may rest. Raises DataError where there is none, or none with one certain owner."""
    if control not in model.controls:
        raise DataError(f"{row.where('control')}: there is no control {control!r}{nearest(control, model.controls)}")
    if (AWS, service) not in model.services:
        known = {name for provider, name in model.services if provider == AWS}
        raise DataError(f"{row.where('services')}: there is no service {service!r}{nearest(service, known)}")
    cell = model.cells.get((AWS, service, control))
    if cell is None or cell.owner is Owner.SHARED or cell.confidence is not Confidence.HIGH:
        raise DataError(f"{row.where('services')}: {service} has no cell {control!r} of high confidence with one owner")
    return cell


def exams_of(row: Row, known: frozenset[str]) -> tuple[str, ...]:
    """The exams that a row names. SCS-C02 takes those of its successor. Raises DataError for an unknown one."""
    named = words_of(row, "exams")
    for exam in named:
        if exam not in known:
            raise DataError(f"{row.where('exams')}: there is no exam {exam!r}{nearest(exam, known)}")
    return (*named, "scs-c02") if "scs-c03" in named else named


def _situation(row: Row, model: ResponsibilityModel, exams: frozenset[str]) -> Situation:
    refuse_unknown_keys(row, SITUATION_KEYS)
    control, kind = text_of(row, "control", required=True), text_of(row, "kind", required=True)
    if kind not in set(Kind):
        raise DataError(f"{row.where('kind')}: kind is {kind!r}, expected one of {', '.join(Kind)}")
    services = words_of(row, "services")
    for service in services:
        keyable_cell(row, model, service, control)
    rivals = words_of(row, "rivals")
    for rival in rivals:
        if rival not in model.controls:
            raise DataError(f"{row.where('rivals')}: there is no control {rival!r}{nearest(rival, model.controls)}")
    found = Situation(
        id=text_of(row, "id", required=True),
        control=control,
        services=services,
        kind=Kind(kind),
        evidence=tuple(" ".join(sentence.split()) for sentence in words_of(row, "evidence")),
        requirement=text_of(row, "requirement"),
        omitted=text_of(row, "omitted", required=True),
        step=text_of(row, "step", required=True),
        matter=text_of(row, "matter", required=True),
        exams=exams_of(row, exams),
        rivals=frozenset(rivals),
    )
    for key, fault in (*_faults(found), *_named_in_step(found, model)):
        raise DataError(f"{row.where(key)}: {found.id}: {fault}")
    return found


def _named_in_step(found: Situation, model: ResponsibilityModel) -> Iterator[tuple[str, str]]:
    """The services whose names have a word of the step: a stem that names one would point at it."""
    for service in found.services:
        if given := tokens(model.service(AWS, service).phrase) & (tokens(found.omitted) | tokens(found.step)):
            yield "services", f"{min(given)!r} gives the step away in the name of {service}"


def _faults(found: Situation) -> Iterator[tuple[str, str]]:
    """What is wrong with the texts of a situation, each with the key under which it stands."""
    if not found.services:
        yield "services", "a situation needs a service"
    if fault := _fault_of_evidence(found):
        yield "evidence", fault
    if any(not sentence.endswith(".") for sentence in (*found.evidence, found.requirement or ".")):
        yield "evidence", "evidence and requirement are sentences that end with a period"
    verb, _, rest = found.step.partition(" ")
    if not verb.endswith("ing") or rest != found.omitted.partition(" ")[2]:
        yield "step", f"the step is what was omitted, as a gerund: {found.omitted!r} against {found.step!r}"
    named = tokens(found.omitted) | tokens(found.step)
    for key, texts in (
        ("evidence", found.evidence),
        ("requirement", (found.requirement,)),
        ("matter", (found.matter,)),
    ):
        for text in texts:
            if given := named & tokens(text.replace(SERVICE, "")):
                yield key, f"{min(given)!r} gives the step away: {text!r}"


def _fault_of_evidence(found: Situation) -> str:
    """What is wrong with how much is said of what was seen; "" where nothing is."""
    if found.kind is Kind.REQUIREMENT:
        alone = found.requirement and not found.evidence
        return "" if alone else "what is only required has a requirement and no evidence"
    if not 1 <= len(found.evidence) <= MOST_SENTENCES or SERVICE not in found.evidence[0]:
        return f"the evidence has one to {MOST_SENTENCES} sentences, the first with {SERVICE}"
    too_long = len(found.evidence[0].split()) > MOST_WORDS
    return f"the first sentence has more than {MOST_WORDS} words" if too_long else ""


def _case(row: Row, situations: Mapping[str, Situation]) -> Case:
    refuse_unknown_keys(row, frozenset(("id", "opening", "events")))
    events = []
    for part in row.get("events") or []:
        refuse_unknown_keys(part, frozenset(("situation", "services")))
        name, services = text_of(part, "situation", required=True), words_of(part, "services")
        if name not in situations:
            raise DataError(f"{part.where('situation')}: there is no situation {name!r}{nearest(name, situations)}")
        for service in services:
            if service not in situations[name].services:
                raise DataError(f"{part.where('services')}: the situation {name!r} has no service {service!r}")
        if not services:
            raise DataError(f"{part.where()}: an event needs a service")
        events.append(Event(name, services))
    if len({situations[event.situation].control for event in events}) != EVENTS or len(events) != EVENTS:
        raise DataError(f"{row.where('events')}: a case has {EVENTS} events, each of another control")
    return Case(text_of(row, "id", required=True), text_of(row, "opening", required=True), tuple(events))
