"""docs/families.md follows the families: made again, it says the same."""

import pytest

from question_bank.bank import Bank, load_bank
from tools.families_page import PAGE, page, sample


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


def test_the_page_is_up_to_date(bank: Bank) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(bank), "run `make families`"


def test_every_family_has_a_sample_of_its_own(bank: Bank) -> None:
    for name in bank.families:
        exam, item = sample(bank, name)
        assert (item.family, item.exam) == (name, exam)
