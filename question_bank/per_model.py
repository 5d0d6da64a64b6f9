"""What is worked out once for each responsibility model and then looked up."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from question_bank.model import ResponsibilityModel

T = TypeVar("T")


def per_model(make: Callable[[ResponsibilityModel], T]) -> Callable[[ResponsibilityModel], T]:
    """`make`, run once for each model, which keeps what it gave: a model is too large to compare or hash."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def found(model: ResponsibilityModel) -> T:
        kept = model.__dict__
        if name not in kept:
            kept[name] = make(model)
        made: T = kept[name]
        return made

    return found
