"""How an address looks at a table: the parameters it says, beside those of a kept view that it names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ...permissions.roles import Viewer
from ...records import filters, views
from ...records.filters import Branch
from ...records.registry import Table
from ...records.shown import known
from ...records.views import View
from . import queries
from .queries import Kept

VIEW = "view"
Params = dict[str, list[str]]


@dataclass(frozen=True)
class Look:
    """What is on the screen. `params`: all of it, as parameters; `kept`: the view that it began from.

    `all`: every view that this viewer has of the table, for the tabs over it.
    """

    params: Params = field(default_factory=dict)
    view: View = field(default_factory=View)
    kept: Kept | None = None
    all: tuple[Kept, ...] = ()

    @property
    def base(self) -> Params:
        return self.kept.params if self.kept else {}

    @property
    def view_id(self) -> str | None:
        return self.kept.id if self.kept else None

    @property
    def name(self) -> str:
        return self.kept.name if self.kept else ""

    @property
    def changed(self) -> bool:
        """Whether somebody looks otherwise than the kept view does."""
        return any(self.params.get(part, []) != self.base.get(part, []) for part in views.PARTS)

    def address(self, **parts: Iterable[str] | str | None) -> dict[str, Any]:
        """What an address says so that all of this holds, these parts changed; none takes one out."""
        said: dict[str, Any] = dict(self.params)
        for name, now in parts.items():
            said[name] = [now] if isinstance(now, str) else list(now or ())
        return beside(self.kept, said)

    def with_where(self, tree: Branch) -> dict[str, Any]:
        """The same with another filter."""
        return self.address(where=filters.written(tree) if tree.parts else None)

    def hidden(self, but: Sequence[str] = ()) -> list[tuple[str, str]]:
        """What a form must carry along so that the rest stays as it is."""
        told = beside(self.kept, dict(self.params))
        return [(name, one) for name, said in told.items() if name not in but for one in _each(said)]


def _each(said: Any) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


def beside(kept: Kept | None, params: Mapping[str, list[str]]) -> dict[str, Any]:
    """Parameters as an address says them beside a kept view: where they differ, "" for what is taken out."""
    if kept is None:
        return {name: said for name, said in params.items() if said}
    told: dict[str, Any] = {VIEW: kept.id}
    for name in dict.fromkeys((*views.PARTS, *params)):
        said, before = params.get(name, []), kept.params.get(name, [])
        if said != before:
            told[name] = said or [""]
    return told


def look_of(viewer: Viewer, table: Table, args: Mapping[str, Sequence[str]]) -> Look:
    """What an address says. Raises NotFound when it names a view that is not there for this viewer."""
    every = queries.views_of(viewer, table)
    named = next(iter(args.get(VIEW, ())), "")
    kept = queries.one_of(every, named) if named else None
    asked = views.read(views.over(kept.params if kept else {}, args))
    view = known(viewer, table, asked)
    if kept:
        view = _with_told(view, kept.told)
    return Look(views.written(view), view, kept, every)


def _with_told(view: View, told: Iterable[str]) -> View:
    return replace(view, told=tuple(dict.fromkeys((*view.told, *told))))
