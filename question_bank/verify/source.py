"""Facts beyond the model, read from the data files by the verifier itself: it trusts no loader that a family uses."""

from functools import cache

from question_bank.loading import DATA
from question_bank.yaml_rows import Row, read_rows


@cache
def rows(name: str) -> Row:
    """The rows of a file in the data folder, such as "migrations.yaml". Raises DataError where it cannot be read."""
    return read_rows(DATA / name, f"data/{name}")
