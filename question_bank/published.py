"""What the other providers publish themselves: their matrices of service models, and what they add to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from question_bank.loading import DATA, OTHER_PROVIDERS
from question_bank.model import Owner
from question_bank.yaml_rows import DataError, Faults, Row, read_rows, row_of, text_of, words_of

# By the key that holds each in a provider's file, in the order in which a page shows them.
MATRICES = ("current_matrix", "classic_matrix", "layer_matrix", "area_matrix")
COLUMN_NAMES = {
    "on-premises": "On premises",
    "iaas": "IaaS",
    "paas": "PaaS",
    "saas": "SaaS",
    "faas": "FaaS",
}


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One area of a published matrix, with an owner for each column."""

    name: str
    owners: tuple[Owner, ...]


@dataclass(frozen=True, slots=True)
class PublishedMatrix:
    """A provider's own division of areas by service model. `edition` says which one, `note` how far to trust it."""

    edition: str
    columns: tuple[str, ...]
    rows: tuple[PublishedRow, ...]
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Published:
    """What one provider publishes. `differences` are those between its editions.

    `idea` and `excluded` are what a provider says it adds to the division, and what that does not include.
    """

    provider: str
    publisher: str
    name: str
    matrices: tuple[PublishedMatrix, ...]
    differences: tuple[str, ...]
    idea: str
    excluded: tuple[str, ...]


@cache
def load_published(data: Path = DATA) -> Mapping[str, Published]:
    """The published models by provider, once a process. Raises DataError with every fault, by file and line."""
    faults = Faults()
    found = {}
    for provider in OTHER_PROVIDERS:
        name = f"providers/{provider}.yaml"
        row = row_of(read_rows(data / name, f"{data.name}/{name}"), "model")
        found[provider] = _published(provider, row, faults)
    faults.refuse()
    return found


def _published(provider: str, row: Row, faults: Faults) -> Published:
    matrices = []
    for key in MATRICES:
        if key not in row:
            continue
        try:
            matrices.append(_matrix(row_of(row, key), words_of(row, "columns")))
        except DataError as error:
            faults.add(error)
    fate = row_of(row, "shared_fate") if "shared_fate" in row else Row(row.file, row.line)
    return Published(
        provider=provider,
        publisher=text_of(row, "publisher", required=True),
        name=text_of(row, "name", required=True),
        matrices=tuple(matrices),
        differences=words_of(row, "editions_differ"),
        idea=text_of(fate, "idea"),
        excluded=words_of(fate, "not_included"),
    )


def _matrix(row: Row, shared_columns: tuple[str, ...]) -> PublishedMatrix:
    columns = words_of(row, "columns") or shared_columns
    for column in columns:
        if column not in COLUMN_NAMES:
            raise DataError(f"{row.where('columns')}: column is {column!r}, expected one of {', '.join(COLUMN_NAMES)}")
    return PublishedMatrix(
        edition=text_of(row, "edition", required=True),
        columns=tuple(COLUMN_NAMES[column] for column in columns),
        rows=tuple(_row(area, columns) for area in row["rows"]),
        note=text_of(row, "note"),
        source=text_of(row, "source", required=True),
    )


def _row(row: Row, columns: tuple[str, ...]) -> PublishedRow:
    owners = []
    for column in columns:
        word = text_of(row, column, required=True)
        if word not in set(Owner):
            raise DataError(f"{row.where(column)}: {column} is {word!r}, expected one of {', '.join(Owner)}")
        owners.append(Owner(word))
    return PublishedRow(text_of(row, "name", required=True), tuple(owners))
