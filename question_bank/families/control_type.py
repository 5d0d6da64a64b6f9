"""Inherited, shared, or customer specific? The three kinds of control of the AWS shared responsibility model.

Stem: it holds "AWS shared responsibility model". Either it asks for one control of a kind ("which of these is an
inherited control?", "a shared control?", "a customer-specific control?"), and the options are controls, word for word
phrases of `data/control_kinds.yaml`; or it names two controls by such phrases and asks how they are classified, and the
options are the full two by two: "Both are inherited controls.", "The first is inherited, and the second is shared.";
the order is that of the stem.
Kind: by the owner of the account-wide cell of the control: AWS, inherited; both, shared; the customer, customer
specific.
Proof: the account-wide cell of each control named.
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from question_bank.control_kinds import NamedControl, named_controls_of
from question_bank.draft import Choice, Claim, Draft
from question_bank.families._contrasts import KINDS as REASONS
from question_bank.families._contrasts import ORDINALS, contrast
from question_bank.families._even import even_trap
from question_bank.families._fair_draw import Draws, Group, fitted
from question_bank.families._fairness import fair_stem, is_fair
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons
from question_bank.families._render import build, level
from question_bank.families._two_terms import Term, says, two_by_two
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import SIDES, ExamScope, Scope
from question_bank.wording import sentence

DISTRACTORS = 3
PAIR_SHARE = 0.5
TRIES = 6
FEWEST_TRAPS = 2
TERMS = {
    Owner.PROVIDER: Term("is inherited", "are inherited controls"),
    Owner.SHARED: Term("is shared", "are shared controls"),
    Owner.CUSTOMER: Term("is customer specific", "are customer-specific controls"),
}
KINDS = {
    Owner.PROVIDER: "an inherited control",
    Owner.SHARED: "a shared control",
    Owner.CUSTOMER: "a customer-specific control",
}
LESSONS = {
    Owner.PROVIDER: "An inherited control is AWS's in full, and the company relies on it and on the audits behind it.",
    Owner.SHARED: "A shared control applies to both sides, to AWS and to the company, each for what it runs itself.",
    Owner.CUSTOMER: "A customer-specific control is the company's alone: it depends on what the company builds and "
    "decides.",
}
BARE = frozenset("patch configuration awareness least physical guarded penetration".split())  # no article before these
ONE = {
    "foundational": (
        "In the AWS shared responsibility model, which of these is {kind}?",
        "A company studies the AWS shared responsibility model. Which of these is {kind}?",
        "The AWS shared responsibility model describes three kinds of control. Which of these is {kind}?",
        "Which of these does the AWS shared responsibility model class as {kind}?",
    ),
    "associate": (
        "A solutions architect sorts controls by the AWS shared responsibility model. Which of these is {kind}?",
        "A design document follows the AWS shared responsibility model. Which of these does it list as {kind}?",
    ),
    "specialty": (
        "A security team sorts its control catalog by the AWS shared responsibility model. Which of these is {kind}?",
        "An auditor asks how controls are classed in the AWS shared responsibility model. Which of these is {kind}?",
    ),
}
TWO = {
    "foundational": (
        "In the AWS shared responsibility model, how is {first} classified, and how is {second}?",
        "How does the AWS shared responsibility model classify {first}, and how does it classify {second}?",
        "A company meets two controls in the AWS shared responsibility model: {first}, and {second}. How are they "
        "classified?",
        "By the AWS shared responsibility model, what kind of control is {first}, and what kind is {second}?",
    ),
    "associate": (
        "A design document follows the AWS shared responsibility model. How does it classify two controls: {first}, "
        "and {second}?",
        "A solutions architect applies the AWS shared responsibility model. What kind of control is {first}, and what "
        "kind is {second}?",
    ),
    "specialty": (
        "A control catalog follows the AWS shared responsibility model. How does it classify two controls: {first}, "
        "and {second}?",
        "An auditor applies the AWS shared responsibility model. What kind of control is {first}, and what kind is "
        "{second}?",
    ),
}
Named = Mapping[Owner, Sequence[NamedControl]]


class ControlType:
    """From kind to control, and from two controls to their kinds."""

    id = "control-type"
    title = "Inherited, shared, or customer specific"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 0.05
    factorial = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED or rng.random() < PAIR_SHARE:
            return self._pair(scope, asked, rng)
        return self._one(scope, asked, rng)

    def _pair(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        """Two controls of the asked kind and another, or both of one of the two: each of the four as often."""
        keys, named = scope.once(self.id, _keys), scope.once((self.id, "all"), _named)
        others = [owner for owner in Owner if owner is not asked and keys[owner]]
        if not keys[asked] or not others:
            return None
        terms = [asked, rng.choice(others)]
        kind, rest = rng.choice(terms), rng.choice(terms)
        key = rng.choice(keys[kind])
        second_ones = [control for control in named[rest] if control.cell.key != key.cell.key]
        if not second_ones:
            return None
        pair = rng.sample((key, rng.choice(second_ones)), 2)
        first, second = (Claim(control.cell, control.cell.owner, control.cell.owner) for control in pair)
        facts = tuple(control.phrase for control in pair)
        terms.sort(key=list(Owner).index)
        choices = two_by_two(scope, (first, second), terms, rng)
        tempting = sum(choice.trap is not None for choice in choices) >= FEWEST_TRAPS
        return plan(self, scope, asked, choices, facts=facts) if tempting else None

    def _one(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        """A control of the asked kind, or a shared one, among those of other kinds."""
        draws = scope.once((self.id, asked), lambda scope: self._draws(scope, asked))
        for _ in range(TRIES):
            if (group := draws.group(rng)) is None:
                return None
            kind: Owner = group.about
            known = scope.once((self.id, "phrases"), _by_phrase)
            chosen = [known[phrase] for phrase in _apart(known, draws.keys(group, rng)[0], draws.others(group, rng))]
            phrases = [control.phrase for control in chosen]
            if len(chosen) > DISTRACTORS and is_fair("", phrases[:1], phrases[1:]):
                used, choices = list[str](), [Choice((Claim(chosen[0].cell, kind, kind),), correct=True)]
                for control in chosen[1:]:
                    traps = scope.traps(control.cell, kind)
                    trap = even_trap(scope, traps, used, rng) or traps[0]
                    used.append(trap.id)
                    choices.append(Choice((Claim(control.cell, control.cell.owner, kind),), correct=False, trap=trap))
                return plan(self, scope, asked, choices, topic=KINDS[kind], facts=tuple(phrases))
        return None

    def _draws(self, scope: Scope, asked: Owner) -> Draws:
        known = _by_phrase(scope)

        def told_fairly(_: Group, key: str, others: Sequence[str]) -> bool:
            phrases = _apart(known, key, others)
            return len(phrases) > DISTRACTORS and is_fair("", phrases[:1], phrases[1:])

        weights = fitted(scope.exam, (self.id,), _groups, told_fairly, right=1, wrong=DISTRACTORS)
        return Draws.of(scope, weights, (self.id, scope.task.id, asked), lambda _, phrase: known[phrase].cell.key)

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        said = Reasons(exam.model, rng)
        if draft.topic:
            texts = [sentence(phrase) for phrase in draft.facts]
            reasons = [contrast(said, REASONS, choice, ("this",)) for choice in draft.choices]
            frames, fill = ONE[level(exam)], {"kind": draft.topic}
        else:
            texts = [says(*(TERMS[claim.given] for claim in choice.claims)) for choice in draft.choices]
            reasons = [contrast(said, REASONS, choice, ORDINALS) for choice in draft.choices]
            first, second = map(_with_article, draft.facts)
            frames, fill = TWO[level(exam)], {"first": first, "second": second}
        stem = fair_stem(frames, lambda frame: frame.format(**fill), texts, 1, rng)
        kinds = dict.fromkeys(claim.side for claim in draft.keys[0].claims)
        return build(draft, exam, stem, texts, reasons, " ".join(LESSONS[kind] for kind in kinds), order)


def _named(scope: Scope) -> Named:
    """The controls that may stand in an item of the exam."""
    within = {cell.key for cell in scope.exam.cells}
    known = [control for control in named_controls_of(scope.exam.model) if control.cell.key in within]
    return {owner: [control for control in known if control.cell.owner is owner] for owner in Owner}


def _keys(scope: Scope) -> Named:
    """Those that may be keys: controls of the task."""
    within = {cell.key for cells in scope.cells.values() for cell in cells}
    return {
        owner: [control for control in found if control.cell.key in within] for owner, found in _named(scope).items()
    }


def _by_phrase(scope: Scope) -> Mapping[str, NamedControl]:
    return {control.phrase: control for control in named_controls_of(scope.exam.model)}


def _groups(family: str, scope: Scope) -> Iterator[Group]:
    """Controls of the task by kind, and those of other kinds that are taken for it; shared ones for either side."""
    keys, named = _keys(scope), _named(scope)
    for asked in SIDES:
        for kind in (asked, Owner.SHARED):
            others = (c for owner in Owner if owner is not kind for c in named[owner] if scope.exam.traps(c.cell, kind))
            right, wrong = (tuple(control.phrase for control in some) for some in (keys[kind], others))
            yield Group((family, scope.task.id, asked), right, wrong, kind)


def _apart(known: Mapping[str, NamedControl], key: str, others: Sequence[str]) -> Sequence[str]:
    """The key and the first three of the others, each of a control of its own."""
    found = {known[key].cell.key: key}
    for phrase in others:
        found.setdefault(known[phrase].cell.key, phrase)
    return list(found.values())[: DISTRACTORS + 1]


def _with_article(phrase: str) -> str:
    """A phrase as it stands within a sentence."""
    return phrase if phrase.partition(" ")[0] in BARE else f"the {phrase}"


FAMILY = ControlType()
