"""Whole numbers as an address or a button brings them."""

MOST_DIGITS = 9  # of any count here; Python itself refuses thousands


def whole(text: str) -> int | None:
    """The number that `text` is, None where it is none or absurdly long."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
