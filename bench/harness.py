"""Times an action beside a yardstick, in turns: a busy machine slows both, and the ratio still says something."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Action = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Measurement:
    """Seconds of each run of the action and of the yardstick beside it."""

    name: str
    seconds: tuple[float, ...]
    yardstick: str
    yardstick_seconds: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """How many times as long as the yardstick the action takes, by the medians."""
        return median(self.seconds) / median(self.yardstick_seconds)


def measure(name: str, action: Action, yardstick: str, unit: Action, runs: int) -> Measurement:
    """Run `action` and `unit`, which `name` and `yardstick` describe, `runs` times in turns, once before to warm up.

    What is there by then stays, so that the collector need not look through it: so it is with the bank in the app.
    """
    action()
    unit()
    gc.collect()
    gc.freeze()
    seconds, units = [], []
    for _ in range(runs):
        seconds.append(seconds_of(action))
        units.append(seconds_of(unit))
    return Measurement(name, tuple(seconds), yardstick, tuple(units))


def report(measurement: Measurement, claim: float) -> None:
    """Print the measurement, in milliseconds, and the `claim` for its median, in seconds."""
    print(f"{'':<58}{'median':>10}{'least':>10}{'most':>10}   ms")
    _print_row(measurement.name, measurement.seconds)
    _print_row(measurement.yardstick, measurement.yardstick_seconds)
    runs = len(measurement.seconds)
    print(f"  {runs} runs, {measurement.ratio:.2f} times the yardstick; claimed: {claim * 1000:.0f} ms at most\n")


def _print_row(name: str, seconds: tuple[float, ...]) -> None:
    figures = "".join(f"{value * 1000:>10.1f}" for value in (median(seconds), min(seconds), max(seconds)))
    print(f"{name:<58}{figures}")


def seconds_of(action: Action) -> float:
    """Seconds that one run of `action` takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
