"""Answers saved a second through the real route, beside a bare Flask route with one insert and commit.

Both are servers with the same settings, and take turns in being asked, so that a busy machine slows both.
"""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from tools.answering import OK, Desk, Reply, hammer, pace, sit_down
from tools.serving import serving

ROUNDS = 7
ROUND_SECONDS = 3.0
CONNECTIONS = 16
CLAIM_RATIO = 0.6
LEARNERS = 100
EVERY_SECONDS = 2.0
PACED_SECONDS = 20.0
CLAIM_SAVED_SECONDS = 0.050
HEADINGS = ("a second", "median", "95 %", "99 %")
YARDSTICK = (sys.executable, "-m", "bench._yardstick")
ROOT = Path(__file__).parents[1]

Make = Callable[[], bytes]


@contextmanager
def both() -> Iterator[tuple[str, str]]:
    """The addresses of the real server and of the yardstick."""
    with (
        TemporaryDirectory() as real,
        TemporaryDirectory() as bare,
        serving(Path(real)) as address,
        serving(Path(bare), command=YARDSTICK, PYTHONPATH=str(ROOT)) as yardstick,
    ):
        yield address, yardstick


def of_desk(desk: Desk) -> Make:
    """Makes the next answer of a learner, as bytes to send."""
    return lambda: desk.next_answer()[3]


def of_yardstick(host: str, number: int) -> Make:
    """The same headers and body as a page sends, to the bare route."""
    desk = Desk(host, "", "whose_session=" + "x" * 200, "y" * 90, {1: ["AAAAAAAA"]})
    request = desk.request(1, number + 1, "AAAAAAAA").replace(b"/1/answer", b"/answer", 1)
    return lambda: request


def run(host: str, makes: list[Make]) -> list[Reply]:
    """One round, all as fast as the server answers. Stops the benchmark where anything is refused."""
    replies = asyncio.run(hammer(host, makes, ROUND_SECONDS))
    refused = [reply for reply in replies if reply.status != OK]
    if refused:
        raise SystemExit(
            f"{len(refused)} answers were refused, the first with {refused[0].status}: {refused[0].body!r}"
        )
    return replies


def percentile(seconds: list[float], share: float) -> float:
    """The time within which this share of all, from 0 to 1, was answered."""
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * share))]


def compare(address: str, yardstick: str) -> None:
    """Answers a second and the tail, at 16 connections, in turns."""
    host, bare = urlsplit(address).netloc, urlsplit(yardstick).netloc
    ours = [of_desk(sit_down(address)) for _ in range(CONNECTIONS)]
    theirs = [of_yardstick(bare, number) for number in range(CONNECTIONS)]
    rounds = [(run(host, ours), run(bare, theirs)) for _ in range(ROUNDS + 1)]
    del rounds[0]  # it warmed up
    print(f"{CONNECTIONS} connections, {ROUNDS} rounds in turns{'':<20}" + "{:>10}{:>10}{:>8}{:>8}".format(*HEADINGS))
    _print_row("answer saved through the real route", [one for one, _ in rounds])
    _print_row("bare Flask route, one insert and commit", [other for _, other in rounds])
    ratio = median(len(one) / len(other) for one, other in rounds)
    tail = median(_tail(one) / _tail(other) for one, other in rounds)
    print(
        f"  {ratio:.2f} of the yardstick (claimed: {CLAIM_RATIO} at least); 99th percentile {tail:.2f} times its "
        "(claimed: 1.00 at most)\n"
    )


def _tail(replies: list[Reply]) -> float:
    return percentile([reply.seconds for reply in replies], 0.99)


def _print_row(name: str, rounds: list[list[Reply]]) -> None:
    seconds = [reply.seconds for replies in rounds for reply in replies]
    rate = median(len(replies) / ROUND_SECONDS for replies in rounds)
    figures = "".join(f"{1000 * percentile(seconds, share):>8.1f}" for share in (0.95, 0.99))
    print(f"{name:<58}{rate:>10.0f}{1000 * median(seconds):>10.1f}{figures}   ms")


def steady(address: str) -> None:
    """100 learners who answer every 2 seconds, until "saved" is said."""
    desks = [sit_down(address) for _ in range(LEARNERS)]
    replies = asyncio.run(
        pace(urlsplit(address).netloc, [of_desk(desk) for desk in desks], EVERY_SECONDS, PACED_SECONDS)
    )
    assert all(json.loads(reply.body)["sequence"] for reply in replies)
    seconds = [reply.seconds for reply in replies]
    print(
        f"{LEARNERS} learners, an answer every {EVERY_SECONDS:.0f} s: {len(seconds)} saved, "
        f"median {1000 * median(seconds):.1f} ms, 95 % within {1000 * percentile(seconds, 0.95):.1f} ms "
        f"(claimed: {1000 * CLAIM_SAVED_SECONDS:.0f} ms at most)"
    )


if __name__ == "__main__":
    with both() as (address, yardstick):
        compare(address, yardstick)
        steady(address)
