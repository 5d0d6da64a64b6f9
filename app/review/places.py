"""An ordering or matching item after grading, place by place."""

from dataclasses import dataclass

from app.store.views import ReviewItem
from question_bank.item import ItemType


@dataclass(frozen=True, slots=True)
class Place:
    """One step of an order or one prompt of a match. `chosen` is "" where nothing was put there."""

    label: str
    key: str
    chosen: str
    rationale: str

    @property
    def right(self) -> bool:
        return self.key == self.chosen


def steps(count: int) -> list[str]:
    """The labels of the places of an order."""
    return [f"Step {number}" for number in range(1, count + 1)]


def places_of(item: ReviewItem) -> tuple[Place, ...]:
    """The places of an ordering or matching item in order; none for the other types."""
    if item.item.type is ItemType.ORDERING:
        why = {option.text: option.rationale for option in item.options}
        labels, reasons = steps(len(item.key)), [why[text] for text in item.key]
    elif item.item.type is ItemType.MATCHING:
        labels = [prompt for prompt, _ in item.item.pairs]
        reasons = [dict(item.item.prompt_rationales).get(prompt, "") for prompt in labels]
    else:
        return ()
    chosen = item.choice + ("",) * (len(item.key) - len(item.choice))
    return tuple(map(Place, labels, item.key, chosen, reasons))
