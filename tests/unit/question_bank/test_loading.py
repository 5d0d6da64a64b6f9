"""What an editor of the data gets wrong is refused at once, with file and line."""

import re
from pathlib import Path

import pytest

from question_bank.loading import bank_version, load_exam_guides, load_model
from question_bank.yaml_rows import DataError

RDS = "providers/aws/services/rds.yaml"

BROKEN = [
    pytest.param(
        RDS, "  guest-os-patching:", "  guest-os-patchin:", r"there is no control .*did you mean", id="control"
    ),
    pytest.param(RDS, "owner: provider", "owner: vendor", r"owner is 'vendor', expected one of provider", id="owner"),
    pytest.param(
        RDS, "source: https://", "source: http://", r"expected an address that starts with https", id="source"
    ),
    pytest.param(RDS, "confidence: high", "confidence: sure", r"confidence is 'sure'", id="confidence"),
    pytest.param(RDS, "id: rds\n", "id: rbs\n", r"expected 'rds' as the file is named", id="file name"),
    pytest.param(
        RDS, "service_model: container", "service_model: paas", r"service_model is 'paas'", id="service model"
    ),
    pytest.param(
        RDS, "    owner: provider\n", "    ownr: provider\n", r"nothing reads the key 'ownr'", id="misspelt key"
    ),
    pytest.param(RDS, "cells:\n", "cells: [\n", r"not valid YAML", id="syntax"),
    pytest.param(
        "traps.yaml", "wrong_owner: provider", "wrong_owner: nobody", r"wrong_owner is 'nobody'", id="trap owner"
    ),
    pytest.param("exams/clf-c02.yaml", "weight_percent: 24", "weight_percent: 25", r"add up to 101 %", id="weights"),
    pytest.param(
        "exams/clf-c02.yaml",
        "categories: [storage]",
        "categories: [store]",
        r"no service or category 'store'",
        id="kind",
    ),
    pytest.param(
        "exams/clf-c02.yaml", "services: [dms,", "services: [dmz,", r"no service or category 'dmz'", id="task service"
    ),
    pytest.param(
        "exams/clf-c02.yaml",
        "          default-telemetry: [",
        "          default-telemetri: [",
        r"'default-telemetri' is no control of the task",
        id="only",
    ),
]


@pytest.mark.parametrize(("name", "found", "changed", "message"), BROKEN)
def test_a_fault_is_told_with_file_and_line(data: Path, name: str, found: str, changed: str, message: str) -> None:
    text = (data / name).read_text()
    assert found in text
    (data / name).write_text(text.replace(found, changed, 1))
    with pytest.raises(DataError, match=message) as refused:
        load_exam_guides(data)
    file = name.rpartition("/")[2]
    assert re.search(rf"{re.escape(file)}:\d+: ", str(refused.value))


def test_the_line_is_the_one_that_is_wrong(data: Path) -> None:
    lines = (data / RDS).read_text().splitlines()
    at = next(number for number, line in enumerate(lines) if "owner: provider" in line)
    lines[at] = lines[at].replace("provider", "vendor")
    (data / RDS).write_text("\n".join(lines) + "\n")
    with pytest.raises(DataError) as refused:
        load_model(data)
    assert f"{RDS}:{at + 1}: " in str(refused.value)


def test_every_fault_is_told_at_once(data: Path) -> None:
    text = (data / RDS).read_text()
    (data / RDS).write_text(text.replace("confidence: high", "confidence: sure", 3))
    with pytest.raises(DataError) as refused:
        load_model(data)
    assert str(refused.value).count("confidence is 'sure'") == 3


def test_a_shared_cell_needs_both_parts(data: Path) -> None:
    account = data / "providers/aws/account-wide.yaml"
    text = account.read_text()
    block = text.index("patch-management:")
    part = text.index("    customer_part:", block)
    end = text.index("    source:", part)
    account.write_text(text[:part] + text[end:])
    with pytest.raises(DataError, match="patch-management of account-wide is shared and needs a customer_part"):
        load_model(data)


def test_a_trap_that_concerns_no_cell_is_refused(data: Path) -> None:
    traps = data / "traps.yaml"
    first = re.search(r"controls:\s*\[?\s*-?\s*([a-z-]+)", traps.read_text())
    assert first
    traps.write_text(
        traps.read_text()
        + """
  nobody-believes-this:
    name: Nobody believes this
    belief: I hold that storage can be legal.
    lures: [Storage sounds like an agreement.]
    correction: It cannot.
    wrong_owner: provider
    right_owner: customer
    concerns:
      - {controls: [legal-agreements], services: [ebs], models: [infrastructure, container, abstracted]}
    exams: [clf-c02]
    source: https://aws.amazon.com/compliance/shared-responsibility-model/
"""
    )
    with pytest.raises(DataError, match="this matcher of nobody-believes-this concerns no cell"):
        load_model(data)


def test_a_key_that_stands_twice_is_refused(data: Path) -> None:
    with (data / RDS).open("a") as file:
        file.write("  guest-os-patching: {owner: customer}\n")
    with pytest.raises(DataError, match="'guest-os-patching' stands twice"):
        load_model(data)


def test_a_default_reaches_only_the_services_it_lists(data: Path) -> None:
    (data / "providers/aws/service-models.yaml").write_text(
        "container:\n  cells:\n    zone-isolation:\n      services: [rds]\n      owner: provider\n"
        "      provider_part: keeping the zones behind {service} apart from each other\n"
        "      source: https://docs.aws.amazon.com/\n      confidence: high\n"
    )
    model = load_model(data)
    cell = model.cell("aws", "rds", "zone-isolation")
    assert (cell.origin, cell.provider_part) == (
        "service-model",
        "keeping the zones behind Amazon RDS apart from each other",
    )
    assert ("aws", "aurora", "zone-isolation") not in model.cells


def test_the_version_changes_with_any_fact(data: Path) -> None:
    before = bank_version(data)
    text = (data / RDS).read_text()
    (data / RDS).write_text(text.replace("confidence: high", "confidence: medium", 1))
    assert bank_version(data) != before
