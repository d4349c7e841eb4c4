"""What the pages about training show, read for one viewer: everybody's for the team, else one's own."""

from dataclasses import dataclass, field
from typing import Any

from ...models.people import Person, Training, TrainingRecord
from ...permissions.readable import one, readable, with_names
from ...permissions.roles import Viewer

STATES = ("wanted", "booked", "done")


@dataclass
class Course:
    """One course: the viewer's own records of it, and everybody's by state as far as they may be read."""

    course: Any
    mine: list = field(default_factory=list)
    people: dict[str, list] = field(default_factory=lambda: {state: [] for state in STATES})

    @property
    def my_state(self) -> str:
        """Booked or wished for; else done, or nothing."""
        states = {row.state for row in self.mine}
        return next((state for state in ("booked", "wanted", "done") if state in states), "")


def listing(viewer: Viewer) -> list[Course]:
    """Every course, those wished for by most first."""
    found = {row.id: Course(row) for row in readable(Training, viewer).order_by(Training.name, Training.id)}
    for row in _records(viewer):
        if row.training_id in found:
            _note(viewer, found[row.training_id], row)
    return sorted(found.values(), key=lambda one: (-len(one.people["wanted"]), one.course.name))


def course_page(viewer: Viewer, course_id: str) -> Course:
    """One course with its people. Raises NotFound."""
    found = Course(one(Training, course_id, viewer))
    for row in _records(viewer, TrainingRecord.training == course_id):
        _note(viewer, found, row)
    return found


def _records(viewer: Viewer, *where) -> list:
    rows = readable(TrainingRecord, viewer).where(*where) if where else readable(TrainingRecord, viewer)
    named = with_names(rows, Person, TrainingRecord.person, person_name="name", place="sort_name")
    return sorted(named.objects(), key=lambda row: (row.place or "", row.id))


def _note(viewer: Viewer, course: Course, row) -> None:
    course.people[row.state].append(row)
    if row.person_id == viewer.person_id:
        course.mine.append(row)


def people(viewer: Viewer) -> list[tuple[str, str]]:
    """The forum's own people, by name."""
    rows = readable(Person, viewer).where(Person.kind != "guest", Person.state != "left")
    return [(row.id, row.name) for row in rows.order_by(Person.sort_name, Person.id)]


def names(viewer: Viewer) -> list[str]:
    return [row.name.casefold() for row in readable(Training, viewer)]
