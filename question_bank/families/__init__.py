"""The item families, one module each: a module with a `FAMILY` is a family, and adding one touches no other file."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from question_bank.draft import Family


@cache
def load_families() -> Mapping[str, Family]:
    """Every family by its id, in the order of the module names."""
    families: dict[str, Family] = {}
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        if not module.name.startswith("_"):
            family: Family = import_module(f"{__name__}.{module.name}").FAMILY
            families[family.id] = family
    return families
