"""Which part of a shared control is whose? Shared work is asked by its parts, never as a bare word.

Stem: it says that a control is shared and asks for one part, "Which part is the company's?" or "Which part is AWS's?"
(also "falls to the company", "falls to AWS" and the like). Either it names one to three services and that a control is
shared in each, by its duty where it is one control and without where there are several; or it speaks of the three
shared controls that AWS names, patch management, configuration management, and awareness and training.
Options: parts, word for word, of cells: the key is the asked side's part of a shared cell; the distractors are the
other side's parts of that cell and of two more.
Proof: the cell of each option.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from random import Random

from question_bank.draft import Choice, Draft
from question_bank.families._areas import area_of
from question_bank.families._bundles import Bundle, chosen_parts, is_even
from question_bank.families._contrasts import answer, filled
from question_bank.families._duties import possessive
from question_bank.families._fairness import fair_stem
from question_bank.families._parts import category_of
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons
from question_bank.families._render import build, level
from question_bank.item import Item, ItemType
from question_bank.model import ACCOUNT_WIDE, Cell, CellKey, Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.wording import listing, of_company, sentence, who

DISTRACTORS = 3
LOOKED_AT = 240  # threes of cells, for each topic
MOST = 24  # of them that are even
MANY = "many"  # the topic of an item over several controls
NAMED = "named"  # the topic of an item on the three controls that AWS names
LAYERS = frozenset(("patch-management", "configuration-management", "awareness-and-training"))
NAMES_ALL = "patch management configuration management awareness and training shared controls"
HALVES = (
    "{who} has this half, and {other} has the other one: {rest}.",
    "this half falls to {who}; {others} half is {rest}.",
    "the work is divided: {who} does this, and {other} sees to {rest}.",
    "this is {whose} half of the task; the other one, {rest}, is {others}.",
    "{who} does this part, and {rest} stays with {other}.",
)
SITUATIONS: Mapping[str, Mapping[str, Sequence[str]]] = {
    NAMED: {
        "foundational": (
            "AWS names three shared controls: patch management, configuration management, and awareness and training.",
            "In the AWS shared responsibility model, patch management, configuration management, and awareness and "
            "training are shared controls.",
        ),
        "associate": (
            "A design review assigns the shared controls of the AWS shared responsibility model: patch management, "
            "configuration management, and awareness and training.",
            "A team plans for the three shared controls that AWS names: patch management, configuration management, "
            "and awareness and training.",
        ),
        "specialty": (
            "An auditor asks how a company meets the shared controls that AWS names: patch management, configuration "
            "management, and awareness and training.",
            "A control catalog lists patch management, configuration management, and awareness and training as shared "
            "with AWS.",
        ),
    },
    MANY: {
        "foundational": (
            "A company uses {services}, where AWS and the company share some of the work.",
            "AWS and a company that uses {services} share some tasks.",
            "With {services}, some of the work is shared between AWS and the company.",
        ),
        "associate": (
            "A design uses {services}, where some controls are shared between AWS and the company.",
            "A design review of {services} divides the shared controls into their parts.",
            "A team prepares for {services}, where AWS and the company share some tasks.",
        ),
        "specialty": (
            "A responsibility matrix marks some controls of {services} as shared and states each side's part.",
            "An auditor asks for the parts of the controls that a company shares with AWS for {services}.",
            "A security team divides the tasks that it shares with AWS for {services}.",
        ),
    },
    "one": {
        "foundational": (
            "A company uses {services}, where {duty} is shared between AWS and the company.",
            "With {services}, {duty} is a shared control.",
        ),
        "associate": (
            "A design uses {services}. A review notes that {duty} is shared between AWS and the company there.",
            "A team plans for {services}, where {duty} is a shared control.",
        ),
        "specialty": (
            "A responsibility matrix for {services} marks {duty} as shared and states each side's part.",
            "An auditor asks who does what where a control is shared. With {services}, that is so for {duty}.",
        ),
    },
}
QUESTIONS = {
    Owner.CUSTOMER: (
        "Which part is the company's?",
        "Which part falls to the company?",
        "Which part does the company carry out itself?",
    ),
    Owner.PROVIDER: ("Which part is AWS's?", "Which part falls to AWS?", "Which part does AWS carry out?"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Three shared cells asked together, and those that may be keys. `topic`: NAMED, their one control, or MANY."""

    topic: str
    bundle: Bundle
    keys: tuple[Cell, ...]


class PartOfShared:
    """The key and the distractors are parts of shared work; each side is asked for equally often."""

    id = "part-of-shared"
    title = "Which part of shared work is whose"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is not Owner.SHARED:
            return None
        groups = scope.once(self.id, lambda scope: _left(scope, scope.exam.tasks[scope.task.id].once(self.id, _groups)))
        if not groups:
            return None
        group, side = rng.choice(groups), rng.choice(SIDES)
        key = rng.choice(group.keys)
        choices = chosen_parts(scope, group.bundle, (key, side), side, rng)
        services = list(dict.fromkeys(choice.cell.service for choice in choices))
        rng.shuffle(services)
        return plan(
            self, scope, asked, choices, topic=group.topic, facts=() if group.topic == NAMED else tuple(services)
        )

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        side = draft.choices[0].claims[0].side
        texts = [sentence(claim.cell.part(claim.side)) for choice in draft.choices for claim in choice.claims]
        known = draft.topic in (NAMED, MANY)
        duty = "" if known else exam.model.controls[draft.topic].duty
        services = listing([exam.model.service("aws", service).phrase for service in draft.facts])
        situations = SITUATIONS[draft.topic if known else "one"][level(exam)]
        frames = [f"{situation} {question}" for situation in situations for question in QUESTIONS[side]]
        stem = fair_stem(frames, lambda frame: frame.format(services=services, duty=duty), texts, 1, rng)
        said = Reasons(exam.model, rng)
        reasons = [_reason(said, choice) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, reasons[0], order)


def _left(scope: Scope, groups: Sequence[Group]) -> Sequence[Group]:
    """The groups with the keys that filters have left in the scope."""
    within = {cell.key for cell in scope.cells[Owner.SHARED]}
    left = [Group(g.topic, g.bundle, tuple(cell for cell in g.keys if cell.key in within)) for g in groups]
    return [group for group in left if group.keys]


def _groups(scope: Scope) -> Sequence[Group]:
    """Shared cells of the task, three by three: the controls that AWS names, one control, several of like services or
    of one area; and where these are few, any.
    """
    model, rng = scope.exam.model, Random(f"{scope.exam.guide.id}|{scope.task.id}")
    shared = [c for c in scope.cells[Owner.SHARED] if all(scope.exam.traps(c, side) for side in SIDES)]
    kin: dict[str, list[Cell]] = {}
    for cell in shared:
        if cell.service == ACCOUNT_WIDE:
            kin.setdefault(NAMED, []).append(cell)
        else:
            kin.setdefault(cell.control, []).append(cell)
            kin.setdefault(f"{MANY} {category_of(model, cell)}", []).append(cell)
            kin.setdefault(f"{MANY} {area_of(model, cell)}", []).append(cell)
            kin.setdefault(MANY, []).append(cell)
    found: dict[tuple[str, frozenset[CellKey]], Group] = {}
    for name, alike in sorted(kin.items(), key=lambda one: one[0] == MANY):
        topic = MANY if name.startswith(MANY) else name
        cells = [cell for cell in alike if topic != NAMED or cell.control in LAYERS]
        said = "" if topic == MANY else NAMES_ALL if topic == NAMED else model.controls[topic].duty
        if name == MANY and len(found) >= MOST:
            continue
        even = (group for group in _threes(cells, topic, rng) if is_even(scope.exam, group.bundle, said))
        for group in islice(even, MOST):
            found.setdefault((topic, frozenset(cell.key for cell in group.keys)), group)
    return list(found.values())


def _threes(cells: Sequence[Cell], topic: str, rng: Random) -> Iterator[Group]:
    """Threes of the cells in an order by chance, so many as are worth looking at."""
    threes = list(combinations(cells, DISTRACTORS))
    for chosen in rng.sample(threes, min(len(threes), LOOKED_AT)):
        yield Group(topic, Bundle({side: [(cell, side) for cell in chosen] for side in SIDES}), chosen)


def _reason(reasons: Reasons, choice: Choice) -> str:
    """Whose half an option is and what the other side has, after the belief that gives it to the other side."""
    claim = choice.claims[0]
    other = OTHER[claim.side]
    sides = {"who": who(claim.side), "whose": possessive(claim.side), "other": who(other), "others": possessive(other)}
    text = answer(reasons, choice, filled(reasons.frame(HALVES), **sides, rest=claim.cell.part(other)))
    return f"{text} {reasons.once(of_company(claim.cell.nuance))}".rstrip()


FAMILY = PartOfShared()
