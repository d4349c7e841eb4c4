"""The words of the mail that tells a coordinator that something should be raised higher."""

from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import render
from ...models.boards import Board
from ...models.meetings import Escalation, Meeting
from ...models.people import Person
from ...permissions.readable import readable, with_names
from ..control.rules import CLOSED


def register_kinds() -> None:
    kinds.register("escalation_asked", "Something to raise higher", escalation_asked)


def escalation_asked(occasion: Occasion) -> Finished | Nothing:
    """Who asked, and what about where neither its meeting nor what its board's reps write is closed."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing("no active account")
    row_id = next((row for _table, row in occasion.parts), "")
    rows = readable(Escalation, viewer).where(Escalation.id == row_id)
    rows = with_names(rows, Person, Escalation.raised_by, asker="first_name")
    rows = with_names(rows, Board, Escalation.board, usual="default_level")
    found = next(iter(with_names(rows, Meeting, Escalation.meeting, marked="marking").objects()), None)
    if found is None:
        return Nothing("not there any more", ({"part": ["escalations", row_id], "rule": "not open"},))
    closed = bool(found.marked or found.marking_id) or found.usual in CLOSED
    subject = f"{occasion.forum_name}: something to raise higher"
    text, html = render(
        "escalation_asked",
        subject=subject,
        asker=found.asker or "Somebody",
        title="" if closed else found.title,
        due_on=found.due_on,
        url=f"{occasion.base_url}/escalations/{found.id}",
        base_url=occasion.base_url,
        forum_name=occasion.forum_name,
    )
    return Finished(subject, text, html)
