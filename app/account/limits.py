"""How often a password may be tried. Argon2 makes each try slow; this stops one address from trying all day.

The counting is asked by the routes that need it, and by no others: Flask-Limiter would look at every request.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import abort, current_app, request
from limits import parse_many
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

P = ParamSpec("P")
R = TypeVar("R")
LIMITS = parse_many("20 per minute; 200 per hour")
TOO_MANY = "There were too many tries in a short time. Wait a minute, then try again."


def tries(view: Callable[P, R]) -> Callable[P, R]:
    """Answer 429 where an address posts to `view` too often."""

    @wraps(view)
    def counted(*args: P.args, **kwargs: P.kwargs) -> R:
        if request.method == "POST":
            _count(view.__name__)
        return view(*args, **kwargs)

    return counted


def _count(name: str) -> None:
    limiter = current_app.extensions.get("limiter")
    if limiter is None:
        storage = storage_from_string(current_app.config["RATELIMIT_STORAGE_URI"])
        limiter = current_app.extensions.setdefault("limiter", FixedWindowRateLimiter(storage))
    hits = [limiter.hit(limit, name, request.remote_addr or "") for limit in LIMITS]  # each counts, passed or not
    if not all(hits):
        abort(429, description=TOO_MANY)
