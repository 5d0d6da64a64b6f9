"""From the start of the process `whose serve` to its first answered page, with a database that is up to date."""

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.harness import Measurement, report, seconds_of
from tools.serving import serving

RUNS = 7
CLAIM_SECONDS = 1.500
UNIT = (sys.executable, "-c", "import flask, sqlalchemy.orm")


def seconds_to_first_page(folder: Path) -> float:
    """Start the server on the database in `folder`, ask for the home page, and stop it again, which does not count."""
    start = time.perf_counter()
    with serving(folder, first="/"):
        return time.perf_counter() - start


def main() -> None:
    """Measure starts and yardsticks in turns; the start that creates the database does not count."""
    seconds, units = [], []
    with TemporaryDirectory() as name:
        seconds_to_first_page(Path(name))
        for _ in range(RUNS):
            seconds.append(seconds_to_first_page(Path(name)))
            units.append(seconds_of(lambda: subprocess.run(UNIT, check=True)))
    start = "start of the process to the first page"
    report(Measurement(start, tuple(seconds), "Python that imports Flask and SQLAlchemy", tuple(units)), CLAIM_SECONDS)


if __name__ == "__main__":
    main()
