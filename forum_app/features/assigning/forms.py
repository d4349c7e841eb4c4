"""What giving and changing a seat asks."""

from ...fields import Choice, Date, Person, Text
from ...web.forms import Form, KindField

ROLES = (("lead", "Lead"), ("second", "Second"), ("deputy", "Deputy"), ("shadow", "Shadow"))
DAY = "For example 5 1 2027"


class AssignForm(Form):
    """Who takes the seat, as what, and from when to when."""

    person = KindField("Who", Text(longest=40), needed="Choose somebody.")
    role = KindField("As", Choice(ROLES), needed="Choose lead, second, deputy or shadow.")
    starts_on = KindField("From", Date(), help=DAY, needed="Write the first day, as 5 1 2027.")
    ends_on = KindField("Until, if you know", Date(), help=DAY)
    stays_until = KindField("Stays until", Date(), help=DAY)


class SeatForm(Form):
    """A held seat's role and dates, and who follows."""

    role = KindField("As", Choice(ROLES), needed="Choose lead, second, deputy or shadow.")
    starts_on = KindField("From", Date(), help=DAY)
    ends_on = KindField("Last day, if you know", Date(), help=DAY)
    successor = KindField("Who follows, if somebody is named", Person())

    def offer(self, viewer, people) -> None:
        """Let the next holder be chosen from these (id, name) pairs alone."""
        self.successor.kind = Person(choices=lambda _viewer: people)
        self.for_viewer(viewer)
