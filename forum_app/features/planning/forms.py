"""What the pages for setting a meeting ask."""

from ...fields import Choice, Date, Link, LongText, Minutes, RecordLink, Text, TimeOfDay
from ...fields.words import WEEKDAYS
from ...web.forms import Form, KindField
from .rhythm import EVERY, NTH

WEEKDAY_CHOICES = [(str(number), name) for number, name in enumerate(WEEKDAYS[:5])]
LONGEST_EMAIL = 50_000
MODES = [("in_person", "In person"), ("online", "Online"), ("both", "Both")]


class MeetingForm(Form):
    """A meeting: when and where first, what is checked; then what it is for."""

    day = KindField("Date", Date(), needed="Write the date.", help="For example 13 1 2027, or Wed 13 January")
    starts = KindField("Starts", TimeOfDay(), needed="Write when it starts, as 10:30.")
    minutes = KindField("Length", Minutes(), needed="Write how long it takes, as 90 or 1:30.")
    mode = KindField("Where", Choice(MODES), needed="Choose one of the three.")
    venue = KindField("Place", RecordLink())
    new_venue = KindField("Or a new place, by its name", Text(longest=200))
    join_link = KindField("Link to join online, if there is one", Link())
    aim = KindField("Aim, in one sentence", Text(), help="Why it is held. No invite goes out without it.")
    chair = KindField("Who chairs", Text(longest=200))
    invited_on = KindField("Invite sent or received on", Date(), help="Leave it empty until there is one.")
    urgent_reason = KindField("If it has to be at short notice: why", Text())
    long_reason = KindField("If it has to be longer than agreed: why", Text())

    def offer(self, viewer, venues: list[tuple[str, str]]) -> None:
        """Let the place be chosen from these (id, name) pairs."""
        self.venue.kind = RecordLink(choices=lambda _viewer: venues)
        self.for_viewer(viewer)

    def usual(self, values: dict) -> None:
        """Begin from these values, unless something was typed already."""
        if not self.is_submitted():
            for name, value in values.items():
                self[name].data = value

    def unread(self) -> list[str]:
        """What was typed about the time and could not be read, in the words that say what to write."""
        return [words for name in ("day", "starts", "minutes") for words in self[name].process_errors]


class RhythmForm(Form):
    """How often a board meets, to propose dates from; it is sent by its address, and keeps nothing."""

    every = KindField("How often", Choice(EVERY))
    weekday = KindField("On", Choice(WEEKDAY_CHOICES))
    nth = KindField("Which of the month, if monthly", Choice(NTH))
    starts = KindField("Starts", TimeOfDay())
    since = KindField("From", Date())
    until = KindField("Until", Date())

    def is_submitted(self) -> bool:
        return False


class DatesForm(Form):
    """The proposed dates, each in a box of its own with a tick."""

    venue = KindField("Place", RecordLink())

    def offer(self, viewer, venues: list[tuple[str, str]]) -> None:
        self.venue.kind = RecordLink(choices=lambda _viewer: venues)
        self.for_viewer(viewer)


class EmailForm(Form):
    """A pasted email, and the board whose dates it tells; the dates found in it have boxes of their own."""

    board = KindField("Board", RecordLink())
    email = KindField("The email", LongText(LONGEST_EMAIL), needed="Paste the email first.")
    new_venue = KindField("A new place, for those without one", Text(longest=200))

    def offer(self, viewer, boards: list[tuple[str, str]]) -> None:
        """Let the board be chosen from these (id, name) pairs."""
        self.board.kind = RecordLink(choices=lambda _viewer: boards)
        self.for_viewer(viewer)
