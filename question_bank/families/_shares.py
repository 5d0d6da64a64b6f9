"""What families share that weigh services by how much of a declared list of tasks each leaves to the company.

Nobody can dispute the order: it is counted over tasks that the stem lists, each of which has one owner with each
service, without a condition; and whoever leaves more leaves all that the other leaves, and something besides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from question_bank.draft import Choice, Claim
from question_bank.families._duties import fact
from question_bank.families._even import even_trap
from question_bank.families.service_by_duty import nameable, option_name
from question_bank.model import ACCOUNT_WIDE, Cell, Owner, Trap
from question_bank.scope import AWS, OTHER, ExamScope, Scope
from question_bank.wording import listing, sentence, who

# Work that a team would weigh when it chooses a service; guarding buildings is the same almost everywhere.
COUNTED = (
    *("guest-os-patching", "guest-os-hardening", "worker-nodes", "runtime-patching", "engine-installation"),
    *("engine-patching", "failover-execution", "capacity-scaling"),
)
FEWEST, MOST = 2, 3  # tasks in a list
OUT_OF_PLACE = frozenset(("identity-and-security", "management", "account-wide"))
UNLIKE = frozenset(
    ("elastic-disaster-recovery", "storage-gateway", "datasync", "dms", "ec2-image-builder")
)  # they host nothing
FAILING_OVER = frozenset(("database", "storage", "integration"))  # kinds where failover is that of the data itself
Row = Mapping[str, Cell]  # the cells of one service by control


@dataclass(frozen=True, slots=True)
class Table:
    """A list of controls, and for each service that has a clear owner for all of them its cells."""

    controls: tuple[str, ...]
    rows: Mapping[str, Row]

    def left(self, service: str, side: Owner) -> frozenset[str]:
        """The controls that a service leaves to a side."""
        return frozenset(control for control in self.controls if self.rows[service][control].owner is side)


def tables(exam: ExamScope) -> Iterator[Table]:
    """Every list of controls over which two services or more can be weighed."""
    cells: dict[str, dict[str, Cell]] = {}
    for cell in exam.cells:
        if cell.control in COUNTED and _is_clear(exam, cell):
            cells.setdefault(cell.service, {})[cell.control] = cell
    for size in range(FEWEST, MOST + 1):
        for controls in combinations(COUNTED, size):
            rows = {
                service: {control: row[control] for control in controls}
                for service, row in cells.items()
                if all(control in row for control in controls) and _one_name(exam, [row[c] for c in controls])
            }
            if len(rows) > 1:
                yield Table(controls, rows)


def _is_clear(exam: ExamScope, cell: Cell) -> bool:
    """Whether the cell has one owner without a condition, and its work is what the duty of its control says."""
    kind = category(exam, cell.service)
    if kind in OUT_OF_PLACE or cell.service in UNLIKE:
        return False
    if cell.control == "failover-execution" and kind not in FAILING_OVER:
        return False
    return cell.owner is not Owner.SHARED and nameable(exam, cell)


def _one_name(exam: ExamScope, cells: Sequence[Cell]) -> bool:
    """Whether all the cells hold for the service under one name."""
    return len({option_name(exam, cell) for cell in cells}) == 1


def category(exam: ExamScope, service: str) -> str:
    return exam.model.service(AWS, service).category if service != ACCOUNT_WIDE else ACCOUNT_WIDE


def exam_tables(scope: Scope) -> Sequence[Table]:
    """The tables of the exam, made once a task."""
    return scope.once("tables", lambda made: tuple(tables(made.exam)))


def in_task(scope: Scope, row: Row) -> bool:
    """Whether the task of the exam is about one of the cells."""
    within = scope.once("cells", lambda made: {cell.key for cells in made.cells.values() for cell in cells})
    return any(cell.key in within for cell in row.values())


def share_choice(row: Row, *, correct: bool, trap: Trap | None = None) -> Choice:
    """A service as an option: what it claims are the owners of all the listed tasks."""
    return Choice(tuple(Claim(cell, cell.owner, cell.owner) for cell in row.values()), correct, trap)


def tempts(exam: ExamScope, row: Row, asked: Owner) -> bool:
    """Whether somebody would credit a service with more of the asked side's work than it has."""
    return any(exam.traps(cell, asked) for cell in row.values() if cell.owner is OTHER[asked])


def trap_for(scope: Scope, row: Row, asked: Owner, used: Sequence[str], rng: Random) -> Trap | None:
    """Why somebody would credit a service with more of the asked side's work than it has."""
    traps = [trap for cell in row.values() if cell.owner is OTHER[asked] for trap in scope.traps(cell, asked)]
    return even_trap(scope, traps, used, rng) or next(iter(traps), None)


def service_text(exam: ExamScope, choice: Choice) -> str:
    return sentence(option_name(exam, choice.cell))


def tasks_text(exam: ExamScope, controls: Sequence[str]) -> str:
    """The listed tasks as a sentence has them."""
    return listing([exam.model.controls[control].duty for control in controls])


def shares(exam: ExamScope, choice: Choice, rng: Random) -> str:
    """What a service leaves to whom, with the belief before it where the option tempts."""
    parts = []
    for side in (Owner.CUSTOMER, Owner.PROVIDER):
        duties = [exam.model.controls[c.cell.control].duty for c in choice.claims if c.side is side]
        if duties:
            parts.append(f"{who(side)} does this: {listing(duties)}")
    text = f"With {option_name(exam, choice.cell)}, {'; '.join(parts)}."
    lured = next((c.cell for c in choice.claims if choice.trap and c.cell.key in choice.trap.cells), None)
    return f"{rng.choice(choice.trap.lures)} {text} {fact(exam.model, lured, rng)}" if choice.trap and lured else text
