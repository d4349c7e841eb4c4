"""Columns that no row keeps: worked out in SQL, over what their reader may read and nothing else."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from peewee import Field, NodeList

from ..models.base import Record
from ..permissions.audiences import audience_of, masked, may_ever_see
from ..permissions.readable import readable
from ..permissions.roles import Viewer


def _said(field: Field, viewer: Viewer) -> Any:
    return masked(field, viewer).unalias() if hasattr(field, "audience") else field


@dataclass(frozen=True)
class Lookup:
    """What stands in the record that a link leads to, or in one further on: ("meeting", "board", "kind").

    `model` is the table it stands beside; each word but the last is a link. Empty where the viewer may not
    read a record on the way.
    """

    model: type[Record]
    path: tuple[str, ...]

    def __post_init__(self) -> None:
        on_the_way = [self.model, *(step.rel_model for step in self._steps[:-1])]
        if len(set(on_the_way)) < len(on_the_way):
            raise ValueError(f"{self.path} comes back to a table it has been at")

    @cached_property
    def _steps(self) -> tuple[Field, ...]:
        steps: list[Field] = []
        for name in self.path:
            model = steps[-1].rel_model if steps else self.model
            steps.append(model._meta.fields[name])
        return tuple(steps)

    @property
    def field(self) -> Field:
        return self._steps[-1]

    def visible(self, viewer: Viewer) -> bool:
        return all(may_ever_see(audience_of(step), viewer) for step in self._steps)

    def node(self, viewer: Viewer) -> Any:
        first, *further = self._steps
        found = _said(first, viewer)
        for step in further:
            beyond = readable(step.model, viewer).select(_said(step, viewer))
            found = NodeList((beyond.where(step.model.id == found),))
        return found
