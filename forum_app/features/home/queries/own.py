"""What waits for the reader: meetings to log, their own actions, the interests form."""

from dataclasses import dataclass, field
from datetime import date

from ....models.control import Marking
from ....permissions import reports
from ....permissions.readable import readable
from ....permissions.reports.days import as_moment
from ....permissions.roles import Viewer

ACTION_DAYS = 14


@dataclass(frozen=True)
class Action:
    """An open action: what, whose, by when, and its level when it is closed."""

    id: str
    text: str
    owner_id: str | None
    owner: str
    due_on: date | None
    level: str = ""


@dataclass
class FromYou:
    """What waits for the reader: meetings to log, actions of theirs, the interests form when it is late, and
    a meeting that they are asked to go to for somebody."""

    to_log: list[reports.Unlogged] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    form_due: date | None = None
    asked_to_go: str = ""

    def __bool__(self) -> bool:
        return bool(self.to_log or self.actions or self.form_due or self.asked_to_go)


def sign_of(viewer: Viewer):
    """Markings open to the viewer, to join to what hangs from them for its sign."""
    return readable(Marking, viewer).select(Marking.id, Marking.level, Marking.embargoed_until).alias("sign")


def level_now(viewer: Viewer, level: str | None, embargoed_until) -> str:
    """The sign's level: embargoed while its time lies ahead, nothing for what is open to members."""
    if embargoed_until and as_moment(embargoed_until) > viewer.now:
        return "embargoed"
    return "" if level in {None, "members", "public"} else str(level)


def from_you(
    viewer: Viewer,
    sums: reports.OwnSums,
    actions: list[Action],
    to_log: list[reports.Unlogged] | None = None,
) -> FromYou:
    """What to log, what to do, and the interests form once its day has passed.

    `to_log`: the reader's own, where the page has already asked for those of every board.
    """
    late = sums.form_due if sums.form_due and sums.form_due < viewer.today else None
    if to_log is None:
        to_log = reports.unlogged(viewer, viewer.boards, limit=3) if viewer.boards else []
    return FromYou(to_log, actions, late, sums.asked_to_go)
