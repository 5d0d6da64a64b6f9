"""Security of the cloud, or in the cloud? AWS's two names for the two sides.

Stem: either it asks "which task is part of security of the cloud?" (or "in the cloud?"), and the options are tasks of
several services, word for word the part of their single owner; or it names two such tasks and asks where they belong,
and the options are the full two by two: "Both belong to security of the cloud.", "The first belongs to security in the
cloud, and the second belongs to security of the cloud."; the order is that of the stem.
Security of the cloud is AWS's, in the cloud the company's.
Proof: the cell of each task.
"""

from collections.abc import Mapping, Sequence
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._areas import FACILITY, area_of
from question_bank.families._contrasts import ORDINALS, Wording, contrast
from question_bank.families._duties import duty_text, key_choice
from question_bank.families._even import even_trap, names_in_full
from question_bank.families._fairness import fair_stem, is_fair
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons, reasons_of
from question_bank.families._render import build, level
from question_bank.families._two_terms import Term, same_or_mixed, says, two_by_two
from question_bank.item import Item, ItemType
from question_bank.model import Cell, Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope

DISTRACTORS = 3
PAIR_SHARE = 0.4
TRIES = 4
LOOKED_AT = 8  # tasks of the other side
NO_SECURITY = frozenset(("cost", "resilience", "shared-control"))  # areas
NO_SECURITY_WORK = frozenset("capacity-scaling schema-and-query-tuning performance-tuning support-plan quotas".split())
NO_SECURITY_SERVICES = frozenset(
    "cost-explorer budgets compute-optimizer license-manager service-quotas aws-support health-dashboard".split()
)
TERMS = {
    Owner.PROVIDER: Term("belongs to security of the cloud", "belong to security of the cloud"),
    Owner.CUSTOMER: Term("belongs to security in the cloud", "belong to security in the cloud"),
}
SIDE = {Owner.PROVIDER: "security of the cloud", Owner.CUSTOMER: "security in the cloud"}
EXPLAINED = (
    "Security of the cloud is AWS's: the facilities, hardware, networks and software that run its services. Security "
    "in the cloud is the company's: what it puts there, and how it sets that up.",
    "One word divides the two sides: of the cloud is what AWS builds and runs, in the cloud is what a company "
    "brings, chooses and configures there. Where the line runs depends on the service.",
    "Ask who could carry out the task. What only AWS can reach is security of the cloud; what takes a decision, a "
    "setting or content of the company's is security in the cloud.",
)
SECURITY = Wording(  # of two tasks, with the reason for the side of each
    one={
        Owner.PROVIDER: (
            "{it} is security of the cloud, because {why}",
            "{why}, so {it} belongs to security of the cloud",
            "AWS does {it} as security of the cloud: {why}",
            "{it} counts as security of the cloud, since {why}",
        ),
        Owner.CUSTOMER: (
            "{it} is security in the cloud, because {why}",
            "{why}, so {it} belongs to security in the cloud",
            "the company does {it} as security in the cloud: {why}",
            "{it} counts as security in the cloud, since {why}",
        ),
    },
    bare={
        Owner.PROVIDER: ("{it} is security of the cloud", "AWS does {it} as security of the cloud"),
        Owner.CUSTOMER: ("{it} is security in the cloud", "the company does {it} as security in the cloud"),
    },
    both={
        Owner.PROVIDER: ("AWS has both, as security of the cloud: {first}, and {second}",),
        Owner.CUSTOMER: ("the company has both, as security in the cloud: {first}, and {second}",),
    },
    alike={
        Owner.PROVIDER: ("both are security of the cloud, because {why}",),
        Owner.CUSTOMER: ("both are security in the cloud, because {why}",),
    },
    neither={
        Owner.PROVIDER: ("AWS has both, as security of the cloud",),
        Owner.CUSTOMER: ("the company has both, as security in the cloud",),
    },
)
ONE = {
    "foundational": (
        "Under the AWS shared responsibility model, which task is part of {side}?",
        "AWS distinguishes security of the cloud from security in the cloud. Which task is part of {side}?",
        "A company lists the tasks that keep its workloads secure. Which task is part of {side}?",
        "Which task does AWS count as part of {side}?",
    ),
    "associate": (
        "A solutions architect sorts security tasks for a design review. Which task is part of {side}?",
        "A design document separates security of the cloud from security in the cloud. Which task is part of {side}?",
    ),
    "specialty": (
        "A security team sorts its tasks by the AWS shared responsibility model. Which task is part of {side}?",
        "An audit separates security of the cloud from security in the cloud. Which task is part of {side}?",
    ),
}
TWO = {
    "foundational": (
        "AWS distinguishes security of the cloud from security in the cloud. One task is {first}, another is {second}. "
        "Where do the two belong?",
        "A company has to sort two tasks by the AWS shared responsibility model: {first}, and {second}. Where do they "
        "belong?",
        "A team discusses two tasks: {first}, and {second}. Where does the AWS shared responsibility model place them?",
    ),
    "associate": (
        "A solutions architect sorts two security tasks: {first}, and {second}. Where do they belong?",
        "A design document names two security tasks: {first}, and {second}. Where do they belong?",
    ),
    "specialty": (
        "An audit sorts two tasks by the AWS shared responsibility model: {first}, and {second}. Where do they belong?",
        "A security team disagrees about two tasks: {first}, and {second}. Where do they belong?",
    ),
}


class OfOrIn:
    """From term to task, and from two tasks to their terms. What is no matter of security stays out."""

    id = "of-or-in"
    title = "Security of the cloud, or in it"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 0.05
    factorial = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        """Whichever side a form asks for, in pairs both tasks belong together as often as not."""
        cells = scope.once(self.id, _security_cells)
        side = asked if asked in SIDES else rng.choice(SIDES)
        if not cells[side] or not cells[OTHER[side]]:
            return None
        key = rng.choice(cells[side])
        if asked in SIDES and rng.random() >= PAIR_SHARE:
            return self._one(scope, asked, key, cells, rng)
        beside = cells[side if same_or_mixed(rng) else OTHER[side]]
        pool = [cell for cell in beside if _apart(scope.exam, cell, key)]
        if not pool:
            return None
        both = rng.sample((key, rng.choice(pool)), 2)
        first, second = (Claim(cell, cell.owner, cell.owner) for cell in both)
        return plan(self, scope, asked, two_by_two(scope, (first, second), SIDES, rng), topic="two")

    def _one(
        self, scope: Scope, asked: Owner, key: Cell, cells: Mapping[Owner, Sequence[Cell]], rng: Random
    ) -> Draft | None:
        """The key among tasks of other services that the other side owns."""
        model = scope.exam.model
        for _ in range(TRIES):
            pool = rng.sample(cells[OTHER[asked]], min(len(cells[OTHER[asked]]), LOOKED_AT))
            chosen = [key_choice(key, asked)]
            used, services = list[str](), {key.service}
            facility = area_of(model, key) == FACILITY
            for cell in pool:
                in_facility = area_of(model, cell) == FACILITY
                if cell.service in services or (in_facility and facility):
                    continue
                traps = scope.traps(cell, asked)
                trap = even_trap(scope, traps, used, rng) or traps[0]
                used.append(trap.id)
                services.add(cell.service)
                facility = facility or in_facility
                chosen.append(Choice((Claim(cell, cell.owner, asked),), correct=False, trap=trap))
                if len(chosen) > DISTRACTORS:
                    break
            texts = [duty_text(choice.cell) for choice in chosen]
            if len(chosen) > DISTRACTORS and is_fair(SIDE[asked], texts[:1], texts[1:]):
                return plan(self, scope, asked, chosen)
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        if draft.topic:
            texts = [says(*(TERMS[claim.given] for claim in choice.claims)) for choice in draft.choices]
            said = Reasons(exam.model, rng)
            reasons = [contrast(said, SECURITY, choice, ORDINALS) for choice in draft.choices]
            parts = [claim.cell.part(claim.side) for claim in draft.choices[0].claims]
            frames, fill = TWO[level(exam)], dict(zip(("first", "second"), parts, strict=True))
        else:
            texts = [duty_text(choice.cell) for choice in draft.choices]
            reasons = reasons_of(exam.model, draft.choices, rng)
            frames, fill = ONE[level(exam)], {"side": SIDE[draft.asked]}
        stem = fair_stem(frames, lambda frame: frame.format(**fill), texts, 1, rng)
        return build(draft, exam, stem, texts, reasons, rng.choice(EXPLAINED), order)


def _security_cells(scope: Scope) -> Mapping[Owner, Sequence[Cell]]:
    """Tasks of the exam task that are matters of security, tempt, and call services by their full names."""
    model = scope.exam.model
    return {
        side: [
            cell
            for cell in scope.cells[side]
            if cell.control not in NO_SECURITY_WORK
            and cell.service not in NO_SECURITY_SERVICES
            and area_of(model, cell) not in NO_SECURITY
            and scope.exam.traps(cell, OTHER[side])
            and names_in_full(model, duty_text(cell))
        ]
        for side in SIDES
    }


def _apart(exam: ExamScope, one: Cell, other: Cell) -> bool:
    """Whether two tasks are no two wordings of one: of other services and controls, one at most of buildings."""
    in_facility = all(area_of(exam.model, cell) == FACILITY for cell in (one, other))
    return one.service != other.service and one.control != other.control and not in_facility


FAMILY = OfOrIn()
