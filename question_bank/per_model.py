"""What is worked out once for each responsibility model and then looked up."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import ref

from question_bank.model import ResponsibilityModel

T = TypeVar("T")


def per_model(make: Callable[[ResponsibilityModel], T]) -> Callable[[ResponsibilityModel], T]:
    """`make`, run once for each model. A model is known by identity, for it is too large to compare or hash."""
    made: dict[int, tuple[ref[ResponsibilityModel], T]] = {}

    @wraps(make)
    def found(model: ResponsibilityModel) -> T:
        kept = made.get(id(model))
        if kept is None or kept[0]() is not model:
            for number in [number for number, (other, _) in made.items() if other() is None]:
                del made[number]
            kept = made[id(model)] = (ref(model), make(model))
        return kept[1]

    return found
