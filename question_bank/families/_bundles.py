"""What families share whose options are parts of three services: one side's task of each, and which of them is whose?

A bundle is three services near in kind with a task of each side in each. Every item of it has the asked side's task of
one service as its key, and as distractors the other side's tasks of all three. So each task is right in one of the
three items that ask for its side, and wrong in each that asks for the other; and the stem always names every service.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Draft
from question_bank.families._areas import FACILITY, area_of
from question_bank.families._drawing import next_not_spent
from question_bank.families._even import even_trap
from question_bank.families._fairness import is_fair
from question_bank.families._parts import (
    Controls,
    Part,
    PartsFamily,
    category_of,
    key_part,
    part_text,
    parts_of,
    service_phrases,
    wrong_part,
)
from question_bank.families._plan import plan
from question_bank.families._render import level
from question_bank.lint.text import text_of
from question_bank.model import ACCOUNT_WIDE, CellKey, Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope

SIZE = 3  # services of a bundle
MOST = 110  # bundles of a task
TRIES = 900  # to find them
ARRANGEMENTS = 2  # tasks of the same services looked at, for those of most controls
NEAR = (
    frozenset(("compute", "end-user-and-hybrid")),
    frozenset(("database", "storage")),
    frozenset(("network", "end-user-and-hybrid")),
    frozenset(("integration", "analytics-and-ml")),
    frozenset(("identity-and-security", "management")),
)
WIDER = (  # where those have too few: what a workload runs on, and where its data are
    frozenset(("compute", "end-user-and-hybrid", "integration", "analytics-and-ml")),
    frozenset(("database", "storage", "integration", "analytics-and-ml")),
)
Sides = Mapping[Owner, Sequence[Part]]


@dataclass(frozen=True, slots=True)
class Bundle:
    """For each side its tasks, one of each service in the same order."""

    parts: Sides

    def keys(self, asked: Owner, within: frozenset[CellKey]) -> Sequence[Part]:
        return [part for part in self.parts[asked] if part[0].key in within]


class BundlesFamily(PartsFamily):
    """Draws its items from the bundles of a task, which are made once."""

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED:
            return None
        found = scope.once((self.id, asked), lambda scope: self._keys(scope, asked))
        if not found:
            return None
        drawn = next_not_spent(lambda: rng.choice(found), lambda drawn: _is_spent(scope, *drawn, asked))
        if drawn is None:
            return None
        bundle, key = drawn
        chosen = chosen_parts(scope, bundle, key, asked, rng)
        said = text_of(part_text(chosen[0])).tokens - {
            token for choice in chosen[1:] for token in text_of(part_text(choice)).tokens
        }
        frames = [frame for frame in self.stems[(level(scope.exam), asked)] if said.isdisjoint(text_of(frame).tokens)]
        return plan(self, scope, asked, chosen, topic=rng.choice(frames)) if frames else None

    def _keys(self, scope: Scope, asked: Owner) -> Sequence[tuple[Bundle, Part]]:
        """Every key with its bundle: where filters have narrowed the scope, those keys that are left."""
        within = frozenset(cell.key for cells in scope.cells.values() for cell in cells)
        whole = scope.exam.tasks[scope.task.id]
        bundles = whole.once((self.id, "bundles"), self._bundles)
        return [(bundle, key) for bundle in bundles for key in bundle.keys(asked, within)]

    def _bundles(self, scope: Scope) -> Sequence[Bundle]:
        rng = Random(f"{self.id}|{scope.exam.guide.id}|{scope.task.id}")
        return list(_drawn(scope, _services(scope, self.controls), rng))


def _is_spent(scope: Scope, bundle: Bundle, key: Part, asked: Owner) -> bool:
    """Whether the form could hardly take the key with the other side's tasks beside it."""
    return scope.spent(key[0]) or scope.worn([key[0], *[cell for cell, _ in bundle.parts[OTHER[asked]]]])


def chosen_parts(scope: Scope, bundle: Bundle, key: Part, asked: Owner, rng: Random) -> Sequence[Choice]:
    """The key, and the other side's tasks of the bundle as distractors."""
    used, chosen = list[str](), [key_part(key, asked)]
    for part in bundle.parts[OTHER[asked]]:
        traps = scope.traps(part[0], asked)
        trap = even_trap(scope, traps, used, rng) or traps[0]
        used.append(trap.id)
        chosen.append(wrong_part(part, asked, trap))
    return chosen


def _services(scope: Scope, controls: Controls) -> Mapping[str, Sides]:
    """The services of the task that have tasks of either side, each of which some trap gives to the other side."""
    parts = parts_of((cell for cells in scope.cells.values() for cell in cells), controls)
    found: dict[str, dict[Owner, list[Part]]] = {}
    for part in parts:
        if scope.exam.traps(part[0], OTHER[part[1]]):
            found.setdefault(part[0].service, {side: [] for side in SIDES})[part[1]].append(part)
    return {service: sides for service, sides in found.items() if all(sides.values())}


def _drawn(scope: Scope, services: Mapping[str, Sides], rng: Random) -> Iterator[Bundle]:
    """Bundles of which every task could be the key; the same one at most once."""
    if len(services) < SIZE:
        return
    names, seen, near = tuple(services), set[frozenset[tuple[CellKey, Owner]]](), _neighbors(scope, services)
    for _ in range(TRIES):
        first = rng.choice(names)
        chosen = [first, *rng.sample(near[first], SIZE - 1)]
        bundle = max((_arranged(services, chosen, rng) for _ in range(ARRANGEMENTS)), key=_variety)
        name = frozenset((part[0].key, part[1]) for side in SIDES for part in bundle.parts[side])
        if name not in seen and is_even(scope.exam, bundle):
            seen.add(name)
            yield bundle
        if len(seen) == MOST:
            return


def _neighbors(scope: Scope, services: Mapping[str, Sides]) -> Mapping[str, Sequence[str]]:
    """For each service those of its kind, or of kinds that a team compares with it, or any: the nearest that do."""
    model, found = scope.exam.model, dict[str, Sequence[str]]()
    kinds = {service: category_of(model, sides[Owner.CUSTOMER][0][0]) for service, sides in services.items()}
    for service, kind in kinds.items():
        wider = [frozenset((kind,)), *(near for near in (*NEAR, *WIDER) if kind in near), frozenset(kinds.values())]
        for near in wider:
            found[service] = [
                other for other, of in kinds.items() if other != service and (of in near or other == ACCOUNT_WIDE)
            ]
            if len(found[service]) > SIZE:
                break
    return found


def _arranged(services: Mapping[str, Sides], chosen: Sequence[str], rng: Random) -> Bundle:
    return Bundle({side: [rng.choice(services[service][side]) for service in chosen] for side in SIDES})


def _variety(bundle: Bundle) -> int:
    """How many controls there are among the tasks of the two sides."""
    return sum(len({part[0].control for part in bundle.parts[side]}) for side in SIDES)


def is_even(exam: ExamScope, bundle: Bundle, said: str = "") -> bool:
    """Whether each task may be the key: nothing points at it, and at most one of a side is work on buildings.
    `said` is what the stem says besides the services.

    No verb may open several tasks of one side alone: it would be known as a word of that side.
    """
    opening = [{part_text(key_part(part, side)).split()[0] for part in bundle.parts[side]} for side in SIDES]
    if any(len(mine) < SIZE and not mine & others for mine, others in (opening, opening[::-1])):
        return False
    for side in SIDES:
        areas = [area_of(exam.model, part[0]) for part in bundle.parts[side]]
        if areas.count(FACILITY) > 1:
            return False
        texts = [part_text(key_part(part, side)) for part in bundle.parts[side]]
        others = [part_text(key_part(part, side)) for part in bundle.parts[OTHER[side]]]
        phrases = service_phrases(exam, [key_part(part, side) for part in bundle.parts[side]])
        stem = " ".join((said, *phrases)).strip()
        if not stem or not all(is_fair(stem, [text], others) for text in texts):
            return False
    return True
