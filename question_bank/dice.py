"""Chance that is the same on any machine and with any version of Python, and that is cheap to ask."""

from collections.abc import MutableSequence, Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")


class Dice(Random):
    """Everything is drawn by `random`, the one method whose numbers Python promises to keep for a seed.

    The others of Random draw bits until these are below a limit; here one number decides, which takes a third of the
    time. What that favors among n things it favors by n in 2 to the power of 53.
    """

    def choice(self, seq: Sequence[T]) -> T:  # type: ignore[override]
        """One of the things. Raises IndexError where there are none."""
        return seq[int(self.random() * len(seq))]

    def shuffle(self, x: MutableSequence[Any]) -> None:
        """Puts the things into an order by chance."""
        for last in range(len(x) - 1, 0, -1):
            other = int(self.random() * (last + 1))
            x[last], x[other] = x[other], x[last]

    def sample(self, population: Sequence[T], k: int) -> list[T]:  # type: ignore[override]
        """So many of the things, each at most once, in an order by chance."""
        left, random = list(population), self.random
        count = len(left)
        if not 0 <= k <= count:
            raise ValueError(f"there are {count} things, not {k}")
        for place in range(k):
            other = place + int(random() * (count - place))
            left[place], left[other] = left[other], left[place]
        return left[:k]
