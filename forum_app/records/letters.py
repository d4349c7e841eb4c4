"""Letters in SQL, alike on both engines: small ones for capitals of English, others as they stand."""

import string
from typing import Any

from peewee import Expression, Value, fn

from ..db import is_postgres


def small(node: Any) -> Any:
    """A text column in small letters."""
    if is_postgres():
        return fn.TRANSLATE(node, string.ascii_uppercase, string.ascii_lowercase)
    return fn.LOWER(node)


def small_text(text: str) -> str:
    """A text as `small` would have it."""
    return text.translate(str.maketrans(string.ascii_uppercase, string.ascii_lowercase))


def by_bytes(node: Any) -> Any:
    """A text column in one order on both engines: PostgreSQL would sort words by its own language."""
    return node.collate('"C"') if is_postgres() else node


def holds(node: Any, text: str) -> Expression:
    """Whether a text column holds this text somewhere, letter for letter."""
    found = fn.STRPOS if is_postgres() else fn.INSTR
    return found(node, Value(text, converter=False)) > 0
