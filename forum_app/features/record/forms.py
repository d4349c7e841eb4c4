"""A form of a table's own columns, made for one viewer."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...fields import Choice, LongText, Text, YesNo
from ...fields import Person as PersonKind
from ...fields import RecordLink as LinkKind
from ...permissions.roles import Viewer
from ...records.cells import may_be_empty
from ...records.offering import Offers, offers
from ...records.picking import Finder
from ...records.registry import Column, Table, table_of
from ...web.forms import Form, KindField

AS_COLUMN = "column_"  # so that no column is called as something that a form has already
NONE_SAID = "Not said"
MOST = 200  # that are chosen from a list; one of more is written by its name


class RecordForm(Form):
    """A form whose fields are columns."""

    def columns(self) -> list[KindField]:
        return [field for field in self if isinstance(field, KindField)]

    def refuse(self, field: str, words: str) -> None:
        super().refuse(f"{AS_COLUMN}{field}", words)


class CommentForm(Form):
    """What somebody says about a record."""

    text = KindField("Say something", LongText(2_000), needed="Write something first.")


class LockForm(Form):
    """Why a record is final."""

    reason = KindField("Why it is final", Text(longest=200), needed="Say in a line why it is final.")


def form_of(viewer: Viewer, table: Table, columns: Sequence[Column], values: Mapping[str, Any]) -> RecordForm:
    """A form of these columns that begins with `values`. Links offer what this viewer may read."""
    linked = {one.name: target for one in columns if (target := table.target(one.name)) is not None}
    chosen = {one for name in linked for one in _ids(values.get(name))}
    offered = offers(viewer, linked.values(), MOST, chosen)
    fields = {f"{AS_COLUMN}{one.name}": _field(viewer, table, one, offered) for one in columns}
    form = type("FormOfColumns", (RecordForm,), fields)()
    if not form.is_submitted():
        for field in form.columns():
            field.data = values.get(field.short_name)
    for field in form.columns():
        field.none_words = _none_words(table, field)
        target = linked.get(field.short_name)
        field.find_at = table_of(target).name if target and not offered[target].whole else ""
    return form


def _ids(held: Any) -> list[str]:
    return [one for one in (held if isinstance(held, list | tuple) else [held]) if one]


def _field(viewer: Viewer, table: Table, column: Column, offered: Offers) -> Any:
    kind, target = column.kind, table.target(column.name)
    if target is not None:
        offer = offered[target]
        if offer.whole:
            kind = type(kind)(choices=lambda _viewer: offer.options).for_viewer(viewer)
        else:
            kind = kind.found_by(Finder(viewer, target), offer.options)
    needed = "" if may_be_empty(table, column) else f"{column.label} is needed."
    return KindField(
        column.label, kind, column.help, needed=needed, name=column.name, id=f"field-{column.name}"
    )


def _none_words(table: Table, field: Any) -> str | None:
    """What a list says first: nothing chosen, where nothing can be."""
    empty = may_be_empty(table, table.by_name[field.short_name])
    return NONE_SAID if empty or field.data is None else None


def shape_of(field: Any) -> str:
    """How a field is asked: from a list, by name among many, in lines, or in a box."""
    kind = field.kind
    if field.find_at:
        return "named"
    if isinstance(kind, YesNo | Choice | LinkKind | PersonKind):
        return "select"
    return "lines" if kind.lines else "text"
