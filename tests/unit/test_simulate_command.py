import json

import pytest
from click.testing import CliRunner, Result

from app.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["simulate", *arguments])


@pytest.fixture(scope="module")
def printed() -> str:
    """Twenty learners on one process, as JSON."""
    result = run("--learners", "20", "--seed", "5", "--processes", "1", "--json")
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_the_figures_as_json(printed: str) -> None:
    found = json.loads(printed)
    assert (found["world"], found["seed"], found["learners"]) == ("base", 5, 20)
    assert set(found["quality"]) == {"model", "last-sitting", "pooled-percent", "beta-binomial", "oracle"}
    assert sum(row["count"] for row in found["reliability"]) == found["judged"]
    assert {gate["name"] for gate in found["gates"]} >= {"calibration error", "coverage"}


def test_processes_do_not_change_the_figures(printed: str) -> None:
    assert run("--learners", "20", "--seed", "5", "--processes", "2", "--json").stdout == printed


def test_tables_on_standard_output_and_the_bar_on_standard_error() -> None:
    result = run("--learners", "20", "--seed", "5", "--world", "hard-bank", "--processes", "1")
    assert result.exit_code == 0
    assert "World hard-bank, seed 5: 20 learners" in result.stdout
    assert "oracle" in result.stdout
    assert "calibration error" in result.stdout
    assert "Learners, hard-bank" in result.stderr
    assert "Learners, hard-bank" not in result.stdout


@pytest.mark.parametrize("arguments", [("--world", "flat"), ("--learners", "0"), ("--processes", "0")])
def test_bad_options_are_refused(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert arguments[0] in result.stderr
