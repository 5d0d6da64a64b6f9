"""The commands that make items and forms. Data goes to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click

from question_bank.assembly import AssemblyError, assemble_form, sample_items
from question_bank.bank import Bank, load_bank
from question_bank.exam_guide import UnknownExamError
from question_bank.filters import Filters, UnknownFilterError
from question_bank.form_code import MOST_SEED, FormCodeError, FormRequest, decode
from question_bank.lint import flaws
from question_bank.lint_bank import FULL_SAMPLE, bank_statistics
from question_bank.model import UnknownCellError
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
SEED = click.IntRange(min=0, max=MOST_SEED)
COUNT = click.IntRange(min=1)


def register_bank_commands(group: click.Group) -> None:
    """Adds every command of this module to `group`."""
    for command in (items, form, lint):
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
@click.option("--count", type=COUNT, default=1000, show_default=True, help="items an exam")
@click.option("--seed", type=SEED, default=1, show_default=True)
@click.option("--exam", "exams", multiple=True, help="an exam's id; may be repeated; all exams where it is not given")
@refusing
def lint(count: int, seed: int, exams: tuple[str, ...]) -> None:
    """Generate, verify and check COUNT items of each exam, and print each statistic of them with its gate.

    Exit status 1 on any flaw of an item; with a COUNT of 5000, also on any statistic that misses its gate.
    """
    bank = load_bank()
    found = 0
    for exam in exams or bank.guides:
        sample = list(sample_items(bank, exam, count, seed))
        for item in sample:
            for fault in _faults(bank, item):
                found += 1
                click.echo(f"{exam} {item.id} {fault}")
        for one in bank_statistics(sample, bank.model):
            missed = not one.holds
            found += missed and count >= FULL_SAMPLE
            click.echo(f"{exam} {'MISSED' if missed else 'holds '} {one.rule} {one}")
        click.echo(f"{exam}: {len(sample)} items generated, verified and checked", err=True)
    click.echo(f"{found} flaws", err=True)
    sys.exit(bool(found))


def _faults(bank: Bank, item: Any) -> Iterable[str]:
    try:
        verify(item, bank.model)
    except UnverifiedError as error:
        yield f"unverified: {error}"
    for flaw in flaws(item, bank.model, bank.families[item.family]):
        yield f"{flaw.rule}: {flaw.message}"


def print_json(value: Any) -> None:
    """One line of JSON on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False))
