"""Engines and transactions. On SQLite a write takes the lock when it begins, and is on disk when it has committed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SqliteConnection
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from app.store.errors import StoreBusy
from app.store.writers import BUSY, Write, Writers

T = TypeVar("T")
WAIT_SECONDS = 10  # for another writer; a write takes milliseconds
_WRITE = "whose_write"  # execution option: this transaction is going to write
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}",
)
_writers: WeakKeyDictionary[Engine, Writers] = WeakKeyDictionary()


def normal_url(url: str) -> str:
    """The address as SQLAlchemy wants it: hosts hand out postgres:// where the driver has to be named."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return f"postgresql+psycopg://{url.removeprefix(scheme)}"
    return url


def new_engine(url: str, **options: Any) -> Engine:
    """An engine for `url`, prepared."""
    engine = create_engine(normal_url(url), **options)
    prepare_engine(engine)
    return engine


def pool_options(url: str, threads: int) -> dict[str, Any]:
    """A connection for every thread, so that nobody waits for one. A server may drop some, so those are tried first."""
    return {"pool_size": threads, "pool_pre_ping": sqlite_path(url) is None}


def prepare_engine(engine: Engine) -> None:
    """Set what every connection needs. On SQLite, SQLAlchemy begins transactions, not the driver."""
    if engine.dialect.name != "sqlite":
        return
    _writers[engine] = Writers(WAIT_SECONDS)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


@contextmanager
def write_transaction(session: Session) -> Iterator[None]:
    """One short write: committed at the end of the block, rolled back where the block raises.

    Within a process writers queue, since SQLite's own waiting polls, and its tail is long.
    Raises StoreBusy where the database cannot be written; nothing is changed then.
    """
    session.commit()  # ends the reading that went before: a read transaction cannot become a write safely
    writers = _writers.get(session.get_bind().engine)
    if writers is None:
        with _transaction(session):
            yield
        return
    with writers.alone(), _transaction(session):
        yield


def write_together(session: Session, work: Callable[[Session], T]) -> T:
    """One small write that may share a commit with others; it is on disk when this returns. What `work` returns.

    `work` gets a session, perhaps another thread's, and may run twice, of which one run counts. Where it raises,
    nothing of it is written. Raises that, and StoreBusy as `write_transaction` does.
    """
    session.commit()
    writers = _writers.get(session.get_bind().engine)
    if writers is None:
        with _transaction(session):
            return work(session)
    mine = Write(work)
    if writers.enter(mine):
        others = writers.take_along()
        try:
            _do(session, [mine, *others])
        finally:
            writers.leave(others)
    if mine.error is not None:
        raise mine.error
    result: T = mine.result
    return result


def _do(session: Session, writes: list[Write]) -> None:
    """Do all in one transaction. Where that fails, each alone, so that one cannot spoil the others."""
    try:
        with _transaction(session):
            for write in writes:
                assert write.work is not None, "only writes with work are taken along"
                write.result = write.work(session)
    except Exception as error:
        if len(writes) == 1:
            writes[0].error = error
            return
        for write in writes:
            _do(session, [write])
    except BaseException:
        for write in writes:
            write.error = StoreBusy(BUSY)
        raise


@contextmanager
def _transaction(session: Session) -> Iterator[None]:
    try:
        session.connection(execution_options={_WRITE: True})
        yield
        session.commit()
    except OperationalError as error:
        session.rollback()
        raise StoreBusy(BUSY) from error
    except BaseException:
        session.rollback()
        raise


def is_sqlite(session: Session) -> bool:
    """Whether the session talks to SQLite."""
    return session.get_bind().dialect.name == "sqlite"


def sqlite_path(url: str) -> str | None:
    """The file of a SQLite address, None for any other."""
    parsed = make_url(normal_url(url))
    return parsed.database if parsed.get_backend_name() == "sqlite" else None


def _set_pragmas(connection: SqliteConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
