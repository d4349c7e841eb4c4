"""When a record was made and last changed, and by whom: of its history, only what its reader may be told."""

from collections.abc import Collection
from typing import Any

from peewee import Case, Entity, Expression, Field, NodeList, Select, Value, fn

from ..db import Trusted, is_postgres
from ..models.base import Record
from ..models.control import Change, ChangeGroup
from .audiences import audience_of, person_column, sees_everyones, sees_of
from .roles import Viewer


def made(model: type[Record], what: Field) -> Any:
    """What the act that made a record says of itself (`what`: its moment or its person)."""
    return _newest(model, what, Change.kind == "add")


def changed(
    model: type[Record], viewer: Viewer, what: Field, columns: Collection[str], levels: Collection[str]
) -> Any:
    """What the newest act says of itself that touched any of these columns as far as the viewer sees them.

    `levels` are those, as history keeps them, at which the viewer might have seen the change. Whatever was
    done to a column that is not theirs, or while the record was closed to them, is not told of at all.
    """
    fields = {name: model._meta.fields[name] for name in columns}
    everyones = [name for name, field in fields.items() if sees_everyones(audience_of(field), viewer)]
    touched = _touched(everyones)
    owner = person_column(model)
    if owner is not None and viewer.person_id is not None:
        me = viewer.person_id
        own = [name for name, field in fields.items() if sees_of(audience_of(field), viewer, me)]
        if len(own) > len(everyones):
            touched = Case(None, [(owner == me, _touched(own))], touched) == Value(True)
    return _newest(model, what, Change.old_level.in_(sorted({"", *levels})), touched)


def _touched(names: Collection[str]) -> Expression:
    if not names:
        return Value(1) == 0
    spread = fn.JSONB_EACH if is_postgres() else fn.JSON_EACH
    each = Select([spread(Change.new).alias("each_new")], [Value(1)])
    return fn.EXISTS(each.where(Entity("each_new", "key").in_(sorted(names))))


def _newest(model: type[Record], what: Field, *where: Any) -> Trusted:
    mine = (Change.row == model.id, Change.table == model._meta.table_name)
    acts = Change.select(what).join(ChangeGroup, on=(Change.group == ChangeGroup.id)).where(*mine, *where)
    # Ids rise with time: the newest change has the last of them.
    return Trusted(NodeList((acts.order_by(Change.id.desc()).limit(1),)))
