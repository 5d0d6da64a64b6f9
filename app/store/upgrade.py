"""Creates a database or brings it up to date, and refuses one that a newer version has written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, make_url
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.store.engine import new_engine, sqlite_path
from app.store.errors import DatabaseTooNewError, DatabaseUnusableError

TOO_NEW = (
    "the database {shown} was written by a newer version of this program: it is at step {current}, and this version "
    "knows steps up to {head}. Nothing was changed. Install the newer version, or set DATABASE_URL to another database."
)
MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def upgrade_database(url: str) -> bool:
    """Create the database at `url` or take every missing step; True where there was one to take.

    Raises DatabaseTooNewError where a newer version wrote it, DatabaseUnusableError where it cannot be opened or is of
    another program. Nothing is changed then.
    """
    path = sqlite_path(url)
    if path:
        _make_folder(Path(path))
    engine = new_engine(url)
    try:
        return _upgrade(engine, _shown(url))
    except DatabaseError as error:
        raise DatabaseUnusableError(f"the database {_shown(url)} cannot be used: {error.orig}") from error
    finally:
        engine.dispose()


def _upgrade(engine: Engine, shown: str) -> bool:
    config = alembic_config()
    scripts = ScriptDirectory.from_config(config)
    with engine.begin() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        known = {script.revision for script in scripts.walk_revisions()}
        if current is not None and current not in known:
            raise DatabaseTooNewError(TOO_NEW.format(shown=shown, current=current, head=scripts.get_current_head()))
        if current is None and inspect(connection).get_table_names():
            raise DatabaseUnusableError(f"the database {shown} holds tables of another program. Nothing was changed.")
        if current == scripts.get_current_head():
            return False
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return True


def alembic_config() -> Config:
    """Alembic's settings. `migrations/env.py` takes the connection from `attributes`."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnusableError(f"the folder {path.parent} cannot be made: {error.strerror}") from error


def _shown(url: str) -> str:
    """The address without its password."""
    return make_url(url).render_as_string(hide_password=True)


@contextmanager
def open_session(url: str) -> Iterator[Session]:
    """A session on the database at `url`, outside of the web application."""
    engine = new_engine(url)
    try:
        with Session(engine, expire_on_commit=False) as session:
            yield session
    finally:
        engine.dispose()
