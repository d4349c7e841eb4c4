"""What the pages about barriers and escalations ask."""

from wtforms import BooleanField

from ...fields import Choice, Date, LongText, Person, RecordLink, Text
from ...permissions.roles import Viewer
from ...web.forms import Form, KindField
from . import queries
from .rules import LEVELS

ABOUT = "About which item of the agenda?"
NO_CHILD = "Please don’t name a child."


def _items_of(meeting_id: str) -> RecordLink:
    return RecordLink(choices=lambda viewer: queries.items_of(viewer, meeting_id))


class BarrierForm(Form):
    """What stood in the way, in one line."""

    text = KindField("What stands in the way?", Text(longest=500), help=f"In one line. {NO_CHILD}")
    agenda_item = KindField(ABOUT, RecordLink())

    def offer(self, viewer: Viewer, meeting_id: str) -> "BarrierForm":
        """Let it be about an item that this viewer may read."""
        self.agenda_item.kind = _items_of(meeting_id)
        self.for_viewer(viewer)
        return self


class MitigationForm(Form):
    """What was done about it."""

    mitigation = KindField("What was done about it?", LongText(2_000))
    learned = KindField("What did we learn, if something?", LongText(2_000))
    closed = BooleanField("It no longer stands in the way")

    def values(self) -> dict:
        return super().values() | {"closed": self.closed.data}


class _WithOfficer(Form):
    """Forms in which a partner officer is chosen."""

    partner_contact = KindField("Partner owner", RecordLink())

    def offer(self, viewer: Viewer, meeting_id: str | None = None) -> "_WithOfficer":
        """Let officers, and people and items where asked, be chosen from those this viewer may read."""
        if "agenda_item" in self:
            self["agenda_item"].kind = _items_of(meeting_id) if meeting_id else RecordLink()
        self.partner_contact.kind = RecordLink(choices=queries.officers)
        if "owner" in self:
            self["owner"].kind = Person(choices=queries.people)
        self.for_viewer(viewer)
        return self


class OwnersForm(_WithOfficer):
    """The two who own it."""

    owner = KindField("Forum owner", Person())


class EscalationForm(_WithOfficer):
    """Asking for something to be raised higher."""

    text = KindField("What stands in the way?", LongText(2_000), help=NO_CHILD)
    agenda_item = KindField(ABOUT, RecordLink())
    level = KindField("How high?", Choice(LEVELS))
    raised_with = KindField("With whom?", Text(longest=200))
    due_on = KindField("Answer needed by", Date(), help="For example 13 1 2027")


class AnswerForm(Form):
    """What was answered, and when."""

    answer = KindField("What did they answer?", LongText(2_000))
    answered_on = KindField("On which day?", Date(), help="For example 24 11 2026")
