"""The commands that print what the bank knows. Data goes to standard output, everything else to standard error."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click

from question_bank.assembly import AssemblyError, assemble_form, sample_items
from question_bank.bank import Bank, load_bank
from question_bank.exam_guide import UnknownExamError
from question_bank.filters import Filters, UnknownFilterError
from question_bank.form_code import FormCodeError, FormRequest, decode
from question_bank.lint import flaws
from question_bank.lint_bank import bank_flaws
from question_bank.model import Cell, UnknownCellError
from question_bank.verify import UnverifiedError, verify
from question_bank.yaml_rows import DataError

P = ParamSpec("P")
R = TypeVar("R")
REFUSALS = (AssemblyError, DataError, FormCodeError, UnknownCellError, UnknownExamError, UnknownFilterError)
FILTER_OPTIONS = (
    ("--domain", "domains", int),
    ("--service", "services", str),
    ("--family", "families", str),
    ("--trap", "traps", str),
)
SEED = click.IntRange(min=0)
COUNT = click.IntRange(min=1)


def register_bank_commands(group: click.Group) -> None:
    """Adds every command of this module to `group`."""
    for command in (items, form, owner, cells, stats, lint):
        group.add_command(command)


def refusing(function: Callable[P, R]) -> Callable[P, R]:
    """What the bank refuses becomes its sentence on standard error and exit status 1."""

    @wraps(function)
    def wrapped(*arguments: P.args, **options: P.kwargs) -> R:
        try:
            return function(*arguments, **options)
        except REFUSALS as error:
            raise click.ClickException(str(error)) from error

    return wrapped


def filter_options(function: Callable[P, R]) -> Callable[P, R]:
    """The options that narrow what items may come from; each may be given more than once."""
    for name, field, kind in FILTER_OPTIONS:
        function = click.option(name, field, type=kind, multiple=True, help="may be repeated")(function)
    return function


@click.command()
@click.option("--exam", required=True, help="an exam's id, such as clf-c02")
@click.option("--count", type=COUNT, required=True)
@click.option("--seed", type=SEED, required=True)
@filter_options
@refusing
def items(exam: str, count: int, seed: int, **filters: tuple[Any, ...]) -> None:
    """Print COUNT items of an exam with their keys, one JSON object a line."""
    bank = load_bank()
    for item in sample_items(bank, exam, count, seed, Filters.of(bank, exam, **filters)):
        print_json(item.to_json())


@click.command()
@click.option("--exam", help="an exam's id, such as saa-c03")
@click.option("--seed", type=SEED)
@click.option("--length", type=COUNT, help="number of items; the exam's own where it is not given")
@click.option("--code", help="the code of a form, instead of exam and seed")
@click.option("--item", help="print the one item of the form that has this id")
@filter_options
@refusing
def form(
    exam: str | None,
    seed: int | None,
    length: int | None,
    code: str | None,
    item: str | None,
    **filters: tuple[Any, ...],
) -> None:
    """Print one form as JSON, made from exam and seed, or from its code."""
    bank = load_bank()
    request = _requested(bank, exam, seed, length, code, filters)
    made = assemble_form(bank, request.exam, request.seed, request.length, request.filters)
    if item is None:
        print_json(made.to_json())
        return
    found = next((one for one in made.items if one.id == item), None)
    if found is None:
        raise click.ClickException(f"the form {made.code} has no item {item!r}")
    print_json(found.to_json())


def _requested(
    bank: Bank,
    exam: str | None,
    seed: int | None,
    length: int | None,
    code: str | None,
    filters: dict[str, tuple[Any, ...]],
) -> FormRequest:
    """The form that the options ask for. Raises UsageError where they say it twice or not at all."""
    if code is not None:
        if exam is not None or seed is not None or length is not None or any(filters.values()):
            raise click.UsageError("--code says exam, seed, length and filters: give it alone")
        return decode(bank, code)
    if exam is None or seed is None:
        raise click.UsageError("give --exam and --seed, or --code")
    return FormRequest(exam, seed, length or bank.guide(exam).items, Filters.of(bank, exam, **filters))


@click.command()
@click.argument("provider")
@click.argument("service")
@click.argument("control")
@refusing
def owner(provider: str, service: str, control: str) -> None:
    """Print who is responsible for CONTROL on SERVICE of PROVIDER, as JSON."""
    model = load_bank().model
    print_json(cell_json(model.cell(provider, service, control)))


@click.command()
@click.option("--provider")
@click.option("--service")
@refusing
def cells(provider: str | None, service: str | None) -> None:
    """Print every cell of the model as it is resolved, one JSON object a line."""
    model = load_bank().model
    if service is not None:
        model.service(provider or "aws", service)
    elif provider is not None and provider not in model.providers:
        raise click.ClickException(f"there is no provider {provider!r}; known are {', '.join(model.providers)}")
    for cell in model.cells_of(provider, service):
        print_json(cell_json(cell))


@click.command()
@refusing
def stats() -> None:
    """Print how much the model and the bank hold, as JSON."""
    bank = load_bank()
    model = bank.model
    found = list(model.cells.values())
    print_json(
        {
            "bank_version": bank.version,
            "providers": len(model.providers),
            "services": _count(service.provider for service in model.services.values()),
            "service_models": _count(str(service.service_model) for service in model.services.values()),
            "controls": len(model.controls),
            "cells": _count(cell.provider for cell in found),
            "cells_by_owner": _count(f"{cell.provider} {cell.owner}" for cell in found),
            "cells_by_confidence": _count(str(cell.confidence) for cell in found),
            "cells_by_level": _count(str(cell.origin) for cell in found),
            "cells_checked": sum(cell.checked is not None for cell in found),
            "traps": len(model.traps),
            "families": len(bank.families),
            "exams": {
                exam: {
                    "services": len(guide.services),
                    "cells": len(bank.scope(exam).cells),
                    "traps": sum(exam in trap.exams for trap in model.traps.values()),
                    "families": len({family for _, task in guide.tasks() for family in task.families}),
                }
                for exam, guide in bank.guides.items()
            },
        }
    )


@click.command()
@click.option("--count", type=COUNT, default=1000, show_default=True, help="items an exam")
@click.option("--seed", type=SEED, default=1, show_default=True)
@refusing
def lint(count: int, seed: int) -> None:
    """Generate, verify and check COUNT items of each exam; exit status 1 on any flaw."""
    bank = load_bank()
    found = 0
    for exam in bank.guides:
        sample = list(sample_items(bank, exam, count, seed))
        for item in sample:
            for fault in _faults(bank, item):
                found += 1
                click.echo(f"{exam} {item.id} {fault}")
        for flaw in bank_flaws(sample, bank.model):
            found += 1
            click.echo(f"{exam} bank {flaw.rule}: {flaw.message}")
        click.echo(f"{exam}: {len(sample)} items generated, verified and checked", err=True)
    click.echo(f"{found} flaws", err=True)
    sys.exit(bool(found))


def _faults(bank: Bank, item: Any) -> Iterable[str]:
    try:
        verify(item, bank.model)
    except UnverifiedError as error:
        yield f"unverified: {error}"
    for flaw in flaws(item, bank.model):
        yield f"{flaw.rule}: {flaw.message}"


def cell_json(cell: Cell) -> dict[str, Any]:
    """A cell as the public contract prints it; `from` is the level of the model that says it."""
    return {
        "provider": cell.provider,
        "service": cell.service,
        "control": cell.control,
        "owner": str(cell.owner),
        "provider_part": cell.provider_part,
        "customer_part": cell.customer_part,
        "nuance": cell.nuance,
        "source": cell.source,
        "confidence": str(cell.confidence),
        "checked": cell.checked.isoformat() if cell.checked else None,
        "from": str(cell.origin),
    }


def print_json(value: Any) -> None:
    """One line of JSON on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False))


def _count(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))
