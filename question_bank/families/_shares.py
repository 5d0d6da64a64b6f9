"""What families share that weigh services by how much of a declared list of tasks each leaves to the company.

Nobody can dispute the order: it is counted over tasks that the stem lists. Each task is one side's work or shared with
each service, and the service is named so that no condition turns that. Whoever leaves more leaves as much of each task
as the other, and more of some: shared work lies between work that is left whole and work that is taken over.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from question_bank.alternatives import nearness_of
from question_bank.draft import Choice, Claim
from question_bank.families._even import even_trap
from question_bank.families._reasons import Reasons
from question_bank.families.service_by_duty import nameable, option_name
from question_bank.model import Cell, Owner, Trap
from question_bank.scope import SIDES, ExamScope, Scope
from question_bank.wording import listing, of_company, sentence, who

# Work that a team would weigh when it chooses a service; guarding buildings is the same almost everywhere.
COUNTED = (
    *("guest-os-patching", "guest-os-hardening", "worker-nodes", "runtime-patching", "engine-installation"),
    *("engine-patching", "failover-execution", "capacity-scaling"),
)
MOST = 3  # tasks in a list
WHOLE, PART, NOTHING = 2, 1, 0
ALL = {2: "both tasks", 3: "all three tasks"}
VERBS = ("takes care of", "sees to", "handles", "is responsible for")
WHOLE_LIST = {
    Owner.PROVIDER: "AWS {verb} {tasks}",
    Owner.CUSTOMER: "the company {verb} {tasks}",
    Owner.SHARED: "{tasks} are shared",
}
Row = Mapping[str, Cell]  # the cells of one service by control


@dataclass(frozen=True, slots=True)
class Table:
    """A list of controls, and the services for one job for all of which it is certain who does the work."""

    job: str
    controls: tuple[str, ...]
    rows: Mapping[str, Row]

    def left(self, service: str, side: Owner) -> tuple[int, ...]:
        """How much of each control a service leaves to a side."""
        owners = [self.rows[service][control].owner for control in self.controls]
        return tuple(WHOLE if owner is side else PART if owner is Owner.SHARED else NOTHING for owner in owners)


def leaves_less(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether the first share holds as little of each control as the second or less, and less of some."""
    return one != other and all(mine <= others for mine, others in zip(one, other, strict=True))


def exam_tables(exam: ExamScope) -> Sequence[Table]:
    """Every list of controls over which services for one job can be weighed; made once an exam."""
    return exam.once("tables", lambda exam: tuple(_tables(exam)))


def _tables(exam: ExamScope) -> Iterator[Table]:
    cells: dict[str, dict[str, Cell]] = {}
    for cell in exam.cells:
        if cell.control in COUNTED and nameable(exam, cell):
            cells.setdefault(cell.service, {})[cell.control] = cell
    for group in nearness_of(exam.model).alternatives:
        known = {service: row for service, row in cells.items() if service in group.services}
        for size in range(1, MOST + 1):
            for controls in combinations(COUNTED, size):
                rows = {
                    service: {control: row[control] for control in controls}
                    for service, row in known.items()
                    if all(control in row for control in controls) and _one_name(exam, [row[c] for c in controls])
                }
                if len(rows) > 1:
                    yield Table(group.name, controls, rows)


def _one_name(exam: ExamScope, cells: Sequence[Cell]) -> bool:
    """Whether all the cells hold for the service under one name."""
    return len({option_name(exam, cell) for cell in cells}) == 1


def in_task(scope: Scope, row: Row) -> bool:
    """Whether the task of the exam is about one of the cells."""
    within = scope.once("cells", lambda made: {cell.key for cells in made.cells.values() for cell in cells})
    return any(cell.key in within for cell in row.values())


def share_choice(row: Row, *, correct: bool, trap: Trap | None = None) -> Choice:
    """A service as an option: what it claims are the owners of all the listed tasks."""
    return Choice(
        tuple(Claim(cell, side, side) for cell in row.values() for side in SIDES if cell.owner in (side, Owner.SHARED)),
        correct,
        trap,
    )


def tempts(exam: ExamScope, row: Row, asked: Owner) -> bool:
    """Whether somebody would credit a service with more of the asked side's work than it has."""
    return any(exam.traps(cell, asked) for cell in row.values())


def trap_for(scope: Scope, row: Row, asked: Owner, used: Sequence[str], rng: Random) -> Trap | None:
    """Why somebody would credit a service with more of the asked side's work than it has."""
    traps = [trap for cell in row.values() for trap in scope.traps(cell, asked)]
    return even_trap(scope, traps, used, rng) or next(iter(traps), None)


def service_text(exam: ExamScope, choice: Choice) -> str:
    return sentence(option_name(exam, choice.cell))


def tasks_text(exam: ExamScope, controls: Sequence[str]) -> str:
    """The listed tasks as a sentence has them; a comma parts two, for a task may have an "and" of its own."""
    duties = [exam.model.controls[control].duty for control in controls]
    return ", and ".join(duties) if len(duties) < MOST else listing(duties)


def shares(exam: ExamScope, choice: Choice, reasons: Reasons) -> str:
    """Who does which listed task with a service, and why in one of them; before it the belief that tempts, if any."""
    cells = list({claim.cell.key: claim.cell for claim in choice.claims}.values())
    named = option_name(exam, choice.cell)
    lured = [cell for cell in cells if choice.trap and cell.key in choice.trap.cells] or cells
    shown = min(lured, key=lambda cell: (cell.owner is not Owner.SHARED, not cell.nuance))
    divided = f"{'For' if ' with ' in named else 'With'} {named}, {_divided(exam, cells, reasons.frame(VERBS))}."
    return reasons.lured(choice.trap, f"{divided} {_why(shown, reasons)}")


def _divided(exam: ExamScope, cells: Sequence[Cell], verb: str) -> str:
    """Who does which of the tasks, in a clause for each owner."""
    owners = [owner for owner in (*SIDES, Owner.SHARED) if any(cell.owner is owner for cell in cells)]
    if len(owners) == 1 and len(cells) > 1:
        return WHOLE_LIST[owners[0]].format(verb=verb, tasks=ALL[len(cells)])
    clauses = []
    for owner in owners:
        controls = [cell.control for cell in cells if cell.owner is owner]
        tasks = tasks_text(exam, controls)
        if owner is Owner.SHARED:
            clauses.append(f"{tasks} {'is' if len(controls) == 1 else 'are'} shared")
        else:
            clauses.append(f"{who(owner)} {verb} {tasks}")
    return ", while ".join(clauses)


def _why(cell: Cell, reasons: Reasons) -> str:
    """What decides the owner of one cell, whom the sentence before has named."""
    if cell.owner is Owner.SHARED:
        return f"AWS's part is {cell.provider_part}; the company's is {cell.customer_part}."
    return of_company(cell.nuance) or reasons.why(cell)
