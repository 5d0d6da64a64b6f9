"""One condition turns the owner: two modes of one thing, and who does what in each.

Stem: it holds "A company " and a sentence of `data/conditions.yaml`. With a sentence of `instead`, the company chose
the mode first named over the other, and the stem asks for a task that a side has because of this choice: "the company
take on because of this choice" (AWS's in the other mode, the company's in this one) or "AWS take on because of this
choice" (the reverse).
Options are tasks, word for word the part of their owner in the chosen mode; a distractor has the same owner in both
modes, or goes the other way. With the sentence of `both`, each mode is in use, and the stem asks "Who is responsible
for <duty>?" with the duty of one control as `controls.yaml` words it. The options are the full two by two, each mode
called as `at` says: "AWS with EC2 capacity, and the company on AWS Fargate.", in one order or the other. Each control
has one owner in each mode.
Proof: for each option the cells of both modes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.conditions import Condition, conditions_of
from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import fact
from question_bank.families._fairness import fair_stem
from question_bank.families._moves import Comparison, Duty, Leads, choices, duties_at, leads, render_duties
from question_bank.families._plan import plan
from question_bank.families._render import Stems, build, level
from question_bank.families._two_terms import same_or_mixed, two_by_two
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.wording import capital, who

BOTH_MODES = "both"  # the topic's first word where both modes are in use
PAIR_SHARE = 0.5
SWAP_SHARE = 0.5  # of answers that name the second mode first
CHOSEN: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company {sentence}. Which task does the company take on because of this choice?",
        "A company {sentence}. Which work is the company's because of this choice, and would otherwise be AWS's?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company {sentence}. Which task does AWS take on because of this choice?",
        "A company {sentence}. Which work is AWS's because of this choice, and would otherwise be the company's?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company {sentence}. The operations team asks what this costs it in effort. Which task does the company "
        "take on because of this choice?",
        "A company {sentence}. A solutions architect lists the drawbacks. Which work is the company's because of this "
        "choice, and would otherwise be AWS's?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company {sentence}. The operations team asks what this saves it in effort. Which task does AWS take on "
        "because of this choice?",
        "A company {sentence}. A solutions architect lists the benefits. Which work is AWS's because of this choice, "
        "and would otherwise be the company's?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A company {sentence}. A security engineer checks what the procedures must cover. Which task does the company "
        "take on because of this choice?",
        "A company {sentence}. An auditor compares both modes. Which work is the company's because of this choice, and "
        "would otherwise be AWS's?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A company {sentence}. A security engineer checks what the procedures need not cover. Which task does AWS "
        "take on because of this choice?",
        "A company {sentence}. An auditor compares both modes. Which work is AWS's because of this choice, and would "
        "otherwise be the company's?",
    ),
}
BOTH: Mapping[str, Sequence[str]] = {
    "foundational": (
        "A company {sentence}. Who is responsible for {duty}?",
        "A company {sentence}. Who takes care of {duty}?",
    ),
    "associate": (
        "A company {sentence}. A solutions architect documents the work of both. Who is responsible for {duty}?",
        "A company {sentence}. The operations team plans its tasks for both. Who takes care of {duty}?",
    ),
    "specialty": (
        "A company {sentence}. A security engineer writes one procedure for both. Who is responsible for {duty}?",
        "A company {sentence}. An auditor asks about both. Who is responsible for {duty}?",
    ),
}


@dataclass(frozen=True, slots=True)
class Both:
    """One duty in two modes that are both in use: `duty` has the first mode before, the second after."""

    condition: Condition
    duty: Duty


class ConditionFlip:
    """What one choice changes, and who does one task in either mode; all four answers occur as keys."""

    id = "condition-flip"
    title = "One condition turns the owner"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0
    factorial = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED or rng.random() < PAIR_SHARE:
            return self._both(scope, asked, rng)
        found = scope.once(self.id, _leads)[(OTHER[asked], asked)]
        if not found:
            return None
        lead = rng.choice(found)
        options = choices(scope, lead, rng)
        return plan(self, scope, asked, options, topic=lead.comparison.sentence) if options else None

    def _both(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        same = asked in SIDES and same_or_mixed(asked, rng)
        found = scope.once((self.id, BOTH_MODES), _in_both)[asked if same else Owner.SHARED]
        if not found:
            return None
        both = rng.choice(found)
        claims, at = list(_true_claims(both.duty)), list(both.condition.at)
        if rng.random() < SWAP_SHARE:
            claims.reverse()
            at.reverse()
        options = two_by_two(scope, (claims[0], claims[1]), SIDES)
        return plan(self, scope, asked, options, topic=BOTH_MODES, facts=(both.condition.both, *at))

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        if draft.topic != BOTH_MODES:
            return render_duties(draft, exam, CHOSEN[(level(exam), draft.asked)], order, rng)
        sentence, first, second = draft.facts
        duty = exam.model.controls[draft.choices[0].cell.control].duty
        texts = [
            f"{capital(who(one.given))} {first}, and {who(other.given)} {second}."
            for one, other in (choice.claims for choice in draft.choices)
        ]
        frames = BOTH[level(exam)]
        stem = fair_stem(frames, lambda frame: frame.format(sentence=sentence, duty=duty), texts, 1, rng)
        reasons = [_reason(exam, choice, rng) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, reasons[0], order)


def _leads(scope: Scope) -> Leads:
    exam, found = scope.exam, list[Comparison]()
    for condition in conditions_of(exam.model):
        first, second = condition.modes
        for chosen, other, sentence in zip((first, second), (second, first), condition.instead, strict=True):
            found.append(Comparison(sentence, duties_at(exam, other, chosen, condition.unlike)))
    return leads(scope, found)


def _in_both(scope: Scope) -> Mapping[Owner, Sequence[Both]]:
    """Duties of the task in two modes, by the owner in both; shared where the owners differ."""
    within = {cell.key for cells in scope.cells.values() for cell in cells}
    found: dict[Owner, list[Both]] = {owner: [] for owner in Owner}
    for condition in conditions_of(scope.exam.model):
        for duty in duties_at(scope.exam, *condition.modes):
            known = duty.before is not None and not within.isdisjoint((duty.before.key, duty.after.key))
            if known and duty.after.control in condition.duties:
                first, second = duty.pattern
                found[first if first is second else Owner.SHARED].append(Both(condition, duty))
    return found


def _true_claims(duty: Duty) -> Sequence[Claim]:
    """Who does the duty in each mode, in the order of the condition."""
    return [Claim(cell, cell.owner, cell.owner) for cell in (duty.before, duty.after) if cell]


def _reason(exam: ExamScope, choice: Choice, rng: Random) -> str:
    """Belief first, then who does it in each mode that the option has wrong, or in both for the key."""
    lure = f"{rng.choice(choice.trap.lures)} " if choice.trap else ""
    wrong = [claim for claim in choice.claims if not claim.true] or list(choice.claims)
    return lure + " ".join(fact(exam.model, claim.cell, rng) for claim in wrong)


FAMILY = ConditionFlip()
