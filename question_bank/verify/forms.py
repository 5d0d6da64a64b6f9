"""What each item type promises about the number of options and keys, and how its key is written down."""

import re

from question_bank.item import Item, ItemType
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Reading

SELECT = re.compile(r" \(Select (TWO|THREE|FOUR|FIVE)\.\)$")
COUNTS = {"TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}
SINGLE = 4  # options of a multiple-choice item
FEWEST = 5  # options of a multiple-response item
STEPS = range(3, 6)
PROMPTS = range(3, 8)


def check_form(item: Item) -> None:
    """Raises UnverifiedError where options and keys are not as many as type and stem promise."""
    if len({option.id for option in item.options}) != len(item.options):
        raise UnverifiedError("two options share an id")
    said = SELECT.search(item.stem) if item.stem.endswith(")") else None
    if bool(said) is not (item.type is ItemType.MULTIPLE_RESPONSE):
        raise UnverifiedError("multiple response says how many to choose, and nothing else does")
    if item.type is ItemType.MULTIPLE_CHOICE and (len(item.options), len(item.key)) != (SINGLE, 1):
        raise UnverifiedError("multiple choice has four options, one of them right")
    if said and not (len(item.key) == COUNTS[said.group(1)] and FEWEST <= len(item.options) > len(item.key) + 1):
        raise UnverifiedError(f"the stem asks for {said.group(1)} of five or more, the key has {len(item.key)}")
    if item.type is ItemType.ORDERING and len(item.order) not in STEPS:
        raise UnverifiedError(f"ordering has three to five steps, not {len(item.order)}")
    if item.type is ItemType.MATCHING and len(dict(item.pairs)) not in PROMPTS:
        raise UnverifiedError(f"matching has three to seven different prompts, not {len(item.pairs)}")


def compare(item: Item, reading: Reading) -> None:
    """Raises UnverifiedError where the key of the item is not what was read."""
    right = {name for name, verdict in reading.verdicts.items() if verdict.right}
    if item.type is ItemType.ORDERING and item.order != reading.sequence:
        raise UnverifiedError(f"the right sequence is {reading.sequence}, not {item.order}")
    if item.type is ItemType.MATCHING and dict(item.pairs) != dict(reading.pairs):
        raise UnverifiedError(f"the right pairs are {reading.pairs}, not {item.pairs}")
    if item.type is ItemType.MATCHING:
        right = {option for _, option in reading.pairs}
    if right != item.key:
        raise UnverifiedError(f"the key does not follow from the proof: {sorted(right)} against {sorted(item.key)}")
