"""Facts beside the cells: what is wrong in their files is refused with file and line."""

from pathlib import Path

import pytest

from question_bank.after_setup import read_after_setup
from question_bank.alternatives import read_nearness
from question_bank.bank import load_bank
from question_bank.findings import read_findings
from question_bank.framework_tasks import read_framework_tasks
from question_bank.yaml_rows import DataError

READERS = {
    "after_setup.yaml": read_after_setup,
    "alternatives.yaml": read_nearness,
    "findings.yaml": read_findings,
    "framework_tasks.yaml": read_framework_tasks,
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
        ("framework_tasks.yaml", "  pci-dss:", "  pci-ds:", "did you mean 'pci-dss'?"),
        ("framework_tasks.yaml", "[artifact, service-availability]", "[artifact, legal-agreements]", "no cell of the"),
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
