"""Four steps of a response in their order, among six; two of the six are given to the wrong side.

Stem: the `trigger` and the `plan` of one response of `data/incidents.yaml`, word for word; then "Which FOUR ... steps
..., and in which order?". Options: `text` of its four `steps` and of two of its `wrong` steps. Right is the sequence
of `steps`; each has a reason (`because`) why it stands where it does. A wrong step gives work to a
side that does not do it: its cell (service, control) has the other owner. One gives it to AWS, one to the company.
Proof: the cells of the six steps.
"""

from collections.abc import Sequence
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._even import even_trap
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons, lesson
from question_bank.families._render import build, level
from question_bank.families._situation_stems import RESPONSE
from question_bank.incidents import Response, incidents_of
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.wording import capital, listing, who

FIRST = {
    Owner.PROVIDER: (
        "The first step is AWS's, because {because}.",
        "AWS comes first: {because}.",
        "It starts with AWS, since {because}.",
    ),
    Owner.CUSTOMER: (
        "The first step is the company's, because {because}.",
        "The company comes first: {because}.",
        "It starts with the company, since {because}.",
    ),
}
NEXT = {
    Owner.PROVIDER: (
        "AWS does this after step {before}, because {because}.",
        "After step {before} it is AWS's turn: {because}.",
        "Step {before} opens the way to this one of AWS's, since {because}.",
    ),
    Owner.CUSTOMER: (
        "The company does this after step {before}, because {because}.",
        "After step {before} it is the company's turn: {because}.",
        "This step of the company's has to wait for step {before}, since {because}.",
        "From step {before} the company goes on to this, because {because}.",
    ),
}


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
            trap = even_trap(scope, traps, used, rng) or next(iter(traps), None)
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
        return build(draft, exam, stem, texts, reasons, _explain(exam, response), order)


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
    """Of a step whose it is and why it comes where it does; of a wrong one the belief, and whose such work is."""
    reasons = Reasons(exam.model, rng)
    told = []
    for place, step in enumerate(response.steps):
        frames = (NEXT if place else FIRST)[step.cell.owner]
        told.append(reasons.frame(frames).format(before=place, because=step.because))
    return [*told, *(reasons.of(choice) for choice in draft.wrong)]


def _explain(exam: ExamScope, response: Response) -> str:
    """Which steps are whose, and the line of the last one."""
    places = {side: [str(n) for n, step in enumerate(response.steps, 1) if step.cell.owner is side] for side in SIDES}
    shares = [f"{who(side)} takes {_steps(places[side])}" for side in SIDES if places[side]]
    return f"{capital(', and '.join(shares))}. {lesson(exam.model, [response.steps[-1].cell], response.id)}"


def _steps(places: list[str]) -> str:
    return f"step{'s' if len(places) > 1 else ''} {listing(places)}"


FAMILY = ResponseOrder()
