"""What the pages of views ask."""

from flask import request

from ...fields import Choice, RecordLink, Text
from ...web.forms import Form, KindField
from .actions import ME
from .tables import LONGEST_NAME, LONGEST_WHY, SHOWN_TO

ONLY_ME = (ME, "Only me")
NO_NAME = "Give the view a name."


class SharingForm(Form):
    """Who sees a view."""

    shown_to = KindField("Who sees it", Choice([ONLY_ME]), needed="Choose who sees it.")
    board = KindField("Which board", RecordLink(), help="When it is for whoever sits on one")

    def offer(self, shares: bool, boards: list[tuple[str, str]]) -> "SharingForm":
        """Only those who keep shared views may share one; for others it is their own, unasked."""
        options = [ONLY_ME, *SHOWN_TO] if shares else [ONLY_ME]
        self.shown_to.kind = Choice(options)
        self.board.kind = RecordLink(choices=lambda _viewer: boards).for_viewer(None)
        if self.is_submitted():
            for field in (self.shown_to, self.board):
                field.process(request.form)
        if not shares:
            self.shown_to.data, self.shown_to.process_errors = ME, []
        return self


class ViewForm(SharingForm):
    """A new view."""

    name = KindField("What to call it", Text(LONGEST_NAME), needed=NO_NAME)


class NameForm(Form):
    """Another name."""

    name = KindField("What to call it", Text(LONGEST_NAME), needed=NO_NAME)


class LockForm(Form):
    """Why a look is to stay as it is."""

    because = KindField("Why, if you like", Text(LONGEST_WHY), help="Whoever wants to change it reads this.")
