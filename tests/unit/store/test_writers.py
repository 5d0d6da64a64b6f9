"""Small writes share a commit; each is told its own outcome, and one cannot spoil another."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from app.store.engine import is_sqlite, write_together, write_transaction
from app.store.errors import StoreBusy
from app.store.writers import Write, Writers


@pytest.fixture
def notes(session: Session) -> Session:
    """The test's session on a database with a table of its own."""
    if not is_sqlite(session):
        pytest.skip("only SQLite has one writer at a time")
    with write_transaction(session):
        session.execute(text("CREATE TABLE slip (number INTEGER PRIMARY KEY)"))
    return session


def put(number: int) -> Callable[[Session], int]:
    def work(session: Session) -> int:
        session.execute(text("INSERT INTO slip VALUES (:number)"), {"number": number})
        return number

    return work


def slips(session: Session) -> set[int]:
    session.rollback()
    return set(session.scalars(text("SELECT number FROM slip")))


def all_behind_one(engine: Engine, works: list[Callable[[Session], int]]) -> list[int | Exception]:
    """Do all of `works` in threads, while one write holds them up until they wait in the queue."""
    waits, begun = Barrier(len(works) + 1), Event()

    def hold(session: Session) -> int:
        begun.set()
        waits.wait()
        Event().wait(0.3)  # until they stand in the queue
        return 0

    def run(work: Callable[[Session], int], *, first: bool = False) -> int | Exception:
        if not first:
            begun.wait()
            waits.wait()
        with Session(engine) as own:
            try:
                return write_together(own, work)
            except Exception as error:
                return error

    with ThreadPoolExecutor(len(works) + 1) as pool:
        holder = pool.submit(run, hold, first=True)
        done = list(pool.map(run, works))
        assert holder.result() == 0
    return done


def test_what_waits_together_is_committed_together(engine: Engine, notes: Session) -> None:
    commits: list[object] = []
    event.listen(engine, "commit", commits.append)
    assert all_behind_one(engine, [put(number) for number in range(6)]) == list(range(6))
    assert slips(notes) == set(range(6))
    assert len(commits) < 6


def test_one_that_fails_does_not_spoil_the_others(engine: Engine, notes: Session) -> None:
    def fail(session: Session) -> int:
        put(99)(session)
        raise ValueError("after writing")

    done = all_behind_one(engine, [put(1), fail, put(2), put(1), put(3)])
    assert [one for one in done if isinstance(one, int)].count(1) == 1, "of two with one number one is refused"
    assert {2, 3} <= {one for one in done if isinstance(one, int)}
    assert sum(isinstance(one, Exception) for one in done) == 2
    assert slips(notes) == {1, 2, 3}


def test_a_write_that_raises_leaves_nothing(engine: Engine, notes: Session) -> None:
    with Session(engine) as own, pytest.raises(ZeroDivisionError):
        write_together(own, lambda session: put(1)(session) // 0)
    assert slips(notes) == set()
    with Session(engine) as own:
        assert write_together(own, put(2)) == 2


def test_larger_writes_are_alone_and_in_turn(engine: Engine, notes: Session) -> None:
    def write(number: int) -> None:
        with Session(engine) as own:
            if number % 2:
                write_together(own, put(number))
            else:
                with write_transaction(own):
                    put(number)(own)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    assert slips(notes) == set(range(40))


def test_who_waits_too_long_is_told_and_leaves_the_queue() -> None:
    writers = Writers(wait_seconds=0.05)
    with writers.alone():
        with pytest.raises(StoreBusy):
            writers.enter(Write(lambda _session: None))
        assert writers.take_along() == []
    with writers.alone():
        pass


def test_a_write_without_work_is_not_taken_along() -> None:
    writers = Writers(wait_seconds=5)
    small, large, later = Write(lambda _session: 1), Write(), Write(lambda _session: 2)
    assert writers.enter(Write(lambda _session: 0))
    with ThreadPoolExecutor(3) as pool:
        turns = []
        for count, write in enumerate((small, large, later), start=1):
            turns.append(pool.submit(writers.enter, write))
            while len(writers._queue) < count:
                pass
        taken = writers.take_along()
        assert taken == [small]
        writers.leave(taken)
        assert turns[0].result() is False
        assert turns[1].result() is True
        writers.leave()
        assert turns[2].result() is True
        writers.leave()
