"""What every table shares: its id, version, bin and places for a forum's own fields."""

from datetime import UTC, datetime

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, JSONField, TextField

from ..db import Guarded


class MomentField(DateTimeField):
    """An aware moment in Python, naive UTC in the database. Refuses a naive value."""

    def db_value(self, value):
        if isinstance(value, datetime):
            if value.tzinfo is None:
                raise ValueError("a moment needs its time zone")
            value = value.astimezone(UTC).replace(tzinfo=None)
        return super().db_value(value)

    def python_value(self, value):
        value = super().python_value(value)
        return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


LEVELS = ("public", "members", "board", "restricted")
CLOSED_IS_MARKED = "marking_id IS NOT NULL OR level IN ('public', 'members')"


def must(**claims: str) -> list:
    """What the database itself refuses to break, each claim under a name. An empty value breaks nothing."""
    return [Check(words, name) for name, words in claims.items()]


def one_of(column: str, *values: str) -> str:
    """The claim that a column holds one of these words."""
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def prose(default: str | None = "", **options) -> TextField:
    """A text that is never null: empty is empty."""
    return TextField(default=default, **options)


def link(model, **options) -> ForeignKeyField:
    """A link to one record, kept by the database; deleting what is linked to is refused."""
    return ForeignKeyField(model, backref="+", on_delete="RESTRICT", **options)


class Record(Guarded):
    """A row that people keep: 17-character id, version for the compare in `write`, bin, own fields.

    `Meta.audience` names who may see the table's columns beyond being allowed to read the row;
    a column of its own audience is declared with `db.personal`.
    """

    id = TextField(primary_key=True)
    version = IntegerField(default=1, constraints=[Check("version >= 1")])
    binned_at = MomentField(null=True)
    cells = JSONField(default=dict)
    cells_wrong = JSONField(default=dict)

    class Meta:
        audience = "members"


class Internal(Guarded):
    """A row of the machinery (sessions, jobs, tokens): never on a page, read behind the door only."""

    id = TextField(primary_key=True)

    class Meta:
        audience = "secret"


_WIDE: dict[type, list[tuple[str, ...]]] = {}


def found_by(model: type[Record], *fields: str, binned_too: bool = False) -> None:
    """An index over the rows outside the bin, or all rows, so wide that a sum need not look at the rows.

    For a sum of them all it ends with `binned_at`: SQLite looks there, though none in the bin is in it.
    """
    _WIDE.setdefault(model, []).append(fields)
    columns = [model._meta.fields[name] for name in fields]
    where = None if binned_too else model.binned_at.is_null()
    name = "_".join([model._meta.table_name, *fields, *([] if binned_too else ["found"])])
    model.add_index(model.index(*columns, where=where, name=name))


def found_together(model: type[Record]) -> list[tuple[str, ...]]:
    """The fields of each index that `found_by` made."""
    return _WIDE.get(model, [])


def one_kept(model: type[Record], *fields: str) -> None:
    """At most one row outside the bin for these fields, so that what was undone can be done again."""
    columns = [model._meta.fields[name] for name in fields]
    name = "_".join([model._meta.table_name, *fields, "kept"])
    model.add_index(model.index(*columns, unique=True, where=model.binned_at.is_null(), name=name))
