from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from app.store.engine import new_engine
from app.store.errors import DatabaseTooNewError, DatabaseUnusableError
from app.store.tables import Base
from app.store.upgrade import alembic_config, open_session, upgrade_database


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'new folder' / 'whose.sqlite'}"


def test_a_database_is_made_with_its_folder(url: str) -> None:
    assert upgrade_database(url)
    assert not upgrade_database(url), "the second time there is nothing to do"
    with open_session(url) as session:
        assert session.execute(text("SELECT count(*) FROM attempt")).scalar() == 0


def test_the_steps_make_what_the_tables_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_keys_and_foreign_keys_are_those_of_the_tables(engine: Engine) -> None:
    """Alembic does not compare what a foreign key does when its row moves or goes."""
    found = inspect(engine)
    for table in Base.metadata.sorted_tables:
        assert found.get_pk_constraint(table.name)["constrained_columns"] == [c.name for c in table.primary_key]
        made = {
            (tuple(key["constrained_columns"]), *sorted(key["options"].items()))
            for key in found.get_foreign_keys(table.name)
        }
        assert made == {
            (tuple(key.column_keys), *sorted({"ondelete": key.ondelete, "onupdate": key.onupdate}.items()))
            if key.ondelete
            else (tuple(key.column_keys),)
            for key in table.foreign_key_constraints
        }


def test_every_step_goes_back(url: str) -> None:
    upgrade_database(url)
    engine = new_engine(url)
    with engine.begin() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_a_newer_database_is_refused_untouched(url: str) -> None:
    upgrade_database(url)
    with open_session(url) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        session.commit()
    with pytest.raises(DatabaseTooNewError, match=r"newer version.*9999.*Nothing was changed"):
        upgrade_database(url)
    with open_session(url) as session:
        assert session.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database at all, but long enough to be looked at" * 20)
    with pytest.raises(DatabaseUnusableError, match="not a database"):
        upgrade_database(f"sqlite:///{path}")


def test_a_database_of_another_program(url: str) -> None:
    upgrade_database(url)
    with open_session(url) as session:
        session.execute(text("DROP TABLE alembic_version"))
        session.commit()
    with pytest.raises(DatabaseUnusableError, match="another program"):
        upgrade_database(url)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnusableError, match="cannot be made"):
        upgrade_database(f"sqlite:///{tmp_path / 'file' / 'whose.sqlite'}")


def test_the_password_of_a_server_is_not_shown() -> None:
    with pytest.raises(DatabaseUnusableError) as refused:
        upgrade_database("postgresql://whose:hush@127.0.0.1:1/whose")
    assert "hush" not in str(refused.value)
