"""Who is responsible for what here? Two tasks at the line, and the full two by two of who does which."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import fact, fresh_trap, possessive
from question_bank.families._render import build, fill_stem, level
from question_bank.families._stems import WHO_STEMS
from question_bank.item import Item, ItemType
from question_bank.lint.text import words
from question_bank.model import Cell, Owner
from question_bank.scope import SIDES, ExamScope, Scope
from question_bank.wording import sentence, who

CHOICES = 4
LINKING_WORDS = 24  # of the four options: "AWS for ..., and the company for ..." and the like
ITEM_WORDS = {"foundational": 90, "associate": 140, "specialty": 180}

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
    most_share = 0.12
    factorial = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        pairs = scope.once(self.id, _pairs)[asked]
        if not pairs:
            return None
        topic, first, second = rng.choice(pairs)
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
        )

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        service = exam.model.service("aws", draft.choices[0].cell.service)
        stem = fill_stem(rng.choice(WHO_STEMS[level(exam)]), service, topic=draft.topic)
        texts = [_statement(exam, choice) for choice in draft.choices]
        reasons = [_reason(exam, choice, rng) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, _explain(exam, draft), order)


def _explain(exam: ExamScope, draft: Draft) -> str:
    service = exam.model.service("aws", draft.choices[0].cell.service).phrase
    parts = [f"{claim.cell.part(claim.side)} is {possessive(claim.side)} part" for claim in draft.keys[0].claims]
    return f"With {service}, {parts[0]}; {parts[1]}."


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
    """Whether the longest stem and four options of both tasks leave the item short enough for its exam."""
    topic, (cell, _), _ = pair
    service = exam.model.service(cell.provider, cell.service)
    stem = max(len(words(fill_stem(frame, service, topic=topic))) for frame in WHO_STEMS[level(exam)])
    tasks = sum(len(words(_task(exam, Claim(cell, side, side)))) for cell, side in pair[1:])
    return stem + CHOICES * tasks + LINKING_WORDS <= ITEM_WORDS[level(exam)]


def _pairs(scope: Scope) -> Mapping[Owner, Sequence[Pair]]:
    """Pairs of parts at a boundary that touches the task, in services where both are certain, by the key's owner."""
    controls = frozenset(scope.task.controls)
    found: list[Pair] = []
    in_task = {cell.key for cells in scope.cells.values() for cell in cells}
    for boundary in scope.exam.boundaries:
        if controls.isdisjoint(boundary.controls):
            continue
        for owners in scope.exam.by_service.values():
            cells = {cell.control: cell for owner in owners.values() for cell in owner}
            met = [cells[control] for control in boundary.controls if control in cells]
            if len(met) == len(boundary.controls) and any(cell.key in in_task for cell in met):
                found += [(boundary.topic, first, second) for first, second in _parts(met)]
    wanted = [pair for pair in found if _wanted(scope, pair) and _is_short(scope.exam, pair)]
    pairs = {owner: [pair for pair in wanted if _key_owner(pair) is owner] for owner in Owner}
    if not scope.narrowed and not all(pairs[side] for side in SIDES):
        return {owner: pairs[owner] if owner is Owner.SHARED else [] for owner in Owner}  # else one side prevails
    return pairs


def _parts(cells: Sequence[Cell]) -> Iterator[tuple[Part, Part]]:
    if len(cells) == 1 and cells[0].owner is Owner.SHARED:
        yield (cells[0], Owner.CUSTOMER), (cells[0], Owner.PROVIDER)
    elif len(cells) == 2 and Owner.SHARED not in {cell.owner for cell in cells}:
        yield (cells[0], cells[0].owner), (cells[1], cells[1].owner)


def _two_by_two(scope: Scope, first: Part, second: Part) -> tuple[Choice, ...]:
    """Key first. A wrong combination carries the trap of the first cell that it gives to the wrong side."""
    choices = []
    used: set[str] = set()
    for given in product(SIDES, SIDES):
        claims = tuple(Claim(cell, side, to) for (cell, side), to in zip((first, second), given, strict=True))
        correct = all(claim.true for claim in claims)
        traps = [trap for claim in claims if not claim.true for trap in scope.traps(claim.cell, claim.given)]
        trap = None if correct else fresh_trap(traps, used) or next(iter(traps), None)
        if trap:
            used.add(trap.id)
        choices.append(Choice(claims, correct, trap))
    return tuple(sorted(choices, key=lambda choice: not choice.correct))


def _statement(exam: ExamScope, choice: Choice) -> str:
    """Who does which. The words beside each task are the same whoever does it: else they would give the key away."""
    parts = [f"{who(claim.given)} for {_task(exam, claim)}" for claim in choice.claims]
    return sentence(", and ".join(parts))


def _task(exam: ExamScope, claim: Claim) -> str:
    """The part itself; in the short items of the foundational exam the duty of the control, where it says no more."""
    literal = claim.cell.literal and not claim.cell.nuance
    if claim.cell.owner is Owner.SHARED or level(exam) != "foundational" or not literal:
        return claim.cell.part(claim.side)
    return exam.model.controls[claim.cell.control].duty


def _reason(exam: ExamScope, choice: Choice, rng: Random) -> str:
    lure = f"{rng.choice(choice.trap.lures)} " if choice.trap else ""
    wrong = [claim for claim in choice.claims if not claim.true] or list(choice.claims)
    facts = dict.fromkeys(_fact(exam, claim, rng) for claim in wrong)
    return lure + " ".join(facts)


def _fact(exam: ExamScope, claim: Claim, rng: Random) -> str:
    if claim.cell.owner is not Owner.SHARED:
        return fact(exam.model, claim.cell, rng)
    service = exam.model.service(claim.cell.provider, claim.cell.service).phrase
    return f"With {service}, {claim.cell.part(claim.side)} is {possessive(claim.side)} part."


FAMILY = WhoOwns()
