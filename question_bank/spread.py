"""What a form already holds, and whether one more draft may join it. Source: section 7 of the method reference."""

from collections import Counter

from question_bank.draft import Draft, Family
from question_bank.filters import NO_FILTERS, Filters
from question_bank.item import Item
from question_bank.model import Cell, CellKey

SHORT = 20  # items; up to here a trap may count for two items, beyond for three
SERVICE_SHARE = 3 / 65
FAMILY_SHARE = 0.15
CONTROL_SHARE = 5 / 65  # of items that have the control as a key
Runs = frozenset[tuple[str, str, str]]
NEAR_COPY = 0.6  # Jaccard of three-word runs in stem and key


class Spread:
    """Hard rules: no key fact twice, no twins, no trap too often, no near copies.

    The soft rules give way where `strict` is off: no service and no family comes too often, no task is the key at two
    services, no control is asked over and over, no event is told twice, and no key stands among the options of another
    item.
    """

    def __init__(
        self, length: int, *, watching: bool = True, many_families: bool = True, filters: Filters = NO_FILTERS
    ) -> None:
        self.watching = watching
        self.asked_traps = frozenset(filters.traps)  # somebody who asks for a trap wants it more than three times
        self.narrow = bool(filters.services or filters.traps or filters.controls or filters.families)
        self.most_traps = 2 if length <= SHORT else 3
        self.most_services = max(2, round(length * SERVICE_SHARE))
        self.keys: dict[CellKey, int] = {}
        self.leads: set[str] = set()
        self.stories: set[str] = set()
        self.controls: Counter[str] = Counter()
        self.most_controls = max(2, round(length * CONTROL_SHARE))
        self.items: dict[CellKey, list[int]] = {}
        self.count = 0
        self.traps: Counter[str] = Counter()
        self.services: Counter[str] = Counter()
        self.families: Counter[str] = Counter()
        self.length = length
        self.many_families = many_families
        self.pairs: set[tuple[str, str]] = set()
        self.runs: list[tuple[frozenset[str], Runs]] = []

    @classmethod
    def unwatched(cls, length: int, *, many_families: bool, filters: Filters) -> "Spread":
        """A spread that only keeps families to their shares: for items drawn one by one, not for a form."""
        return cls(length, watching=False, many_families=many_families, filters=filters)

    def admits(self, draft: Draft, *, strict: bool) -> bool:
        """Whether the draft keeps the hard rules, and the soft ones where `strict`.

        Where somebody asked for a few services, kinds, traps or controls, nearly all rules are soft: else there would
        be little.
        """
        if not self.watching:
            return True
        if self.has_key_of(draft):
            return False
        if self.narrow and not strict:
            return True
        if self._is_twin(draft):
            return False
        trap = draft.strongest_trap
        if (
            trap
            and trap not in self.asked_traps
            and (self.traps[trap] >= self.most_traps or self._same_belief(draft, trap))
        ):
            return False
        return not strict or (
            max([self.services[service] for service in draft.services], default=0) < self.most_services
            and self.leads.isdisjoint(draft.key_leads)
            and draft.story not in self.stories
            and max([self.controls[control] for _, _, control in draft.key_cells], default=0) < self.most_controls
            and not self._is_answered(draft, self.count)
        )

    def may_accompany(self, draft: Draft, first: int) -> bool:
        """Whether a draft may join a case whose items are those from `first` on, with which it may share cells."""
        return not self.has_key_of(draft) and not self._is_answered(draft, first)

    def _is_answered(self, draft: Draft, before: int) -> bool:
        """Whether the draft and an item before that number have a key of one among the options of the other."""
        if min([self.items[key][0] for key in draft.key_cells if key in self.items], default=before) < before:
            return True
        return min([self.keys[cell.key] for cell in draft.cells if cell.key in self.keys], default=before) < before

    def is_spent(self, cell: Cell) -> bool:
        """Whether nearly every item with this cell among its keys would be refused, so that it need not be drafted."""
        return cell.key in self.items or self.controls[cell.control] >= self.most_controls

    def has_key_of(self, draft: Draft) -> bool:
        """Whether a cell of the draft's keys is one of the form's already."""
        return not self.keys.keys().isdisjoint(draft.key_cells)

    def most_of(self, family: Family, *, strict: bool) -> int:
        """How many items of the family the form may hold: its own share always, the common one where `strict`."""
        if not self.many_families or (self.narrow and not strict):
            return self.length
        share = min(family.most_share, FAMILY_SHARE) if strict else family.most_share
        return max(1, round(self.length * share))

    def is_copy(self, draft: Draft, item: Item) -> bool:
        """Whether stem and key are nearly those of an item about the same services."""
        if not self.watching or item.case:
            return False
        services = draft.services
        near = [runs for others, runs in self.runs if not services.isdisjoint(others)]
        if not near:
            return False
        mine = _runs(item)
        shared = [(len(mine & runs), len(mine) + len(runs)) for runs in near]
        return any(both >= NEAR_COPY * (all_ - both) for both, all_ in shared)

    def add(self, draft: Draft, item: Item) -> None:
        self.families[draft.family] += 1
        if not self.watching:
            return
        services = draft.services
        self.keys.update(dict.fromkeys(draft.key_cells, self.count))
        self.leads |= draft.key_leads
        if draft.story:
            self.stories.add(draft.story)
        self.controls.update({control for _, _, control in draft.key_cells})
        for cell in draft.cells:
            self.items.setdefault(cell.key, []).append(self.count)
        self.count += 1
        self.services.update(services)
        self.runs.append((services, _runs(item)))
        if trap := draft.strongest_trap:
            self.traps[trap] += 1
            self.pairs |= {(trap, service) for service in services}

    def _is_twin(self, draft: Draft) -> bool:
        """Whether half of the options' cells stand in one item already: such items answer each other."""
        items = [self.items[cell.key] for cell in draft.cells if cell.key in self.items]
        if 2 * len(items) < len(draft.cells):
            return False
        shared = Counter([item for found in items for item in found])
        return 2 * max(shared.values()) >= len(draft.cells)

    def _same_belief(self, draft: Draft, trap: str) -> bool:
        return True in [(trap, service) in self.pairs for service in draft.services]


def _runs(item: Item) -> Runs:
    """Runs of three words in the stem and the key."""
    key = " ".join([option.text for option in item.options if option.correct])
    words = f"{item.stem} {key}".lower().split()
    return frozenset(zip(words, words[1:], words[2:], strict=False))
