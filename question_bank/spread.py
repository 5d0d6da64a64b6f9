"""What a form already holds, and whether one more draft may join it. Source: section 7 of the method reference."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from question_bank.draft import USUAL_SHARES, Draft, Family
from question_bank.filters import NO_FILTERS, Filters
from question_bank.item import Item
from question_bank.lazy import lazy
from question_bank.lint.text import option_of, stem_of
from question_bank.model import Cell, CellKey

SHORT = 20  # items; up to here a trap may count for two items, beyond for three
SERVICE_SHARE = 3 / 65
FAMILY_SHARE = 0.15
CONTROL_SHARE = 5 / 65  # of items that have the control as a key
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
        self.partial = self.narrow or bool(filters.domains)  # shares are those of a whole exam
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
        self.about: dict[tuple[str, str], list[_Wording]] = {}  # by service and family

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
        if self._has_twin(draft.cells):
            return False
        trap = draft.strongest_trap
        if (
            trap
            and trap not in self.asked_traps
            and (self.traps.get(trap, 0) >= self.most_traps or self._same_belief(draft, trap))
        ):
            return False
        return not strict or (
            max([self.services.get(service, 0) for service in draft.services], default=0) < self.most_services
            and self.leads.isdisjoint(draft.key_leads)
            and self.stories.isdisjoint(draft.stories)
            and max([self.controls.get(control, 0) for _, _, control in draft.key_cells], default=0)
            < self.most_controls
            and not self._is_answered(draft)
        )

    def may_accompany(self, draft: Draft, first: int) -> bool:
        """Whether a draft may join a case whose items are those from `first` on, with which it may share cells."""
        if self.has_key_of(draft):
            return False
        seen = [self.items[key][0] for key in draft.key_cells if key in self.items]
        seen += [self.keys[cell.key] for cell in draft.cells if cell.key in self.keys]
        return min(seen, default=first) >= first

    def _is_answered(self, draft: Draft) -> bool:
        """Whether the draft and an item have a key of one among the options of the other."""
        return not self.items.keys().isdisjoint(draft.key_cells) or self._shows_key(draft.cells)

    def _shows_key(self, cells: Sequence[Cell]) -> bool:
        return not self.keys.keys().isdisjoint([cell.key for cell in cells])

    def is_spent(self, cell: Cell) -> bool:
        """Whether nearly every item with this cell among its keys would be refused, so that it need not be drafted."""
        return (
            cell.key in self.items
            or self.controls.get(cell.control, 0) >= self.most_controls
            or self.services.get(cell.service, 0) >= self.most_services
        )

    def is_worn(self, cells: Sequence[Cell]) -> bool:
        """Whether an item with these options would be refused: a twin of another, or one that shows another's key."""
        return self._shows_key(cells) or self._has_twin(cells)

    def has_key_of(self, draft: Draft) -> bool:
        """Whether a cell of the draft's keys is one of the form's already."""
        return not self.keys.keys().isdisjoint(draft.key_cells)

    def most_of(self, family: Family, *, strict: bool) -> int:
        """How many items of the family the form may hold: its own share always, the common one where `strict`.

        A form of a part of an exam may hold any number where it is not `strict`: it has fewer families to choose from.
        """
        if not self.many_families or (self.partial and not strict):
            return self.length
        share = min(family.most_share, FAMILY_SHARE) if strict else family.most_share
        return max(1, round(self.length * share))

    def usual_of(self, family: Family) -> int:
        """How many items of the family the form holds if others can take the place of more."""
        return max(1, round(self.length * USUAL_SHARES.get(family.id, 1.0))) if self.many_families else self.length

    def is_copy(self, draft: Draft, item: Item) -> bool:
        """Whether stem and key are nearly those of an item of the family about the same services.

        Other families have other frames: of 13,600 pairs in 600 forms none was near.
        """
        if not self.watching or item.case:
            return False
        near = [other for service in draft.services for other in self.about.get((service, draft.family), ())]
        mine = _Wording(item)
        return True in [mine.is_like(other) for other in near]

    def add(self, draft: Draft, item: Item) -> None:
        self.families[draft.family] += 1
        if not self.watching:
            return
        services = draft.services
        self.keys.update(dict.fromkeys(draft.key_cells, self.count))
        self.leads |= draft.key_leads
        self.stories.update(draft.stories)
        for control in {control for _, _, control in draft.key_cells}:
            self.controls[control] += 1
        for cell in draft.cells:
            self.items.setdefault(cell.key, []).append(self.count)
        self.count += 1
        wording = _Wording(item)
        for service in services:
            self.services[service] += 1
            self.about.setdefault((service, draft.family), []).append(wording)
            if draft.strongest_trap:
                self.pairs.add((draft.strongest_trap, service))
        if draft.strongest_trap:
            self.traps[draft.strongest_trap] += 1

    def _has_twin(self, cells: Sequence[Cell]) -> bool:
        """Whether half of the cells stand in one item already: it and one with these options answer each other."""
        known = self.items
        items = [known[cell.key] for cell in cells if cell.key in known]
        if 2 * len(items) < len(cells):
            return False
        shared = [item for found in items for item in found]
        return 2 * max([shared.count(item) for item in set(shared)]) >= len(cells)

    def _same_belief(self, draft: Draft, trap: str) -> bool:
        return True in [(trap, service) in self.pairs for service in draft.services]


class _Wording:
    """An item's stem and key as a test for copies sees them: runs of three words."""

    def __init__(self, item: Item) -> None:
        self._item = item

    @lazy
    def runs(self) -> frozenset[tuple[str, str, str]]:
        keys = [option_of(option.text).words for option in self._item.options if option.correct]
        words = [*stem_of(self._item.stem).words, *chain.from_iterable(keys)]
        return frozenset(zip(words, words[1:], words[2:], strict=False))

    def is_like(self, other: "_Wording") -> bool:
        both = len(self.runs & other.runs)
        return both >= NEAR_COPY * (len(self.runs) + len(other.runs) - both)
