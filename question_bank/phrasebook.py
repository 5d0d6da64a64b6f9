"""The model as somebody looks things up in it who has the words of a page, not ids."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from question_bank.model import ACCOUNT_WIDE, Cell, CellKey, Owner, ResponsibilityModel
from question_bank.per_model import per_model

Part = tuple[Cell, Owner]  # a cell, and the side whose part of it the words state
ServiceKey = tuple[str, str]  # provider, service
MOST_KEPT = 65536  # texts whose services are remembered: stems recur


@dataclass(frozen=True, eq=False)
class Phrasebook:
    """What the words stand for in one model. Parts and duties are as `plain` has them, names as they are written."""

    model: ResponsibilityModel
    parts: Mapping[str, tuple[CellKey, Owner]]
    duties: Mapping[str, str]
    names: Mapping[str, ServiceKey]
    mention: re.Pattern[str]
    duty: re.Pattern[str]
    kept: dict[str, tuple[ServiceKey, ...]] = field(default_factory=dict)

    def services_in(self, text: str) -> tuple[ServiceKey, ...]:
        """Services that a text names, each once, in the order of their first mention; the longest name counts."""
        found = self.kept.get(text)
        if found is None:
            found = self.kept[text] = tuple(dict.fromkeys(self.names[name] for name in self.mention.findall(text)))
            if len(self.kept) > MOST_KEPT:
                self.kept.clear()
        return found

    def duty_in(self, text: str) -> str | None:
        """The control whose duty a text names; None where it names none, or two."""
        found = self.duties_in(text)
        return found[0] if len(found) == 1 else None

    def duties_in(self, text: str) -> tuple[str, ...]:
        """The controls whose duties a text names, each once, in its order."""
        return tuple(dict.fromkeys(self.duties[duty.casefold()] for duty in self.duty.findall(text)))


def plain(text: str) -> str:
    """A phrase as the look-ups hold it."""
    return text.rstrip(".").casefold()


@per_model
def phrasebook_of(model: ResponsibilityModel) -> Phrasebook:
    """The look-ups of a model."""
    parts = {
        plain(cell.part(side)): (cell.key, side)
        for cell in model.cells.values()
        for side in (Owner.PROVIDER, Owner.CUSTOMER)
        if cell.part(side)
    }
    names = {
        name: key
        for key, service in model.services.items()
        if service.id != ACCOUNT_WIDE
        for name in (service.name, service.phrase, service.phrase[:1].upper() + service.phrase[1:])
    }
    duties = {plain(control.duty): control.id for control in model.controls.values()}
    return Phrasebook(model, parts, duties, names, any_of(names), any_of(duties, re.IGNORECASE))


def any_of(names: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """A pattern of any of the names, as whole words.

    The longest stand first. They are grouped by first word, so that most words of a text fail at once.
    """
    rest: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        first, _, others = name.partition(" ")
        rest.setdefault(first, []).append(f" {others}" if others else "")
    choices = (f"{re.escape(first)}(?:{'|'.join(map(re.escape, tails))})" for first, tails in rest.items())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(choices)})(?![\w-])", flags)
