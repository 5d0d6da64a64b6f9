"""What an application is given by `create_app`: database sessions, sign-in and form tokens. Made once, bound later."""

from flask import Flask, current_app, g
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.store.engine import new_engine, pool_options


class Database:
    """One engine an application, one session a request.

    Flask-SQLAlchemy-Lite does this too, but it closes asynchronous sessions that nobody opened in an event loop of its
    own after each request, which costs a quarter of the time of saving an answer.
    """

    def init_app(self, app: Flask) -> None:
        """Connect `app` to its DATABASE_URL, with a connection for each of its SERVER_THREADS."""
        url = app.config["DATABASE_URL"]
        app.extensions["database"] = new_engine(url, **pool_options(url, app.config["SERVER_THREADS"]))
        app.teardown_appcontext(self._close)

    @property
    def engine(self) -> Engine:
        """The current application's engine."""
        engine: Engine = current_app.extensions["database"]
        return engine

    @property
    def session(self) -> Session:
        """The session of the current request, closed at its end. What the store returns needs no session any more."""
        if "database_session" not in g:
            g.database_session = Session(self.engine, expire_on_commit=False)
        session: Session = g.database_session
        return session

    def _close(self, _error: BaseException | None) -> None:
        session = g.pop("database_session", None)
        if session is not None:
            session.close()


db = Database()
login_manager = LoginManager()
login_manager.session_protection = None  # type: ignore[assignment]  # a phone changes its address, and the cookie is signed
csrf = CSRFProtect()
