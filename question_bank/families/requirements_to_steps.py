"""Two requirements, and the two steps of five that meet them.

Stem: names one service by its phrase and holds the `requirement` of two situations, word for word, one after the
other; then a question that names the side asked for: "the company take", "by the company", "left to the company", or
"does AWS carry out", "of AWS", "left to AWS"; then "(Select TWO.)". Options: `step` of five situations of that
service, each with a capital and a period: those of the stem, one more of the side asked for, two of the other side.
Right are the steps of the situations whose requirements stand in the stem, if their cells (service, control) are of
the side asked for.
Proof: the five cells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from question_bank.draft import Draft
from question_bank.families._fairness import fair_stem
from question_bank.families._render import build, level
from question_bank.families._situation_fits import Fit, by_service, cells_in
from question_bank.families._situation_sets import MOST_AREAS, Members
from question_bank.families._situation_stems import REQUIREMENTS
from question_bank.families._situations import (
    action_reasons,
    actions,
    explain,
    has_requirement,
    phrase,
    situation_of,
    step_text,
)
from question_bank.item import Item, ItemType
from question_bank.lint.text import tokens
from question_bank.model import Owner
from question_bank.scope import SIDES, ExamScope, Scope

KEYS = 2
MOST_WORDS = {"foundational": 22, "associate": 45, "specialty": 60}  # of both requirements


@dataclass(frozen=True, slots=True)
class Pair:
    """Two keys, what else of their side may stand beside them, and twos of the other side that may."""

    keys: Members
    same: Sequence[Fit]
    other: Sequence[Members]


class RequirementsToSteps:
    """Both keys are of controls of the task, so that neither requirement belongs to another domain."""

    id = "requirements-to-steps"
    title = "Which two steps meet the requirements"
    type = ItemType.MULTIPLE_RESPONSE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        services = scope.once(self.id, _pairs).get(asked)
        if not services:
            return None
        pair = rng.choice(rng.choice(services))
        return actions(self, scope, pair.keys, (rng.choice(pair.same), *rng.choice(pair.other)))

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        needs = " ".join(situation_of(exam, draft, choice.cell).requirement for choice in draft.keys)
        service = phrase(exam, draft.choices[0].cell)
        texts = [step_text(exam, draft, choice) for choice in draft.choices]
        frames = REQUIREMENTS[(level(exam), draft.asked)]
        stem = fair_stem(frames, lambda frame: frame.format(service=service, needs=needs), texts, KEYS, rng)
        reasons = action_reasons(exam, draft, rng)
        return build(draft, exam, stem, texts, reasons, explain(exam, draft, reasons, rng), order)


def _pairs(scope: Scope) -> Mapping[Owner, Sequence[Sequence[Pair]]]:
    """Pairs of keys of the task whose requirements leave room for a question, a list for each service."""
    in_task, most = cells_in(scope), MOST_WORDS[level(scope.exam)]
    found: dict[Owner, list[list[Pair]]] = {side: [] for side in SIDES}
    for fits in by_service(scope).values():
        keys = [fit for fit in fits if fit.cell.key in in_task and has_requirement(fit.situation)]
        for side in SIDES:
            mine = [fit for fit in keys if fit.owner is side and _wanted(scope, fit)]
            pairs = [_pair(both, fits) for both in combinations(mine, KEYS) if _readable(both, most)]
            if fair := [pair for pair in pairs if pair.same and len(pair.other) > 1]:
                found[side].append(fair)
    return found


def _wanted(scope: Scope, fit: Fit) -> bool:
    return not scope.wanted_traps or fit.traps[0].id in scope.wanted_traps


def _pair(keys: Members, fits: Sequence[Fit]) -> Pair:
    rest = [fit for fit in fits if not any(fit.situation.excludes(key.situation) for key in keys)]
    asked = keys[0].owner
    twos = [
        two
        for two in combinations([fit for fit in rest if fit.owner is not asked], KEYS)
        if not two[0].situation.excludes(two[1].situation)
        and len({fit.area for fit in (*keys, *two)}) <= MOST_AREAS
        and len({trap.id for fit in two for trap in fit.traps}) > 1
    ]
    return Pair(keys, [fit for fit in rest if fit.owner is asked], twos)


def _readable(keys: Members, most: int) -> bool:
    """Whether the requirements are short enough, give away neither step, and neither step meets both."""
    if keys[0].situation.excludes(keys[1].situation):
        return False
    needs = [fit.situation.requirement for fit in keys]
    said = tokens(needs[0]) | tokens(needs[1])
    return sum(len(need.split()) for need in needs) <= most and not any(
        said & tokens(fit.situation.step) for fit in keys
    )


FAMILY = RequirementsToSteps()
