"""What an answer says of a learner's beliefs: which traps it turned on, and whether a trap is a belief or a slip.

Source: section 5.2 of the method reference; `is_belief` is this project's own, by Bayes' rule.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.assessment.grading import wrong_parts
from app.assessment.memory import Encounter, Pace
from app.assessment.rapid import is_rapid, rapid_threshold, reading_seconds
from app.assessment.sitting import Confidence
from question_bank.item import Item

CHOOSING_SECONDS = 12.0  # of the usual time, beside reading
QUICK_UP_TO, SLOW_FROM = 0.6, 2.0  # of the usual time
HELD_BEFORE = 0.15  # of all traps, so many are a learner's before any answer
CHOSEN_BY_BELIEF, CHOSEN_BY_SLIP = 0.80, 0.05  # how often a trap that is there is chosen
BELIEF_FROM = 0.75


@dataclass(frozen=True, slots=True)
class Answered:
    """One graded answer. `choice` holds content option ids; `target` is the trap that a drill asked about.

    `seconds` are 0 where nobody measured. `left` of the `allotted` seconds remained when it was given, None without a
    clock.
    """

    item: Item
    choice: tuple[str, ...]
    correct: bool
    confidence: Confidence | None = None
    seconds: float = 0.0
    left: float | None = None
    allotted: float | None = None
    target: str | None = None


def encounters_of(answer: Answered, day: date, sizes: Mapping[str, int]) -> tuple[tuple[str, Encounter], ...]:
    """The traps that lay in an item, each with what the answer shows of it.

    Wrong by choosing a trap's option is about that trap only; right is about the drill's trap, else the item's
    strongest. The others were passed by, unless the answer was a guess or too fast to be read. `sizes` are the numbers
    of cells that each trap gets wrong.
    """
    if not any(answer.choice):
        return ()
    item = answer.item
    carried = {option.id: option.trap for option in item.options if option.trap}
    if answer.correct:
        turned_on = {answer.target or strongest_trap(item, sizes)} - {None}
    else:
        turned_on = {carried.get(part) for part in wrong_parts(item, answer.choice)} - {None}
    found = Encounter(day, answer.correct, answer.confidence, pace_of_answer(answer), cell_name(item))
    read = found.pace is not Pace.RAPID and found.confidence is not Confidence.GUESS
    passed = set(carried.values()) - turned_on if read else set()
    reviews = [(trap, found) for trap in sorted(filter(None, turned_on))]
    return (*reviews, *((trap, replace(found, right=True, passed=True)) for trap in sorted(passed)))


def strongest_trap(item: Item, sizes: Mapping[str, int]) -> str | None:
    """The most special belief among the distractors' traps: the one that gets the fewest cells wrong."""
    traps = {option.trap for option in item.options if option.trap and not option.correct}
    most = max(sizes.values(), default=0) + 1  # a trap that the model has dropped since
    return min(traps, key=lambda trap: (sizes.get(trap, most), trap), default=None)


def cell_name(item: Item) -> str:
    """The cell that bears the key, as "aws/rds/guest-os-patching": of a proof it is the first."""
    return "/".join(item.proof[0].key)


def pace_of_answer(answer: Answered) -> Pace:
    """How fast the answer came, against the seconds to read its item and 12 more; steady where nobody measured."""
    if answer.seconds <= 0:
        return Pace.STEADY
    texts: Sequence[str] = [answer.item.stem, *(option.text for option in answer.item.options)]
    reading = reading_seconds(sum(len(text.split()) for text in texts), len(answer.item.options))
    if is_rapid(answer.seconds, rapid_threshold(reading), answer.left, answer.allotted):
        return Pace.RAPID
    share = answer.seconds / (reading + CHOOSING_SECONDS)
    if share <= QUICK_UP_TO:
        return Pace.QUICK
    return Pace.STEADY if share <= SLOW_FROM else Pace.SLOW


def belief_probability(fell: int, met: int) -> float:
    """How probable it is that a trap chosen `fell` times of the `met` it was there is a belief, and not a slip.

    Raises ValueError for impossible counts.

    >>> [round(belief_probability(*counts), 2) for counts in ((1, 1), (2, 2), (1, 3), (3, 5))]
    [0.74, 0.98, 0.11, 0.97]
    """
    if not 0 <= fell <= met:
        raise ValueError(f"need 0 <= fell <= met, got {fell} of {met}")
    held = HELD_BEFORE * CHOSEN_BY_BELIEF**fell * (1 - CHOSEN_BY_BELIEF) ** (met - fell)
    slipped = (1 - HELD_BEFORE) * CHOSEN_BY_SLIP**fell * (1 - CHOSEN_BY_SLIP) ** (met - fell)
    return held / (held + slipped)


def is_belief(fell: int, met: int) -> bool:
    """Whether the answers so far name a belief: chosen more than once, and too often to be slips."""
    return belief_probability(fell, met) >= BELIEF_FROM
