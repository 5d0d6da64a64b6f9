"""Four steps of a response in their order, among six; two of the six are given to the wrong side.

Stem: the `trigger` and the `plan` of one response of `data/incidents.yaml`, word for word; then "Which FOUR ... steps
..., and in which order?". Options: `text` of its four `steps` and of two of its `wrong` steps. Right is the sequence
of `steps`; each but the first has a reason (`because`) why it follows the one before. A wrong step gives work to a
side that does not do it: its cell (service, control) has the other owner. One gives it to AWS, one to the company.
Proof: the cells of the six steps.
"""

from collections.abc import Sequence
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import fresh_trap
from question_bank.families._plan import plan
from question_bank.families._reasons import WHOSE, Reasons
from question_bank.families._render import build, level
from question_bank.families._situation_stems import RESPONSE
from question_bank.incidents import Response, incidents_of
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope


class ResponseOrder:
    """The flow of data or the plan in the stem forces the order. Serves either side: a response has steps of both."""

    id = "response-order"
    title = "Steps of a response in order"
    type = ItemType.ORDERING
    simulation = True
    most_share = 0.04

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        responses = scope.once(self.id, _responses)
        if asked not in SIDES or not responses:
            return None
        response = rng.choice(responses)
        places = [rng.choice(_places(response, side)) for side in SIDES]
        choices = [
            Choice((Claim(step.cell, step.cell.owner, step.cell.owner),), correct=True) for step in response.steps
        ]
        used: set[str] = set()
        for place in places:
            cell = response.wrong[place].cell
            traps = scope.traps(cell, OTHER[cell.owner])
            trap = fresh_trap(traps, used) or next(iter(traps), None)
            if trap is None:
                return None
            used.add(trap.id)
            choices.append(Choice((Claim(cell, cell.owner, OTHER[cell.owner]),), correct=False, trap=trap))
        return plan(self, scope, asked, choices, facts=(response.id, *map(str, places)))

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        name, *places = draft.facts
        response = incidents_of(exam.model).responses[name]
        wrong = [response.wrong[int(place)] for place in places]
        texts = [step.text for step in (*response.steps, *wrong)]
        stem = rng.choice(RESPONSE).format(trigger=response.trigger, plan=response.plan)
        reasons = _reasons(exam, draft, response, rng)
        return build(draft, exam, stem, texts, reasons, _explain(response), order)


def _places(response: Response, side: Owner) -> Sequence[int]:
    """The wrong steps whose work is a side's, so that they give it to the other one."""
    return [place for place, step in enumerate(response.wrong) if step.cell.owner is side]


def _responses(scope: Scope) -> Sequence[Response]:
    """Those with a step of the task, all of whose services belong to the exam; it must have room for their stems."""
    if level(scope.exam) != "specialty":
        return ()
    in_task = {cell.key for cells in scope.cells.values() for cell in cells}
    services = frozenset(scope.exam.guide.services)
    return [
        response
        for response in incidents_of(scope.exam.model).responses.values()
        if any(step.cell.key in in_task for step in response.steps)
        and all(step.cell.service in services for step in (*response.steps, *response.wrong))
    ]


def _reasons(exam: ExamScope, draft: Draft, response: Response, rng: Random) -> list[str]:
    reasons = Reasons(exam.model, rng)
    told = []
    for place, (choice, step) in enumerate(zip(draft.keys, response.steps, strict=True)):
        why = f"It follows step {place}, because {step.because}." if step.because else "The response begins here."
        limited = bool(step.cell.nuance)  # says where the owner changes, which no step asks
        told.append(f"{why} {reasons.frame(WHOSE[True, step.cell.owner]) if limited else reasons.of(choice)}")
    return [*told, *(reasons.of(choice) for choice in draft.wrong)]


def _explain(response: Response) -> str:
    because = "; ".join(
        f"step {place} follows, because {step.because}" for place, step in enumerate(response.steps, 1) if place > 1
    )
    return f"The order is forced: {because}."


FAMILY = ResponseOrder()
