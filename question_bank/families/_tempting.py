"""Which tasks of a service tempt beside the keys, and whether one of them would stand out."""

from collections.abc import Iterable, Sequence
from random import Random

from question_bank.draft import Choice, Claim
from question_bank.families._areas import FACILITY, MOST_FACILITY, area_of
from question_bank.families._duties import duty_text
from question_bank.families._even import all_fair, even_trap
from question_bank.families._render import setting_said
from question_bank.model import Cell, Owner
from question_bank.scope import ExamScope, Scope

DISTRACTORS = 3


def tempting(
    scope: Scope, cells: Iterable[Cell], keys: Sequence[Cell], asked: Owner, rng: Random
) -> list[Choice] | None:
    """The first three of the cells that can stand beside the keys, each with its own trap; None where there are fewer.

    An item with a distractor that tempts nobody is not worth asking. Those with a wanted trap come first.
    """
    if scope.wanted_traps:
        cells = sorted(cells, key=lambda cell: not scope.wants(cell, asked))
    chosen: list[Choice] = []
    used: set[str] = set()
    facility = sum(area_of(scope.exam.model, cell) == FACILITY for cell in keys)
    for cell in cells:
        trap = even_trap(scope, scope.traps(cell, asked), used, rng)
        in_facility = area_of(scope.exam.model, cell) == FACILITY
        if trap is None or (in_facility and facility >= MOST_FACILITY):
            continue
        facility += in_facility
        used.add(trap.id)
        chosen.append(Choice((Claim(cell, cell.owner, asked),), correct=False, trap=trap))
        if len(chosen) == DISTRACTORS:
            return chosen
    return None


def are_fair_tasks(exam: ExamScope, cells: Sequence[Cell], keys: int) -> bool:
    """Whether no task of a service would stand out as one of so many keys.

    A distractor that would do so is refused as well: else a task that can hardly be a key, since it has a word of the
    service's name, would be known by that.
    """
    return all_fair([duty_text(cell) for cell in cells], setting_said(exam, cells), keys)
