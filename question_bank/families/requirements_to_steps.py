"""Two requirements, and the two steps of five that meet them.

Stem: names one service by its phrase and holds the `requirement` of two situations, word for word, one after the
other; then a question that names the side asked for: "the company take", "by the company", "of the company", "left to
the company", or "by AWS", "of AWS", "does AWS carry out", "does AWS do", "left to AWS"; then "(Select TWO.)". Options:
`step` of five situations of that service, each with a capital and a period: those of the stem, one or two more of the
side asked for, the rest of the other side. Right are the steps of the situations whose requirements stand in the stem,
if their cells (service, control) are of the side asked for.
Proof: the five cells.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from random import Random

from question_bank.draft import Draft
from question_bank.families._drawing import next_not_spent
from question_bank.families._even import Weighed
from question_bank.families._fairness import fair_stem
from question_bank.families._render import build, fill_stem, level
from question_bank.families._requirement_stems import REQUIREMENTS
from question_bank.families._situation_fits import Fit, Members, by_service, cells_in
from question_bank.families._situation_sets import is_told, is_wanted
from question_bank.families._situations import action_reasons, actions, situation_of, step_text
from question_bank.families._step_pairs import KEYS, PairOdds, pair_odds
from question_bank.item import Item, ItemType
from question_bank.loading import AWS
from question_bank.model import Owner
from question_bank.scope import SIDES, ExamScope, Scope


@dataclass(frozen=True, slots=True)
class Offered:
    """What a task may draw: its keys by side, and what stands beside them. Those in `first` may be the first key."""

    pairs: Mapping[Owner, Weighed[Members]]
    beside: Mapping[frozenset[Fit], Weighed[Members]]
    first: Set[Fit]

    def keys(self, asked: Owner, rng: Random) -> Members:
        """Two keys, the first of the task's own; () where it has none."""
        if asked not in self.pairs:
            return ()
        pair = self.pairs[asked].one(rng)
        first = rng.choice([fit for fit in pair if fit in self.first])
        return (first, *[fit for fit in pair if fit is not first])

    def others(self, keys: Members, rng: Random) -> Members:
        return self.beside[frozenset(keys)].one(rng)


class RequirementsToSteps:
    """Two requirements and the steps that meet them: whoever sorts the steps by side has not chosen yet."""

    id = "requirements-to-steps"
    title = "Which two steps meet the requirements"
    type = ItemType.MULTIPLE_RESPONSE
    simulation = True
    most_share = 0.12

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        offered = scope.once(self.id, self._offered)
        keys = next_not_spent(lambda: offered.keys(asked, rng), lambda keys: is_told(scope, keys))
        if not keys:
            return None
        others = next_not_spent(
            lambda: offered.others(keys, rng), lambda others: scope.worn([fit.cell for fit in (*keys, *others)])
        )
        return actions(self, scope, keys, others, rng) if others else None

    def _offered(self, scope: Scope) -> Offered:
        odds: PairOdds = scope.exam.once((self.id, "odds"), lambda exam: pair_odds(exam, self))
        here = {(fit.cell.key, fit.situation.id): fit for fits in by_service(scope).values() for fit in fits}

        def told(fits: Members) -> Members:
            """The same as the task has them: with wanted traps first."""
            return tuple([here[fit.cell.key, fit.situation.id] for fit in fits])

        own = cells_in(scope)
        first = {fit for fit in here.values() if fit.cell.key in own and is_wanted(scope, fit)}
        pairs = {
            side: {told(pair): odd for pair, odd in odds.pairs.get((scope.task.id, side), {}).items()} for side in SIDES
        }
        left = {side: {pair: odd for pair, odd in found.items() if first & {*pair}} for side, found in pairs.items()}
        used = {frozenset(pair) for found in left.values() for pair in found}
        beside = {
            keys: Weighed({told(three): odd for three, odd in threes.items()})
            for pair, threes in odds.beside.items()
            if (keys := frozenset(told(pair))) in used
        }
        return Offered({side: Weighed(found) for side, found in left.items() if found}, beside, first)

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        service = exam.model.service(AWS, draft.choices[0].cell.service)
        needs = " ".join([situation_of(exam, draft, choice.cell).requirement for choice in draft.keys])
        texts = [step_text(exam, draft, choice) for choice in draft.choices]
        frames = REQUIREMENTS[(level(exam), draft.asked)]
        stem = fair_stem(frames, lambda frame: fill_stem(frame, service, needs=needs), texts, KEYS, rng)
        return build(draft, exam, stem, texts, action_reasons(exam, draft, rng, required=True), "", order)


FAMILY = RequirementsToSteps()
