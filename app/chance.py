"""The one source of chance in what is asked. Tests set `app.config["SEED"]`, and are asked the same each time."""

import secrets
from random import Random

from flask import current_app

SEED_BITS = 64


def fresh_random() -> Random:
    """A generator that nobody can foretell; with a SEED, one that begins with it."""
    seed: str | int | None = current_app.config["SEED"]
    return Random(secrets.randbits(SEED_BITS) if seed is None else seed)
