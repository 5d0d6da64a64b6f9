"""Readiness of a learner: a replay of 1,000 answers, and a forecast with its advice, in plain Python."""

from random import Random

from app.assessment.readiness import Evidence, FormShape, replay
from app.assessment.readiness_advice import TrapRecord, next_steps, state_readiness
from bench.harness import measure, report

RUNS = 20
ANSWERS = 1000
DOMAINS = 6
REPLAY_SECONDS = 0.100
ADVICE_SECONDS = 0.020
SHAPE = FormShape((8, 7, 9, 10, 9, 7), cut=38, chance=0.22)


def bench() -> None:
    """The yardstick adds up square roots, as plain Python does at its own speed."""
    rng = Random(1)
    evidence = [
        Evidence(place / 20, rng.randint(1, DOMAINS), rng.gauss(0, 0.6), 0.25, rng.random() < 0.7)
        for place in range(ANSWERS)
    ]
    traps = [TrapRecord(f"trap-{number}", 20, 1 + number % 8, 0.05) for number in range(40)]
    belief = replay(evidence, DOMAINS)
    yardstick = ("add up 100,000 square roots", lambda: sum(place**0.5 for place in range(100_000)))
    report(
        measure(f"replay of {ANSWERS} answers, {DOMAINS} domains", lambda: replay(evidence, DOMAINS), *yardstick, RUNS),
        REPLAY_SECONDS,
    )

    def advise() -> None:
        state_readiness(belief, SHAPE, ANSWERS / 20)
        next_steps(belief, SHAPE, ANSWERS / 20, traps)

    report(measure("statement and steps over 40 traps", advise, *yardstick, RUNS), ADVICE_SECONDS)


if __name__ == "__main__":
    bench()
