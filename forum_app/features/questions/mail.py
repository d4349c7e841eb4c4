"""The words of the mails that ask a steering member for the forum's view, and remind them."""

from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import finished
from ...models.boards import Board
from ...models.meetings import Decision, Meeting, ReservedAnswer
from ...models.people import Person
from ...permissions.readable import readable, with_names


def register_kinds() -> None:
    kinds.register("question_asked", "Forum view needed", question_asked, urgent=True)
    kinds.register("question_reminder", "Forum view still needed", question_reminder)


def question_asked(occasion: Occasion) -> Finished | Nothing:
    """Ask for an answer the same day; the question itself only where it is open to every member."""
    return _ask(occasion, again=False)


def question_reminder(occasion: Occasion) -> Finished | Nothing:
    """Ask once more before its day."""
    return _ask(occasion, again=True)


def _ask(occasion: Occasion, *, again: bool) -> Finished | Nothing:
    viewer = occasion.viewer
    if viewer is None:
        return Nothing("no active account")
    decision_id = next((row for _table, row in occasion.parts), "")
    rows = with_names(
        readable(Decision, viewer).where(Decision.id == decision_id),
        Person,
        Decision.asked_by,
        asker="first_name",
    )
    rows = with_names(rows, Meeting, Decision.meeting, closed_meeting="marking")
    found = next(iter(with_names(rows, Board, Decision.board, board_name="name").objects()), None)
    if found is None:
        gone = {"part": ["decisions", decision_id], "rule": "not open to this reader any more"}
        return Nothing("not open to this reader any more", (gone,))
    mine = readable(ReservedAnswer, viewer).where(
        ReservedAnswer.decision == found.id, ReservedAnswer.person == viewer.person_id
    )
    asked = mine.first()
    if found.state != "waiting" or asked is None or asked.answer:
        return Nothing("withdrawn, or answered already")
    closed = bool(found.marking_id or found.closed_meeting)
    subject = f"{occasion.forum_name}: {'still needed' if again else 'needed'}, the forum’s view"
    withheld = ({"part": ["decisions", found.id], "rule": "kept out of mail by its level"},)
    return finished(
        occasion,
        "question_asked",
        subject,
        again=again,
        asker=found.asker or "A rep",
        question="" if closed else found.text,
        board="" if closed else found.board_name,
        answer_by=found.answer_by,
        url=f"{occasion.base_url}/decisions/{found.id}",
        withheld=withheld if closed else (),
    )
