"""What each side has to do under a compliance framework, as options have it: facts beside the model's cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from question_bank.loading import AWS, DATA
from question_bank.model import CellKey, Owner, ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.scope import SIDES
from question_bank.yaml_rows import (
    DataError,
    Faults,
    Row,
    nearest,
    read_rows,
    refuse_unknown_keys,
    row_of,
    text_of,
    words_of,
)

FILE = "framework_tasks.yaml"
CELL = 2  # a service and a control


@dataclass(frozen=True, slots=True)
class FrameworkTask:
    """A task as a gerund phrase, the cell by which it is whose it is, and a clause that says why."""

    text: str
    cell: CellKey
    because: str


@dataclass(frozen=True, slots=True)
class FrameworkTasks:
    """The tasks of a framework by side. `need` follows "A company" and says why the framework applies."""

    framework: str
    need: str
    tasks: Mapping[Owner, tuple[FrameworkTask, ...]]


@per_model
def framework_tasks_of(model: ResponsibilityModel) -> Mapping[str, FrameworkTasks]:
    """The tasks that come with the package, by framework. Raises DataError as `read_framework_tasks` does."""
    return read_framework_tasks(DATA / FILE, f"data/{FILE}", model)


def read_framework_tasks(path: Path, shown: str, model: ResponsibilityModel) -> Mapping[str, FrameworkTasks]:
    """The tasks in a file. Raises DataError with every fault, by file and line."""
    faults = Faults()
    frameworks = frozenset(row_of(read_rows(path.parent / "frameworks.yaml", "data/frameworks.yaml"), "frameworks"))
    found = {}
    rows = row_of(read_rows(path, shown), "frameworks")
    for name, row in rows.items():
        try:
            if name not in frameworks:
                raise DataError(f"{rows.where(name)}: there is no framework {name!r}{nearest(name, frameworks)}")
            refuse_unknown_keys(row, frozenset(("need", *map(str, SIDES))))
            tasks = {side: tuple(_task(task, side, model) for task in row.get(str(side)) or []) for side in SIDES}
            if not all(tasks.values()):
                raise DataError(f"{row.where()}: both sides need a task")
            found[name] = FrameworkTasks(name, text_of(row, "need", required=True), tasks)
        except DataError as error:
            faults.add(error)
    faults.refuse()
    return found


def _task(row: Row, side: Owner, model: ResponsibilityModel) -> FrameworkTask:
    refuse_unknown_keys(row, frozenset(("text", "cell", "because")))
    named = words_of(row, "cell")
    cell = model.cells.get((AWS, named[0], named[1])) if len(named) == CELL else None
    if cell is None or cell.owner is not side:
        raise DataError(f"{row.where('cell')}: {list(named)} is no cell of the {side}'s")
    return FrameworkTask(text_of(row, "text", required=True), cell.key, text_of(row, "because", required=True))
