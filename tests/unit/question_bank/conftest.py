"""The real bank, loaded once, and a copy of its data that a test may break."""

import shutil
from pathlib import Path

import pytest

from question_bank.bank import Bank, load_bank
from question_bank.loading import DATA


@pytest.fixture(scope="session")
def bank() -> Bank:
    return load_bank()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data folder: a test may change it, and loads it from here."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))
