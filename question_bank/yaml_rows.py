"""Reads YAML so that a fault can be reported with file and line."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml


class DataError(ValueError):
    """A data file is wrong. The message is for the person who edits it and begins with file and line."""


class Row(dict[str, Any]):
    """A YAML mapping that remembers the line on which each key stands (first line is 1)."""

    __slots__ = ("file", "line", "lines")

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file = file
        self.line = line
        self.lines: dict[str, int] = {}

    def where(self, key: str | None = None) -> str:
        """Place of `key`, or of the whole mapping, as "file:line"."""
        return f"{self.file}:{self.lines.get(key, self.line) if key else self.line}"


class _RowLoader(yaml.CSafeLoader):
    """PyYAML's C loader; mappings become rows, and a key that stands twice is refused instead of overwritten."""

    file = ""

    def construct_row(self, node: yaml.MappingNode) -> Row:
        row = Row(self.file, node.start_mark.line + 1)
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in row.lines:
                raise DataError(f"{self.file}:{line}: {key!r} stands twice, first on line {row.lines[key]}")
            row.lines[key] = line
            row[key] = self.construct_object(value_node, deep=True)
        return row


_RowLoader.add_constructor("tag:yaml.org,2002:map", _RowLoader.construct_row)


def read_rows(path: Path, shown: str) -> Row:
    """Read the mapping in the file at `path`; errors name it as `shown`.

    Raises DataError where the file is missing, is no YAML, or holds anything but a mapping.
    """
    try:
        text = path.read_bytes()
    except OSError as error:
        raise DataError(f"{shown}: cannot be read: {error.strerror}") from error
    loader = _RowLoader(text)
    loader.file = shown
    try:
        data = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(f"{shown}:{line}: this is not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise DataError(f"{shown}:1: this is not valid YAML: {error}") from error
    finally:
        loader.dispose()
    if not isinstance(data, Row):
        raise DataError(f"{shown}:1: expected a mapping of names to values")
    return data


def nearest(word: str, known: Mapping[str, object] | set[str] | frozenset[str]) -> str:
    """A hint such as "; did you mean 'rds'?", or nothing where no known id is near."""
    near = get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def text_of(row: Row, key: str, *, required: bool = False) -> str:
    """The string at `key`, "" where it is absent. Raises DataError where it is required or of another kind."""
    value = row.get(key)
    if value is None:
        if required:
            raise DataError(f"{row.where()}: {key!r} is missing")
        return ""
    if not isinstance(value, str):
        raise DataError(f"{row.where(key)}: {key!r} is {value!r}, expected text")
    if required and not value.strip():
        raise DataError(f"{row.where(key)}: {key!r} is empty")
    return " ".join(value.split())


def words_of(row: Row, key: str) -> tuple[str, ...]:
    """The list of strings at `key`, empty where it is absent. Raises DataError where it is anything else."""
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise DataError(f"{row.where(key)}: {key!r} is {value!r}, expected a list of ids")
    return tuple(value)


def row_of(row: Row, key: str) -> Row:
    """The mapping at `key`. Raises DataError where it is absent or anything else."""
    value = row.get(key)
    if not isinstance(value, Row):
        raise DataError(f"{row.where(key)}: {key!r} is missing or is no mapping")
    return value


def refuse_unknown_keys(row: Row, known: frozenset[str]) -> None:
    """Raises DataError at the first key that nothing reads: a misspelt key must not be ignored in silence."""
    for key in row:
        if key not in known:
            raise DataError(f"{row.where(key)}: nothing reads the key {key!r}{nearest(key, known)}")


class Faults:
    """Collects faults, so that an editor sees all of them at once and not the first alone."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, fault: object) -> None:
        self.found.append(str(fault))

    def refuse(self) -> None:
        """Raises DataError with every fault, a line each, where there is any."""
        if self.found:
            raise DataError("\n".join(self.found))
