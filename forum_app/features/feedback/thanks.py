"""Thanks: from somebody of the forum in one tap, from a partner officer by their link."""

from dataclasses import dataclass

from ...models.meetings import FeedbackChase, Meeting
from ...models.money import Thanks
from ...models.organisations import Contact
from ...models.people import Person
from ...permissions import recipients
from ...permissions.abilities import require
from ...permissions.errors import NotFound
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken

PLAIN, SPOKE, WAS_THERE = "Thank you.", "Thank you for speaking for us.", "Thank you for being there."


@dataclass(frozen=True)
class Thanked:
    """Whom somebody thanked, and the act that undo takes."""

    name: str
    group_id: str


def thank(
    viewer: Viewer, person_id: str, words: str, *, meeting_id: str | None, form_key: str | None, via="form"
) -> Thanked:
    """Thank somebody, for a meeting or for everything. Raises NotFound, NotAllowed, RuleBroken."""
    with write.together():
        person = one(Person, person_id, viewer)
        grant = require(viewer, "thank", person)
        name = person.first_name or person.name
        if first := write.already(grant, form_key):
            return Thanked(name, first.group_id)
        meeting = one(Meeting, meeting_id, viewer) if meeting_id else None
        _check_not_thanked(viewer, person, name, meeting)
        row = {
            "person": person.id,
            "from_words": viewer.name,
            "thanked_by": viewer.person_id,
            "meeting": meeting.id if meeting else None,
            "text": words or (SPOKE if meeting else PLAIN),
            "day": viewer.today,
        }
        written = write.one(grant, write.Add(Thanks, row), via=via, words="Thanked", form_key=form_key)
        return Thanked(name, written.group_id)


def _check_not_thanked(viewer: Viewer, person, name: str, meeting) -> None:
    mine = readable(Thanks, viewer).where(
        Thanks.person == person.id, Thanks.thanked_by == viewer.person_id, Thanks.state == "sent"
    )
    if meeting and mine.where(Thanks.meeting == meeting.id).first():
        raise RuleBroken("text", f"You have thanked {name} for this meeting already.")
    if not meeting and mine.where(Thanks.day == viewer.today, Thanks.meeting.is_null()).first():
        raise RuleBroken("text", f"You have thanked {name} today already.")


def thank_by_link(officer: Viewer, words: str, *, form_key: str | None):
    """Thank those who were at the meetings that a link is about. Raises NotFound, NotAllowed, RuleBroken."""
    who = officer.guest_link
    if who is None:
        raise NotFound
    with write.together():
        chase = one(FeedbackChase, who.chase, officer)
        grant = require(officer, "thank_by_link", chase)
        if first := write.already(grant, form_key):
            return first
        if chase.thanked_at:
            raise RuleBroken("text", "You have thanked them already. They have seen it.")
        contact = one(Contact, who.contact, officer)
        people = _were_there(chase)
        if not people:
            raise RuleBroken("text", "The forum has not noted yet who was there. Try again in a few days.")
        row = {
            "from_words": contact.name,
            "organisation": contact.organisation_id,
            "contact": contact.id,
            "meeting": chase.meeting_id,
            "text": words or WAS_THERE,
            "day": officer.today,
        }
        edits: list = [write.Add(Thanks, row | {"person": person}) for person in people]
        edits.append(write.Edit(FeedbackChase, chase.id, {"thanked_at": officer.now}, chase.version))
        return write.many(grant, edits, via="link", words="Thanked", form_key=form_key)


def _were_there(chase) -> list[str]:
    if chase.feedback_id:
        return recipients.of_feedback(chase.feedback_id)
    return recipients.were_at([chase.meeting_id])
