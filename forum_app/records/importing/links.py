"""Links in a file are names: each is the record that is called so, among those this viewer may read."""

from typing import Any

from ...fields import Problem
from ...fields.ids import looks_like_id
from ...models.base import Record
from ...permissions.readable import readable
from ...permissions.roles import Viewer
from ..columns import sees_all
from ..errors import Unregistered
from ..registry import table_of
from .mapping import plain

BY_NAME = ("name", "short_name", "short", "code", "email")
MANY = "{} are called “{}”. Write which one is meant by its whole name"
NONE = "“{}” is not here by that name"
SHOWN = 60


class Links:
    """The records that one column may link to, by every name they go by."""

    def __init__(self, viewer: Viewer, target: type[Record]):
        self.titles: dict[str, str] = {}
        self._known: dict[str, set[str]] = {}
        try:
            table = table_of(target)
        except Unregistered:
            return
        names = [name for name in BY_NAME if name in target._meta.fields and sees_all(viewer, table, name)]
        for row in readable(target, viewer):
            self.titles[row.id] = table.title(row)
            for called in (table.title(row), *(getattr(row, name) for name in names)):
                if said := _said(called):
                    self._known.setdefault(said, set()).add(row.id)

    def parse(self, text: str, _today: Any = None) -> Any:
        """The id of the one record that a text names, None for no text, else a Problem."""
        if not text:
            return None
        if looks_like_id(text) and text in self.titles:
            return text
        found = self._known.get(_said(text), set())
        if len(found) == 1:
            return next(iter(found))
        if not found:
            return Problem(NONE.format(text[:SHOWN]))
        return Problem(MANY.format(f"{len(found)}", text[:SHOWN]))

    def show(self, value: str | None) -> str:
        return self.titles.get(value or "", "")


def _said(called: str) -> str:
    return plain(called.replace("&", " and ")).removeprefix("the ")
