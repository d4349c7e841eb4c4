"""What the first steps ask."""

from ...fields import LongText, Text
from ...web.asking import ask
from ...web.forms import Form, KindField

LONGEST_PASTE = 200_000


class NameForm(Form):
    """What the forum is called."""

    forum_name = KindField("Name of your forum", Text(100), needed="Write your forum’s name.")
    forum_short_name = KindField("Short name, if it has one", Text(30), help="For example NPCF")


class AreaForm(Form):
    """Whose area the forum speaks in."""

    area = KindField("Your area", Text(100), help="For example Northshire", needed="Write the area’s name.")
    council = KindField("Your council, in full", Text(200), help="It is added to your organisations")
    health = KindField("Your NHS integrated care board, in full", Text(200), help="It is added too")


class YearForm(Form):
    """The school year, as it can be typed or pasted."""

    terms = KindField(
        "Half-terms, one a line",
        LongText(5_000),
        help="A name, the first and the last day. These are the usual ones: put right what differs.",
        needed="Write or paste the half-terms, or skip this step.",
    )
    inset = KindField(
        "INSET days, if you know them", LongText(2_000), help="One a line, for example 4 1 2027"
    )
    starts_at = ask("school-hours", "starts_at", "Pupils are in from", help="For example 09:15")
    ends_at = ask("school-hours", "ends_at", "Until", help="For example 14:45")


class PasteForm(Form):
    """Rows from a spreadsheet."""

    rows = KindField("Your rows", LongText(LONGEST_PASTE), needed="Paste some rows first, or skip this step.")


class DoForm(Form):
    """A button and nothing else."""
