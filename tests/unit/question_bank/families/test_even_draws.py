"""No text is known by how often it is right: over an exam each is the key in about its share of its uses."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from random import Random
from statistics import mean, median

import pytest

from question_bank.bank import Bank
from question_bank.draft import Draft
from question_bank.families import claim_check
from question_bank.families._even import all_fair, even_trap
from question_bank.making import display_order
from question_bank.scope import AWS, OTHER, SIDES

EVEN = (
    ("incident-detection", "clf-c02"),
    ("incident-detection", "scs-c03"),
    ("incident-prevention", "saa-c03"),
    ("incident-prevention", "clf-c02"),
    ("requirement-to-step", "clf-c02"),
    ("requirement-to-step", "scs-c02"),
    ("service-by-purpose", "clf-c02"),
    ("whose-evidence", "scs-c03"),
    ("framework-scope", "clf-c02"),
)
EXAMS = ("clf-c02", "saa-c03", "scs-c02", "scs-c03")
DRAFTS = 900
LEAST_PLACE = 0.05  # of the median service: how often each is the key
# Traps of distractors that no task has as a key: tasks of a service beside those that are asked.
BESIDE_ONLY = set(
    "tools-run-on-servers-i-patch servers-with-secrets-are-mine-to-patch services-come-configured "
    "buildings-are-mine-to-guard keys-rotate-by-themselves support-watches-my-workload".split()
)
FREQUENT = 40  # uses
SHARE = (0.10, 0.45)  # of the uses of a text, in which it is the key: section 1.2 of the method reference


def drawn(bank: Bank, family: str, exam: str) -> Iterator[Draft]:
    """Drafts of the tasks that offer the family, by their share of the exam, for both sides alike."""
    rng, scopes = Random(5), [s for s in bank.scope(exam).tasks.values() if family in s.task.families]
    for scope in rng.choices(scopes, [scope.task.scored_items for scope in scopes], k=DRAFTS):
        for side in SIDES:
            if draft := bank.families[family].draft(scope, side, rng):
                yield draft


@pytest.mark.parametrize(("family", "exam"), EVEN)
def test_each_frequent_text_is_key_and_distractor_in_turn(bank: Bank, family: str, exam: str) -> None:
    uses, keys = Counter[str](), Counter[str]()
    rng = Random(6)
    for draft in drawn(bank, family, exam):
        item = bank.families[family].render(draft, bank.scope(exam), display_order(draft, rng, None), rng)
        uses.update(option.text for option in item.options)
        keys.update(option.text for option in item.options if option.correct)
    shares = [keys[text] / count for text, count in uses.items() if count >= FREQUENT]
    assert len(shares) >= 10
    assert sum(SHARE[0] <= share <= SHARE[1] for share in shares) >= 0.9 * len(shares)


def test_a_set_is_fair_where_each_of_its_texts_could_be_the_key() -> None:
    short, long = (
        "Patching hosts.",
        "Choosing the key under which the stored records of the whole company are encrypted.",
    )
    assert all_fair([short, "Rotating keys.", "Testing code.", "Setting rules."])
    assert not all_fair([short, "Rotating keys.", "Testing code.", long])
    assert not all_fair(["Patching hosts.", "Rotating keys."], "The hosts are old.")


def test_of_two_keys_no_word_of_the_stem_may_stand_in_two_texts_alone() -> None:
    texts = ["Patching hosts.", "Choosing hosts.", "Rotating keys.", "Testing code.", "Setting rules."]
    assert not all_fair(texts, "The hosts are old.", keys=2)
    assert all_fair([*texts[:3], "Testing hosts.", texts[4]], "The hosts are old.", keys=2)


@pytest.mark.parametrize("exam", EXAMS)
def test_no_service_loses_its_place_as_a_key_to_others(bank: Bank, exam: str) -> None:
    uses: dict[str, list[float]] = {}
    for key, use in claim_check.POOL.draw(bank.scope(exam)).uses.items():
        uses.setdefault(key[1], []).append(use)
    means = sorted(mean(found) for found in uses.values())
    assert means[0] >= LEAST_PLACE * median(means)


@pytest.mark.parametrize("exam", EXAMS)
def test_second_keys_are_of_the_first_ones_side_and_asked_by_the_exam(bank: Bank, exam: str) -> None:
    scope = bank.scope(exam)
    asked = {cell.key for task in scope.tasks.values() for cells in task.cells.values() for cell in cells}
    for draft in islice(drawn(bank, "pick-two-tasks", exam), 200):
        assert {choice.cell.owner for choice in draft.keys} == {draft.asked}
        assert draft.key_cells <= asked


@pytest.mark.parametrize("exam", EXAMS)
def test_each_trap_of_an_exam_concerns_what_one_of_its_tasks_asks(bank: Bank, exam: str) -> None:
    scope = bank.scope(exam)
    asked = {cell.key for task in scope.tasks.values() for cells in task.cells.values() for cell in cells}
    traps = [trap for trap in bank.model.traps.values() if exam in trap.exams and trap.wrong_owner in SIDES]
    of_aws = [trap for trap in traps if any(provider == AWS for provider, _, _ in trap.cells)]
    rare = [trap.id for trap in of_aws if asked.isdisjoint(trap.cells)]
    assert set(rare) <= BESIDE_ONLY


@pytest.mark.parametrize("exam", EXAMS)
def test_traps_of_one_distractor_come_in_turn(bank: Bank, exam: str) -> None:
    scope = next(iter(bank.scope(exam).tasks.values()))
    found = {scope.traps(cell, OTHER[side]) for side in SIDES for cell in scope.cells[side]}
    traps = max(found, key=len)
    rng, counts = Random(7), Counter[str]()
    for _ in range(400):
        trap = even_trap(scope, traps, (), rng)
        counts[trap.id if trap else ""] += 1
    assert len([trap for trap in traps if counts[trap.id]]) > 1
    assert even_trap(scope, traps, [trap.id for trap in traps], rng) is None
