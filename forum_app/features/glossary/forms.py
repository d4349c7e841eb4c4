"""What the glossary's pages ask."""

from ...fields import LongText, Text
from ...web.forms import Form, KindField
from .tables import LONGEST_SHORT


class AskForm(Form):
    """One short word that somebody met."""

    short = KindField("Short form", Text(LONGEST_SHORT), needed="Write the short form, like SEND.")


class TermForm(AskForm):
    """What a short word stands for."""

    stands_for = KindField("What it stands for", Text(200), needed="Write it out in full.")
    meaning = KindField(
        "In plain words, if you like", LongText(600), help="One line that a new rep would follow."
    )
    source = KindField("Where you have it from, if you like", Text(200))
