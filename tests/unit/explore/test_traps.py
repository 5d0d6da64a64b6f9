from itertools import chain

import pytest

from app.explore.traps import traps_by_area, traps_of
from question_bank.bank import load_bank
from question_bank.model import ResponsibilityModel


@pytest.fixture(scope="module")
def model() -> ResponsibilityModel:
    return load_bank().model


def test_each_trap_stands_in_one_area(model: ResponsibilityModel) -> None:
    cells = tuple(model.cells_of("aws", "ec2"))
    groups = traps_by_area(model, cells)
    assert sorted(chain(*groups.values()), key=lambda trap: trap.name) == list(traps_of(model, cells))
    assert len(groups) > 5
    assert all(list(traps) == sorted(traps, key=lambda trap: trap.name) for traps in groups.values())


def test_a_trap_is_where_most_of_its_cells_are(model: ResponsibilityModel) -> None:
    cells = tuple(model.cells_of("aws", "ec2"))
    for area, traps in traps_by_area(model, cells).items():
        for trap in traps:
            wrong = [model.controls[cell.control].area for cell in cells if trap in model.traps_of(cell)]
            assert wrong.count(area) == max(map(wrong.count, wrong))


def test_without_cells_there_is_none(model: ResponsibilityModel) -> None:
    assert traps_by_area(model, ()) == {}
    assert traps_of(model, ()) == ()
