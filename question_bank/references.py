"""What the model refers to beside its cells: compliance frameworks, glossary terms, and the three clouds compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar

from question_bank.model import ResponsibilityModel
from question_bank.yaml_rows import DataError, Faults, Row, nearest, read_rows, refuse_unknown_keys, text_of, words_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Framework:
    """A compliance framework: what the provider is assessed for, what the customer must show, and the evidence."""

    id: str
    name: str
    provider_covers: str
    customer_must: str
    artifact_document: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term; `see` lists ids of controls and services."""

    id: str
    term: str
    definition: str
    see: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Aspect:
    """One row of the table that compares the three clouds."""

    aspect: str
    aws: str
    azure: str
    gcp: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence about one or more clouds that is true or false, and why."""

    id: str
    statement: str
    true: bool
    why: str
    source: str
    controls: tuple[str, ...]
    providers: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The three clouds beside each other."""

    aspects: tuple[Aspect, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class References:
    """Everything of this module, by id where things have one."""

    frameworks: Mapping[str, Framework]
    terms: Mapping[str, Term]
    comparison: Comparison


def load_references(data: Path, model: ResponsibilityModel) -> References:
    """Raises DataError with every fault, by file and line."""
    faults = Faults()
    comparison = _rows(data, "comparisons.yaml")
    found = References(
        frameworks=_each(_rows(data, "frameworks.yaml"), "frameworks", _framework, faults),
        terms=_each(_rows(data, "glossary.yaml"), "terms", lambda key, row: _term(key, row, model), faults),
        comparison=Comparison(
            aspects=tuple(_aspect(row) for row in comparison.get("table") or []),
            statements=tuple(_statement(row, model, faults) for row in comparison.get("statements") or []),
        ),
    )
    faults.refuse()
    return found


def _rows(data: Path, name: str) -> Row:
    return read_rows(data / name, f"{data.name}/{name}")


def _each(file: Row, key: str, read: Callable[[str, Row], T], faults: Faults) -> dict[str, T]:
    found: dict[str, T] = {}
    for name, row in (file.get(key) or {}).items():
        try:
            found[name] = read(name, row)
        except DataError as error:
            faults.add(error)
    return found


def _framework(key: str, row: Row) -> Framework:
    texts = ("name", "provider_covers", "customer_must", "artifact_document", "source")
    refuse_unknown_keys(row, frozenset((*texts, "note")))
    return Framework(key, note=text_of(row, "note"), **{name: text_of(row, name, required=True) for name in texts})


def _term(key: str, row: Row, model: ResponsibilityModel) -> Term:
    refuse_unknown_keys(row, frozenset(("term", "definition", "see", "source")))
    known = set(model.controls) | {service for _, service in model.services}
    for word in words_of(row, "see"):
        if word not in known:
            raise DataError(f"{row.where('see')}: there is no control or service {word!r}{nearest(word, known)}")
    term, definition, source = (text_of(row, name, required=True) for name in ("term", "definition", "source"))
    return Term(key, term, definition, words_of(row, "see"), source)


def _aspect(row: Row) -> Aspect:
    names = ("aspect", "aws", "azure", "gcp")
    refuse_unknown_keys(row, frozenset(names))
    return Aspect(**{name: text_of(row, name, required=True) for name in names})


def _statement(row: Row, model: ResponsibilityModel, faults: Faults) -> Statement:
    refuse_unknown_keys(row, frozenset(field.name for field in fields(Statement)))
    for control in words_of(row, "controls"):
        if control not in model.controls:
            faults.add(f"{row.where('controls')}: there is no control {control!r}{nearest(control, model.controls)}")
    if not isinstance(row.get("true"), bool):
        faults.add(f"{row.where('true')}: 'true' is {row.get('true')!r}, expected true or false")
    texts = {name: text_of(row, name, required=True) for name in ("id", "statement", "why", "source", "confidence")}
    return Statement(
        true=bool(row.get("true")), controls=words_of(row, "controls"), providers=words_of(row, "providers"), **texts
    )
