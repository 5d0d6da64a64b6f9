"""Assembling a whole form of 65 items, rendered and verified, on one core, once the bank is loaded."""

import json
from itertools import count

from bench.harness import measure, report
from question_bank.assembly import assemble_form
from question_bank.bank import load_bank

RUNS = 400  # the first ones meet many texts for the first time
LENGTH = 65
CLAIM_SECONDS = 0.020


def bench(exam: str) -> None:
    """Measure forms of `exam`, each by a seed of its own; the yardstick takes such a form through JSON and back."""
    bank = load_bank()
    seeds = count(1)
    form = assemble_form(bank, exam, next(seeds), LENGTH).to_json()
    report(
        measure(
            f"form of {LENGTH} items, {exam}",
            lambda: assemble_form(bank, exam, next(seeds), LENGTH),
            "write and read one as JSON, five times",
            lambda: [json.loads(json.dumps(form)) for _ in range(5)],
            RUNS,
        ),
        CLAIM_SECONDS,
    )


if __name__ == "__main__":
    for exam in load_bank().guides:
        bench(exam)
