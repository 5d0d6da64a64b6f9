import pytest

from app.explore.matrix import COLUMNS, EVERY, Grid, MatrixFilters, grid
from question_bank.loading import load_exam_guides, load_model
from question_bank.model import ACCOUNT_WIDE, Cell, Owner


def shown(**filters: object) -> Grid:
    return grid(load_model(), load_exam_guides(), MatrixFilters(**filters))  # type: ignore[arg-type]


def cells(of: Grid) -> list[Cell]:
    return [cell for row in of.rows for cell in row.cells if cell]


def test_at_first_it_shows_what_exams_ask_most() -> None:
    found = shown()
    names = {service.id for service in found.services}
    assert {"ec2", "s3", "rds", "lambda"} <= names
    assert ACCOUNT_WIDE not in names
    assert len(found.services) == COLUMNS
    assert found.pages == 1


def test_pages_show_every_service_once() -> None:
    first = shown(category=EVERY)
    services = [s.id for page in range(1, first.pages + 1) for s in shown(category=EVERY, page=page).services]
    assert len(services) == len(set(services)) == first.found
    assert first.found == sum(provider == "aws" for provider, _ in load_model().services)


def test_a_page_that_is_not_there_is_the_last_one() -> None:
    last = shown(category=EVERY, page=10_000)
    assert last.page == last.pages
    assert last.services


@pytest.mark.parametrize("owner", Owner)
def test_an_owner(owner: Owner) -> None:
    assert {cell.owner for cell in cells(shown(owner=owner))} == {owner}


def test_an_area_and_a_category() -> None:
    found = shown(category="database", area="platform")
    assert {service.category for service in found.services} == {"database"}
    assert {row.control.area for row in found.rows} == {"platform"}


def test_words_are_looked_for_in_the_cell_and_all_must_be_there() -> None:
    found = shown(provider=EVERY, category=EVERY, text="kernel Fargate")
    for cell in cells(found):
        said = f"{cell.service} {cell.provider_part} {cell.customer_part} {cell.nuance}".casefold()
        assert "kernel" in said or "kernel" in load_model().controls[cell.control].name.casefold()
    assert not shown(text="no cell says this word xyzzy").rows


def test_rows_where_the_owner_differs() -> None:
    for row in shown(differ=True).rows:
        assert len({cell.owner for cell in row.cells if cell}) > 1


def test_rows_and_columns_without_a_cell_are_left_out() -> None:
    found = shown(category=EVERY, owner=Owner.SHARED)
    assert all(any(row.cells) for row in found.rows)
    for column in range(len(found.services)):
        assert any(row.cells[column] for row in found.rows)


def test_other_providers() -> None:
    assert {service.provider for service in shown(provider="gcp", category=EVERY).services} == {"gcp"}
    assert {service.provider for service in shown(provider=EVERY, category="compute").services} >= {"aws"}
