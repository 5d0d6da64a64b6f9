"""Prepares in the background what the first form of each exam needs, so that no learner waits for it.

It begins after the first answer: a server that has just started should answer, not prepare.
"""

from threading import Lock, Thread

from flask import Flask, Response

from question_bank.assembly import LONGEST, assemble_form
from question_bank.bank import load_bank


def warm_after_first_answer(app: Flask) -> None:
    """Start to prepare once, after the first answer of this process; nothing where WARM_UP is off."""
    first = Lock()  # taken for good by whoever answers first

    @app.after_request
    def begin(response: Response) -> Response:
        if app.config["WARM_UP"] and first.acquire(blocking=False):
            Thread(target=warm, name="warm-up", daemon=True).start()
        return response


def warm() -> None:
    """Make one form of each exam: what it looks up stays."""
    bank = load_bank()
    for exam in bank.guides:
        assemble_form(bank, exam, 1, LONGEST)
