"""Second keys, of either side and any task, drawn so that over an exam each cell is a key in its share."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate

from question_bank.model import Cell, CellKey, Owner

# How often both keys are of one side. Blindly drawn pairs are in four of ten; but whoever knows whose words are whose
# finds all of one kind, so that they are fewer: then that does not help, nor does it to choose one of each side.
SAME_SIDE = 0.25
Seconds = dict[tuple[str, Owner], tuple[Sequence[Cell], Sequence[float]]]  # by service and side, with running totals


def with_seconds(firsts: Mapping[CellKey, float], cells: Sequence[Cell]) -> tuple[dict[CellKey, float], Seconds]:
    """How often each cell is a key, first or second, and how second keys are drawn.

    What is seldom the first key is the likelier a second one: few tasks have many controls of AWS, and without that
    those few would be keys nearly always.
    """
    groups: dict[tuple[str, Owner], list[Cell]] = defaultdict(list)
    asked: dict[str, float] = defaultdict(float)
    for cell in cells:
        groups[cell.service, cell.owner].append(cell)
        asked[cell.service] += firsts.get(cell.key, 0.0)
    uses, seconds = dict[CellKey, float](), Seconds()
    for (service, side), group in groups.items():
        even = asked[service] / len(group)  # of two keys of each item one is of the side
        missing = [max(0.0, even - firsts.get(cell.key, 0.0)) for cell in group]
        if sum(missing):
            seconds[service, side] = (group, list(accumulate(missing)))
        for cell, more in zip(group, missing, strict=True):
            uses[cell.key] = firsts.get(cell.key, 0.0) + more
    return uses, seconds
