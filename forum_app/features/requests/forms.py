"""What is asked to note a request for a rep, and to answer it."""

from ...fields import Choice, Date, LongText, RecordLink
from ...permissions.roles import Viewer
from ...web.forms import Form, KindField
from . import queries
from .rules import LABELS

NO_CHILD = "Please don’t name a child."


class RequestForm(Form):
    """What a partner asked for; only that is needed."""

    text = KindField("What do they ask for?", LongText(2_000), help="For what, when, how long, paid or not")
    organisation = KindField("Who asks? If you know", RecordLink())
    contact = KindField("Which officer? If you know", RecordLink())
    asked_on = KindField("Asked on", Date(), help="Today, if you leave it empty")

    def offer(self, viewer: Viewer) -> "RequestForm":
        """Let partners and officers be chosen from those this viewer may read."""
        self.organisation.kind = RecordLink(choices=queries.partners)
        self.contact.kind = RecordLink(choices=queries.officers)
        self.for_viewer(viewer)
        return self


class ReplyForm(Form):
    """One of three answers, a line, and the officer who is told."""

    reply = KindField("What do you answer?", Choice(LABELS.items()))
    answer = KindField("A line to go with it, if you like", LongText(2_000), help=NO_CHILD)
    contact = KindField("Who is told by email?", RecordLink())

    def offer(self, viewer: Viewer) -> "ReplyForm":
        """Let officers with an address be chosen."""
        self.contact.kind = RecordLink(choices=queries.officers_with_address)
        self.for_viewer(viewer)
        return self
