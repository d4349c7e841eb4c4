"""What the pages about boards ask."""

from collections.abc import Sequence

from wtforms import BooleanField

from ...fields import Choice
from ...web.asking import ask, offer, offer_words
from ...web.forms import Form, KindField
from . import tables  # noqa: F401  the columns that are asked for
from .links import LINK_CHOICES

Pairs = Sequence[tuple[str, str]]
LENGTH = "As 90 or 1:30"


class NewBoardForm(Form):
    """A name is enough; the board's page lists what is missing."""

    name = ask("boards", "name", needed="Write the board’s name.")
    host = ask("boards", "host", "Whose board is it? If you know")

    def offer(self, viewer, bodies: Pairs) -> None:
        offer(self.host, bodies)
        self.for_viewer(viewer)


class BoardForm(Form):
    """All that is kept of a board but its quorum, terms, links and members."""

    name = ask("boards", "name", needed="Write the board’s name.")
    short_name = ask("boards", "short_name", help="As it stands in lists")
    kind = KindField("Kind", Choice())
    host = ask("boards", "host", "Whose board it is")
    second_host = ask("boards", "second_host", "With whom, if two run it together")
    chair = ask("boards", "chair", "Who chairs")
    areas = ask("boards", "areas", "What it is about", help="For example short breaks; early years")
    called_by = ask("boards", "called_by")
    pays = ask("boards", "pays", "Who pays reps for it")
    cadence = ask("boards", "cadence", help="For example monthly, or half-termly")
    usual_time = ask("boards", "usual_time", help="For example first Wednesday, 10:00")
    mode = ask("boards", "mode")
    planned_minutes = ask("boards", "planned_minutes", help=LENGTH)
    limit_minutes = ask("boards", "limit_minutes", "Longest it should be", help=LENGTH)
    long_reason = ask("boards", "long_reason", "Why it is longer, if it is")
    default_level = ask(
        "boards", "default_level", help="Offered for new content, and closes nothing by itself"
    )
    notice_days = ask("boards", "notice_days", help="14 is two weeks")
    papers_days = ask("boards", "papers_days", "Papers, days before")
    items_working_days = ask("boards", "items_working_days", "Agenda items, working days before")
    ends_on = ask(
        "boards", "ends_on", "Last day, if it ends", help="For a task and finish group; its history stays"
    )
    is_steering = BooleanField("This is our own steering group")

    def offer(self, viewer, bodies: Pairs, kinds: Sequence[str]) -> None:
        for field in (self.host, self.second_host, self.pays):
            offer(field, bodies)
        offer_words(self, self.kind, kinds)
        self.for_viewer(viewer)

    def values(self) -> dict:
        return {**super().values(), "is_steering": self.is_steering.data}


class TermsForm(Form):
    """One more version of a board's terms of reference."""

    starts_on = ask("terms-of-reference", "starts_on", "In force from", needed="Write from which day.")
    asked_by = ask("terms-of-reference", "asked_by", help="A name, a body, or the review that asked")
    note = ask("terms-of-reference", "note", "What changed, in a line")
    text = ask("terms-of-reference", "text", "The terms", needed="Paste or write the terms.")


class LinkForm(Form):
    """How this board stands to another."""

    how = KindField("This board", Choice(LINK_CHOICES), needed="Choose how they are linked.")
    other = ask("board-links", "to_board", "Which board", needed="Choose the other board.")

    def offer(self, viewer, boards: Pairs) -> None:
        offer(self.other, boards)
        self.for_viewer(viewer)


class MemberForm(Form):
    """Who belongs to the board: a body, one of its departments, or an officer."""

    organisation = ask("board-members", "organisation")
    department = ask("board-members", "department", "Department, if it is one")
    contact = ask("board-members", "contact", "Who comes, if you know")
    words = ask("board-members", "words", "As what, if there is something to say")

    def offer(self, viewer, bodies: Pairs, departments: Pairs, contacts: Pairs) -> None:
        offer(self.organisation, bodies)
        offer(self.department, departments)
        offer(self.contact, contacts)
        self.for_viewer(viewer)
