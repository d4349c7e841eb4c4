"""How far a forum's first steps have come, and what its pages start from."""

from dataclasses import dataclass
from typing import Any

from ...models.boards import Board, SchoolHours, SchoolTerm, SpecialDay
from ...models.organisations import Organisation
from ...models.people import Person
from ...permissions.readable import masked, readable
from ...permissions.roles import Viewer
from ...records import outbox, settings
from ..accounts.queries import people_with_accounts
from .plans import Kept

STEPS = ("name", "area", "terms", "boards", "people", "mail")
LABELS = {
    "name": "The forum’s name",
    "area": "Your area",
    "terms": "Term dates",
    "boards": "First boards",
    "people": "First reps",
    "mail": "Mail check",
}
MAIL_CHECK = "mail_check"


@dataclass(frozen=True)
class Step:
    """One of the first steps. `state`: done, skipped or open; `words`: what is there already."""

    name: str
    state: str
    words: str = ""

    @property
    def label(self) -> str:
        return LABELS[self.name]


@dataclass(frozen=True)
class Progress:
    """All the first steps."""

    steps: tuple[Step, ...]
    on_home: bool

    @property
    def done(self) -> int:
        return sum(step.state == "done" for step in self.steps)

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if step.state == "open"), None)


def skipped() -> list[str]:
    """The steps that were skipped."""
    return [name for name in settings.get("start_skipped").split() if name in STEPS]


def progress(viewer: Viewer) -> Progress:
    """How far the first steps have come. Four statements."""
    boards = readable(Board, viewer).count()
    people = readable(Person, viewer).where(Person.kind == "rep").count()
    terms = readable(SchoolTerm, viewer).where(SchoolTerm.last_day >= viewer.today).count()
    told = {
        "name": settings.get("forum_name"),
        "area": settings.get("area"),
        "terms": f"{terms} half-terms ahead or running" if terms else "",
        "boards": f"{boards:,} so far" if boards else "",
        "people": f"{people:,} so far" if people else "",
        "mail": "A test mail arrived" if settings.get("mail_checked") else "",
    }
    left_out = skipped()
    steps = tuple(
        Step(name, "done" if told[name] else "skipped" if name in left_out else "open", told[name])
        for name in STEPS
    )
    return Progress(steps, settings.get("start") == "open")


def card(viewer: Viewer) -> Progress | None:
    """The first steps for Home, until they are finished or put away."""
    if settings.get("start") != "open" or not viewer.has("coordinator"):
        return None
    found = progress(viewer)
    return found if found.next else None


def kept_boards(viewer: Viewer) -> list[Kept]:
    rows = readable(Board, viewer).select(Board.name, Board.short_name, Board.code).tuples()
    return [Kept(name, (short, code)) for name, short, code in rows]


def kept_people(viewer: Viewer) -> list[Kept]:
    rows = readable(Person, viewer).select(Person.name, masked(Person.email, viewer)).tuples()
    return [Kept(name, (), email or "") for name, email in rows]


def organisations(viewer: Viewer) -> dict[str, str]:
    """The id of each organisation at work, by every name it goes by."""
    rows = readable(Organisation, viewer).where(Organisation.ended_on.is_null()).order_by(Organisation.id)
    found: dict[str, str] = {}
    for row in rows:
        for name in (row.name, row.short_name, row.plain_name):
            found.setdefault(name, row.id)
    return {name: row_id for name, row_id in found.items() if name}


def own_organisation(viewer: Viewer) -> Any:
    """The forum itself among the organisations, or None."""
    rows = readable(Organisation, viewer).where(
        Organisation.sector == "Forum", Organisation.ended_on.is_null()
    )
    return rows.order_by(Organisation.id).first()


def school_year(viewer: Viewer) -> tuple[list, list, Any]:
    """Half-terms, INSET days ahead or past, and school hours as they are kept."""
    terms = list(readable(SchoolTerm, viewer).order_by(SchoolTerm.first_day))
    inset = list(readable(SpecialDay, viewer).where(SpecialDay.kind == "inset").order_by(SpecialDay.day))
    return terms, inset, readable(SchoolHours, viewer).order_by(SchoolHours.id).first()


def to_invite(viewer: Viewer) -> list:
    """People with an address who cannot sign in yet and were not invited."""
    known = people_with_accounts()
    address = masked(Person.email, viewer)
    rows = readable(Person, viewer).select(Person.id, Person.name, address).where(Person.kind == "rep")
    return [
        (row_id, name, email)
        for row_id, name, email in rows.order_by(Person.sort_name, Person.id).tuples()
        if email and row_id not in known
    ]


def last_check(viewer: Viewer):
    """The last test mail to this viewer, as the outbox knows it, or None."""
    own = (
        one for one in outbox.letters(viewer) if one.kind == MAIL_CHECK and one.person_id == viewer.person_id
    )
    return next(own, None)
