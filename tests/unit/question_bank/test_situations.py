"""Situations and incidents: enough of both sides, right as they come, and refused with file and line where wrong."""

from collections import Counter
from pathlib import Path

import pytest

from question_bank.bank import Bank, load_bank
from question_bank.incidents import read_incidents
from question_bank.model import Owner
from question_bank.situations import SERVICE, Kind, read_situations, situations_of
from question_bank.yaml_rows import DataError

READERS = {"situations.yaml": read_situations, "incidents.yaml": read_incidents}
FEWEST = 160
FEWEST_OF_A_SIDE = 55
FEWEST_CASES = 20


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("situations.yaml", "control: user-mfa", "control: user-mfaa", "did you mean 'user-mfa'?"),
        ("situations.yaml", "services: [iam, iam-identity", "services: [s3, iam-identity", "s3 has no cell 'user-mfa'"),
        (
            "situations.yaml",
            "memorydb, msk, opensearch-serverless, sns",
            "parameter-store",
            "gives the step away in the name of parameter-store",
        ),
        ("situations.yaml", "kind: loss", "kind: requirement", "has a requirement and no evidence"),
        ("situations.yaml", "kind: loss", "kind: lost", "expected one of requirement"),
        ("situations.yaml", "matter: a break-in", "matter: a second break-in", "gives the step away"),
        ("situations.yaml", "step: requiring a second factor", "step: requiring a factor", "as a gerund"),
        ("situations.yaml", "    matter: a break-in", "    mater: a break-in", "nothing reads the key 'mater'"),
        ("situations.yaml", "{situation: image-package-flaw,", "{situation: image-flaw,", "there is no situation"),
        ("incidents.yaml", "control: threat-detection", "control: threats", "there is no control"),
        ("incidents.yaml", "because: the team acts on what", "why: the team acts on what", "nothing reads the key"),
    ],
)
def test_a_wrong_entry_is_named_by_file_and_line(data: Path, file: str, old: str, new: str, said: str) -> None:
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=rf"data/{file}:\d+: ") as refused:
        READERS[file](path, f"data/{file}", load_bank().model)
    assert said in str(refused.value)


def test_the_same_evidence_twice_is_refused(data: Path) -> None:
    path = data / "situations.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    first, second = [place for place, line in enumerate(lines) if line.startswith("      - ") and SERVICE in line][2:4]
    lines[second] = lines[first]
    path.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(DataError, match="another situation has the same evidence"):
        read_situations(path, "data/situations.yaml", load_bank().model)


def test_what_nobody_outside_could_see_is_only_required(bank: Bank) -> None:
    required = [one for one in situations_of(bank.model).situations.values() if one.kind is Kind.REQUIREMENT]
    assert required
    assert all(one.requirement and not one.evidence for one in required)


def test_a_rival_helps_in_one_direction(bank: Bank) -> None:
    known = situations_of(bank.model).situations
    assert known["overwritten-file"].is_answered_by(known["intern-deletes"])
    assert not known["errors-unnoticed"].is_answered_by(known["overwritten-file"])


def test_both_sides_have_their_situations(bank: Bank) -> None:
    situations = situations_of(bank.model).situations.values()
    assert len(situations) >= FEWEST
    sides: Counter[Owner] = Counter()
    for situation in situations:
        cells = [bank.model.cells[("aws", service, situation.control)] for service in situation.services]
        sides.update({cell.owner for cell in cells})
    assert min(sides[Owner.PROVIDER], sides[Owner.CUSTOMER]) >= FEWEST_OF_A_SIDE
    assert sides[Owner.SHARED] == 0


def test_cases_tell_of_both_sides(bank: Bank) -> None:
    """Three events each, of which neither side answers for more than twice as many as the other."""
    book = situations_of(bank.model)
    assert len(book.cases) >= FEWEST_CASES
    sides: Counter[Owner] = Counter()
    for case in book.cases:
        for event in case.events:
            control = book.situations[event.situation].control
            sides.update({bank.model.cells[("aws", service, control)].owner for service in event.services})
    assert max(sides.values()) <= 2 * min(sides.values())
