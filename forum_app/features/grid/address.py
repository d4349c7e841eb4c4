"""What an address of a table says, and how to say it otherwise: every state of a table is a link."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...permissions.roles import Viewer
from ...records import views
from ...records.registry import Table
from ...records.views import View
from ..views import looking

FOLD = "fold"
MOST_FOLDS = 100


@dataclass(frozen=True)
class Look(looking.Look):
    """What is on the screen; `turned`: groups that somebody folded or opened there."""

    turned: tuple[str, ...] = ()

    def address(self, **parts: Iterable[str] | str | None) -> dict[str, Any]:
        """Everything on the screen with these parts changed; none of a part takes it out."""
        return super().address(**{FOLD: self.turned, **parts})

    def seen_as(self, view: View) -> "Look":
        """The same with another view in its place."""
        return replace(self, params=views.written(view), view=view)

    def turn(self, token: str) -> dict[str, Any]:
        """The same with one group folded or opened."""
        others = [one for one in self.turned if one != token]
        return self.address(fold=others if token in self.turned else [*others, token])


def look_of(viewer: Viewer, table: Table, args: Mapping[str, Sequence[str]]) -> Look:
    """What an address says. Raises NotFound when it names a view that is not there for this viewer."""
    found = looking.look_of(viewer, table, args)
    turned = tuple(dict.fromkeys(one for one in args.get(FOLD, ())[:MOST_FOLDS] if one))
    return Look(found.params, found.view, found.kept, found.all, turned)
