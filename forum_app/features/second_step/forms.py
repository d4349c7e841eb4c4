"""The forms about the second step. Codes are taken as typed: spaces and dashes do not matter."""

from wtforms import HiddenField

from ...fields import Choice, Date
from ...web.forms import Form, KindField, PlainField

CHANGES = (
    ("another", "Use another phone", "The old one stops working"),
    ("codes", "Ten new recovery codes", "The old ones stop working"),
    ("off", "Switch the second step off", ""),
)


class EnterForm(Form):
    """A code of either kind, to come in."""

    code = PlainField("Code", help="The six figures your authenticator app shows for this forum")
    recovery = PlainField("Recovery code", help="Each works once. Dashes do not matter.")


class BeginForm(Form):
    """The password again, before anything is set up."""

    password = PlainField("Your password")
    next = HiddenField()


class ConfirmForm(Form):
    """The first code."""

    code = PlainField(
        "Code", help="The six figures that the app shows now", needed="Write the six figures from the app."
    )


class ChangeForm(Form):
    """What to change, and a code of either kind."""

    what = KindField("What would you like?", Choice([row[:2] for row in CHANGES]), needed="Choose one.")
    code = PlainField("Code", help="The six figures that the app shows now")
    recovery = PlainField("Recovery code", help="Each works once. Dashes do not matter.")


class FromForm(Form):
    """From which day it is needed."""

    day = KindField("Needed from", Date(), help="Leave it empty and everybody may choose")
