"""What only many forms together show: sections 7.2 and 7.3 of the method reference.

Gates are those for 1,000 forms of an exam. Every form also keeps the hard rules by itself, which is asserted here anew.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations
from statistics import mean, pstdev

from question_bank.assembly import Form
from question_bank.exam_guide import largest_remainder
from question_bank.giveaways import states_key_of
from question_bank.item import Item, ItemType
from question_bank.lint_bank import P_VALUE, PLACES, Statistic, chi_square_tail, key_parts
from question_bank.model import CellKey
from question_bank.phrasebook import phrasebook_of
from question_bank.scope import ExamScope

RELAXED_SHARE = 0.01
LONGEST_RUN = 3  # keys in a row at one position
OVERLAP_SHARE = 0.02  # of the items of one form that another has too
HARDNESS_DEVIATION = 0.05  # of the mean difficulty of forms, in logits
GINI = 0.45


def form_statistics(forms: Sequence[Form], exam: ExamScope) -> Iterator[Statistic]:
    """Every statistic of many forms of one exam and length, made without filters."""
    yield from _hard_rules(forms, exam)
    soft = sum(bool(form.relaxed) for form in forms) / len(forms)
    yield Statistic("7.2", "share of forms in which a soft rule gave way", soft, high=RELAXED_SHARE)
    yield from _positions(forms)
    shared = mean(_overlap(one, other) for one, other in pairwise(forms))
    yield Statistic("7.2", "share of items that the next form has too", shared, high=OVERLAP_SHARE)
    hardness = pstdev(mean(item.difficulty for item in form.items) for form in forms)
    yield Statistic("7.2", "deviation of the mean difficulty of forms", hardness, high=HARDNESS_DEVIATION)
    yield from _cell_use(forms, exam)


def _hard_rules(forms: Sequence[Form], exam: ExamScope) -> Iterator[Statistic]:
    weights = {domain.id: domain.weight_percent for domain in exam.guide.domains}
    off = sum(
        Counter(item.domain for item in form.items) != Counter(largest_remainder(weights, form.length))
        for form in forms
    )
    yield Statistic("7.1", "forms that miss the weights", off, high=0)
    twice = sum(_has_key_twice(form, exam) for form in forms)
    yield Statistic("7.1", "forms in which two items have a key of one cell", twice, high=0)
    known = sum(_is_answered(form, exam) for form in forms) / len(forms)
    yield Statistic("7.3", "share of forms in which an option is the key of another item", known, high=RELAXED_SHARE)
    told = sum(any(giveaways(form, exam)) for form in forms)
    yield Statistic("L33", "forms in which a stem states the key of another item", told, high=0)


def _has_key_twice(form: Form, exam: ExamScope) -> bool:
    seen: set[CellKey] = set()
    for item in form.items:
        cells = {cell.key for cell, _ in key_parts(item, exam.model)}
        if cells & seen:
            return True
        seen |= cells
    return False


def _is_answered(form: Form, exam: ExamScope) -> bool:
    """Whether a cell of one item's key bears an option of another; members of a case are no enemies."""
    keys = [{cell.key for cell, _ in key_parts(item, exam.model)} for item in form.items]
    for item, mine in zip(form.items, keys, strict=True):
        for other in form.items:
            apart = other is not item and not (item.case and item.case == other.case)
            if apart and not mine.isdisjoint(proof.key for proof in other.proof):
                return True
    return False


def giveaways(form: Form, exam: ExamScope) -> Iterator[tuple[Item, Item]]:
    """Pairs of items of which the first one's stem states a key of the second one."""
    book = phrasebook_of(exam.model)
    for item, other in permutations(form.items, 2):
        if states_key_of(item, other, book):
            yield item, other


def _positions(forms: Sequence[Form]) -> Iterator[Statistic]:
    places = [[_place(item) for item in form.items] for form in forms]
    counts = Counter(place for of_form in places for place in of_form if place is not None)
    expected = counts.total() / PLACES
    square = sum((counts[place] - expected) ** 2 / expected for place in range(PLACES))
    yield Statistic("7.2", "p of key positions", chi_square_tail(square, PLACES - 1), low=P_VALUE)
    yield Statistic("7.1", "longest run of one key position", max(map(_longest_run, places)), high=LONGEST_RUN)


def _place(item: Item) -> int | None:
    """Where the one key stands; None where there is not just one."""
    if item.type is not ItemType.MULTIPLE_CHOICE:
        return None
    return next(place for place, option in enumerate(item.options) if option.correct)


def _longest_run(places: Sequence[int | None]) -> int:
    longest = run = 1
    for last, place in pairwise(places):
        run = run + 1 if place == last and place is not None else 1
        longest = max(longest, run)
    return longest


def _overlap(one: Form, other: Form) -> float:
    return len({item.id for item in one.items} & {item.id for item in other.items}) / len(one.items)


def _cell_use(forms: Sequence[Form], exam: ExamScope) -> Iterator[Statistic]:
    """How evenly the cells that an exam asks come: as a proof, since what is wrong is told by a cell too."""
    asked = {cell.key for scope in exam.tasks.values() for cells in scope.cells.values() for cell in cells}
    uses = Counter(proof.key for form in forms for item in form.items for proof in item.proof)
    counts = sorted(uses[key] for key in asked)
    yield Statistic("7.2", "share of the exam's cells in no form", sum(not n for n in counts) / len(counts), high=0)
    yield Statistic("7.2", "unevenness of the use of cells (Gini)", gini(counts), high=GINI)


def gini(counts: Sequence[int]) -> float:
    """Gini's coefficient of counts in rising order: 0 where all are equal, near 1 where one has all."""
    total, n = sum(counts), len(counts)
    if not total:
        return 0.0
    return sum((2 * place - n + 1) * count for place, count in enumerate(counts)) / (n * total)
