"""The words of the mails about news that is owed: to the officer who owes it, and to those it is owed to."""

from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import finished
from ...models.boards import Board
from ...models.meetings import Meeting, OutcomeFeedback
from ...models.organisations import Organisation
from ...permissions.readable import readable
from ...permissions.roles import viewer_by_guest_link
from . import queries, rules

TAKEN_BACK = "taken back, or stopped"


def register_kinds() -> None:
    kinds.register("feedback_asked", "Outcome feedback asked for", feedback_asked, secret=True)
    kinds.register("thanks_asked", "Thanks asked for", thanks_asked, secret=True)
    kinds.register("feedback_came", "News of what changed", feedback_came)


def feedback_asked(occasion: Occasion) -> Finished | Nothing:
    """Ask an officer what came of something, by a link that needs no password."""
    officer = viewer_by_guest_link(_about(occasion), occasion.now)
    if officer is None:
        return Nothing(TAKEN_BACK)
    found = queries.officer_page(officer)
    if found.feedback is None or found.feedback.given_on:
        return Nothing("told already")
    late = found.feedback.due_on < officer.today
    return finished(
        occasion,
        "feedback_asked",
        f"{occasion.forum_name}: what came of it?",
        officer_name=officer.name,
        about=found.about,
        again=found.kind == "reminder",
        late=late,
        due=rules.plain_day(found.feedback.due_on, officer.today),
        link=f"{occasion.base_url}/officer/{occasion.secret}",
    )


def thanks_asked(occasion: Occasion) -> Finished | Nothing:
    """Offer an officer to say thank you in one tap."""
    officer = viewer_by_guest_link(_about(occasion), occasion.now)
    if officer is None:
        return Nothing(TAKEN_BACK)
    return finished(
        occasion,
        "thanks_asked",
        f"{occasion.forum_name}: a word of thanks?",
        officer_name=officer.name,
        about=queries.officer_page(officer).about,
        link=f"{occasion.base_url}/officer/{occasion.secret}",
    )


def feedback_came(occasion: Occasion) -> Finished | Nothing:
    """Tell somebody that news has come of a meeting: of which, where that is open; never the news itself."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing("no active account")
    feedback_id = _about(occasion)
    feedback = readable(OutcomeFeedback, viewer).where(OutcomeFeedback.id == feedback_id).first()
    if feedback is None or not feedback.given_on:
        return Nothing(
            "not there any more", ({"part": ["outcome_feedback", feedback_id], "rule": "not open"},)
        )
    partner = readable(Organisation, viewer).where(Organisation.id == feedback.owed_by_id).first()
    return finished(
        occasion,
        "feedback_came",
        f"{occasion.forum_name}: news of what changed",
        about=_open_words(viewer, feedback),
        partner=partner.short_name or partner.name if partner else "A partner",
        url=f"{occasion.base_url}/feedback/{feedback.id}",
    )


def _open_words(viewer, feedback) -> str:
    """The board and day of a meeting that is not marked: of a marked one mail says nothing."""
    if feedback.marking_id or not feedback.meeting_id:
        return ""
    meeting = readable(Meeting, viewer).where(Meeting.id == feedback.meeting_id).first()
    if meeting is None or meeting.marking_id:
        return ""
    board = readable(Board, viewer).where(Board.id == meeting.board_id).first()
    return rules.meeting_words(board.short_name, [meeting.day], viewer.today) if board else ""


def _about(occasion: Occasion) -> str:
    return next((row for _table, row in occasion.parts), "")
