"""A clock that tests turn, a fresh database for each test, and browsers of two learners.

With TEST_DATABASE_URL the same tests run on that database, such as PostgreSQL; everything in it is deleted.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from app.factory import create_app
from app.store import learners
from app.store.engine import new_engine
from app.store.tables import Base
from app.store.upgrade import upgrade_database
from app.store.views import Learner
from question_bank.exam_guide import ExamGuide
from question_bank.loading import load_exam_guides

START = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that stands still until a test turns it."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def advance(self, seconds: float) -> datetime:
        """Turn the clock; the new time."""
        self.time += timedelta(seconds=seconds)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded SQLite file without rows, to copy: copying is faster than upgrading."""
    path = tmp_path_factory.mktemp("database") / "empty.sqlite"
    upgrade_database(f"sqlite:///{path}")
    return path


@pytest.fixture
def database_url(tmp_path: Path, empty_database: Path) -> str:
    """The address of an empty, upgraded database of this test's own."""
    shared = os.environ.get("TEST_DATABASE_URL")
    if shared:
        upgrade_database(shared)
        delete_rows(shared)
        return shared
    path = tmp_path / "whose.sqlite"
    shutil.copy(empty_database, path)
    return f"sqlite:///{path}"


def delete_rows(url: str) -> None:
    engine = new_engine(url)
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(text(f"DELETE FROM {table.name}"))  # noqa: S608 - names of our own tables
    engine.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = new_engine(database_url, pool_size=20)
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine, expire_on_commit=False) as opened:
        yield opened


@pytest.fixture
def app(database_url: str, clock: Clock) -> Iterator[Flask]:
    """The application on this test's database and clock, with a seed, so that every run asks the same.

    Forms need no token; tests of tokens turn that on again.
    """
    made = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "a key for tests",
            "DATABASE_URL": database_url,
            "CLOCK": clock,
            "SEED": 1,
            "WARM_UP": False,
            "WTF_CSRF_ENABLED": False,
        }
    )
    yield made
    made.extensions["database"].dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that was never here."""
    return app.test_client()


@pytest.fixture
def alice_account(session: Session, clock: Clock) -> Learner:
    return make_account(session, "alice@example.com", clock())


@pytest.fixture
def charlie_account(session: Session, clock: Clock) -> Learner:
    return make_account(session, "charlie@example.com", clock())


@pytest.fixture
def alice(app: Flask, alice_account: Learner) -> FlaskClient:
    """Alice's browser, signed in."""
    return signed_in(app, alice_account)


@pytest.fixture
def charlie(app: Flask, charlie_account: Learner) -> FlaskClient:
    """Charlie's browser, signed in."""
    return signed_in(app, charlie_account)


@pytest.fixture(scope="session")
def guide() -> ExamGuide:
    """The outline of CLF-C02: 65 items in 90 minutes, 50 of them scored."""
    return load_exam_guides()["clf-c02"]


def make_account(session: Session, email: str, now: datetime) -> Learner:
    guest = learners.create_guest(session, now=now)
    return learners.register(session, guest.id, email, "no password fits this", now=now)


def signed_in(app: Flask, learner: Learner) -> FlaskClient:
    """A browser whose session is the learner's."""
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["_user_id"] = str(learner.id)
        cookie["_fresh"] = True
    return browser
