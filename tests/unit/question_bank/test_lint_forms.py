"""What many forms show together, and that each flaw of a form is found where there is one."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from question_bank.assembly import Form, assemble_form
from question_bank.bank import Bank, load_bank
from question_bank.item import Item
from question_bank.lint_bank import Statistic, key_parts
from question_bank.lint_forms import form_statistics, gini, giveaways
from question_bank.model import CellKey

EXAMS = ("clf-c02", "saa-c03", "scs-c03", "scs-c02")
FEW, MANY = 5, 1000


def forms_of(bank: Bank, exam: str, count: int) -> list[Form]:
    return [assemble_form(bank, exam, seed, 65) for seed in range(count)]


@pytest.fixture(scope="module", params=EXAMS)
def forms(request: pytest.FixtureRequest) -> list[Form]:
    return forms_of(load_bank(), request.param, FEW)


def named(bank: Bank, forms: list[Form]) -> Mapping[str, Statistic]:
    return {one.name: one for one in form_statistics(forms, bank.scope(forms[0].exam))}


def keys_of(bank: Bank, item: Item) -> set[CellKey]:
    return {cell.key for cell, _ in key_parts(item, bank.model)}


def test_every_form_keeps_the_hard_rules(bank: Bank, forms: list[Form]) -> None:
    statistics = form_statistics(forms, bank.scope(forms[0].exam))
    assert not [str(one) for one in statistics if one.rule == "7.1" and not one.holds]


def test_forms_of_different_seeds_are_different(bank: Bank, forms: list[Form]) -> None:
    assert named(bank, forms)["share of items that the next form has too"].holds
    assert named(bank, [forms[0], forms[0]])["share of items that the next form has too"].value == 1


def test_an_item_too_few_misses_the_weights(bank: Bank, forms: list[Form]) -> None:
    spoiled = replace(forms[0], items=forms[0].items[1:])
    assert named(bank, [spoiled, forms[1]])["forms that miss the weights"].value == 1


def test_an_item_that_comes_twice_is_found(bank: Bank, forms: list[Form]) -> None:
    items = forms[0].items
    spoiled = replace(forms[0], items=(*items[:-1], items[0]))
    assert named(bank, [spoiled, forms[1]])["forms in which two items have a key of one cell"].value == 1


def test_a_stem_that_states_a_key_is_found(bank: Bank, forms: list[Form]) -> None:
    words = "rewriting crooked garden fences before winter"  # no phrase of the model, so nothing of it is masked
    asked = next(item for item in forms[0].items if item.family == "pick-task")
    options = tuple(replace(one, text=f"{words.capitalize()}.") if one.correct else one for one in asked.options)
    telling = replace(forms[0].items[0], stem=f"AWS has a team for {words}. What is left to do?")
    form = replace(forms[0], items=(telling, replace(asked, options=options)))
    assert {(one.family, other.family) for one, other in giveaways(form, bank.scope(form.exam))} == {
        (telling.family, "pick-task")
    }


def test_an_option_that_is_the_key_of_another_item_is_found(bank: Bank, forms: list[Form]) -> None:
    name = "share of forms in which an option is the key of another item"
    assert named(bank, forms)[name].value == 0
    pairs = ((one, other) for one in forms[0].items for form in forms[1:] for other in form.items)
    told = next((one, other) for one, other in pairs if keys_of(bank, one) & {proof.key for proof in other.proof})
    assert named(bank, [replace(forms[0], items=told), forms[1]])[name].value == 0.5


def test_four_keys_in_a_row_at_one_position_are_found(bank: Bank, forms: list[Form]) -> None:
    first = [item for item in forms[0].items if item.key == {"a"} and item.type == "multiple-choice"]
    spoiled = replace(forms[0], items=tuple(first[:4]))
    assert named(bank, [spoiled, forms[1]])["longest run of one key position"].value == 4


@pytest.mark.parametrize(("counts", "expected"), [([1, 1, 1], 0), ([0, 0, 3], 2 / 3), ([0, 0], 0), ([1, 3], 0.25)])
def test_the_coefficient_of_gini(counts: list[int], expected: float) -> None:
    assert gini(counts) == pytest.approx(expected)


@pytest.mark.gate
@pytest.mark.parametrize("exam", EXAMS)
def test_a_thousand_forms_keep_every_gate(bank: Bank, exam: str) -> None:
    statistics = form_statistics(forms_of(bank, exam, MANY), bank.scope(exam))
    assert not [str(one) for one in statistics if not one.holds]
