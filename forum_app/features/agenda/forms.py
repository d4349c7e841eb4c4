"""What the pages of agenda items and papers ask."""

from ...fields import Date, LongText, Minutes, RecordLink, Text
from ...web.forms import Form, KindField
from ...web.marking import MarkingForm

READING_MINUTES = Minutes(most=12 * 60)


class ItemForm(MarkingForm):
    """One line is enough to propose an item."""

    title = KindField("What should be talked about", Text(), needed="Write the item in a line.")
    proposed_by = KindField("Proposed by", Text(longest=200))
    minutes = KindField("Minutes, if you like", Minutes())
    openness = KindField("What can still be changed", Text(longest=200), help="Open, partly open, or decided")


class PaperForm(MarkingForm):
    """A paper that came, or that is awaited."""

    title = KindField("Paper", Text(), needed="Write what the paper is called.")
    agenda_item = KindField("For which item", RecordLink())
    issued_on = KindField("Came on", Date(), help="Leave it empty while it is awaited.")
    summary = KindField("Plain summary, in a few lines", LongText(2_000))

    def offer_items(self, viewer, items: list[tuple[str, str]]) -> None:
        self.agenda_item.kind = RecordLink(choices=lambda _viewer: items)
        self.for_viewer(viewer)


class ReadForm(Form):
    """How long the reading took."""

    minutes = KindField("Minutes", Text(longest=10))
    other_minutes = KindField("Minutes, as 20 or 1:10", READING_MINUTES)

    def chosen(self) -> int | None:
        """The minutes that were chosen or typed; None, with an error, where they cannot be read."""
        typed = self.minutes.data or ""
        if typed.isdecimal() and len(typed) < 4:
            return int(typed)
        if typed == "other" and self.other_minutes.data:
            return self.other_minutes.data
        self.refuse("other_minutes", "Write minutes as 20 or 1:10")
        return None


class AskForm(Form):
    """A question about a paper: which kind is the button pressed, the line says the rest."""

    text = KindField("In a line", Text(), needed="Write in a line what you do not follow.")


class AnswerForm(Form):
    answer = KindField("Your answer, in plain words", LongText(2_000), needed="Write the answer.")
