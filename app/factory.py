"""Puts the application together."""

from collections.abc import Mapping
from typing import Any

from flask import Flask

from app.about.routes import bp as about
from app.account.routes import bp as account
from app.config import default_config, instance_folder, secret_key
from app.delivery import deliver
from app.errors import register_error_handlers
from app.explore.routes import bp as explore
from app.explore.styleguide import bp as styleguide
from app.extensions import csrf, db, login_manager
from app.home.routes import bp as home
from app.items.routes import bp as items
from app.offline.routes import bp as offline
from app.practice.routes import bp as practice
from app.progress.routes import bp as progress
from app.quizzes.routes import bp as quizzes
from app.reports.routes import bp as reports
from app.review.routes import bp as review
from app.security import secure
from app.traps.routes import bp as traps
from app.warming import warm_after_first_answer
from question_bank.bank import load_bank


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application; `config` goes over the environment's settings. The database must be up to date already.

    Raises DataError with file and line where the facts are wrong, before any request is taken.
    """
    load_bank()
    app = Flask("app", instance_path=str(instance_folder()))
    app.config.from_mapping(default_config())
    app.config.from_mapping(config or {})
    if not app.config["SECRET_KEY"]:
        app.config["SECRET_KEY"] = secret_key(instance_folder())
    bind_extensions(app)
    secure(app)
    deliver(app)
    register_error_handlers(app)
    register_features(app)
    warm_after_first_answer(app)
    return app


def bind_extensions(app: Flask) -> None:
    """Database, sign-in and form tokens."""
    db.init_app(app)
    login_manager.init_app(app)
    csrf.init_app(app)


def register_features(app: Flask) -> None:
    """Each feature is a blueprint of its own."""
    for blueprint in (
        home,
        account,
        practice,
        quizzes,
        review,
        traps,
        progress,
        reports,
        items,
        explore,
        styleguide,
        about,
        offline,
    ):
        app.register_blueprint(blueprint)
