"""What was seen chooses the seed, within bounds, and never the contents."""

from dataclasses import replace

import pytest

from app.assessment.freshness import MOST_ITEMS, MOST_TRIES, Repeats, Seen, fresh_form, repeats_of
from question_bank.assembly import AssemblyError, Form
from question_bank.exam_guide import ExamGuide
from tests.samples import PROOF, sample_form


class Maker:
    """Makes forms that share no item; notes the seeds that were asked for. All rest on cells of their own seed."""

    def __init__(self, guide: ExamGuide, length: int = 10, fails: frozenset[int] = frozenset()) -> None:
        self.guide, self.length, self.fails = guide, length, fails
        self.asked: list[int] = []

    def __call__(self, seed: int) -> Form:
        self.asked.append(seed)
        if seed in self.fails:
            raise AssemblyError(f"no form of seed {seed}")
        return self.form(seed)

    def form(self, seed: int) -> Form:
        form = sample_form(self.guide, self.length, seed, first=1000 * seed)
        proof = (replace(PROOF, service=f"service-{seed}"),)
        return replace(form, items=tuple(replace(item, proof=proof) for item in form.items))


def seen_in(*forms: Form) -> Seen:
    items = [item for form in forms for item in form.items]
    return Seen(frozenset(item.id for item in items), frozenset(cell.key for item in items for cell in item.proof))


def test_the_first_seed_serves_where_nothing_was_seen(guide: ExamGuide) -> None:
    make = Maker(guide)
    assert fresh_form(make, 7, Seen()).seed == 7
    assert make.asked == [7]


def test_seeds_are_tried_until_one_is_fresh(guide: ExamGuide) -> None:
    make = Maker(guide)
    seen = seen_in(make.form(7), make.form(8))
    assert fresh_form(make, 7, seen).seed == 9
    assert fresh_form(make, 7, seen) == make.form(9), "the contents are those of the seed"


def test_cells_of_the_last_forms_count_too(guide: ExamGuide) -> None:
    make = Maker(guide)
    seen = Seen(cells=seen_in(make.form(7)).cells)
    assert repeats_of(make.form(7), seen) == Repeats(0, 1.0)
    assert fresh_form(make, 7, seen).seed == 8


def test_of_forms_that_are_not_fresh_the_least_known_is_taken(guide: ExamGuide) -> None:
    make = Maker(guide)
    seen = seen_in(*(make.form(seed) for seed in range(7, 7 + MOST_TRIES)))
    spared = make.form(11).items[0].id
    assert fresh_form(make, 7, replace(seen, items=seen.items - {spared})).seed == 11
    assert len(make.asked) == MOST_TRIES


def test_long_forms_are_tried_less_often(guide: ExamGuide) -> None:
    make = Maker(guide, 65)
    seen = Seen(cells=seen_in(*(make.form(seed) for seed in range(MOST_TRIES))).cells)
    fresh_form(make, 0, seen)
    assert len(make.asked) * 65 < MOST_ITEMS + 65


def test_a_seed_without_a_form_is_passed_over(guide: ExamGuide) -> None:
    assert fresh_form(Maker(guide, fails=frozenset({7})), 7, Seen()).seed == 8
    with pytest.raises(AssemblyError, match="no form of seed"):
        fresh_form(Maker(guide, fails=frozenset(range(100))), 7, Seen())
