"""Server time of the progress page for a learner with 500 sittings; with --others, in a full database as well.

    python -m bench.progress --others 10000000

fills the database with that many responses of other learners, copies of this one's, which takes minutes and gigabytes.
"""

import sqlite3
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import click
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.assessment.sitting import Mode
from app.factory import create_app
from app.store import attempts, learners
from app.store.progress import exam_progress
from app.store.sittings import of
from app.store.tables import AttemptItemRow, Base, ResponseRow
from app.store.upgrade import open_session, upgrade_database
from app.time import system_clock
from bench.harness import Action, Measurement, measure, report
from question_bank.assembly import Form, assemble_form
from question_bank.bank import load_bank

RUNS = 30
SITTINGS = 500
LENGTH = 20
FORMS = 60  # made once; a longer history sits them again, as a small bank makes learners do
EXAM = "saa-c03"
SHARE_RIGHT = 0.7
CLAIM_SECONDS = 0.080
CLAIM_RATIO = 1.2
# What a learner leaves behind that lies beside another's, in the order of foreign keys.
COPIED = ("learner", "attempt", "response", "mark", "evidence", "forecast", "standing", "trap_memory")


def sit(url: str) -> int:
    """Sit quick quizzes over half a year with answers that are mostly right; the learner."""
    bank, rng, now = load_bank(), Random(1), system_clock()
    guide = bank.guide(EXAM)
    forms = [assemble_form(bank, EXAM, seed, LENGTH) for seed in range(FORMS)]
    with open_session(url) as session:
        learner_id = learners.create_guest(session, now=now).id
        with click.progressbar(range(SITTINGS), label="Sittings", file=sys.stderr) as numbers:
            for number in numbers:
                form = forms[number % FORMS]
                attempt = attempts.start(session, learner_id, form, guide, Mode.QUICK, 3600, now=now)
                answer(session, learner_id, attempt.id, form, rng)
                attempts.submit(session, learner_id, attempt.id, now=system_clock())
    return learner_id


def answer(session: Session, learner_id: int, attempt_id: str, form: Form, rng: Random) -> None:
    """Answer every question at once: where one or more options are the key seven times of ten right, else by chance."""
    mine = (AttemptItemRow.learner_id == learner_id, AttemptItemRow.attempt_id == attempt_id)
    columns = (AttemptItemRow.position, AttemptItemRow.option_ids, AttemptItemRow.choose)
    for row in session.execute(select(*columns).where(*mine)).all():
        options = form.items[row.position - 1].options
        key = [shown for shown, option in zip(row.option_ids, options, strict=True) if option.correct]
        is_right = len(key) == row.choose and rng.random() < SHARE_RIGHT
        choice = key if is_right else [rng.choice(row.option_ids) for _ in range(row.choose)]
        values = {"choice": tuple(choice), "complete": True, "sequence": 1, "seconds": rng.uniform(20, 150)}
        values |= {"confidence": rng.choice(["sure", "unsure", "guess"]), "saved_at": system_clock()}
        place = (of(ResponseRow, learner_id, attempt_id), ResponseRow.position == row.position)
        session.execute(update(ResponseRow).where(*place).values(values))
    session.commit()


def fill(path: Path, learner_id: int, others: int) -> int:
    """Copy the learner's rows until there are `others` responses of other learners; how many there are."""
    copies = -(-others // (SITTINGS * LENGTH))
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for pragma in ("synchronous = OFF", "cache_size = -500000"):
            database.execute(f"PRAGMA {pragma}")
        with click.progressbar(COPIED, label="Copying", file=sys.stderr) as tables:
            for table in tables:
                copy_rows(database, table, learner_id, copies)
        database.execute("ANALYZE")
        count: int = database.execute("SELECT count(*) FROM response").fetchone()[0]
        return count


def copy_rows(database: sqlite3.Connection, table: str, learner_id: int, copies: int) -> None:
    """Give `copies` learners with the next ids the same rows of a table."""
    key = "id" if table == "learner" else "learner_id"
    columns = [column.name for column in Base.metadata.tables[table].columns if column.name != key]
    taken = ", ".join(f'"{name}"' for name in columns)
    given = ", ".join(f't."{name}"' for name in columns)
    numbers = "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < ?)"
    query = (
        f'INSERT INTO "{table}" ({key}, {taken}) {numbers} SELECT t.{key} + n.k, {given} '  # noqa: S608 - our own names
        f'FROM n CROSS JOIN "{table}" t WHERE t.{key} = ?'
    )
    database.execute(query, (copies, learner_id))


def browser(app: Flask, learner_id: int) -> FlaskClient:
    """A browser that is signed in."""
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = str(learner_id)
    return client


def time_page(url: str, learner_id: int, label: str) -> Measurement:
    """Time the page, beside a yardstick of plain Python, and the call of the store that it makes."""
    yardstick: tuple[str, Action] = ("add up 100,000 square roots", lambda: sum(place**0.5 for place in range(100_000)))
    client = browser(create_app({"SECRET_KEY": "bench", "WARM_UP": False, "DATABASE_URL": url}), learner_id)
    address = f"/progress/{EXAM}"
    assert client.get(address).status_code == 200
    page = measure(f"progress page, {SITTINGS} sittings, {label}", partial(client.get, address), *yardstick, RUNS)
    report(page, CLAIM_SECONDS)
    with open_session(url) as session:

        def look() -> None:
            exam_progress(session, learner_id, EXAM, now=system_clock())
            session.commit()

        report(measure(f"what the store does of it, {label}", look, *yardstick, RUNS), CLAIM_SECONDS)
    return page


@click.command()
@click.option("--others", default=0, type=click.IntRange(min=0), help="responses of other learners to add")
def bench(others: int) -> None:
    """Print the times, and with --others how many times as long the page takes in a full database."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite"
        url = f"sqlite:///{path}"
        upgrade_database(url)
        learner_id = sit(url)
        alone = time_page(url, learner_id, "alone")
        if others:
            count = fill(path, learner_id, others)
            full = time_page(url, learner_id, f"{count:,} responses")
            ratio = full.ratio / alone.ratio  # by the yardstick, for the machine may be busier by now
            print(f"  {ratio:.2f} times as long in the full database; claimed: {CLAIM_RATIO} at most")


if __name__ == "__main__":
    bench()
