"""What a column holds, read row by row in Python: the long way round, to compare with what SQL says."""

from collections import defaultdict
from collections.abc import Callable
from statistics import mean
from typing import Any

from forum_app.db import unguarded
from forum_app.models.control import Change, ChangeGroup
from forum_app.permissions.readable import readable
from forum_app.permissions.roles import Viewer
from forum_app.records import made
from forum_app.records.columns import sees, visible
from forum_app.records.levels import LevelsThen

Rows = dict[str, Any]


class SlowReader:
    """Reads each table once for one viewer, and every column of it out of those rows."""

    def __init__(self, viewer: Viewer):
        self.viewer = viewer
        self._read: dict[Any, Rows] = {}
        self._acts: dict[str, list[tuple]] | None = None

    def rows(self, model) -> Rows:
        if model not in self._read:
            self._read[model] = {row.id: row for row in readable(model, self.viewer)}
        return self._read[model]

    def column(self, table, column) -> dict[str, Any]:
        """A column's values as this viewer sees them: a link to what they may not read is no link."""
        rows, target = self.rows(table.model), table.target(column.name)
        say = self._made(table, column.made) if column.made else lambda row: row.__data__.get(column.name)
        found = {row_id: say(row) for row_id, row in rows.items()}
        if target is None or isinstance(column.made, made.LinksFrom):
            return found
        there = self.rows(target)
        return {row_id: value if value in there else None for row_id, value in found.items()}

    def _made(self, table, how) -> Callable[[Any], Any]:
        if isinstance(how, made.Lookup):
            return lambda row: self._along(row, how.path)
        if isinstance(how, made.Created | made.Changed):
            return lambda row: self._act(table, row, how)
        groups = self._by_link(how)
        if isinstance(how, made.Count):
            return lambda row: len(groups[row.id])
        if isinstance(how, made.LinksFrom):
            return lambda row: sorted({self._far_side(how, one) for one in groups[row.id]} - {None})
        return lambda row: self._rolled(how, groups[row.id])

    def _along(self, row: Any, path: tuple[str, ...]) -> Any:
        model = type(row)
        for name in path[:-1]:
            model = model._meta.fields[name].rel_model
            row = self.rows(model).get(row.__data__[path[path.index(name)]])
            if row is None:
                return None
        return row.__data__[path[-1]]

    def _by_link(self, how) -> dict[str, list]:
        counts = readable(how.link.model, self.viewer)
        if how.only:
            counts = counts.where(how.only(self.viewer))
        counted = {row_id for (row_id,) in counts.select(how.link.model.id).tuples()}
        groups = defaultdict(list)
        for row in self.rows(how.link.model).values():
            if row.id in counted:
                groups[row.__data__[how.link.name]].append(row)
        return groups

    def _far_side(self, how, row) -> str | None:
        if how.through is None:
            return row.id
        far = row.__data__[how.through.name]
        return far if far in self.rows(how.through.rel_model) else None

    def _rolled(self, how, rows: list) -> Any:
        values = [value for row in rows if (value := row.__data__[how.of.name]) is not None]
        ways = {"sum": sum, "least": min, "earliest": min, "most": max, "latest": max}
        if how.by == "average":
            return int(mean(values) + 0.5) if values else None
        return ways[how.by](values) if values else None

    def _act(self, table, row, how) -> Any:
        for person, at, change in self._all_acts()[row.id]:
            if isinstance(how, made.Created):
                told = change.kind == "add"
            else:
                told = self._then.open(change.old_level) if change.old_level else True
                told = told and any(
                    column.name in change.new and sees(self.viewer, table, column.name, row)
                    for column in visible(self.viewer, table)
                    if not column.made
                )
            if told:
                return person if how.who else at
        return None

    def _all_acts(self) -> dict[str, list[tuple]]:
        """What was done to each record, newest first."""
        if self._acts is None:
            self._acts = defaultdict(list)
            with unguarded("a test looks at what is really there"):
                query = Change.select(Change, ChangeGroup).join(ChangeGroup)
                changes = list(query.order_by(Change.id.desc()))
            self._then = LevelsThen(self.viewer, {change.old_level for change in changes})
            for change in changes:
                self._acts[change.row].append((change.group.person_id, change.group.at, change))
        return self._acts
