"""What the exams ask is in the model, as AWS documents it."""

import pytest

from question_bank.bank import Bank
from question_bank.model import Origin, Owner, UnknownCellError

P, C, S = Owner.PROVIDER, Owner.CUSTOMER, Owner.SHARED

STATEMENTS = [
    ("ec2", "guest-os-patching", C),
    ("ec2", "hypervisor", P),
    ("ec2", "security-groups", C),
    ("rds", "guest-os-patching", P),
    ("rds", "engine-patching", P),
    ("rds", "in-service-users", C),
    ("lambda", "runtime-patching", P),
    ("lambda", "application-code", C),
    ("lambda", "iam-policies", C),
    ("ecs-on-fargate", "host-os", P),
    ("ecs-on-fargate", "container-image", C),
    ("eks-on-ec2", "orchestration-control-plane", P),
    ("eks-on-ec2", "guest-os-patching", C),
    ("s3", "resource-policies", C),
    ("s3", "storage-durability", P),
    ("s3", "encryption-at-rest-setting", C),
    ("s3", "encryption-at-rest-mechanism", P),
    ("dynamodb", "encryption-at-rest-setting", C),
    ("kms", "key-policies", C),
    ("kms", "key-hardware", P),
    ("guardduty", "threat-detection", C),
    ("vpc", "vpc-design", C),
    ("vpc", "network-infrastructure", P),
    ("outposts", "physical-security", C),
    ("iam", "iam-service-operation", P),
    ("iam", "iam-policies", C),
    ("account-wide", "patch-management", S),
    ("account-wide", "configuration-management", S),
    ("account-wide", "awareness-and-training", S),
    ("artifact", "compliance-of-infrastructure", P),
]


@pytest.mark.parametrize(("service", "control", "owner"), STATEMENTS)
def test_the_owner_is_as_documented(bank: Bank, service: str, control: str, owner: Owner) -> None:
    assert bank.model.cell("aws", service, control).owner is owner


def test_every_shared_cell_has_both_parts_and_every_cell_a_source(bank: Bank) -> None:
    for cell in bank.model.cells.values():
        assert cell.source.startswith("https://")
        assert cell.owner is not S or (cell.provider_part and cell.customer_part)
        assert cell.owner is S or cell.part(cell.owner)


def test_what_holds_for_the_account_answers_for_a_service_that_says_nothing(bank: Bank) -> None:
    cell = bank.model.cell("aws", "sqs", "patch-management")
    assert (cell.origin, cell.service) == (Origin.ACCOUNT_WIDE, "account-wide")


@pytest.mark.parametrize(
    ("place", "hint"),
    [
        (("aws", "ec3", "guest-os-patching"), "did you mean .*'ec2'"),
        (("aws", "ec2", "guest-os-patch"), "did you mean 'guest-os-patching'"),
        (("asw", "ec2", "guest-os-patching"), "did you mean 'aws'"),
        (("aws", "s3", "schema-and-query-tuning"), "has no cell"),
    ],
)
def test_an_unknown_cell_is_answered_with_the_nearest_ids(bank: Bank, place: tuple[str, str, str], hint: str) -> None:
    with pytest.raises(UnknownCellError, match=hint):
        bank.model.cell(*place)


def test_a_trap_concerns_only_cells_where_its_believer_is_wrong(bank: Bank) -> None:
    for trap in bank.model.traps.values():
        assert trap.cells
        for key in trap.cells:
            assert bank.model.cells[key].owner in trap.right_owners
            assert bank.model.cells[key].owner is not trap.wrong_owner
