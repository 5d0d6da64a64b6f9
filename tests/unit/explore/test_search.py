import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.explore.search import Entry, SearchIndex, entries_of, nearest, search
from question_bank.bank import load_bank

SMALL = SearchIndex.of(
    (
        Entry("service", "rds-custom", "Amazon RDS Custom", "A database with access to its host.", "aws"),
        Entry("service", "rds", "Amazon RDS", "A managed database.", "aws"),
        Entry("control", "engine-patching", "Patching the engine", "installing engine patches"),
        Entry("term", "patch", "Patch", "A change that mends an engine."),
    )
)


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return SearchIndex.of(entries_of(load_bank()))


def ids(found: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in found]


def test_the_shorter_of_two_names_goes_first() -> None:
    assert ids(search(SMALL, "amazon")) == ["rds", "rds-custom"]


def test_the_whole_name_goes_first() -> None:
    assert ids(search(SMALL, "RDS"))[0] == "rds"
    assert ids(search(SMALL, "rds custom"))[0] == "rds-custom"


def test_every_word_must_be_there() -> None:
    assert ids(search(SMALL, "managed database")) == ["rds"]


def test_where_nothing_has_every_word_some_will_do() -> None:
    assert ids(search(SMALL, "patch rds-custom database host")) == ["rds-custom", "rds", "patch", "engine-patching"]


def test_a_name_weighs_more_than_a_text() -> None:
    assert ids(search(SMALL, "engine")) == ["engine-patching", "patch"]


@pytest.mark.parametrize("query", ["", "   ", "of the", "?!", "xyzzyq"])
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert search(SMALL, query) == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("lamda", "lambda"),
        ("dynmodb", "dynamodb"),
        ("secuirty grups", "security-groups"),
        ("guest os patchng", "guest-os-patching"),
        ("ELASTICCACHE", "elasticache"),
        ("kubernets", "aks"),
    ],
)
def test_typing_slips_do_no_harm(index: SearchIndex, query: str, expected: str) -> None:
    assert expected in ids(search(index, query))[:3]


@pytest.mark.parametrize("query", ["ec2", "s3", "hipaa", "engine-patching"])
def test_who_knows_the_id_finds_it_first(index: SearchIndex, query: str) -> None:
    assert ids(search(index, query))[0] == query


def test_everything_in_the_bank_is_found_by_its_name(index: SearchIndex) -> None:
    for entry in index.entries:
        found = search(index, entry.name[:90], 5)
        assert entry in found, entry.name


@given(st.text(max_size=200))
def test_no_query_is_too_odd(query: str) -> None:
    assert len(search(SMALL, query, 2)) <= 2


def test_the_nearest_of_a_kind(index: SearchIndex) -> None:
    assert "rds" in ids(nearest(index, "service", "rsd"))
    assert ids(nearest(index, "control", "guest-os-patch"))[0] == "guest-os-patching"
    assert {entry.kind for entry in nearest(index, "trap", "ec2-like-rds")} == {"trap"}
    assert len(nearest(index, "control", "patching", 3)) == 3
