"""Form fields that ask for a table's own columns, so that a form reads a value as a cell or a paste does."""

from collections.abc import Sequence
from typing import Any

from flask import request

from ..fields import Choice, RecordLink
from ..records import registry
from .forms import Form, KindField


def ask(table: str, name: str, label: str = "", **more: Any) -> KindField:
    """A field for one column of a table; its label and its help are the column's unless told."""
    column = registry.table(table).by_name[name]
    return KindField(label or column.label, column.kind, **{"help": column.help, **more})


def offer_words(form: Form, field: Any, options: Sequence[str]) -> None:
    """Let a word be chosen from these alone; what was sent is read again by them."""
    field.kind = Choice(options)
    if form.is_submitted():
        field.process(request.form)


def offer(field: Any, options: Sequence[tuple[str, str]]) -> None:
    """Let a link be chosen from these (id, words) pairs alone."""
    field.kind = RecordLink(choices=lambda _viewer: options)
