"""A simulated learner with known wrong beliefs takes 20 quizzes, and the notebook names those beliefs."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest

from app.assessment.evidence import Answered, encounters_of, is_belief
from app.assessment.memory import Memory, remember
from app.assessment.sitting import Confidence
from question_bank.assembly import assemble_form
from question_bank.bank import Bank, load_bank
from question_bank.item import Item, grade
from tests.samples import right_answer

QUIZZES, LENGTH = 20, 20
LEARNERS, BELIEFS = 12, 6
FALLS, SLIPS = 0.90, 0.05  # how often a belief is acted on where it can be, and any other answer is wrong
COMMON = 40  # traps that the quizzes hold most often: what is never asked cannot be found
FIRST_DAY = date(2027, 3, 1)


def quizzes(bank: Bank, exam: str) -> list[Sequence[Item]]:
    return [assemble_form(bank, exam, seed, LENGTH).items for seed in range(QUIZZES)]


def carried(item: Item) -> dict[str, str]:
    """From each trap of the item to an option that carries it."""
    return {option.trap: option.id for option in item.options if option.trap}


def choose(rng: Random, item: Item, beliefs: set[str]) -> tuple[str, ...]:
    """What the learner answers: by a belief where one is at hand, else right, but for slips."""
    held = sorted(beliefs & carried(item).keys())
    right = right_answer(item)
    if held and rng.random() < FALLS:
        return (carried(item)[rng.choice(held)], *right[1:])
    if rng.random() >= SLIPS:
        return right
    wrong = [option.id for option in item.options if not option.correct]
    return (rng.choice(wrong), *right[1:]) if wrong else right[::-1]


def memories_after(
    rng: Random, forms: list[Sequence[Item]], beliefs: set[str], sizes: dict[str, int]
) -> dict[str, Memory]:
    memories: dict[str, Memory] = {}
    for number, items in enumerate(forms):
        day = FIRST_DAY + timedelta(days=number)
        for item in items:
            choice = choose(rng, item, beliefs)
            answer = Answered(item, choice, grade(item, choice), rng.choice([None, *Confidence]))
            for trap, encounter in encounters_of(answer, day, sizes):
                memories[trap] = remember(memories.get(trap, Memory()), encounter)
    return memories


@pytest.mark.parametrize("exam", ["clf-c02", "saa-c03", "scs-c03"])
def test_the_notebook_names_the_beliefs(exam: str) -> None:
    bank = load_bank()
    sizes = {trap.id: len(trap.cells) for trap in bank.model.traps.values()}
    forms = quizzes(bank, exam)
    offered = Counter(trap for items in forms for item in items for trap in carried(item))
    common = [trap for trap, _ in offered.most_common(COMMON)]
    found = named = held = 0
    for number in range(LEARNERS):
        rng = Random(f"{exam} {number}")
        beliefs = set(rng.sample(common, BELIEFS))
        memories = memories_after(rng, forms, beliefs, sizes)
        names = {trap for trap, memory in memories.items() if is_belief(memory.fell, memory.met)}
        found += len(names & beliefs)
        named += len(names)
        held += len(beliefs)
    assert found / named >= 0.9, "precision"
    assert found / held >= 0.9, "recall"
