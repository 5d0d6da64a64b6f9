"""The writers of one database file in a process: one at a time, first come first served, and small ones together.

SQLite lets one write at a time, and its own waiting polls, so that its 99th percentile is many times its median. Here a
writer waits in a queue. Whoever is first takes along the small writes that wait behind it: they are done one after the
other in one transaction, whose one commit is the sync to disk for all, and each is told after that commit.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from sqlalchemy.orm import Session

from app.store.errors import StoreBusy

MOST_TOGETHER = 32
BUSY = "The database is busy, so nothing was changed. Please try again."
Work = Callable[[Session], Any]


@dataclass(slots=True, eq=False)
class Write:
    """A place in the queue. With `work`, another writer's transaction may do it; without, it wants one of its own."""

    work: Work | None = None
    done: bool = False
    result: Any = None
    error: BaseException | None = None
    turn: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.turn.acquire()


class Writers:
    """The queue. `enter` waits for one's turn, `leave` gives it on."""

    def __init__(self, wait_seconds: float) -> None:
        self._wait_seconds = wait_seconds
        self._guard = Lock()
        self._queue: deque[Write] = deque()
        self._busy = False

    @contextmanager
    def alone(self) -> Iterator[None]:
        """The block is the only writer of this process. Raises StoreBusy where its turn does not come."""
        self.enter(Write())
        try:
            yield
        finally:
            self.leave()

    def enter(self, write: Write) -> bool:
        """Wait for one's turn; False where another writer has done the work meanwhile. Raises StoreBusy."""
        with self._guard:
            if not self._busy:
                self._busy = True
                return True
            self._queue.append(write)
        if not write.turn.acquire(timeout=self._wait_seconds) and not self._is_under_way(write):
            raise StoreBusy(BUSY)
        return not write.done

    def take_along(self) -> list[Write]:
        """The small writes at the head of the queue, which the writer whose turn it is now has to do."""
        with self._guard:
            taken: list[Write] = []
            while self._queue and self._queue[0].work and len(taken) < MOST_TOGETHER:
                taken.append(self._queue.popleft())
            return taken

    def leave(self, done: Sequence[Write] = ()) -> None:
        """Give the turn to the next writer, and tell those whose work was `done`."""
        with self._guard:
            following = self._queue.popleft() if self._queue else None
            self._busy = following is not None
        if following is not None:
            following.turn.release()
        for write in done:
            write.done = True
            write.turn.release()

    def _is_under_way(self, write: Write) -> bool:
        """After waiting in vain: leave the queue. Where the write is taken already, its end is near: wait for it."""
        with self._guard:
            if write in self._queue:
                self._queue.remove(write)
                return False
        write.turn.acquire()
        return True
