"""What the coordinator does with a board's dates: set a meeting, change it, call it off, mark its invite."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from ... import clock
from ...models.boards import Board
from ...models.meetings import Attendance, Meeting, Venue
from ...permissions.abilities import require
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken
from ...records.titles import as_said
from ..boards.standing import check_stands
from .told import mails_about

NO_AIM = "Write the aim first: an invite does not go out without one."
NO_PLACE = "A meeting in person needs a place. Choose one, or name a new one."
PLAIN = ("mode", "join_link", "aim", "chair", "invited_on", "urgent_reason", "long_reason")


def add_meeting(viewer: Viewer, board_id: str, values: Mapping[str, Any], *, form_key: str | None):
    """Add a meeting to a board, at whatever time. Raises NotFound, NotAllowed, RuleBroken."""
    with write.together():
        grant = require(viewer, "create_meeting")
        if first := write.already(grant, form_key):
            return first
        board = one(Board, board_id, viewer)
        check_stands(board, viewer.today, values["day"], "day")
        edits, kept = _meeting_values(viewer, values)
        if values.get("chair") and board.notes_rule == "same":
            kept["notes_by"] = values["chair"]
        edits.append(write.Add(Meeting, {**kept, "board": board.id}))
        return write.many(grant, edits, via="form", words="Meeting added", form_key=form_key)


def change_meeting(
    viewer: Viewer, meeting_id: str, values: Mapping[str, Any], *, form_key: str | None, version: int | None
):
    """Change a meeting; those who would go are told the same day of what they must know.

    When its day moves, everybody is asked anew whether they can come. Raises NotFound, NotAllowed,
    RuleBroken, Stale.
    """
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "edit_meeting", meeting)
        if first := write.already(grant, form_key):
            return first
        values = as_said(viewer, meeting, values)
        edits, kept = _meeting_values(viewer, values, meeting)
        edits.append(write.Edit(Meeting, meeting.id, kept, version or meeting.version))
        if kept["day"] != meeting.day:
            check_stands(one(Board, meeting.board_id, viewer), viewer.today, kept["day"], "day")
            edits += _replies_asked_anew(viewer, meeting)
        told = mails_about(viewer, meeting, kept)
        return write.many(grant, edits, via="form", words="Meeting changed", form_key=form_key, mails=told)


def add_dates(
    viewer: Viewer,
    board_id: str,
    dates: Sequence[tuple[date, time]],
    venue: str | None,
    *,
    form_key: str | None,
):
    """Add a meeting of a board on each of these days, as one act. Raises NotFound, NotAllowed, RuleBroken."""
    with write.together():
        grant = require(viewer, "create_meeting")
        if first := write.already(grant, form_key):
            return first
        board = one(Board, board_id, viewer)
        if not dates:
            raise RuleBroken("", "Leave at least one date in.")
        check_stands(board, viewer.today, max(day for day, _ in dates))
        if board.mode != "online" and not venue:
            raise RuleBroken("venue", NO_PLACE)
        usual = _usual(board) | {"mode": board.mode, "venue": venue if board.mode != "online" else None}
        edits = [
            write.Add(Meeting, {**usual, "day": day, "starts_at": clock.at(day, start.hour, start.minute)})
            for day, start in dates
        ]
        return write.many(grant, edits, via="form", words="Dates for a year added", form_key=form_key)


def _usual(board) -> dict[str, Any]:
    """What a meeting of a board has without being told."""
    return {
        "board": board.id,
        "planned_minutes": board.planned_minutes,
        "chair": board.chair,
        "notes_by": board.chair if board.notes_rule == "same" else "",
    }


@dataclass(frozen=True)
class Meet:
    """A meeting to add: its day, London start, whole minutes, mode, and the venue where there is one."""

    day: date
    start: time
    minutes: int
    mode: str
    venue: str | None


def add_pasted(viewer: Viewer, board_id: str, meets: Sequence[Meet], new_venue: str, *, form_key: str | None):
    """Add the meetings of a pasted email to a board, as one act; those without a place get the new one.

    Nothing of the email's text is kept. Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        grant = require(viewer, "create_meeting")
        if first := write.already(grant, form_key):
            return first
        board = one(Board, board_id, viewer)
        if not meets:
            raise RuleBroken("", "Tick at least one date.")
        edits: list[write.Add] = []
        place = None
        if any(meet.mode != "online" and not meet.venue for meet in meets):
            edits, place = _place(viewer, {"mode": "in_person", "new_venue": new_venue})
        for meet in meets:
            own = {
                "day": meet.day,
                "starts_at": clock.at(meet.day, meet.start.hour, meet.start.minute),
                "planned_minutes": meet.minutes,
                "mode": meet.mode,
                "venue": None if meet.mode == "online" else meet.venue or place,
            }
            edits.append(write.Add(Meeting, _usual(board) | own))
        return write.many(grant, edits, via="form", words="Dates pasted", form_key=form_key)


def pasted_before(viewer: Viewer, form_key: str | None):
    """What this very form of dates answered the first time, if it was sent before. Raises NotAllowed."""
    return write.already(require(viewer, "create_meeting"), form_key)


def _meeting_values(viewer: Viewer, values: Mapping[str, Any], before=None) -> tuple[list, dict[str, Any]]:
    """The new place, if one was named, and the meeting's own values. Raises RuleBroken."""
    day, start = values["day"], values["starts"]
    kept = {name: values[name] or ("" if name != "invited_on" else None) for name in PLAIN}
    kept |= {
        "starts_at": clock.at(day, start.hour, start.minute),
        "day": day,
        "planned_minutes": values["minutes"],
    }
    if not values["minutes"]:
        raise RuleBroken("minutes", "Write how long it takes, as 90 or 1:30.")
    edits, kept["venue"] = _place(viewer, values)
    newly_invited = values["invited_on"] and not (before and before.invited_on)
    if newly_invited and not values["aim"]:
        raise RuleBroken("aim", NO_AIM)
    if kept["invited_on"] and kept["invited_on"] > day:
        raise RuleBroken("invited_on", "The invite cannot come after the meeting.")
    return edits, kept


def _place(viewer: Viewer, values: Mapping[str, Any]) -> tuple[list, str | None]:
    """A place that goes by this name already, or a new one of which nothing else is known yet."""
    if values["mode"] == "online":
        return [], None
    named = (values.get("new_venue") or "").strip()
    if not named:
        if not values.get("venue"):
            raise RuleBroken("venue", NO_PLACE)
        return [], values["venue"]
    rows = readable(Venue, viewer).select(Venue.id, Venue.name).tuples()
    known = next((row for row, name in rows if name.casefold() == named.casefold()), None)
    if known:
        return [], known
    place = write.new_id()
    return [write.Add(Venue, {"name": named}, id=place)], place


def _replies_asked_anew(viewer: Viewer, meeting) -> list:
    answered = readable(Attendance, viewer).where(Attendance.meeting == meeting.id, Attendance.reply != "")
    return [
        write.Edit(Attendance, row.id, {"reply": "", "replied_at": None}, row.version) for row in answered
    ]


def cancel_meeting(viewer: Viewer, meeting_id: str, *, form_key: str | None, version: int | None):
    """Call a meeting off and tell those who would go. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    return _set_state(viewer, meeting_id, "cancelled", "Cancelled", form_key, version)


def restore_meeting(viewer: Viewer, meeting_id: str, *, form_key: str | None, version: int | None):
    """Put a cancelled meeting back on, and tell the same people. Raises NotFound, NotAllowed, Stale."""
    return _set_state(viewer, meeting_id, "planned", "On again", form_key, version)


def _set_state(viewer: Viewer, meeting_id: str, state: str, words: str, form_key, version):
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "edit_meeting", meeting)
        if first := write.already(grant, form_key):
            return first
        if state == "cancelled" and meeting.starts_at <= viewer.now and _was_logged(viewer, meeting):
            raise RuleBroken("", "Somebody logged this meeting, so it was held. Undo their log first.")
        if state == "planned":
            check_stands(one(Board, meeting.board_id, viewer), viewer.today, meeting.day)
        edit = write.Edit(Meeting, meeting.id, {"state": state}, version or meeting.version)
        told = mails_about(viewer, meeting, {"state": state})
        return write.one(grant, edit, via="form", words=words, form_key=form_key, mails=told)


def _was_logged(viewer: Viewer, meeting) -> bool:
    there = readable(Attendance, viewer).where(Attendance.meeting == meeting.id)
    return there.where(Attendance.state.in_(["present", "deputy_present"])).exists()


def mark_invited(viewer: Viewer, meeting_id: str, *, form_key: str | None, version: int | None):
    """Say that the invite went out today. Raises NotFound, NotAllowed, Stale, RuleBroken without an aim."""
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "edit_meeting", meeting)
        if first := write.already(grant, form_key):
            return first
        if meeting.state == "cancelled":
            raise RuleBroken("", "This meeting was called off, so nobody is invited to it.")
        if not meeting.aim:
            raise RuleBroken("aim", NO_AIM)
        edit = write.Edit(Meeting, meeting.id, {"invited_on": viewer.today}, version or meeting.version)
        return write.one(grant, edit, via="form", words="Invite sent", form_key=form_key)
