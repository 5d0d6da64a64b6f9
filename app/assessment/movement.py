"""What changed between two sittings, trap by trap."""

from enum import StrEnum


class Movement(StrEnum):
    """How a trap went last time and now."""

    FIXED = "fixed"
    SLIPPED = "slipped"
    STILL_MISSED = "still missed"
    RIGHT_BOTH = "right both times"


def movement(before: bool, now: bool) -> Movement:
    """From whether the trap was seen through before, and whether it is now."""
    if now:
        return Movement.RIGHT_BOTH if before else Movement.FIXED
    return Movement.SLIPPED if before else Movement.STILL_MISSED
