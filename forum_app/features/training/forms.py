"""What is asked about training."""

from wtforms import BooleanField

from ...fields import Choice, Date, Minutes, Person, Text
from ...web.forms import Form, KindField


class CourseForm(Form):
    """A new course. Only its name is needed."""

    name = KindField("Course", Text(200), needed="Write its name.")
    provider = KindField("Who gives it, if you know", Text(200))
    minutes = KindField("How long, if you know", Minutes(), help="As 90 or 1:30")
    needed_to_sit = BooleanField("Needed before anybody takes a seat")

    def values(self) -> dict:
        found = super().values()
        found["minutes"] = found["minutes"] or 0
        return found | {"needed_to_sit": bool(self.needed_to_sit.data)}


class NoteForm(Form):
    """That somebody booked or did a course."""

    person = KindField("Who", Person(), needed="Choose who.")
    state = KindField("Which", Choice([("done", "Done"), ("booked", "Booked")]), default="done")
    day = KindField("On which day, if you know", Date(), help="For example 3 12 2026")

    def offer(self, viewer, people) -> None:
        """Let the person be chosen from these (id, name) pairs alone."""
        self.person.kind = Person(choices=lambda _viewer: people)
        self.for_viewer(viewer)
