"""Who may read what is said about a record, and that it is locked: members who may read that record."""

from functools import cache

from peewee import Value, fn

from ...db import Trusted
from ...models.base import Record
from ...models.comments import Comment, Lock
from ..roles import Viewer
from .rules import ABOUT_ANY, about_what_is_there, members, rule

ABOUT_ANY.update((Comment, Lock))


@rule(Comment)
def comments(viewer: Viewer):
    return about_what_is_there(Comment, viewer) if members(viewer) else False


@rule(Lock)
def locks(viewer: Viewer):
    return about_what_is_there(Lock, viewer) if members(viewer) else False


@cache
def is_locked(model: type[Record]) -> Trusted:
    """Whether a row is locked, beside rows that are read already: whoever reads a row may know it."""
    here = (Lock.table == model._meta.table_name) & (Lock.row == model.id)
    return Trusted(fn.EXISTS(Lock.select(Value(1)).where(here, Lock.binned_at.is_null())))
