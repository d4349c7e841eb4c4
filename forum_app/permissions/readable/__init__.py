"""Which rows a viewer may read. Nothing else in the app may decide this."""

from functools import cache

from peewee import JOIN, Expression, Value

from ...db import Scoped, Trusted
from ...models.base import Record
from ...models.money import Claim, ClaimLine, FundingSource, Offer, Posting
from ...models.people import AccessNeed
from ..audiences import masked
from ..errors import NotFound
from ..prepared import Prepared
from ..roles import Viewer
from . import (
    boards,
    comments,
    content,
    control,
    coproduction,
    cover,
    files,
    glossary,
    money,
    organisations,
    people,
    post,
    reading,
    views,
)
from .rules import ABOUT_ANY, RULES, all_of

__all__ = ["condition", "masked", "one", "readable", "with_names"]

_FAMILIES = (
    boards,
    comments,
    content,
    control,
    coproduction,
    cover,
    files,
    glossary,
    money,
    organisations,
    people,
    post,
    reading,
    views,
)
_OWN_FIELDS = {"cells", "cells_wrong"}
# Whoever looks as somebody else is shown nothing of money, and nothing of what anybody needs.
NEVER_SEEN_AS = frozenset({AccessNeed, Claim, ClaimLine, FundingSource, Offer, Posting})


def readable(model: type[Record], viewer: Viewer, *, binned: bool = False) -> Scoped:
    """The rows of a table that a viewer may read, as a query that can only be narrowed.

    Personal columns come masked; `cells` are left out unless selected. Raises KeyError for a table
    without a rule, so that a new table starts closed.
    """
    return Scoped(model, _columns(model, viewer), Trusted(condition(model, viewer, binned=binned)), viewer)


def condition(model: type[Record], viewer: Viewer, *, binned: bool = False) -> Expression:
    """The condition itself, for other rules. `binned` asks for what lies in the bin instead."""
    if viewer.seeing:
        kept = [condition(model, one, binned=binned) for one in viewer.seeing]
        return all_of(_may_be_seen_as(model), *kept)
    rule = RULES[model](viewer)
    kept = model.binned_at.is_null(not binned)
    aside = viewer.asides.get(model._meta.table_name)
    if aside:
        kept &= model.id.not_in(sorted(aside))
    if rule is True:
        return kept
    if rule is False:
        return kept & (Value(1) == 0)
    return kept & rule


def _may_be_seen_as(model: type[Record]) -> Expression | bool:
    """Neither money and needs, nor what is said about them."""
    if model in ABOUT_ANY:
        return model.table.not_in(sorted(other._meta.table_name for other in NEVER_SEEN_AS))
    return model not in NEVER_SEEN_AS or Value(1) == 0


def one(model: type[Record], row_id: str, viewer: Viewer):
    """One record the viewer may read. Raises NotFound when it is not there or not for them."""
    if viewer.guest_link is not None:
        # A statement is kept for each kind of viewer, and every link is a kind of its own.
        row = readable(model, viewer).where(model.id == row_id).first()
    else:
        row = next(iter(_by_id(model).rows(viewer, row_id)), None)
    if row is None:
        raise NotFound
    return row


@cache
def _by_id(model: type[Record]) -> Prepared:
    return Prepared(lambda viewer, row_id: readable(model, viewer).where(model.id == row_id), "text")


def with_names(query: Scoped, model: type[Record], link, **labels: str) -> Scoped:
    """The query with columns of a linked record beside each row, empty where the viewer may not read it.

    `labels` names them: `owner="name"` adds `row.owner` holding the linked record's `name`. Iterate with
    `.objects()`.
    """
    linked = readable(model, query.viewer)
    columns = [model._meta.fields[name] for name in dict.fromkeys(labels.values())]
    shown = linked.select(model.id, *columns).alias(f"{link.column_name}_of")
    added = [
        getattr(shown.c, model._meta.fields[name].column_name).alias(label) for label, name in labels.items()
    ]
    joined = query.select_extend(*added).join(shown, JOIN.LEFT_OUTER, on=(shown.c.id == link))
    joined.viewer = query.viewer
    return joined


def _columns(model: type[Record], viewer: Viewer) -> list:
    return [
        masked(field, viewer) if hasattr(field, "audience") else field
        for field in model._meta.sorted_fields
        if field.name not in _OWN_FIELDS
    ]
