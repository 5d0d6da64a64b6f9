"""Facts beside the cells: what is wrong in their files is refused with file and line."""

from pathlib import Path

import pytest

from question_bank.after_setup import read_after_setup
from question_bank.alternatives import read_nearness
from question_bank.bank import load_bank
from question_bank.findings import read_findings
from question_bank.framework_tasks import read_framework_tasks
from question_bank.lines import read_lines
from question_bank.yaml_rows import DataError

READERS = {
    "after_setup.yaml": read_after_setup,
    "alternatives.yaml": read_nearness,
    "findings.yaml": read_findings,
    "framework_tasks.yaml": read_framework_tasks,
    "lines.yaml": read_lines,
}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("after_setup.yaml", "[secrets-manager, credential-rotation]", "[secrets-manager, rotation]", "no cell with"),
        ("after_setup.yaml", "[kms, key-rotation]", "[kms, key-policies]", "no cell with a part of AWS's"),
        ("after_setup.yaml", "[dms, failover-execution]", "[rds, failover-execution]", "stands twice"),
        ("after_setup.yaml", "text: yearly", "txt: yearly", "nothing reads the key 'txt'"),
        ("alternatives.yaml", "[ec2, msk, msk-serverless]", "[ec2, mks, msk-serverless]", "did you mean 'msk'?"),
        ("alternatives.yaml", "[ec2, msk, msk-serverless]", "[msk, msk, msk-serverless]", "a service stands twice"),
        ("alternatives.yaml", "[ec2, msk, msk-serverless]", "[msk, msk-serverless]", "3 services or more, found 2"),
        ("alternatives.yaml", "job: running Apache Kafka", "job: Apache Kafka", "begins with a gerund"),
        ("alternatives.yaml", "job: running Apache Kafka", "job: running containers", "stands twice"),
        (
            "alternatives.yaml",
            "job: running Apache Kafka",
            "workload: Apache Kafka",
            "nothing reads the key 'workload'",
        ),
        ("findings.yaml", "[inspector, vulnerability-scanning]", "[inspector, host-os]", "no cell with work"),
        ("findings.yaml", "near: [cloudwatch]", "near: [cloud-watch]", "did you mean 'cloudwatch'?"),
        ("lines.yaml", "  host-os:", "  host-oss:", "did you mean 'host-os'?"),
        ("lines.yaml", "  identity:", "  identities:", "did you mean 'identity'?"),
        ("lines.yaml", "    provider: [no customer can", "    providers: [no customer can", "nothing reads the key"),
        (
            "lines.yaml",
            "    customer: [each side trains its own people,",
            "    customer: [so it is.,",
            "without a period",
        ),
        ("lines.yaml", 'lines:\n      - "AWS applies', 'lines:\n      - "Yes. No. AWS applies', "one or two sentences"),
        ("framework_tasks.yaml", "because: this assessment", "why: this assessment", "nothing reads the key 'why'"),
        ("framework_tasks.yaml", "  pci-dss:", "  pci-ds:", "did you mean 'pci-dss'?"),
        (
            "framework_tasks.yaml",
            "[account-wide, infrastructure-configuration]",
            "[artifact, legal-agreements]",
            "no cell of the",
        ),
    ],
)
def test_a_wrong_entry_is_named_by_file_and_line(data: Path, file: str, old: str, new: str, said: str) -> None:
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        READERS[file](path, f"data/{file}", load_bank().model)
    assert said in str(refused.value)
    assert f"data/{file}:{line}" in str(refused.value)


@pytest.mark.parametrize("file", READERS)
def test_what_comes_with_the_package_is_right(data: Path, file: str) -> None:
    assert READERS[file](data / file, file, load_bank().model)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    provider: [each side trains its own people, these people work for AWS]\n",
            "",
            "no reason for provider under 'provider-staff",
        ),
        ("  ai-safeguards:\n", "  zone-isolation2:\n", "there is no control 'zone-isolation2'"),
        ("      ec2-dedicated-hosts:", "      ec2-hosts:", "'special' of 'hypervisor' names 'ec2-hosts'"),
    ],
)
def test_a_control_without_a_line_or_a_reason_is_named(data: Path, old: str, new: str, said: str) -> None:
    path = data / "lines.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        read_lines(path, "data/lines.yaml", load_bank().model)
    assert said in str(refused.value)
