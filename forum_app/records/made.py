"""Columns that no row keeps: worked out in SQL, over what their reader may read and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as option
from functools import cached_property
from typing import Any

from peewee import Field, ForeignKeyField, IntegerField, NodeList, fn

from ..db import is_postgres
from ..fields import Moment, Person
from ..models.base import Record
from ..models.control import ChangeGroup
from ..models.files import Attachment
from ..permissions import envelopes
from ..permissions.audiences import as_seen, audience_of, may_ever_see, sees_everyones
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from .letters import by_bytes
from .levels import levels_open_to
from .registry import Column, table_of
from .several import IDS_APART, IdsField

# Which of the linked records count, for one viewer: "only meetings to come". Never more than they may read.
Only = Callable[[Viewer], Any]


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
        return self.beyond(viewer, self.held(viewer))

    def held(self, viewer: Viewer) -> Any:
        """The link in the row itself, which all else follows from."""
        return as_seen(self._steps[0], viewer)

    def beyond(self, viewer: Viewer, link: Any) -> Any:
        """What a link leads to that stands at a place in SQL."""
        found = link
        for step in self._steps[1:]:
            there = readable(step.model, viewer).select(as_seen(step, viewer))
            found = NodeList((there.where(step.model.id == found),))
        return found


@dataclass(frozen=True)
class _FromOtherSide:
    """What is worked out of the records that link here by `link`, those of them that `only` lets count.

    Shown to those who see the link in every such record they may read: a figure over one's own records alone
    would look like the whole.
    """

    link: ForeignKeyField
    only: Only | None = None

    def __post_init__(self) -> None:
        if self.link.model is self.link.rel_model:
            raise ValueError(f"{self.link} leads back to its own table")

    @property
    def _touches(self) -> tuple[Field, ...]:
        return (self.link,)

    def visible(self, viewer: Viewer) -> bool:
        return all(sees_everyones(audience_of(field), viewer) for field in self._touches)

    def _rows(self, viewer: Viewer) -> Any:
        found = readable(self.link.model, viewer).where(self.link == self.link.rel_model.id)
        return found.where(self.only(viewer)) if self.only else found


@dataclass(frozen=True)
class Count(_FromOtherSide):
    """How many records link here."""

    @cached_property
    def field(self) -> Field:
        number = IntegerField()
        number.audience = audience_of(self.link)
        return number

    def node(self, viewer: Viewer) -> Any:
        return NodeList((self._rows(viewer).select(fn.COUNT(self.link.model.id)),))


ROLLED: dict[str, Callable[[Any], Any]] = {
    "sum": fn.SUM,
    "average": fn.AVG,
    "least": fn.MIN,
    "most": fn.MAX,
    "earliest": fn.MIN,
    "latest": fn.MAX,
}


@dataclass(frozen=True)
class Rollup(_FromOtherSide):
    """The sum, average, least, most, earliest or latest of a column of the records that link here."""

    of: Field | None = None
    by: str = "sum"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.by not in ROLLED or self.of is None or self.of.model is not self.link.model:
            raise ValueError(f"{self.by} of {self.of} is nothing that can be worked out")

    @property
    def _touches(self) -> tuple[Field, ...]:
        assert self.of is not None
        return (self.link, self.of)

    @property
    def field(self) -> Field:
        assert self.of is not None
        return self.of

    def node(self, viewer: Viewer) -> Any:
        worked_out = ROLLED[self.by](as_seen(self.field, viewer))
        if self.by == "average":
            # Whole, as what it is made of; both engines round a half up.
            worked_out = fn.ROUND(worked_out).cast("INTEGER")
        return NodeList((self._rows(viewer).select(worked_out),))


@dataclass(frozen=True)
class LinksFrom(_FromOtherSide):
    """The records that link here; or, `through` a second link of theirs, the records on its far side."""

    through: ForeignKeyField | None = None

    @cached_property
    def field(self) -> Field:
        target = self.through.rel_model if self.through is not None else self.link.model
        return IdsField(target, audience_of(self.through if self.through is not None else self.link))

    @property
    def _touches(self) -> tuple[Field, ...]:
        return (self.link,) if self.through is None else (self.link, self.through)

    def one_by_one(self, viewer: Viewer) -> tuple[Any, Any]:
        """The linked records as rows of a query, and where the id of one stands in it."""
        rows = self._rows(viewer)
        if self.through is None:
            return rows, self.link.model.id
        there = readable(self.through.rel_model, viewer)
        return rows.where(self.through.in_(there.select(self.through.rel_model.id))), self.through

    def node(self, viewer: Viewer) -> Any:
        """Their ids in one text, each once, the first made first."""
        rows, one = self.one_by_one(viewer)
        one = by_bytes(one)
        joined = (
            fn.STRING_AGG(one.distinct(), IDS_APART) if is_postgres() else fn.GROUP_CONCAT(one.distinct())
        )
        return NodeList((rows.select(joined.order_by(one)),))


@dataclass(frozen=True)
class FilesBeside(LinksFrom):
    """The files kept beside a record of `of`, each as closed as that record is."""

    link: Any = option(default_factory=lambda: Attachment.row, init=False)
    of: type[Record] = Attachment

    def __post_init__(self) -> None:
        """A file leads to a record of any table, so there is no way round that could come back here."""

    def _rows(self, viewer: Viewer) -> Any:
        beside = (Attachment.table == self.of._meta.table_name) & (Attachment.row == self.of.id)
        return readable(Attachment, viewer).where(beside)


@dataclass(frozen=True)
class _Envelope:
    """What history tells of a record of `model` to whoever may read it: a moment, or `who` it was."""

    model: type[Record]
    who: bool = False

    @property
    def field(self) -> Field:
        return ChangeGroup.person if self.who else ChangeGroup.at

    def visible(self, _viewer: Viewer) -> bool:
        return True


@dataclass(frozen=True)
class Created(_Envelope):
    """When a record was made, or by whom."""

    def node(self, viewer: Viewer) -> Any:
        return envelopes.made(self.model, self.field)


@dataclass(frozen=True)
class Changed(_Envelope):
    """When a record was last changed, or by whom, as far as its reader could see that it changed.

    The newest change of a column that they see, made at a level open to them. A last change of anything at
    all would tell of what they may not see; leaving the column to those who see everything of a row would
    leave it to hardly anybody.
    """

    def node(self, viewer: Viewer) -> Any:
        columns = [column.name for column in table_of(self.model).stored]
        return envelopes.changed(self.model, viewer, self.field, columns, levels_open_to(viewer))


def of_its_history(model: type[Record]) -> tuple[Column, ...]:
    """When the records of a table were made and last changed, and by whom: shown when asked for."""
    return (
        Column("made_at", "Added", Moment(), made=Created(model), aside=True),
        Column("made_by", "Added by", Person(), made=Created(model, who=True), aside=True),
        Column("changed_at", "Last changed", Moment(), made=Changed(model), aside=True, help=AS_FAR),
        Column(
            "changed_by", "Last changed by", Person(), made=Changed(model, who=True), aside=True, help=AS_FAR
        ),
    )


AS_FAR = "As far as you may see what changed"
MADE: dict[str, tuple[type, str]] = {
    "lookup": (Lookup, "What stands in a linked record."),
    "rollup": (Rollup, "What a column of the linked records comes to."),
    "count": (Count, "How many records link here."),
    "links": (LinksFrom, "The records that link here."),
    "files": (FilesBeside, "The files kept beside a record."),
    "created": (Created, "When a record was made, or by whom."),
    "changed": (Changed, "When a record was last changed, or by whom, as far as you may see it."),
}
