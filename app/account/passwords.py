"""Password hashes: Argon2id with the parameters that pwdlib recommends, and the same time for an unknown email."""

from functools import cache

from pwdlib import PasswordHash


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash("a password that nobody has")


def hash_password(password: str) -> str:
    """The hash to store, with its salt and parameters in it."""
    return _hasher().hash(password)


def check_password(password: str, stored: str | None) -> bool:
    """Whether `password` is the one behind `stored`. With no stored hash it takes as long and says no."""
    nobodys = _nobodys_hash()
    fits = _hasher().verify(password, stored or nobodys)
    return fits and stored is not None
