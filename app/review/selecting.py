"""Which questions a review shows: by how they went, by domain, by trap; all in a list or one a screen."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.numbers import whole
from app.store.views import ReviewItem

SHOWN: dict[str, tuple[str, Callable[[ReviewItem], bool]]] = {
    "all": ("All", lambda _item: True),
    "missed": ("Missed", lambda item: not item.correct),
    "right": ("Right", lambda item: item.correct),
    "flagged": ("Flagged", lambda item: item.flagged),
    "unsure": ("Not sure", lambda item: item.confidence is not None and item.confidence != "sure"),
    "sure-wrong": ("Sure and wrong", lambda item: item.confidence == "sure" and not item.correct),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for in a review's address. `at` counts from 1 among the questions that fit; None shows them all."""

    show: str = "all"
    domain: int | None = None
    trap: str | None = None
    at: int | None = None

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Selection":
        """From an address; what makes no sense counts as not asked for."""
        show, at = args.get("show", "all"), whole(args.get("at", ""))
        return cls(
            show=show if show in SHOWN else "all",
            domain=whole(args.get("domain", "")),
            trap=args.get("trap") or None,
            at=None if at is None else max(1, at),
        )

    def fitting(self, items: Sequence[ReviewItem]) -> list[ReviewItem]:
        """The questions that fit, in order."""
        keep = SHOWN[self.show][1]
        return [
            item
            for item in items
            if keep(item)
            and self.domain in (None, item.item.domain)
            and self.trap in (None, *(option.trap for option in item.options if option.trap))
        ]

    def link(self, **changes: object) -> dict[str, object]:
        """The parts of the address of this selection with `changes`; a change of what fits begins at its first."""
        if self.at is not None and "at" not in changes:
            changes["at"] = 1
        other = replace(self, **changes)  # type: ignore[arg-type]
        parts = {"show": other.show, "domain": other.domain, "trap": other.trap, "at": other.at}
        return {name: value for name, value in parts.items() if value not in (None, "all")}


def counts_of(items: Sequence[ReviewItem]) -> list[tuple[str, str, int]]:
    """Each way to look at the questions: its name in the address, its words, and how many fit."""
    return [(key, words, sum(map(keep, items))) for key, (words, keep) in SHOWN.items()]


def chosen_traps(items: Sequence[ReviewItem]) -> list[tuple[str, int]]:
    """The traps that were chosen, the most often chosen first."""
    return Counter(item.trap for item in items if item.trap).most_common()
