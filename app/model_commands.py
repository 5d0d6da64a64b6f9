"""The commands that print what the model says: owners, cells, minimal pairs, counts, and what a change of it does."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import click

from app.bank_commands import COUNT, SEED, print_json, refusing
from app.revisions import data_of
from question_bank.assembly import sample_items
from question_bank.bank import load_bank
from question_bank.difference import CellChange, changed_cells, changed_items
from question_bank.loading import load_model
from question_bank.model import Cell
from question_bank.pairs import minimal_pairs


def register_model_commands(group: click.Group) -> None:
    """Adds every command of this module to `group`."""
    for command in (owner, cells, pairs, stats, diff):
        group.add_command(command)


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
@click.option("--control", help="pairs of this control alone")
@click.option("--service", help="pairs with this service alone")
@click.option("--near", is_flag=True, help="pairs of services of one category alone")
@refusing
def pairs(control: str | None, service: str | None, near: bool) -> None:
    """Print the minimal pairs: one control, two services, another owner. One JSON object a line."""
    model = load_bank().model
    if service is not None:
        model.service("aws", service)
    if control is not None and control not in model.controls:
        model.cell("aws", "account-wide", control)
    for pair in minimal_pairs(model, near_only=near):
        services = (pair.customers.service, pair.providers.service)
        if control in (None, pair.customers.control) and (service is None or service in services):
            print_json(
                {
                    "provider": pair.customers.provider,
                    "control": pair.customers.control,
                    "customer": {"service": pair.customers.service, "part": pair.customers.customer_part},
                    "provider_side": {"service": pair.providers.service, "part": pair.providers.provider_part},
                    "near": pair.near,
                }
            )


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--count", type=COUNT, default=200, show_default=True, help="items an exam, made from the newer bank")
@click.option("--seed", type=SEED, default=1, show_default=True)
@refusing
def diff(old: str, new: str, count: int, seed: int) -> None:
    """Print what the change from OLD to NEW does, as JSON: cells, owners, and items whose key would no longer hold.

    OLD and NEW are git revisions or folders of data.
    """
    with data_of(old) as before_folder, data_of(new) as after_folder:
        before, after = load_model(before_folder), load_model(after_folder)
    changes = changed_cells(before, after)
    bank = load_bank()
    made = [item for exam in bank.guides for item in sample_items(bank, exam, count, seed)]
    sound = [item for item in made if not changed_items([item], before)]
    print_json(
        {
            "old": before.version,
            "new": after.version,
            "added": [_place(change) for change in changes if change.before is None],
            "removed": [_place(change) for change in changes if change.after is None],
            "changed": [
                {"cell": _place(change), "fields": list(change.fields)}
                for change in changes
                if change.before is not None and change.after is not None
            ],
            "moved_owner": [_moved(change) for change in changes if change.moves_owner],
            "items_checked": len(sound),
            "items_refused": [
                {"id": change.item.id, "exam": change.item.exam, "reason": change.reason}
                for change in changed_items(sound, after)
            ],
        }
    )


def _place(change: CellChange) -> str:
    return "/".join(change.key)


def _moved(change: CellChange) -> dict[str, str]:
    before, after = change.before, change.after
    return {"cell": _place(change), "was": str(before and before.owner), "is": str(after and after.owner)}


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


def _count(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))
