"""The forum's tables, one file for each family of nouns."""

from . import (
    boards,
    comments,
    control,
    coproduction,
    cover,
    files,
    glossary,
    imports,
    meetings,
    money,
    organisations,
    people,
    post,
    reading,
    search,
    security,
    views,
)
from .base import Internal, Record


def _models_in(*families) -> tuple[type[Record | Internal], ...]:
    found = []
    for family in families:
        for thing in vars(family).values():
            if (
                isinstance(thing, type)
                and issubclass(thing, Record | Internal)
                and thing.__module__ == family.__name__
            ):
                found.append(thing)
    return tuple(found)


ALL = _models_in(
    people,
    organisations,
    boards,
    control,
    comments,
    meetings,
    cover,
    reading,
    money,
    coproduction,
    post,
    security,
    glossary,
    search,
    views,
    imports,
    files,
)
RECORDS = tuple(model for model in ALL if issubclass(model, Record))
BY_TABLE = {model._meta.table_name: model for model in ALL}
