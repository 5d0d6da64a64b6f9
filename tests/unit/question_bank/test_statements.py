"""The sentences that every exam rests on, each found in the model."""

import pytest

from question_bank.bank import Bank
from question_bank.model import ACCOUNT_WIDE, Owner

P, C, S = Owner.PROVIDER, Owner.CUSTOMER, Owner.SHARED

ACCOUNT = [
    ("physical-security", P),
    ("hardware-lifecycle", P),
    ("hypervisor", P),
    ("global-network", P),
    ("zone-isolation", P),
    ("iam-policies", C),
    ("data-classification", C),
    ("compliance-of-infrastructure", P),
    ("compliance-of-workload", C),
    ("patch-management", S),
    ("configuration-management", S),
    ("awareness-and-training", S),
]
SERVICES = [
    ("lambda", "iam-policies", C),
    ("s3", "public-exposure", C),
    ("s3", "incident-response-workload", C),
    ("waf", "application-input-filtering", C),
    ("vpc", "security-groups", C),
    ("cloudfront", "global-network", P),
    ("rds", "in-service-users", C),
    ("systems-manager", "guest-os-patching", C),
]
TOOLS = ("systems-manager-patch-manager", "config", "guardduty", "security-hub", "inspector", "macie", "kms", "acm")


@pytest.mark.parametrize(("control", "owner"), ACCOUNT)
def test_what_holds_for_the_account(bank: Bank, control: str, owner: Owner) -> None:
    cell = bank.model.cells[("aws", ACCOUNT_WIDE, control)]
    assert cell.owner is owner
    assert owner is not S or (cell.provider_part and cell.customer_part)


@pytest.mark.parametrize(("service", "control", "owner"), SERVICES)
def test_what_holds_for_a_service(bank: Bank, service: str, control: str, owner: Owner) -> None:
    assert bank.model.cell("aws", service, control).owner is owner


@pytest.mark.parametrize("service", TOOLS)
def test_a_tool_says_what_it_is_for_and_charged_by(bank: Bank, service: str) -> None:
    found = bank.model.service("aws", service)
    assert found.purpose
    assert found.pricing_unit


def test_evidence_for_the_infrastructure_comes_through_artifact(bank: Bank) -> None:
    for framework in ("soc-2", "iso-27001", "pci-dss", "hipaa"):
        assert bank.references.frameworks[framework].customer_must
    assert bank.model.cell("aws", "artifact", "compliance-of-infrastructure").owner is P


@pytest.mark.parametrize(
    ("provider", "service", "control", "owner"),
    [
        ("azure", "virtual-machines", "guest-os-patching", C),
        ("azure", "azure-sql-database", "engine-patching", P),
        ("gcp", "compute-engine", "guest-os-patching", C),
        ("gcp", "cloud-sql", "engine-patching", P),
    ],
)
def test_the_other_clouds_split_alike(bank: Bank, provider: str, service: str, control: str, owner: Owner) -> None:
    assert bank.model.cell(provider, service, control).owner is owner


def test_google_calls_its_approach_shared_fate(bank: Bank) -> None:
    assert any("shared fate" in aspect.gcp.lower() for aspect in bank.references.comparison.aspects)


def test_the_counts_are_those_promised(bank: Bank) -> None:
    services = [service for service in bank.model.services.values() if service.id != ACCOUNT_WIDE]
    assert sum(service.provider == "aws" for service in services) >= 100
    assert min(sum(s.provider == other for s in services) for other in ("azure", "gcp")) >= 15
    assert len(bank.model.controls) >= 75
    assert sum(cell.provider == "aws" for cell in bank.model.cells.values()) >= 1500
    assert len(bank.model.traps) >= 60
