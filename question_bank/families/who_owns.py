"""Who is responsible for what here? Two tasks at the line, and the full two by two of who does which.

Stem: it names one service. Either it names two tasks as well, and the options call them the first and the second, in
its order ("AWS is responsible for both.", "The company is responsible for the first, and AWS for the second."); or,
where the tasks are short, each option names both ("AWS for ..., and the company for ...").
Tasks: one side's part of a cell, word for word.
Proof: the cells of the two tasks.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, product
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._contrasts import ORDINALS, TASKS, contrast
from question_bank.families._drawing import next_not_spent, one_of
from question_bank.families._even import even_trap
from question_bank.families._reasons import Reasons
from question_bank.families._render import build, fill_stem, level
from question_bank.families._stems import DIVISION_STEMS, PAIR_STEMS
from question_bank.item import Item, ItemType
from question_bank.lint.text import text_of, words
from question_bank.model import Cell, Owner
from question_bank.scope import SIDES, ExamScope, Scope
from question_bank.wording import sentence, who

CHOICES = 4
LINKING_WORDS = 24  # of the four options: "AWS for ..., and the company for ..." and the like
STEM_WORDS = {"foundational": 40, "associate": 70, "specialty": 90}  # section 1 of the method reference, L24
ITEM_WORDS = {"foundational": 90, "associate": 140, "specialty": 180}
NAMED_SHARE = 0.5  # of the items whose options name the tasks, where they are short
SHORT = 13  # words of two tasks that four options may repeat
# Share of drafts for one side that are made, found by trial: keys that give both tasks to a side are then as many as
# those that split them.
SIDES_SHARE = {"foundational": 0.17, "associate": 0.05, "specialty": 0.6}
NAMED = "named"

Part = tuple[Cell, Owner]  # a cell, and the side whose part of it is meant
Pair = tuple[str, Part, Part]  # topic, and two parts


class WhoOwns:
    """Every option gives each of two tasks to a side; all four combinations occur as keys over the bank.

    Asked for `shared`, the key splits the two tasks; asked for one side, the key gives both to it.
    """

    id = "who-owns"
    title = "Who is responsible for what"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 0.15
    factorial = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        pairs, sums = scope.once(self.id, _pairs)[asked]
        if not pairs or (asked in SIDES and rng.random() >= SIDES_SHARE[level(scope.exam)]):
            return None
        drawn = next_not_spent(
            lambda: one_of(pairs, sums, rng), lambda pair: scope.spent(pair[1][0]) or scope.spent(pair[2][0])
        )
        if drawn is None:
            return None
        topic, first, second = drawn
        if rng.random() < 0.5:
            first, second = second, first
        named = (self.id, first[0].key, first[1], second[0].key, second[1])
        choices = scope.once(named, lambda scope: _two_by_two(scope, first, second))
        return Draft(
            family=self.id,
            type=self.type,
            exam=scope.exam.guide.id,
            domain=scope.domain.id,
            task=scope.task.id,
            asked=asked,
            choices=choices,
            topic=topic,
            facts=(NAMED,) if _is_named(scope.exam, (topic, first, second)) and rng.random() < NAMED_SHARE else (),
        )

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        service = exam.model.service("aws", draft.choices[0].cell.service)
        if draft.facts:
            stem = fill_stem(rng.choice(DIVISION_STEMS[level(exam)]), service, draft.cells, topic=draft.topic)
            texts = [_statement(choice) for choice in draft.choices]
        else:
            first, second = (claim.cell.part(claim.side) for claim in draft.choices[0].claims)
            stem = fill_stem(rng.choice(PAIR_STEMS[level(exam)]), service, draft.cells, first=first, second=second)
            texts = [_division(choice) for choice in draft.choices]
        said = Reasons(exam.model, rng)
        reasons = [contrast(said, TASKS, choice, ORDINALS) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, "", order)


def _key_owner(pair: Pair) -> Owner:
    _, (_, first), (_, second) = pair
    return first if first is second else Owner.SHARED


def _wanted(scope: Scope, pair: Pair) -> bool:
    """Where traps are wanted, whether the trap of the first wrong combination may be one of them."""
    _, *parts = pair
    return not scope.wanted_traps or any(
        scope.wants(cell, believed) for cell, side in parts for believed in SIDES if believed is not side
    )


def _is_short(exam: ExamScope, pair: Pair) -> bool:
    """Whether the longest stem that names both tasks is short enough for the exam."""
    return _longest(exam, PAIR_STEMS, pair) + _words(pair) <= STEM_WORDS[level(exam)]


def _is_named(exam: ExamScope, pair: Pair) -> bool:
    """Whether the tasks are so short that four options may name both."""
    if level(exam) not in DIVISION_STEMS or _words(pair) > SHORT:
        return False
    stem = _longest(exam, DIVISION_STEMS, pair) + len(text_of(pair[0]).words)
    return stem + CHOICES * _words(pair) + LINKING_WORDS <= ITEM_WORDS[level(exam)]


def _words(pair: Pair) -> int:
    """How many words its two tasks have."""
    _, *parts = pair
    return sum(len(text_of(cell.part(side)).words) for cell, side in parts)


def _longest(exam: ExamScope, stems: Mapping[str, Sequence[str]], pair: Pair) -> int:
    """The words of the longest of the stems for the service of a pair, without its topic and tasks."""
    cell, frames = pair[1][0], stems[level(exam)]
    service = exam.model.service(cell.provider, cell.service)
    filled = (fill_stem(frame, service, first="", second="", topic="") for frame in frames)
    return exam.once(("who-owns", frames, service.id), lambda _: max(len(words(stem)) for stem in filled))


def _pairs(scope: Scope) -> Mapping[Owner, tuple[Sequence[Pair], Sequence[float]]]:
    """Pairs of parts at a boundary, both of them of the task and of one service, by the key's owner.

    With their running weights: those of tasks that stand in few pairs are the likelier.
    """
    found: list[Pair] = []
    in_task = {cell.key for cells in scope.cells.values() for cell in cells}
    for topic, met in scope.exam.once((WhoOwns.id, "met"), _met):
        if all(cell.key in in_task for cell in met):
            found += [(topic, first, second) for first, second in _parts(met)]
    wanted = [pair for pair in found if _wanted(scope, pair) and _is_short(scope.exam, pair)]
    pairs = {owner: [pair for pair in wanted if _key_owner(pair) is owner] for owner in Owner}
    if not scope.narrowed and not all(pairs[side] for side in SIDES):
        pairs |= {side: [] for side in SIDES}  # else one side prevails
    return {owner: (found, _evened(found)) for owner, found in pairs.items()}


def _evened(pairs: Sequence[Pair]) -> Sequence[float]:
    stand = Counter(cell.key for _, *parts in pairs for cell, _ in parts)
    return list(accumulate(sum(1 / stand[cell.key] for cell, _ in parts) for _, *parts in pairs))


def _met(exam: ExamScope) -> Sequence[tuple[str, Sequence[Cell]]]:
    """The topic of each boundary with the cells that meet there, of each service that has all of them."""
    services = [
        {cell.control: cell for owner in owners.values() for cell in owner} for owners in exam.by_service.values()
    ]
    return [
        (boundary.topic, [cells[control] for control in boundary.controls])
        for boundary in exam.boundaries
        for cells in services
        if all(control in cells for control in boundary.controls)
    ]


def _parts(cells: Sequence[Cell]) -> Iterator[tuple[Part, Part]]:
    if len(cells) == 1 and cells[0].owner is Owner.SHARED:
        yield (cells[0], Owner.CUSTOMER), (cells[0], Owner.PROVIDER)
    elif len(cells) == 2 and Owner.SHARED not in {cell.owner for cell in cells}:
        yield (cells[0], cells[0].owner), (cells[1], cells[1].owner)


def _two_by_two(scope: Scope, first: Part, second: Part) -> tuple[Choice, ...]:
    """Key first. A wrong combination carries a trap of a cell that it gives to the wrong side."""
    choices = []
    used: set[str] = set()
    rng = Random(f"{scope.exam.guide.id}|{first[0].key}|{second[0].key}|{first[1]}")
    for given in product(SIDES, SIDES):
        claims = tuple(Claim(cell, side, to) for (cell, side), to in zip((first, second), given, strict=True))
        correct = all(claim.true for claim in claims)
        traps = [trap for claim in claims if not claim.true for trap in scope.traps(claim.cell, claim.given)]
        trap = None if correct else even_trap(scope, traps, used, rng) or next(iter(traps), None)
        if trap:
            used.add(trap.id)
        choices.append(Choice(claims, correct, trap))
    return tuple(sorted(choices, key=lambda choice: not choice.correct))


def _statement(choice: Choice) -> str:
    """Who does which. The words beside each task are the same whoever does it: else they would give the key away."""
    parts = [f"{who(claim.given)} for {claim.cell.part(claim.side)}" for claim in choice.claims]
    return sentence(", and ".join(parts))


def _division(choice: Choice) -> str:
    """Who does which of the two tasks that the stem names."""
    first, second = (who(claim.given) for claim in choice.claims)
    if first == second:
        return sentence(f"{first} is responsible for both")
    return sentence(f"{first} is responsible for the first, and {second} for the second")


FAMILY = WhoOwns()
