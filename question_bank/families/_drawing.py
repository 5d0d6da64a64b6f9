"""Ways to draw that do no more than is looked at: forms look at many drafts, and keep one in two."""

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")
DRAWS = 4  # until what is drawn is not spent


def one_of(things: Sequence[T], sums: Sequence[float], rng: Random) -> T:
    """One of the things by their weights, of which `sums` has the running totals.

    It is `rng.choices(things, cum_weights=sums)[0]`, draw for draw, without what that does for many things at a time.
    """
    return things[bisect(sums, rng.random() * sums[-1], 0, len(things) - 1)]


def next_not_spent(draw: Callable[[], T], is_spent: Callable[[T], bool]) -> T | None:
    """What `draw` gives, drawn anew a few times where the form could not take it; None where it never could."""
    for _ in range(DRAWS):
        found = draw()
        if not is_spent(found):
            return found
    return None


def in_turn(things: Sequence[T], rng: Random) -> Iterator[T]:
    """The things in an order by chance, each drawn when it is asked for: whoever looks on mostly takes the first."""
    left = list(things)
    while left:
        yield left.pop(int(rng.random() * len(left)))
