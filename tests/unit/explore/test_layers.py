import pytest

from app.explore.clouds import FEWEST, SERVICE_KINDS, beside
from app.explore.layers import LAYERS, TOUR, Stack, stack_of, staircase, tour
from question_bank.loading import load_model
from question_bank.model import Owner, ResponsibilityModel, UnknownCellError


@pytest.fixture(scope="module")
def model() -> ResponsibilityModel:
    return load_model()


def reach(stack: Stack) -> float:
    """How far down the customer's work goes: halfway between its lowest layer and the lowest shared one."""
    owners = [cell.owner if cell else None for cell in stack.cells]
    alone = max(place for place, owner in enumerate(owners) if owner is Owner.CUSTOMER)
    with_both = max(place for place, owner in enumerate(owners) if owner in (Owner.CUSTOMER, Owner.SHARED))
    return (alone + with_both) / 2


def test_each_stop_of_the_tour_leaves_no_more_to_the_customer_than_the_one_before(model: ResponsibilityModel) -> None:
    reaches = [reach(stack) for stack in tour(model)]
    assert reaches == sorted(reaches, reverse=True)
    assert reaches[0] > reaches[-1]


@pytest.mark.parametrize("service", TOUR)
def test_one_line_cuts_the_stack(model: ResponsibilityModel, service: str) -> None:
    """Customer above shared above provider, without a layer on the wrong side."""
    order = [Owner.CUSTOMER, Owner.SHARED, Owner.PROVIDER]
    owners = [cell.owner for cell in stack_of(model, "aws", service).cells if cell]
    assert owners == sorted(owners, key=order.index)


def test_the_cut_is_above_the_first_layer_of_the_provider(model: ResponsibilityModel) -> None:
    stack = stack_of(model, "aws", "ec2")
    assert LAYERS[stack.cut].id == "hypervisor"
    assert stack.cells[stack.cut - 1] is not None


def test_sides_hold_every_layer_once(model: ResponsibilityModel) -> None:
    stack = stack_of(model, "aws", "rds")
    sides = stack.sides
    listed = [row.id for row in (*sides.customer, *sides.shared, *sides.provider)]
    assert listed == [layer.id for layer, cell in zip(LAYERS, stack.cells, strict=True) if cell]


def test_the_line_of_the_staircase_is_whole(model: ResponsibilityModel) -> None:
    """One cut a column, and where it moves between columns, a rise for every layer that it passes."""
    stacks = tour(model)
    rows = [steps for _, steps in staircase(stacks)]
    for column, stack in enumerate(stacks):
        assert [row[column].cut for row in rows].index(True) == stack.cut
        before = stacks[column - 1].cut if column else stack.cut
        assert sum(row[column].rise for row in rows) == abs(stack.cut - before)


def test_an_unknown_service_has_no_stack(model: ResponsibilityModel) -> None:
    with pytest.raises(UnknownCellError, match="no service"):
        stack_of(model, "aws", "ec3")


@pytest.mark.parametrize("kind", SERVICE_KINDS)
def test_services_of_one_kind_can_be_compared(model: ResponsibilityModel, kind: str) -> None:
    found = beside(model, SERVICE_KINDS[kind])
    assert [service.provider for service in found.services] == ["aws", "azure", "gcp"]
    assert len(found.rows) >= 3
    assert all(sum(cell is not None for cell in cells) >= FEWEST for _, cells in found.rows)
