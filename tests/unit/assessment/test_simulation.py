from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.simulation import scored_flags, unscored_counts
from question_bank.exam_guide import ExamGuide, largest_remainder
from question_bank.loading import load_exam_guides

GUIDES = load_exam_guides()
SCORED = {  # of 50, from the method reference, 7.1
    "clf-c02": {1: 12, 2: 15, 3: 17, 4: 6},
    "saa-c03": {1: 15, 2: 13, 3: 12, 4: 10},
    "scs-c03": {1: 8, 2: 7, 3: 9, 4: 10, 5: 9, 6: 7},
    "scs-c02": {1: 7, 2: 9, 3: 10, 4: 8, 5: 9, 6: 7},
}


def whole_form(guide: ExamGuide) -> list[int]:
    weights = {domain.id: domain.weight_percent for domain in guide.domains}
    return [domain for domain, count in largest_remainder(weights, guide.items).items() for _ in range(count)]


@pytest.mark.parametrize("exam", sorted(SCORED))
@given(seed=st.integers(0, 2**40))
def test_fifty_are_scored_and_they_follow_the_weights(exam: str, seed: int) -> None:
    domains = whole_form(GUIDES[exam])
    flags = scored_flags(GUIDES[exam], domains, seed)
    assert Counter(domain for domain, flag in zip(domains, flags, strict=True) if flag) == SCORED[exam]


def test_the_seed_decides(guide: ExamGuide) -> None:
    domains = whole_form(guide)
    drawn = [scored_flags(guide, domains, seed) for seed in range(20)]
    assert drawn == [scored_flags(guide, domains, seed) for seed in range(20)]
    assert len(set(drawn)) == 20


def test_any_place_may_be_unscored(guide: ExamGuide) -> None:
    domains = whole_form(guide)
    unscored = {
        place for seed in range(200) for place, flag in enumerate(scored_flags(guide, domains, seed)) if not flag
    }
    assert unscored == set(range(65))


def test_shorter_forms_are_scored_as_a_whole(guide: ExamGuide) -> None:
    assert scored_flags(guide, [1, 2, 3, 4] * 5, 1) == (True,) * 20


@given(st.lists(st.integers(1, 4), min_size=65, max_size=65))
def test_a_form_short_of_a_domain_still_has_fifteen_unscored(domains: list[int]) -> None:
    guide = GUIDES["clf-c02"]
    held = Counter(domains)
    counts = unscored_counts(guide, held)
    assert sum(counts.values()) == 15
    assert all(0 <= counts[domain] <= held[domain] for domain in held)
    assert sum(scored_flags(guide, domains, 1)) == 50
