"""The same kind of work in three clouds: which of these tasks is whose? The model of AWS helps with the other two.

Stem: it says that the company uses three clouds and asks for the company's work with "the company itself", "falls to
the company" or "is the company's"; for the providers' with "the cloud provider".
Options: parts of cells, word for word, of AWS, Azure and Google Cloud services, at least one of each cloud; a part
names its service or a thing that it alone has. All are of one area of controls. A part of a shared cell counts for its
side.
Proof: the cell of each option, each of high confidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Draft
from question_bank.families._duties import FACILITY, area_of
from question_bank.families._fairness import is_fair
from question_bank.families._parts import Part, key_part, part_text, reason, wrong_part
from question_bank.families._plan import plan
from question_bank.families._render import Stems, build, level
from question_bank.item import Item, ItemType
from question_bank.lint.text import text_of
from question_bank.model import ACCOUNT_WIDE, Cell, Confidence, Owner, Trap
from question_bank.scope import AWS, OTHER, SIDES, ExamScope, Scope

CLOUDS = frozenset((AWS, "azure", "gcp"))
DISTRACTORS = 3
LOOKED_AT = 14
TRIES = 4
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


@dataclass(frozen=True, slots=True)
class Tempting:
    """A part of the other side, and the traps by which the exam's learners give it to the asked side."""

    part: Part
    traps: tuple[Trap, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """Keys of one area, and the other side's parts there."""

    keys: Sequence[Part]
    others: Sequence[Tempting]


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
        pools = scope.once(self.id, _pools)[asked] if frames else ()
        if not frames or not pools:
            return None
        frame = rng.choice(frames)
        for _ in range(TRIES):
            pool = rng.choice(pools)
            choices = _choices(pool, rng.choice(pool.keys), asked, rng)
            texts = [part_text(choice) for choice in choices]
            if len(choices) > DISTRACTORS and is_fair(frame, texts[:1], texts[1:]):
                return plan(self, scope, asked, choices, topic=frame)
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        reasons = [reason(choice, rng) for choice in draft.choices]
        texts = [part_text(choice) for choice in draft.choices]
        return build(draft, exam, draft.topic, texts, reasons, reasons[0], order)


def _pools(scope: Scope) -> Mapping[Owner, Sequence[Pool]]:
    """By area, and by control, for the controls of the task: where key and others cover the three clouds."""
    model, exam = scope.exam.model, scope.exam
    controls = frozenset(scope.task.controls)
    groups: dict[str, list[Part]] = {}
    for cell in model.cells.values():
        if _may_stand(exam, cell):
            for side in SIDES:
                if cell.owner in (side, Owner.SHARED) and not text_of(cell.part(side)).unknown:
                    groups.setdefault(area_of(model, cell), []).append((cell, side))
                    groups.setdefault(cell.control, []).append((cell, side))
    found: dict[Owner, list[Pool]] = {side: [] for side in SIDES}
    for parts in groups.values():
        for asked in SIDES:
            keys = [part for part in parts if part[1] is asked and part[0].control in controls]
            others = [
                Tempting(part, traps)
                for part in parts
                if part[1] is OTHER[asked] and (traps := _traps(exam, part[0], asked))
            ]
            covered = {key[0].provider for key in keys} | {other.part[0].provider for other in others}
            if keys and len(others) >= DISTRACTORS and covered == CLOUDS:
                found[asked].append(Pool(keys, others))
    return found


def _may_stand(exam: ExamScope, cell: Cell) -> bool:
    known = cell.provider != AWS or (cell.service in exam.guide.services and cell.service != ACCOUNT_WIDE)
    return known and cell.confidence is Confidence.HIGH and area_of(exam.model, cell) != FACILITY


def _traps(exam: ExamScope, cell: Cell, asked: Owner) -> tuple[Trap, ...]:
    return tuple(t for t in exam.model.traps_of(cell) if t.wrong_owner is asked and exam.guide.id in t.exams)


def _choices(pool: Pool, key: Part, asked: Owner, rng: Random) -> list[Choice]:
    """The key and three others that with it cover the three clouds, each of another service."""
    drawn = rng.sample(pool.others, min(LOOKED_AT, len(pool.others)))
    clouds, services, used = {key[0].provider}, {key[0].service}, set[str]()
    chosen = [key_part(key, asked)]
    for other in drawn:
        cell = other.part[0]
        left = DISTRACTORS + 1 - len(chosen)
        missing = CLOUDS - clouds
        if cell.service in services or (len(missing) >= left and cell.provider not in missing):
            continue
        trap = next((trap for trap in other.traps if trap.id not in used), other.traps[0])
        used.add(trap.id)
        clouds.add(cell.provider)
        services.add(cell.service)
        chosen.append(wrong_part(other.part, asked, trap))
        if len(chosen) > DISTRACTORS:
            break
    return chosen


FAMILY = ThreeClouds()
