"""What both engines say in words of their own: letters of both sizes, and the month of a day."""

import re
import string
from functools import reduce
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


SIGNS = ".,;:!?'’‘\"“”-–—()/_"  # that people leave out of a name, or write another way
_NO_LETTERS = re.compile(r"[\W_]+")
_SIGN = re.compile(f"[{re.escape(SIGNS)}]")


def bare(node: Any) -> Any:
    """A text column as `small`, with "and" for "&", and blanks where signs stood, one at a time."""
    said = fn.REPLACE(small(node), "&", " and ")
    if is_postgres():
        said = fn.TRANSLATE(said, SIGNS, " " * len(SIGNS))
    else:
        said = reduce(lambda text, sign: fn.REPLACE(text, sign, " "), SIGNS, said)
    return fn.TRIM(reduce(lambda text, _: fn.REPLACE(text, "  ", " "), range(3), said))


def bare_text(text: str) -> str:
    """A text as `bare` would have it."""
    return " ".join(_SIGN.sub(" ", small_text(text).replace("&", " and ")).split())


def plain(text: str) -> str:
    """A name or a heading as it is compared: small letters and figures, "and" for "&", no "the" before it."""
    return " ".join(_NO_LETTERS.sub(" ", text.casefold().replace("&", " and ")).split()).removeprefix("the ")


def by_bytes(node: Any) -> Any:
    """A text column in one order on both engines: PostgreSQL would sort words by its own language."""
    return node.collate('"C"') if is_postgres() else node


def holds(node: Any, text: str) -> Expression:
    """Whether a text column holds this text somewhere, letter for letter."""
    found = fn.STRPOS if is_postgres() else fn.INSTR
    return found(node, Value(text, converter=False)) > 0


def by_month(node: Any) -> Any:
    """The month of a day, as its first day; that of a month is itself."""
    return fn.DATE_TRUNC("month", node).cast("date") if is_postgres() else fn.STRFTIME("%Y-%m-01", node)
