"""Items of one family for tests, whether or not an exam lists it under a task: clean ones, drawn by a seed."""

from collections.abc import Iterator
from random import Random

from question_bank.bank import Bank
from question_bank.item import Item
from question_bank.lint import is_sound
from question_bank.making import display_order
from question_bank.model import Owner

TRIES = 400


def drawn(bank: Bank, family: str, seed: int, count: int, exam: str | None = None) -> Iterator[Item]:
    """Up to `count` items of a family without flaw, not verified; from the tasks of one exam, or of all."""
    rng = Random(f"{family}|{seed}")
    made = bank.families[family]
    scopes = [scope for name in bank.guides if exam in (None, name) for scope in bank.scope(name).tasks.values()]
    found = 0
    for _ in range(TRIES * count):
        scope = rng.choice(scopes)
        draft = made.draft(scope, rng.choice(list(Owner)), rng)
        if draft is None:
            continue
        item = made.render(draft, scope.exam, display_order(draft, rng, None), rng)
        if is_sound(item, bank.model, made):
            yield item
            found += 1
            if found == count:
                return
