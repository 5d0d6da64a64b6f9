"""What a form already holds, and whether one more draft may join it. Source: section 7 of the method reference."""

from collections import Counter

from question_bank.draft import Draft
from question_bank.item import Item
from question_bank.model import CellKey

SHORT = 20  # items; up to here a trap may count for two items, beyond for three
SERVICE_SHARE = 4 / 65
FAMILY_SHARE = 0.15
NEAR_COPY = 0.6  # Jaccard of three-word runs in stem and key


class Spread:
    """Hard rules: no key fact twice, no key of one among the options of another, no trap too often, no near copies.

    The soft rules, that no service and no family comes too often, give way where `strict` is off.
    """

    def __init__(self, length: int, *, watching: bool = True, many_families: bool = True) -> None:
        self.watching = watching
        self.most_traps = 2 if length <= SHORT else 3
        self.most_services = max(2, round(length * SERVICE_SHARE))
        self.keys: set[CellKey] = set()
        self.cells: set[CellKey] = set()
        self.traps: Counter[str] = Counter()
        self.services: Counter[str] = Counter()
        self.families: Counter[str] = Counter()
        self.most_families = max(2, round(length * FAMILY_SHARE)) if many_families else length
        self.pairs: set[tuple[str, str]] = set()
        self.runs: list[tuple[frozenset[str], frozenset[str]]] = []

    @classmethod
    def none(cls) -> "Spread":
        """A spread that admits everything: for items drawn one by one, not for a form."""
        return cls(1, watching=False)

    def admits(self, draft: Draft, *, strict: bool) -> bool:
        """Whether the draft keeps the hard rules, and the soft ones where `strict`."""
        if not self.watching:
            return True
        cells = {cell.key for cell in draft.cells}
        if not self.keys.isdisjoint(cells) or not self.cells.isdisjoint(draft.key_cells):
            return False
        trap = draft.strongest_trap
        if trap and (self.traps[trap] >= self.most_traps or self._same_belief(draft, trap)):
            return False
        if not strict:
            return True
        return self.families[draft.family] < self.most_families and all(
            self.services[service] < self.most_services for service in draft.services
        )

    def is_copy(self, draft: Draft, item: Item) -> bool:
        """Whether stem and key are nearly those of an item about the same services."""
        mine = _runs(item)
        for services, runs in self.runs if self.watching else ():
            if not services.isdisjoint(draft.services) and len(mine & runs) >= NEAR_COPY * len(mine | runs):
                return True
        return False

    def add(self, draft: Draft, item: Item) -> None:
        if not self.watching:
            return
        self.keys |= draft.key_cells
        self.cells |= {cell.key for cell in draft.cells}
        self.services.update(draft.services)
        self.families[draft.family] += 1
        self.runs.append((draft.services, _runs(item)))
        if trap := draft.strongest_trap:
            self.traps[trap] += 1
            self.pairs |= {(trap, service) for service in draft.services}

    def _same_belief(self, draft: Draft, trap: str) -> bool:
        return any((trap, service) in self.pairs for service in draft.services)


def _runs(item: Item) -> frozenset[str]:
    """Runs of three words in the stem and the key."""
    key = " ".join(option.text for option in item.options if option.correct)
    words = f"{item.stem} {key}".lower().split()
    return frozenset(" ".join(words[start : start + 3]) for start in range(len(words) - 2))
