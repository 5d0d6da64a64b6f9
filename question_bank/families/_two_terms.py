"""Two things and two terms: the full two by two of which term fits which, shared by the families about terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

from question_bank.draft import Choice, Claim
from question_bank.families._even import even_trap
from question_bank.model import Owner
from question_bank.scope import Scope

EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Term:
    """A term as options say it of one thing, and of both: "is inherited", "are inherited controls"."""

    one: str
    both: str


def same_or_mixed(rng: Random) -> bool:
    """Whether the key gives both things one term: as often as not, so that all four combinations are keys alike."""
    return rng.random() < EVEN


def two_by_two(scope: Scope, things: tuple[Claim, Claim], terms: Sequence[Owner], rng: Random) -> tuple[Choice, ...]:
    """Every way to give one of two terms to each thing, the right one first. `things` are true claims."""
    choices = []
    used: set[str] = set()
    for given in product(terms, terms):
        claims = tuple(Claim(thing.cell, thing.side, term) for thing, term in zip(things, given, strict=True))
        correct = all(claim.true for claim in claims)
        traps = [trap for claim in claims if not claim.true for trap in scope.traps(claim.cell, claim.given)]
        trap = even_trap(scope, traps, used, rng) or next(iter(traps), None)
        used |= {trap.id} if trap else set()
        choices.append(Choice(claims, correct, trap))
    return tuple(sorted(choices, key=lambda choice: not choice.correct))


def says(first: Term, second: Term) -> str:
    """An option: one term for both things, or one for each."""
    if first is second:
        return f"Both {first.both}."
    return f"The first {first.one}, and the second {second.one}."
