"""Settings: from the environment, else from the instance folder, else safe defaults."""

import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

DATABASE_NAME = "whose.sqlite"
KEY_NAME = "secret_key"
KEY_BYTES = 32
KILOBYTE = 1024
THREADS = 8  # of each process that serves: writers queue, and more threads only lengthen the tail
ROOT = Path(__file__).resolve().parents[1]
TRUE = frozenset({"1", "true", "yes", "on"})


def instance_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the database and the secret key live: WHOSE_INSTANCE, else `instance/` beside the code.

    Where the code is installed as a package, and is no place for data, it is `instance/` in the current folder.
    """
    given = environment.get("WHOSE_INSTANCE")
    if given:
        return Path(given).absolute()
    return (ROOT if (ROOT / "pyproject.toml").exists() else Path.cwd()) / "instance"


def database_url(environment: Mapping[str, str] = os.environ) -> str:
    """DATABASE_URL, else a SQLite file in the instance folder."""
    return environment.get("DATABASE_URL") or f"sqlite:///{instance_folder(environment) / DATABASE_NAME}"


def default_config(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """The application's configuration. WHOSE_HTTPS=1 says that a proxy in front speaks https for it, WHOSE_WARM_UP=0
    that a server prepares nothing before it is asked for, WHOSE_SEED that every quiz is drawn from this seed.

    A session lasts longer than any deadline, and a form never grows too old to send: what a learner typed is not lost.
    """
    https = environment.get("WHOSE_HTTPS", "").lower() in TRUE
    return {
        "BEHIND_HTTPS": https,
        "DATABASE_URL": database_url(environment),
        "MAX_CONTENT_LENGTH": 128 * KILOBYTE,
        "MAX_FORM_MEMORY_SIZE": 128 * KILOBYTE,
        "MAX_FORM_PARTS": 200,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=365),
        "PREFERRED_URL_SCHEME": "https" if https else "http",
        "RATELIMIT_STORAGE_URI": "memory://",
        "SEED": environment.get("WHOSE_SEED") or None,
        "SERVER_THREADS": THREADS,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_NAME": "whose_session",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": https,
        "WARM_UP": environment.get("WHOSE_WARM_UP", "1").lower() in TRUE,
        "WTF_CSRF_TIME_LIMIT": None,
    }


def secret_key(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """SECRET_KEY, else the key in `folder`, made on the first start: sessions survive restarts, and workers agree.

    The file is readable by its owner only. Raises OSError where the folder cannot be written.
    """
    given = environment.get("SECRET_KEY")
    if given:
        return given
    path = folder / KEY_NAME
    if not path.exists():
        _make_key(path)
    return path.read_text().strip()


def _make_key(path: Path) -> None:
    """Write a complete file aside and link it into place, so that of two processes both read the same key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent, prefix=".key-") as draft:  # made with mode 0600
        draft.write(secrets.token_urlsafe(KEY_BYTES))
        draft.flush()
        try:
            os.link(draft.name, path)
        except FileExistsError:
            return
