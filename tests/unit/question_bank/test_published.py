from pathlib import Path

import pytest

from question_bank.model import Owner
from question_bank.published import load_published
from question_bank.yaml_rows import DataError


def test_each_row_has_an_owner_for_each_column() -> None:
    for published in load_published().values():
        assert published.matrices
        for matrix in published.matrices:
            assert matrix.source.startswith("https://")
            assert all(len(row.owners) == len(matrix.columns) for row in matrix.rows)


def test_both_say_that_buildings_are_the_providers_and_data_the_customers() -> None:
    azure = load_published()["azure"].matrices[0]
    rows = {row.name: dict(zip(azure.columns, row.owners, strict=True)) for row in azure.rows}
    assert rows["Physical data center"]["IaaS"] is Owner.PROVIDER
    assert set(rows["Customer data"].values()) == {Owner.CUSTOMER}


def test_a_wrong_owner_is_told_with_its_place(data: Path) -> None:
    path = data / "providers/azure.yaml"
    path.write_text(path.read_text().replace("saas: shared", "saas: nobody", 1))
    with pytest.raises(DataError, match=r"providers/azure.yaml:\d+: saas is 'nobody'"):
        load_published(data)
