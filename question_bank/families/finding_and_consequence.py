"""A finding is no fix, and some things are mended unasked: what follows from a report if the company does nothing?

Stem: the `report` of one finding of `data/incidents.yaml`, word for word, with {service} replaced by the service's
phrase and a capital at the start; then what will happen to, or become of, its `subject`. Options: the full two by two
of side and step, "Until the company itself STEP, STATE." and "Until AWS itself STEP, STATE.", where STATE is `state`
and STEP `remedy` or `other` of that finding. Right is the option that has the remedy and the owner of the cell
(service, control).
Proof: the one cell.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import fact, possessive
from question_bank.families._fairness import fair_stem
from question_bank.families._plan import plan
from question_bank.families._render import build, level
from question_bank.families._situation_stems import CONSEQUENCE
from question_bank.families._situations import phrase
from question_bank.incidents import Finding, incidents_of
from question_bank.item import Item, ItemType
from question_bank.loading import AWS
from question_bank.model import Cell, Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.situations import SERVICE
from question_bank.wording import capital, who

Reported = tuple[Finding, Cell]


@dataclass(frozen=True, slots=True)
class Reports:
    """What a task may ask, by the side that the cell names, and how often the exam's tasks propose each remedy.

    A finding is dropped as often as makes its remedy the key no more often than the other step that stands beside it.
    """

    by_side: Mapping[Owner, Sequence[Reported]]
    rates: Mapping[str, float]


class FindingAndConsequence:
    """The same report lies with AWS in one service and with the company in another."""

    id = "finding-and-consequence"
    title = "What follows if the company does nothing"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 0.03
    factorial = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        reports = scope.once(self.id, _reports)
        if asked not in SIDES or not reports.by_side[asked]:
            return None
        finding, cell = rng.choice(reports.by_side[asked])
        if rng.random() * reports.rates[finding.remedy] > reports.rates[finding.other]:
            return None
        traps = scope.traps(cell, OTHER[asked])
        held, moved = (Claim(cell, asked, asked),), (Claim(cell, asked, OTHER[asked]),)
        choices = (
            Choice(held, correct=True),
            Choice(moved, correct=False, trap=traps[0]),
            Choice(moved, correct=False, trap=traps[-1]),
            Choice(held, correct=False),
        )
        return plan(self, scope, asked, choices, facts=(finding.id,))

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        finding, cell = incidents_of(exam.model).findings[draft.facts[0]], draft.choices[0].cell
        report = capital(finding.report.replace(SERVICE, phrase(exam, cell)))
        steps = (finding.remedy, finding.remedy, finding.other, finding.other)
        texts = [
            f"Until {who(choice.claims[0].given)} itself {step}, {finding.state}."
            for choice, step in zip(draft.choices, steps, strict=True)
        ]
        frames = CONSEQUENCE[level(exam)]
        stem = fair_stem(frames, lambda frame: frame.format(report=report, subject=finding.subject), texts, 1, rng)
        reasons = _reasons(exam, draft, finding, rng)
        return build(draft, exam, stem, texts, reasons, reasons[0], order)


def _reports(scope: Scope) -> Reports:
    first = next(iter(scope.exam.tasks.values()))
    return Reports(_by_side(scope), first.once((FindingAndConsequence.id, "rates"), lambda one: _rates(one.exam)))


def _rates(exam: ExamScope) -> Mapping[str, float]:
    """How often the exam's tasks propose each remedy as the key."""
    rates: defaultdict[str, float] = defaultdict(float)
    for scope in exam.tasks.values():
        for reported in _by_side(scope).values():
            for finding, _ in reported:
                rates[finding.remedy] += scope.task.scored_items / len(reported)
    return rates


def _by_side(scope: Scope) -> Mapping[Owner, Sequence[Reported]]:
    in_task = {cell.key: cell for cells in scope.cells.values() for cell in cells}
    found: dict[Owner, list[Reported]] = {side: [] for side in SIDES}
    for finding in incidents_of(scope.exam.model).findings.values():
        for service in finding.services:
            cell = in_task.get((AWS, service, finding.control))
            traps = scope.traps(cell, OTHER[cell.owner]) if cell else ()
            if cell and traps and (not scope.wanted_traps or traps[0].id in scope.wanted_traps):
                found[cell.owner].append((finding, cell))
    return found


def _reasons(exam: ExamScope, draft: Draft, finding: Finding, rng: Random) -> list[str]:
    cell = draft.choices[0].cell
    truth, mine = fact(exam.model, cell, rng), possessive(cell.owner)
    lures = [f"{rng.choice(choice.trap.lures)} " if choice.trap else "" for choice in draft.choices]
    step = f"who {finding.other} mends something else"
    return [
        f"The step is {mine}, and nothing else ends this state. {truth}",
        f"{lures[1]}The step is right, the side is not. {truth}",
        f"{lures[2]}Besides, {step}. {truth}",
        f"The side is right, but {step}. The step that is missing is {mine}: {cell.part(cell.owner)}.",
    ]


FAMILY = FindingAndConsequence()
