"""What is asked about a policy. Only its name and its text are needed."""

from wtforms import BooleanField

from ...fields import Choice, Date, LongText, Text
from ...web.forms import Form, KindField
from .rules import BINDS


class PolicyForm(Form):
    """A new policy, or the next version of one, whose name stays."""

    name = KindField("Name", Text(200), needed="Write its name.")
    text = KindField("Text", LongText(), needed="Write its text.")
    applies_to = KindField("Who agrees to it", Choice(BINDS), default="everyone")
    starts_on = KindField("From", Date(), help="Today, if you leave it empty")
    owner = KindField("Looked after by, if you like", Text(200))
    review_on = KindField("Looked at again on, if you like", Date())
    needed_to_sit = BooleanField("Needed before anybody takes a seat")

    def values(self) -> dict:
        found = super().values()
        if "needed_to_sit" in self:
            found["needed_to_sit"] = bool(self.needed_to_sit.data)
        return found

    def of_a_version(self, before) -> "PolicyForm":
        """For the next version: name and weight stay as they were, the text is there to be changed."""
        del self.name
        del self.needed_to_sit
        if not self.is_submitted():
            for name in ("text", "applies_to", "owner"):
                self[name].data = getattr(before, name)
        return self
