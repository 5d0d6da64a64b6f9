"""Loading and validating the whole bank, model and exam guides: what every start of the site or of a command pays."""

import yaml

from bench.harness import measure, report
from question_bank.bank import load_bank
from question_bank.loading import DATA, bank_version, load_exam_guides, load_model

RUNS = 15
CLAIM_SECONDS = 0.300


def load() -> None:
    """Load everything again, past the caches."""
    for cached in (bank_version, load_model, load_exam_guides, load_bank):
        cached.cache_clear()
    load_bank()


def parse_only() -> None:
    """The yardstick: the same files through the same parser, nothing checked or kept."""
    for path in DATA.rglob("*.yaml"):
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


if __name__ == "__main__":
    report(measure("load and validate the bank", load, "parse its YAML alone", parse_only, RUNS), CLAIM_SECONDS)
