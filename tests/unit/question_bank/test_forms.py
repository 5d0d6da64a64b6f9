"""Forms meet the guide's weights, ask nothing twice, and come back from their code."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.assembly import AssemblyError, Form, assemble_form
from question_bank.bank import Bank, load_bank
from question_bank.exam_guide import largest_remainder
from question_bank.filters import Filters
from question_bank.form_code import FormCodeError, FormRequest, decode, encode
from question_bank.item import ItemType

EXAMS = ("clf-c02", "saa-c03", "scs-c03", "scs-c02")
WEIGHTS_65 = {
    "clf-c02": (16, 19, 22, 8),
    "saa-c03": (19, 17, 16, 13),
    "scs-c03": (10, 9, 12, 13, 12, 9),
    "scs-c02": (9, 12, 13, 10, 12, 9),
}


@pytest.fixture(scope="module", params=EXAMS)
def form(request: pytest.FixtureRequest) -> Form:
    return assemble_form(load_bank(), request.param, 11, 65)


def test_the_weights_are_met_in_whole_items(form: Form) -> None:
    counts = Counter(item.domain for item in form.items)
    assert tuple(counts[domain] for domain in sorted(counts)) == WEIGHTS_65[form.exam]


def test_no_key_is_given_twice(form: Form) -> None:
    """Nor do two items share half of their cells, for such items answer each other."""
    keys = Counter((option.text, item.stem) for item in form.items for option in item.options if option.correct)
    assert max(keys.values()) == 1
    assert len({item.id for item in form.items}) == 65
    for place, item in enumerate(form.items):
        cells = {proof.key for proof in item.proof}
        for other in form.items[place + 1 :]:
            if item.case is None or other.case is None:
                assert 2 * len(cells & {proof.key for proof in other.proof}) <= max(len(cells), len(other.proof))


def test_the_items_of_a_case_stand_together(form: Form) -> None:
    cases = [item.case[0] for item in form.items if item.case]
    runs = [case for place, case in enumerate(cases) if place == 0 or cases[place - 1] != case]
    places = [place for place, item in enumerate(form.items) if item.case]
    assert len(runs) == len(set(runs))
    assert all(later - place == 1 or cases[at] != cases[at + 1] for at, (place, later) in enumerate(pairwise(places)))


def test_families_are_spread(form: Form) -> None:
    counts = Counter(item.family for item in form.items)
    assert max(counts.values()) <= 10
    assert len(counts) >= 8


def test_keys_stand_evenly_and_never_four_times_in_a_row(form: Form) -> None:
    places = [
        next(place for place, option in enumerate(item.options) if option.correct)
        for item in form.items
        if item.type is ItemType.MULTIPLE_CHOICE
    ]
    shares = [places.count(place) / len(places) for place in range(4)]
    assert all(0.17 <= share <= 0.33 for share in shares)


def test_multiple_response_is_a_fifth(form: Form) -> None:
    count = sum(item.type is ItemType.MULTIPLE_RESPONSE for item in form.items)
    assert 11 <= count <= 15


@given(st.sampled_from(EXAMS), st.integers(0, 2**40), st.integers(1, 12))
@settings(max_examples=20)
def test_the_same_request_gives_the_same_form(exam: str, seed: int, length: int) -> None:
    bank = load_bank()
    form = assemble_form(bank, exam, seed, length)
    assert form == assemble_form(bank, exam, seed, length)
    assert len(form.items) == length


@given(
    st.sampled_from(EXAMS),
    st.integers(0, 2**60),
    st.integers(1, 65),
    st.sets(st.integers(1, 4)),
    st.sets(st.sampled_from(("s3", "rds", "ec2", "kms"))),
    st.sets(st.sampled_from(("pick-task", "who-owns"))),
)
def test_a_code_gives_back_what_it_was_made_from(
    exam: str, seed: int, length: int, domains: set[int], services: set[str], families: set[str]
) -> None:
    bank = load_bank()
    filters = Filters.of(
        bank, exam, domains=tuple(domains), services=tuple(services), families=tuple(families), traps=()
    )
    request = FormRequest(exam, seed, length, filters)
    assert decode(bank, encode(bank, request)) == request
    assert decode(bank, encode(bank, request).lower()) == request


@given(st.integers(0, 2**30), st.integers(0, 6), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_mistyped_code_is_refused(seed: int, place: int, digit: str) -> None:
    bank = load_bank()
    code = encode(bank, FormRequest("clf-c02", seed, 10))
    typed = code[:place] + digit + code[place + 1 :]
    if typed != code:
        with pytest.raises(FormCodeError):
            decode(bank, typed)


@pytest.mark.parametrize("code", ["", "K7QF", "not a code", "K7QF2MX-", "UUUUUUU-1"])
def test_what_is_no_code_is_refused(bank: Bank, code: str) -> None:
    with pytest.raises(FormCodeError):
        decode(bank, code)


@pytest.mark.parametrize("exam", ["clf-c02", "saa-c03", "scs-c03", "scs-c02"])
def test_a_form_of_one_domain_is_filled_though_families_keep_to_a_share_of_a_whole_exam(bank: Bank, exam: str) -> None:
    for domain in bank.guide(exam).domains:
        assert len(assemble_form(bank, exam, 3, 40, Filters(domains=(domain.id,))).items) == 40


def test_filters_that_leave_too_little_say_so(bank: Bank) -> None:
    filters = Filters.of(bank, "clf-c02", services=("artifact",), domains=(4,))
    with pytest.raises(AssemblyError, match="different items"):
        assemble_form(bank, "clf-c02", 1, 30, filters)


@pytest.mark.parametrize(
    ("exam", "trap"),
    [
        ("clf-c02", "keys-rotate-by-themselves"),
        ("clf-c02", "aws-pen-tests-my-workload"),
        ("clf-c02", "shared-control-is-really-mine"),
        ("saa-c03", "support-watches-my-workload"),
        ("saa-c03", "nothing-is-recorded-until-i-ask"),
        ("scs-c03", "inherited-control-called-shared"),
        ("clf-c02", "shared-fate-moves-liability-to-google"),
    ],
)
def test_a_trap_of_few_cells_gives_a_quiz_wherever_they_are(bank: Bank, exam: str, trap: str) -> None:
    (item,) = assemble_form(bank, exam, 3, 1, Filters.of(bank, exam, traps=(trap,))).items
    assert trap in {option.trap for option in item.options}


@pytest.mark.parametrize("length", [0, -1, 66])
def test_an_impossible_length_is_refused(bank: Bank, length: int) -> None:
    with pytest.raises(AssemblyError, match="1 to 65"):
        assemble_form(bank, "clf-c02", 1, length)


@given(st.dictionaries(st.integers(1, 9), st.integers(1, 50), min_size=1), st.integers(0, 200))
def test_largest_remainder_keeps_the_total_and_the_quota(weights: dict[int, float], total: int) -> None:
    counts = largest_remainder(weights, total)
    assert sum(counts.values()) == total
    whole = sum(weights.values())
    assert all(abs(counts[key] - total * weight / whole) < 1 for key, weight in weights.items())
