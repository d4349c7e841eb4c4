"""Passwords: how they are kept, compared and judged. Pure but for the work of hashing."""

from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 200
COMMON = Path(__file__).with_name("common_passwords.txt")
TOO_SHORT = f"Use at least {SHORTEST} characters. Three words that only you would put together are good."
TOO_LONG = f"Use at most {LONGEST} characters."
TOO_COMMON = "Many people use that one, so it is easy to guess. Three words that only you know are good."
TOO_NEAR = "Leave out the forum’s name and your own, which others would try first."

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# Each takes 19 MiB: a burst of sign-ins must not take them all at once.
_at_once = BoundedSemaphore(2)


def hash_password(password: str) -> str:
    with _at_once:
        return _hasher.hash(password)


def matches(password_hash: str, password: str) -> bool:
    """Whether the password is the one kept. Without one it takes just as long and is never so."""
    try:
        with _at_once:
            return _hasher.verify(password_hash or _nobodys(), password[: LONGEST + 1]) and bool(
                password_hash
            )
    except (VerificationError, InvalidHashError):
        return False


def problem_with(password: str, names: tuple[str, ...] = ()) -> str:
    """What to say of a new password, or "". `names`: the forum's and the person's, which it may not hold."""
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    plain = _plain(password)
    if plain in _common() or len(set(plain)) < 4:
        return TOO_COMMON
    left, parts = plain, {_plain(part) for name in names for part in (name, *name.split())}
    for part in sorted(parts, key=len, reverse=True):
        if len(part) > 3:
            left = left.replace(part, "")
    return TOO_NEAR if left != plain and len(left) < SHORTEST - 2 else ""


def _plain(text: str) -> str:
    """Letters and digits alone, small: what a guesser varies first is left out."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_plain(line) for line in COMMON.read_text("utf-8").splitlines() if line.strip())


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hasher.hash("nobody has this password")
