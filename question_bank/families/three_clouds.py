"""The same kind of work in three clouds: which of these tasks is whose? The model of AWS helps with the other two.

Stem: it says that the company uses three clouds and asks for the company's work with "the company itself", "falls to
the company" or "is the company's"; for the providers' with "the cloud provider".
Options: parts of cells, word for word, of AWS, Azure and Google Cloud services, at least one of each cloud; a part
has a word of its service's name, or of its cloud's. All are of one area of controls. A part of a shared cell counts for
its side.
Proof: the cell of each option, each of high confidence.
"""

from collections.abc import Mapping, Sequence
from random import Random

from question_bank.draft import Choice, Draft
from question_bank.families._areas import FACILITY, area_of
from question_bank.families._contrasts import answer, filled
from question_bank.families._even import all_fair, names_in_full
from question_bank.families._fairness import fair_stem
from question_bank.families._parts import Part, doer, key_part, part_text, wrong_part
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons
from question_bank.families._render import Stems, build, level
from question_bank.item import Item, ItemType
from question_bank.lint.text import text_of
from question_bank.model import ACCOUNT_WIDE, Cell, Confidence, Owner, Trap
from question_bank.scope import AWS, OTHER, SIDES, ExamScope, Scope
from question_bank.wording import of_company, sentence

CLOUDS = frozenset((AWS, "azure", "gcp"))
OWN_NAMES = text_of("azure google").tokens
TRIES = 12
FRAMES: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company runs systems in three public clouds. Which of these tasks falls to the company?",
        "A company compares responsibilities in three public clouds. Which of these tasks is the company's?",
        "In three public clouds a company meets the same division of work. Which task must the company itself carry "
        "out?",
        "A company takes over systems in three public clouds. For which of these tasks must the company itself "
        "provide staff?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company runs systems in three public clouds. Which of these tasks falls to the cloud provider?",
        "A company compares responsibilities in three public clouds. Which of these tasks is the cloud provider's?",
        "In three public clouds a company meets the same division of work. Which task does the cloud provider carry "
        "out?",
        "A company takes over systems in three public clouds. For which of these tasks does the cloud provider have "
        "the staff?",
    ),
}
# Whose a task of Azure's or Google Cloud's is.
WHOSE = {
    Owner.PROVIDER: (
        "this falls to {provider} as the provider.",
        "{provider} does this for all its customers.",
        "it is {provider} that takes care of this.",
        "this lies on the side of {provider}, the provider.",
    ),
    Owner.CUSTOMER: (
        "this falls to the company as the customer.",
        "the company has to do this by itself.",
        "{provider} leaves this to the company.",
        "this stays with the company that uses the service.",
    ),
}
LESSON = (
    "The three clouds use other names and draw the line alike: AWS, Microsoft or Google keeps up what it runs itself, "
    "and the company what it brings and configures."
)
Pool = Mapping[Owner, Mapping[str, Sequence[Part]]]  # parts of one area by side and cloud; each tempts


class ThreeClouds:
    """For practice alone: the exams ask about AWS. Foundational, where the comparison helps to see the principle."""

    id = "three-clouds"
    title = "The same work in three clouds"
    type = ItemType.MULTIPLE_CHOICE
    simulation = False
    most_share = 1.0
    compares_clouds = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        frames = FRAMES.get((level(scope.exam), asked))
        pools = scope.once((self.id, asked), lambda scope: _wanted_pools(scope, asked)) if frames else ()
        if not frames or not pools:
            return None
        for _ in range(TRIES):
            parts = _drawn(scope, rng.choice(pools), asked, rng)
            texts = [sentence(cell.part(side)) for cell, side in parts]
            if len({cell.service for cell, _ in parts}) == len(parts) and all_fair(texts):
                choices = _choices(scope, parts, asked, rng)
                return plan(self, scope, asked, choices, topic=fair_stem(frames, str, texts, 1, rng))
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        said = Reasons(exam.model, rng)
        reasons = [_reason(said, choice) for choice in draft.choices]
        texts = [part_text(choice) for choice in draft.choices]
        return build(draft, exam, draft.topic, texts, reasons, LESSON, order)


def _wanted_pools(scope: Scope, asked: Owner) -> Sequence[Pool]:
    """The pools; where traps are wanted, those that have a part for one of them."""
    pools = scope.once(ThreeClouds.id, _pools)
    if not scope.wanted_traps:
        return pools
    return [pool for pool in pools if any(_wanted(scope, parts, asked) for parts in pool[OTHER[asked]].values())]


def _wanted(scope: Scope, parts: Sequence[Part], asked: Owner) -> Sequence[Part]:
    """Those of the parts that a wanted trap gives to the asked side."""
    return [part for part in parts if any(trap.id in scope.wanted_traps for trap in _traps(scope.exam, part[0], asked))]


def _pools(scope: Scope) -> Sequence[Pool]:
    """By area, and by control, for the controls of the task: where each side has a task in each of the clouds."""
    model, exam = scope.exam.model, scope.exam
    groups: dict[str, list[Part]] = {}
    for cell in model.cells.values():
        if cell.control in scope.task.controls and _may_stand(exam, cell):
            for side in SIDES:
                if cell.owner in (side, Owner.SHARED) and _tells(exam, cell, side):
                    groups.setdefault(area_of(model, cell), []).append((cell, side))
                    groups.setdefault(cell.control, []).append((cell, side))
    pools = [
        {side: {cloud: _of(parts, side, cloud) for cloud in sorted(CLOUDS)} for side in SIDES}
        for parts in groups.values()
    ]
    return [pool for pool in pools if all(parts for clouds in pool.values() for parts in clouds.values())]


def _of(parts: Sequence[Part], side: Owner, cloud: str) -> Sequence[Part]:
    return [part for part in parts if part[1] is side and part[0].provider == cloud]


def _tells(exam: ExamScope, cell: Cell, side: Owner) -> bool:
    """Whether a part tempts, and says by itself which cloud it is about."""
    text = cell.part(side)
    told = text_of(text)
    named = told.tokens & (text_of(exam.model.service(cell.provider, cell.service).phrase).tokens | OWN_NAMES)
    tempts = bool(_traps(exam, cell, OTHER[side]))
    return tempts and bool(named) and not told.unknown and names_in_full(exam.model, text)


def _may_stand(exam: ExamScope, cell: Cell) -> bool:
    known = cell.provider != AWS or (cell.service in exam.guide.services and cell.service != ACCOUNT_WIDE)
    return known and cell.confidence is Confidence.HIGH and area_of(exam.model, cell) != FACILITY


def _traps(exam: ExamScope, cell: Cell, asked: Owner) -> tuple[Trap, ...]:
    return tuple(t for t in exam.model.traps_of(cell) if t.wrong_owner is asked and exam.guide.id in t.exams)


def _drawn(scope: Scope, pool: Pool, asked: Owner, rng: Random) -> Sequence[Part]:
    """A part of the asked side and three of the other, first of all those with a wanted trap.

    A cloud comes first, so that none has the key more often.
    """
    first, *rest = rng.sample(sorted(CLOUDS), len(CLOUDS))
    clouds = (*rest, rng.choice(sorted(CLOUDS)))
    others = [pool[OTHER[asked]][cloud] for cloud in clouds]
    return rng.choice(pool[asked][first]), *(rng.choice(_wanted(scope, parts, asked) or parts) for parts in others)


def _choices(scope: Scope, parts: Sequence[Part], asked: Owner, rng: Random) -> list[Choice]:
    key, *others = parts
    chosen, used = [key_part(key, asked)], set[str]()
    for part in others:
        traps = _traps(scope.exam, part[0], asked)
        wanted = [trap for trap in traps if trap.id in scope.wanted_traps]
        trap = rng.choice(wanted or [trap for trap in traps if trap.id not in used] or traps)
        used.add(trap.id)
        chosen.append(wrong_part(part, asked, trap))
    return chosen


def _reason(said: Reasons, choice: Choice) -> str:
    """Belief first, then whose the task is: with AWS as in other families, elsewhere by what limits or completes it."""
    claim = choice.claims[0]
    cell, side = claim.cell, claim.side
    if cell.provider == AWS:
        return said.of(choice)
    text = filled(said.frame(WHOSE[side]), provider=doer(cell, Owner.PROVIDER))
    if cell.owner is Owner.SHARED:
        text += f" The task is shared: {doer(cell, OTHER[side])} has another part, {cell.part(OTHER[side])}."
    return f"{answer(said, choice, text)} {of_company(cell.nuance)}".rstrip()


FAMILY = ThreeClouds()
