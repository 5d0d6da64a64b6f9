"""What families that offer tasks of one service share: choosing tempting distractors, and how tasks read."""

from collections.abc import Sequence
from random import Random

from question_bank.draft import Choice, Claim
from question_bank.families._even import even_trap
from question_bank.families._fairness import is_fair
from question_bank.families._key_draw import KeyPool
from question_bank.model import Cell, Owner, ResponsibilityModel
from question_bank.scope import OTHER, Scope
from question_bank.wording import sentence

FACILITY = "facility"
MOST_FACILITY = 1  # more phrases about buildings and metal tempt nobody
TRIES = 4


def key_choice(cell: Cell, asked: Owner) -> Choice:
    return Choice((Claim(cell, cell.owner, asked),), correct=True)


def tempting(
    scope: Scope, source: KeyPool, keys: Sequence[Cell], asked: Owner, count: int, rng: Random
) -> list[Choice] | None:
    """`count` tasks of the keys' service that the other side owns, each with its own trap.

    None where the service has too few: an item with a distractor that tempts nobody is not worth asking.
    """
    exam = scope.exam
    pool = source.beside(scope, keys, OTHER[asked], rng)
    if scope.wanted_traps:
        pool.sort(key=lambda cell: not scope.wants(cell, asked))
    chosen: list[Choice] = []
    used: set[str] = set()
    facility = sum(area_of(exam.model, cell) == FACILITY for cell in keys)
    for cell in pool:
        trap = even_trap(scope, scope.traps(cell, asked), used, rng)
        in_facility = area_of(exam.model, cell) == FACILITY
        if trap is None or (in_facility and facility >= MOST_FACILITY):
            continue
        facility += in_facility
        used.add(trap.id)
        chosen.append(Choice((Claim(cell, cell.owner, asked),), correct=False, trap=trap))
        if len(chosen) == count:
            return chosen
    return None


def fair_tasks(
    scope: Scope, source: KeyPool, keys: Sequence[Cell], asked: Owner, count: int, rng: Random
) -> tuple[Choice, ...] | None:
    """The keys with `count` tempting distractors among which none stands out; None where a few tries find none.

    The distractors are drawn again, not the key: else tasks that are hard to hide would be keys too seldom.
    """
    named = scope.exam.model.service(keys[0].provider, keys[0].service).phrase
    right = [duty_text(cell) for cell in keys]
    for _ in range(TRIES):
        wrong = tempting(scope, source, keys, asked, count, rng)
        if wrong is None:
            return None
        others = [choice.cell for choice in wrong]
        if not scope.worn([*keys, *others]) and is_fair(named, right, [duty_text(cell) for cell in others]):
            return (*(key_choice(key, asked) for key in keys), *wrong)
    return None


def area_of(model: ResponsibilityModel, cell: Cell) -> str:
    return model.controls[cell.control].area


def duty_text(cell: Cell) -> str:
    """A task as an option reads: the part of whoever owns the cell."""
    return sentence(cell.part(cell.owner))


def possessive(owner: Owner) -> str:
    return "AWS's" if owner is Owner.PROVIDER else "the company's"
