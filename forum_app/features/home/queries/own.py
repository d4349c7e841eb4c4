"""What waits for the reader: meetings to log, their own actions, the interests form."""

from dataclasses import dataclass, field
from datetime import date

from ....permissions import reports
from ....permissions.roles import Viewer

ACTION_DAYS = 14


@dataclass(frozen=True)
class Action:
    """An open action: what, whose, by when."""

    id: str
    text: str
    owner_id: str | None
    owner: str
    due_on: date | None


@dataclass
class FromYou:
    """What waits for the reader: meetings to log, actions of theirs, the interests form when it is late."""

    to_log: list[reports.Unlogged] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    form_due: date | None = None

    def __bool__(self) -> bool:
        return bool(self.to_log or self.actions or self.form_due)


def from_you(viewer: Viewer, sums: reports.OwnSums, actions: list[Action]) -> FromYou:
    """What to log, what to do, and the interests form once its day has passed."""
    late = sums.form_due if sums.form_due and sums.form_due < viewer.today else None
    to_log = reports.unlogged(viewer, viewer.boards, limit=3) if viewer.boards else []
    return FromYou(to_log, actions, late)
