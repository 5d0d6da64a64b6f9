"""Server time of the review of a whole simulation, all 65 questions open, for a learner with a long history."""

import json
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient

from app.assessment.sitting import Mode
from app.factory import create_app
from app.store import attempts, learners
from app.store.upgrade import open_session, upgrade_database
from app.time import system_clock
from bench.harness import measure, report
from question_bank.assembly import assemble_form
from question_bank.bank import load_bank

RUNS = 40
LENGTH = 65
ATTEMPTS = 20
EXAM = "saa-c03"
CLAIM_SECONDS = 0.060


def sit(url: str) -> tuple[int, str]:
    """Sit simulations with chance answers; the learner and the last attempt."""
    bank, rng, now = load_bank(), Random(1), system_clock()
    guide = bank.guide(EXAM)
    with open_session(url) as session:
        learner_id = learners.create_guest(session, now=now).id
        for seed in range(ATTEMPTS):
            form = assemble_form(bank, EXAM, seed, LENGTH)
            attempt = attempts.start(session, learner_id, form, guide, Mode.SIMULATION, 3600, now=now)
            for position in range(1, LENGTH + 1):
                question = attempts.question(session, learner_id, attempt.id, position, now=now)
                ids = [option.id for option in question.options]
                choice = rng.sample(ids, question.choose) if question.choose <= len(ids) else ids
                attempts.save_answer(session, learner_id, attempt.id, position, choice, 1, seconds=40.0, now=now)
            attempts.submit(session, learner_id, attempt.id, now=now)
    return learner_id, attempt.id


def browser(app: Flask, learner_id: int) -> FlaskClient:
    """A browser that is signed in."""
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = str(learner_id)
    return client


def bench() -> None:
    """The yardstick takes the form of the attempt through JSON and back, five times, as in bench/form.py."""
    form = assemble_form(load_bank(), EXAM, 1, LENGTH).to_json()
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        upgrade_database(url)
        learner_id, attempt_id = sit(url)
        client = browser(create_app({"SECRET_KEY": "bench", "WARM_UP": False, "DATABASE_URL": url}), learner_id)
        for page in ("review", "result"):
            address = f"/attempts/{attempt_id}/{page}"
            assert client.get(address).status_code == 200
            report(
                measure(
                    f"{page} of {LENGTH} questions, {ATTEMPTS} attempts before",
                    partial(client.get, address),
                    "write and read such a form as JSON, five times",
                    lambda: [json.loads(json.dumps(form)) for _ in range(5)],
                    RUNS,
                ),
                CLAIM_SECONDS,
            )


if __name__ == "__main__":
    bench()
