"""How often a password may be tried. Argon2 makes each try slow; this stops one address from trying all day."""

from flask import Flask
from flask.blueprints import BlueprintSetupState
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(key_func=get_remote_address)
TOO_MANY = "There were too many tries in a short time. Wait a minute, then try again."
tries = limiter.limit("20 per minute; 200 per hour", methods=["POST"], error_message=TOO_MANY)


def bind_limiter(state: BlueprintSetupState) -> None:
    """Start counting for the application that takes the blueprint."""
    if isinstance(state.app, Flask):
        limiter.init_app(state.app)
