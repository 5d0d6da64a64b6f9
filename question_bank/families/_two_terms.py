"""Two things and two terms: the full two by two of which term fits which, shared by the families about terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

from question_bank.draft import Choice, Claim
from question_bank.families._duties import fresh_trap
from question_bank.model import Cell, Owner, Trap
from question_bank.scope import SIDES, Scope

BOTH_SHARE = 2 / 3  # of the items asked for one side: those asked for both make up what is missing in mixed keys


@dataclass(frozen=True, slots=True)
class Term:
    """A term as options say it of one thing, and of both: "is inherited", "are inherited controls"."""

    one: str
    both: str


def same_or_mixed(asked: Owner, rng: Random) -> bool:
    """Whether the key gives both things one term. Over a form all four combinations are then keys equally often."""
    return rng.random() < (BOTH_SHARE if asked in SIDES else 0.5)


def two_by_two(scope: Scope, things: tuple[Claim, Claim], terms: Sequence[Owner]) -> tuple[Choice, ...]:
    """Every way to give one of two terms to each thing, the right one first. `things` are true claims."""
    choices = []
    used: set[str] = set()
    for given in product(terms, terms):
        claims = tuple(Claim(thing.cell, thing.side, term) for thing, term in zip(things, given, strict=True))
        correct = all(claim.true for claim in claims)
        traps = [] if correct else [trap for claim in claims if not claim.true for trap in _traps(scope, claim)]
        trap = fresh_trap(traps, used) or next(iter(traps), None)
        used |= {trap.id} if trap else set()
        choices.append(Choice(claims, correct, trap))
    return tuple(sorted(choices, key=lambda choice: not choice.correct))


def _traps(scope: Scope, claim: Claim) -> tuple[Trap, ...]:
    return scope.traps(claim.cell, claim.given)


def says(first: Term, second: Term) -> str:
    """An option: one term for both things, or one for each."""
    if first is second:
        return f"Both {first.both}."
    return f"The first {first.one}, and the second {second.one}."


def by_owner(cells: Sequence[Cell]) -> Mapping[Owner, list[Cell]]:
    return {owner: [cell for cell in cells if cell.owner is owner] for owner in Owner}
