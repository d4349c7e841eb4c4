"""What the pages about owed news ask."""

from ...fields import Choice, Date, Email, LongText, RecordLink, Text
from ...web.forms import Form, KindField
from .rules import OUTCOMES


class AskForm(Form):
    """That a partner owes news of a meeting."""

    owed_by = KindField("Who owes it?", RecordLink())
    about = KindField("What it is about, if it needs saying", Text(longest=200))
    due_on = KindField("By when?", Date(), help="For example 13 1 2027")

    def offer(self, viewer, partners) -> "AskForm":
        """Let these partners be chosen, as (id, name)."""
        self.owed_by.kind = RecordLink(choices=lambda _viewer: partners)
        self.for_viewer(viewer)
        return self


class ChaseForm(Form):
    """Which officer is asked: one we know, or somebody new."""

    contact = KindField("Who should tell us?", Text(longest=40))
    name = KindField("Their name", Text(longest=200))
    email = KindField("Their work email", Email(), help="Only where we hold none, or it has changed")


class OutcomeForm(Form):
    """What came of it: one of three, a line, and what comes next."""

    outcome = KindField("How does it stand?", Choice([(value, label) for value, label, _ in OUTCOMES]))
    text = KindField("In a line or two", LongText(2_000), help="Please don’t name a child.")
    reason = KindField("Why was it not done, or not all of it?", Text(longest=500))
    next_step = KindField("What happens next, if something does", Text(longest=500))


class ThanksForm(Form):
    """A word of thanks: the button alone is enough."""

    text = KindField("A line to go with it, if you like", Text(longest=500))
