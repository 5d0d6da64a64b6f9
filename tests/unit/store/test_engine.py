from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from app.store import learners
from app.store.engine import new_engine, normal_url, sqlite_path, write_transaction
from app.store.errors import StoreBusy
from app.store.tables import LearnerRow
from app.store.types import UtcDateTime, Words

NOW = datetime(2027, 1, 15, 9, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def sqlite(tmp_path: Path) -> Engine:
    return new_engine(f"sqlite:///{tmp_path / 'plain.sqlite'}")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
def test_every_connection_is_durable_and_checks_foreign_keys(sqlite: Engine, pragma: str, value: object) -> None:
    """synchronous = 2 is FULL: in WAL, only that syncs at each commit."""
    with sqlite.connect() as one, sqlite.connect() as other:
        for connection in (one, other):
            assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value
    sqlite.dispose()


def test_a_write_takes_the_lock_when_it_begins(sqlite: Engine) -> None:
    """Else two readers that want to write could only both fail."""
    with sqlite.begin() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))
    begun: list[str] = []
    with Session(sqlite) as session, write_transaction(session):
        begun.append("writer")
        rival = create_engine(sqlite.url, connect_args={"timeout": 0.05})
        with pytest.raises(Exception, match="locked"), rival.begin() as connection:
            connection.execute(text("INSERT INTO t VALUES (1)"))
        rival.dispose()
    sqlite.dispose()
    assert begun == ["writer"]


def test_what_raises_is_rolled_back(session: Session) -> None:
    guest = learners.create_guest(session, now=NOW)

    def delete_and_fail() -> None:
        with write_transaction(session):
            session.execute(text("DELETE FROM learner"))
            raise KeyError

    with pytest.raises(KeyError):
        delete_and_fail()
    assert learners.get(session, guest.id) is not None


def test_a_database_that_stays_locked_says_busy(sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite.begin() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))
    rival = create_engine(sqlite.url, isolation_level="AUTOCOMMIT")
    with rival.connect() as blocker, Session(sqlite) as session:
        session.execute(text("PRAGMA busy_timeout = 20"))
        blocker.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="nothing was changed"), write_transaction(session):
            session.execute(text("INSERT INTO t VALUES (1)"))
        blocker.exec_driver_sql("ROLLBACK")
    rival.dispose()
    sqlite.dispose()


def test_writers_of_one_process_queue(sqlite: Engine) -> None:
    with sqlite.begin() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))
        connection.execute(text("INSERT INTO t VALUES (0)"))

    def count_up() -> None:
        for _ in range(20):
            with Session(sqlite) as session, write_transaction(session):
                value = session.execute(text("SELECT n FROM t")).scalar_one()
                session.execute(text("UPDATE t SET n = :n"), {"n": value + 1})

    threads = [Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sqlite.connect() as connection:
        assert connection.execute(text("SELECT n FROM t")).scalar() == 80
    sqlite.dispose()


def test_a_second_writer_of_a_process_does_not_bother_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits at the lock, so it gives up at the lock too, although SQLite would wait longer."""
    monkeypatch.setattr("app.store.engine.WAIT_SECONDS", 0.05)
    sqlite = new_engine(f"sqlite:///{tmp_path / 'plain.sqlite'}")

    def write() -> None:
        with Session(sqlite) as second, write_transaction(second):
            pass

    with Session(sqlite) as first, write_transaction(first), pytest.raises(StoreBusy):
        write()
    write()
    sqlite.dispose()


def test_times_come_back_in_utc(session: Session) -> None:
    here = NOW.astimezone(timezone(timedelta(hours=2)))
    guest = learners.create_guest(session, now=here)
    assert guest.created_at == NOW
    assert guest.created_at.utcoffset() == timedelta(0)


def test_a_time_without_zone_is_refused(session: Session) -> None:
    with pytest.raises(StatementError, match="no time zone"):
        learners.create_guest(session, now=NOW.replace(tzinfo=None))
    assert session.query(LearnerRow).count() == 0


def test_null_stays_null() -> None:
    dialect = create_engine("sqlite://").dialect
    for kind in (UtcDateTime(), Words()):
        assert kind.process_bind_param(None, dialect) is None
        assert kind.process_result_value(None, dialect) is None


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_the_address_of_postgresql_names_its_driver(scheme: str) -> None:
    assert normal_url(f"{scheme}://u:p@host/db") == "postgresql+psycopg://u:p@host/db"
    assert sqlite_path(f"{scheme}://u:p@host/db") is None


def test_the_file_of_a_sqlite_address() -> None:
    assert sqlite_path("sqlite:////tmp/a.sqlite") == "/tmp/a.sqlite"
