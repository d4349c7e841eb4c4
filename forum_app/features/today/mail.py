"""The words of the mail that asks somebody once more. It names nothing of a meeting that is closed."""

from ...fields.words import long_day
from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import finished
from ...models.boards import Board
from ...models.meetings import Attendance, Meeting
from ...models.people import Agreement, Declaration
from ...models.post import Reminder
from ...permissions.errors import NotFound
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer

SETTLED = Nothing("settled meanwhile")


def register_kinds() -> None:
    kinds.register("reminder", "Asked once more", reminder)


def reminder(occasion: Occasion) -> Finished | Nothing:
    """Ask for what is still wanted; nothing when it is settled, taken back or no longer theirs."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing("no active account")
    try:
        asked = one(Reminder, occasion.parts[0][1], viewer)
        found = _WORDS[asked.kind](viewer, asked.row)
    except NotFound:
        return Nothing("taken back")
    if found is None:
        return SETTLED
    subject, sentence, path, link = found
    return finished(
        occasion,
        "reminder",
        subject,
        sentence=sentence,
        link=f"{occasion.base_url}{path}",
        link_words=link,
    )


def _log(viewer: Viewer, row: str):
    meeting, name = _meeting(viewer, row)
    if _said(viewer, row).state:
        return None
    sentence = f"{name} is not logged yet. It takes four taps, and nothing has to be written."
    return "A meeting to log", sentence, f"/meetings/{meeting.id}/log", "Log it"


def _reply(viewer: Viewer, row: str):
    meeting, name = _meeting(viewer, row)
    if _said(viewer, row).reply or meeting.starts_at <= viewer.now or meeting.state == "cancelled":
        return None
    sentence = f"{name}: can you come? Yes, maybe and no all help, and nobody asks why."
    return "Can you come?", sentence, f"/meetings/{meeting.id}", "Answer in one tap"


def _agreement(viewer: Viewer, _row: str):
    current = readable(Agreement, viewer).where(
        Agreement.person == viewer.person_id, Agreement.ends_at > viewer.now
    )
    ends = max((one_.ends_at for one_ in current), default=None)
    if ends and (ends - viewer.now).days > 60:
        return None
    sentence = "Your confidentiality agreement wants signing, so that closed papers stay open to you."
    return "Your agreement", sentence, f"/people/{viewer.person_id}", "Read and sign it"


def _interests(viewer: Viewer, _row: str):
    current = readable(Declaration, viewer).where(
        Declaration.person == viewer.person_id, Declaration.due_on >= viewer.today
    )
    if current.count():
        return None
    sentence = "Your interests form has run out. “Nothing to declare” is an answer."
    return "Your interests form", sentence, f"/people/{viewer.person_id}", "Renew it"


_WORDS = {"log": _log, "reply": _reply, "agreement": _agreement, "interests": _interests}


def _meeting(viewer: Viewer, row: str):
    """The meeting and what a mail may call it. Raises NotFound."""
    meeting = one(Meeting, row, viewer)
    if meeting.marking_id:
        return meeting, "One of your meetings"
    board = one(Board, meeting.board_id, viewer)
    return meeting, f"{board.short_name}, {long_day(meeting.day, viewer.today)}"


def _said(viewer: Viewer, row: str) -> Attendance:
    mine = readable(Attendance, viewer).where(
        Attendance.meeting == row, Attendance.person == viewer.person_id
    )
    return mine.first() or Attendance(state="", reply="")
