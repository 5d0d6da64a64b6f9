"""Which three of these six tasks are whose? Three of each side, so that none stands alone; over one service or two.

Stem: it names every service of the options ("Amazon RDS and Amazon ElastiCache") and asks whose tasks in
the words of `pick-two-tasks`; in a task about cost it asks for "tasks that bear on cost", and every option is one.
Options: tasks of those services, word for word the part of their single owner.
Proof: the cell of each option.
"""

from collections.abc import Mapping, Sequence
from itertools import islice
from random import Random

from question_bank.alternatives import nearness_of
from question_bank.draft import Choice, Claim, Draft
from question_bank.families._areas import FACILITY, MOST_FACILITY, area_of
from question_bank.families._drawing import in_turn
from question_bank.families._duties import duty_text, key_choice
from question_bank.families._even import even_trap
from question_bank.families._fairness import fair_stem, is_fair
from question_bank.families._plan import plan
from question_bank.families._reasons import reasons_of
from question_bank.families._render import Stems, build, level, phrase_of, setting_of
from question_bank.families._task_stems import TASKS
from question_bank.item import Item, ItemType
from question_bank.model import ACCOUNT_WIDE, Cell, Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.wording import capital, listing

KEYS = 3
TRIES = 6
COST_TOPIC = " that bear on cost"
SERVICES = (1, 2)
COST = frozenset(
    "usage-cost capacity-scaling hardware-lifecycle hardware-cost licensing cost-monitoring decommissioning".split()
)
STEMS: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company uses {service}. Which {tasks} are the company's responsibility?",
        "Which {tasks} remain with the company when it uses {service}?",
        "A company starts to use {service}. Which {tasks} must the company carry out itself?",
        "Under the AWS shared responsibility model, which {tasks} fall to a company that uses {service}?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company uses {service}. Which {tasks} are AWS's responsibility?",
        "Which {tasks} does AWS carry out when a company uses {service}?",
        "A company starts to use {service}. Which {tasks} can the company leave to AWS?",
        "Under the AWS shared responsibility model, which {tasks} fall to AWS when a company uses {service}?",
    ),
    **TASKS,
}
Cells = Mapping[str, Sequence[Cell]]  # by service


class PickThreeTasks:
    """Three keys and three distractors, which change places where the other side is asked for."""

    id = "pick-three-tasks"
    title = "Which three tasks are whose"
    type = ItemType.MULTIPLE_RESPONSE
    simulation = True
    most_share = 0.06

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        offered = scope.once(self.id, _by_service)
        both = scope.once((self.id, "both"), _of_both_sides)
        if asked is Owner.SHARED or not both:
            return None
        keys, wrong = offered[asked], offered[OTHER[asked]]
        kin = scope.once((self.id, "mates"), _mates)
        for _ in range(TRIES):
            first = rng.choice(both)
            mates = kin[first]
            services = [first, *rng.sample(mates, min(len(mates), rng.choice(SERVICES) - 1))]
            chosen = _choices(scope, asked, [keys[s] for s in services], [wrong[s] for s in services], rng)
            if chosen:
                topic = COST_TOPIC if is_about_cost(scope) else ""
                return plan(self, scope, asked, chosen, topic=topic, facts=tuple(services))
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        cells = [choice.cell for choice in draft.choices]
        services = [exam.model.service("aws", service) for service in draft.facts]
        named = listing([phrase_of(service, cells) for service in services])
        setting = setting_of(named, services)
        said = {"service": named, "setting": setting, "Setting": capital(setting), "tasks": f"tasks{draft.topic}"}
        texts = [duty_text(choice.cell) for choice in draft.choices]
        stem = fair_stem(
            STEMS[(level(exam), draft.asked)],
            lambda frame: frame.format(**said),
            texts,
            KEYS,
            rng,
        )
        return build(draft, exam, stem, texts, reasons_of(exam.model, draft.choices, rng), "", order)


def is_about_cost(scope: Scope) -> bool:
    """Whether the task is about cost: at least half of its controls bear on it, what is used among them."""
    controls = frozenset(scope.task.controls)
    return "usage-cost" in controls and 2 * len(controls & COST) >= len(controls)


def _by_service(scope: Scope) -> Mapping[Owner, Cells]:
    """Cells that may be offered, by side and service: the task's own, and in a task about cost those of cost alone."""
    cost = is_about_cost(scope)
    found: dict[Owner, dict[str, list[Cell]]] = {side: {} for side in SIDES}
    for side in SIDES:
        for cell in scope.cells[side]:
            if cell.service != ACCOUNT_WIDE and (not cost or cell.control in COST):
                found[side].setdefault(cell.service, []).append(cell)
    return found


def _of_both_sides(scope: Scope) -> Sequence[str]:
    """Services with tasks of either side: asked for one side or the other they come equally often."""
    offered = scope.once(PickThreeTasks.id, _by_service)
    return [service for service in offered[SIDES[0]] if service in offered[SIDES[1]]]


def _mates(scope: Scope) -> Mapping[str, Sequence[str]]:
    """For each service those that one workload uses beside it, not in its place, and those of its category."""
    near, both = nearness_of(scope.exam.model), scope.once((PickThreeTasks.id, "both"), _of_both_sides)
    kinds = {one: scope.exam.model.service("aws", one).category for one in both}
    found = dict[str, Sequence[str]]()
    for one in both:
        beside, instead = (
            {mate for group in groups if one in group.services for mate in group.services}
            for groups in (near.companions, near.alternatives)
        )
        found[one] = [mate for mate in both if mate != one and (mate in beside - instead or kinds[mate] == kinds[one])]
    return found


def _choices(
    scope: Scope, asked: Owner, keys: Sequence[Sequence[Cell]], wrong: Sequence[Sequence[Cell]], rng: Random
) -> list[Choice] | None:
    """Three of each side, from each service in turn; None where there are too few, or where a clue would mark a key."""
    if min(sum(map(len, keys)), sum(map(len, wrong))) < KEYS:
        return None
    right, others = _spread(scope, keys, rng, keyed=True), _spread(scope, wrong, rng)
    if len(right) < KEYS or len(others) < KEYS or scope.worn([*right, *others]):
        return None
    told = " ".join([phrase_of(scope.exam.model.service("aws", cells[0].service), (*right, *others)) for cells in keys])
    sides = [[duty_text(cell) for cell in cells] for cells in (right, others)]
    if not is_fair(told, *sides) or not is_fair(told, *sides[::-1]):  # the other side could be asked for as well
        return None
    used: set[str] = set()
    distractors = []
    for cell in others:
        traps = scope.traps(cell, asked)
        trap = even_trap(scope, traps, used, rng) or next(iter(traps), None)
        used |= {trap.id} if trap else set()
        distractors.append(Choice((Claim(cell, cell.owner, asked),), correct=False, trap=trap))
    return [*(key_choice(cell, asked) for cell in right), *distractors]


def _spread(scope: Scope, pools: Sequence[Sequence[Cell]], rng: Random, *, keyed: bool = False) -> list[Cell]:
    """Three cells, from each pool in turn; few about buildings and metal, which tempt nobody.

    Of those to be `keyed` none that the form cannot take.
    """
    shuffled = [in_turn(pool, rng) for pool in pools]
    turns = (cell for _ in range(KEYS) for pool in shuffled for cell in islice(pool, 1))
    facility, chosen = 0, list[Cell]()
    for cell in turns:
        if scope.spent(cell) if keyed else cell.key in scope.keyed:
            continue
        if area_of(scope.exam.model, cell) == FACILITY:
            facility += 1
            if facility > MOST_FACILITY + is_about_cost(scope):
                continue
        chosen.append(cell)
        if len(chosen) == KEYS:
            break
    return chosen


FAMILY = PickThreeTasks()
