import pytest

from app.explore.compare import KINDS, compare
from question_bank.loading import load_model
from question_bank.model import Owner, ResponsibilityModel

OPPOSITE = {"to-provider": "to-customer", "to-customer": "to-provider", "new": "gone", "gone": "new"}


@pytest.fixture(scope="module")
def model() -> ResponsibilityModel:
    return load_model()


def compared(model: ResponsibilityModel, a: str, b: str) -> dict[str, set[str]]:
    found = compare(model, model.service("aws", a), model.service("aws", b))
    return {kind: {change.control.id for change in changes} for kind, changes in found.items()}


def test_what_moves_to_aws_with_a_managed_database(model: ResponsibilityModel) -> None:
    found = compared(model, "database-on-ec2", "rds")
    assert {"guest-os-patching", "engine-patching", "engine-installation"} <= found["to-provider"]
    assert "in-service-users" in found["stays-customer"]


def test_what_holds_for_the_whole_account_counts(model: ResponsibilityModel) -> None:
    """RDS has no cell of its own for the host's operating system; it is AWS's all the same, and nothing is new."""
    found = compared(model, "ec2", "rds")
    assert "host-os" in found["stays-provider"]


@pytest.mark.parametrize(("a", "b"), [("ec2", "rds"), ("rds", "dynamodb"), ("s3", "lambda")])
def test_turned_around_it_says_the_opposite(model: ResponsibilityModel, a: str, b: str) -> None:
    there, back = compared(model, a, b), compared(model, b, a)
    assert {OPPOSITE.get(kind, kind): controls for kind, controls in there.items()} == back


def test_a_service_is_as_itself(model: ResponsibilityModel) -> None:
    found = compared(model, "s3", "s3")
    assert set(found) <= {f"stays-{owner}" for owner in Owner} <= set(KINDS)


def test_no_control_is_in_two_groups(model: ResponsibilityModel) -> None:
    found = compared(model, "ec2", "lambda")
    listed = [control for controls in found.values() for control in controls]
    assert len(listed) == len(set(listed))
