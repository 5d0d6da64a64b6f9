"""Loading and validating the whole model and the exam guides: what every start of the site or of a command pays."""

import shutil
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bench.harness import measure, report
from question_bank.loading import DATA, load_exam_guides, load_model

RUNS = 15
CLAIM_SECONDS = 0.300


def parse_only() -> None:
    """The yardstick: the same files through the same parser, nothing checked or kept."""
    for path in DATA.rglob("*.yaml"):
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def run(folder: Path) -> None:
    """Measure on copies of the data, one a run: the loader keeps what it has read of a folder."""
    copies = [Path(shutil.copytree(DATA, folder / str(number) / "data")) for number in range(RUNS + 1)]
    numbers = count()

    def load() -> None:
        data = copies[next(numbers)]
        load_model(data)
        load_exam_guides(data)

    report(measure("load and validate the model", load, "parse its YAML alone", parse_only, RUNS), CLAIM_SECONDS)


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        run(Path(place))
