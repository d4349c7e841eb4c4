"""Who may see a column, beyond being allowed to read its row."""

from functools import reduce
from operator import and_

from peewee import Case, Field

from ..db import Trusted
from .roles import Viewer

# Which roles see everybody's, and whether the person the row is about sees their own.
AUDIENCES: dict[str, tuple[frozenset[str], bool]] = {
    "self": (frozenset(), True),
    "self_coordinator": (frozenset({"coordinator"}), True),
    "self_team": (frozenset({"coordinator", "cochair"}), True),
    "self_treasurer": (frozenset({"treasurer"}), True),
    "coordinator": (frozenset({"coordinator"}), False),
    "treasurer": (frozenset({"treasurer"}), False),
    "steering": (frozenset({"coordinator", "cochair", "steering"}), False),
    "secret": (frozenset(), False),
}
# These say that the rule for the row has already decided.
BY_ROW = frozenset({"members", "board", "marking"})


def audience_of(field: Field) -> str:
    """The audience of a column: its own, else its table's."""
    return getattr(field, "audience", None) or field.model._meta.audience


def sees_everyones(audience: str, viewer: Viewer) -> bool:
    """Whether the viewer may see the column of every row they may read. Unknown audiences raise KeyError."""
    if viewer.seeing:
        return all(sees_everyones(audience, one) for one in viewer.seeing)
    return audience in BY_ROW or not viewer.roles.isdisjoint(AUDIENCES[audience][0])


def sees_own(audience: str) -> bool:
    return audience in BY_ROW or AUDIENCES[audience][1]


def may_ever_see(audience: str, viewer: Viewer) -> bool:
    """Whether the column is worth showing to this viewer at all."""
    if viewer.seeing:
        return all(may_ever_see(audience, one) for one in viewer.seeing)
    return sees_everyones(audience, viewer) or (sees_own(audience) and viewer.person_id is not None)


def masked(field: Field, viewer: Viewer):
    """A personal column as this viewer may see it: its value, their own row's value, or nothing."""
    audience = audience_of(field)
    if sees_everyones(audience, viewer):
        shown = Trusted(field)
    else:
        whose = reduce(and_, (_whose(field, one) for one in viewer.seeing or (viewer,)))
        shown = Trusted(Case(None, ((whose, field),)))
    return shown.converter(field.python_value).alias(field.column_name)


def as_seen(field: Field, viewer: Viewer):
    """A column in SQL as this viewer may see it, to narrow, sort or select by: a personal one masked."""
    return masked(field, viewer).unalias() if hasattr(field, "audience") else field


def _whose(field: Field, viewer: Viewer):
    """Of which rows the viewer may see the column."""
    audience, owner = audience_of(field), person_column(field.model)
    if sees_everyones(audience, viewer):
        return field.model._meta.primary_key != ""
    own = sees_own(audience) and viewer.person_id is not None and owner is not None
    return (owner == viewer.person_id) if own else (field.model._meta.primary_key == "")


def sees_of(audience: str, viewer: Viewer, owner_id: str | None) -> bool:
    """Whether the viewer may see the column of a row about this person, which they may already read."""
    if viewer.seeing:
        return all(sees_of(audience, one, owner_id) for one in viewer.seeing)
    own = sees_own(audience) and viewer.person_id is not None
    return sees_everyones(audience, viewer) or (own and owner_id == viewer.person_id)


def person_column(model) -> Field | None:
    """The column that says whom a row is about."""
    if model._meta.table_name == "people":
        return model._meta.primary_key
    return model._meta.fields.get("person")
