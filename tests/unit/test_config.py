import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from app.config import ROOT, database_url, default_config, instance_folder, secret_key


def test_the_instance_folder_is_beside_the_code_or_where_one_says(tmp_path: Path) -> None:
    assert instance_folder({}) == ROOT / "instance"
    assert instance_folder({"WHOSE_INSTANCE": str(tmp_path)}) == tmp_path


def test_the_database_is_a_file_or_where_one_says(tmp_path: Path) -> None:
    assert database_url({"WHOSE_INSTANCE": str(tmp_path)}) == f"sqlite:///{tmp_path}/whose.sqlite"
    assert database_url({"DATABASE_URL": "postgresql://host/db"}) == "postgresql://host/db"


def test_a_server_prepares_in_the_background_unless_told_not_to() -> None:
    assert default_config({})["WARM_UP"] is True
    assert default_config({"WHOSE_WARM_UP": "0"})["WARM_UP"] is False


def test_questions_are_left_to_chance_unless_a_seed_is_given() -> None:
    assert default_config({})["SEED"] is None
    assert default_config({"WHOSE_SEED": "7"})["SEED"] == "7"


def test_a_given_key_is_used_and_not_written(tmp_path: Path) -> None:
    assert secret_key(tmp_path, {"SECRET_KEY": "given"}) == "given"
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "instance"
    key = secret_key(folder, {})
    assert len(key) >= 32
    assert secret_key(folder, {}) == key, "sessions outlive a restart"
    (path,) = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_workers_that_start_together_agree_on_the_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key(tmp_path, {}), range(8)))
    assert len(keys) == 1
    assert "" not in keys


@pytest.mark.parametrize(("given", "secure"), [("1", True), ("true", True), ("0", False), ("", False)])
def test_behind_https_cookies_are_secure(given: str, secure: bool) -> None:
    config = default_config({"WHOSE_HTTPS": given})
    assert config["SESSION_COOKIE_SECURE"] is secure
    assert config["PREFERRED_URL_SCHEME"] == ("https" if secure else "http")


def test_nothing_typed_grows_too_old() -> None:
    config = default_config({})
    assert config["WTF_CSRF_TIME_LIMIT"] is None
    assert config["PERMANENT_SESSION_LIFETIME"] > timedelta(days=31)
    assert config["SESSION_COOKIE_HTTPONLY"]
    assert config["SESSION_COOKIE_SAMESITE"] == "Lax"
