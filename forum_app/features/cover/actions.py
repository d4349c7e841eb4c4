"""Asking for cover and answering: two people at once, and who says yes first goes."""

from collections.abc import Sequence

from ...models.boards import Seat
from ...models.cover import CoverAsk
from ...models.meetings import Attendance, Meeting
from ...permissions.abilities import require
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken
from ...records.outbox import Mailing
from . import queries
from .rules import AT_ONCE, GONE, NO, OPEN, YES

ASKED, NEWS = "cover_asked", "cover_news"


def ask_for_cover(
    viewer: Viewer,
    meeting_id: str,
    seat_id: str | None,
    people: Sequence[str],
    *,
    form_key: str | None = None,
    via: str = "form",
) -> write.Written:
    """Ask one or two people to go to a meeting in place of whoever holds the seat; each is told at once.

    Raises NotFound, NotAllowed, RuleBroken with the reason in words.
    """
    with write.together():
        found = queries.cover_page(viewer, meeting_id, seat_id)
        grant = require(viewer, "ask_for_cover", found.meeting)
        if first := write.already(grant, form_key):
            return first
        if found.meeting.starts_at <= viewer.now or found.meeting.state == "cancelled":
            raise RuleBroken("person", "This meeting is not ahead any more.")
        people = list(dict.fromkeys(people))
        _may_ask(found, people)
        told = queries.suggested(viewer, found)
        for person in people:
            judged = told.of(person)
            if judged is None or judged.refused or person in found.asked:
                raise RuleBroken("person", judged.refused if judged and judged.refused else "Choose again.")
        asks = {write.new_id(): person for person in people}
        facts = {"meeting": found.meeting.id, "seat": found.page.seat.id, "asked_by": viewer.person_id}
        return write.many(
            grant,
            [
                write.Add(CoverAsk, {"person": person, "asked_at": viewer.now, **facts}, id=ask)
                for ask, person in asks.items()
            ],
            via=via,
            words="Cover asked for",
            form_key=form_key,
            mails=[Mailing(ASKED, person, parts=(("cover_asks", ask),)) for ask, person in asks.items()],
        )


def _may_ask(found: queries.CoverPage, people: Sequence[str]) -> None:
    if found.going:
        raise RuleBroken("person", f"{found.going.first_name} goes already.")
    if not people:
        raise RuleBroken("person", "Choose one or two people.")
    if len(people) > found.more:
        waiting = "Two people are asked at once." if found.more == AT_ONCE else "Somebody is asked already."
        raise RuleBroken("person", f"{waiting} Choose fewer, or wait for an answer.")


def answer_cover(
    viewer: Viewer, ask_id: str, answer: str, *, form_key: str | None = None, via: str = "form"
) -> write.Written:
    """Say whether one goes. The first yes makes the attendance, and frees whoever else was asked.

    Raises NotFound, NotAllowed, RuleBroken when somebody was first or the meeting has begun.
    """
    if answer not in {YES, NO}:
        raise RuleBroken("answer", "Choose yes or no.")
    with write.together():
        ask = one(CoverAsk, ask_id, viewer)
        grant = require(viewer, "answer_cover", ask)
        if first := write.already(grant, form_key):
            return first
        meeting = one(Meeting, ask.meeting_id, viewer)
        if meeting.starts_at <= viewer.now or meeting.state == "cancelled":
            raise RuleBroken("answer", "This meeting is not ahead any more.")
        others = [row for row in queries.asks_of(viewer, meeting.id, ask.seat_id) if row.id != ask.id]
        if answer == YES and (ask.answer == GONE or any(row.answer == YES for row in others)):
            raise RuleBroken("answer", "Somebody else goes, so you are free that day. Thank you.")
        edits = [write.Edit(CoverAsk, ask.id, {"answer": answer, "answered_at": viewer.now}, ask.version)]
        told = [ask.asked_by_id] if ask.asked_by_id else []
        freed = [row for row in others if row.answer == OPEN] if answer == YES else []
        edits += [write.Edit(CoverAsk, row.id, {"answer": GONE}, row.version) for row in freed]
        if answer == YES:
            edits.append(_attends(viewer, meeting, ask))
        elif ask.answer == YES:
            edits += _does_not(viewer, meeting)
        mails = [Mailing(NEWS, keeper, parts=(("cover_asks", ask.id),)) for keeper in told]
        mails += [Mailing(NEWS, row.person_id, parts=(("cover_asks", row.id),)) for row in freed]
        words = "Goes in somebody’s place" if answer == YES else "Cannot go"
        return write.many(grant, edits, via=via, words=words, form_key=form_key, mails=mails)


def _attends(viewer: Viewer, meeting, ask):
    """The attendance of whoever goes, as coming."""
    role = one(Seat, ask.seat_id, viewer).role
    values = {"reply": "coming", "replied_at": viewer.now, "seat_role": role}
    before = _own_attendance(viewer, meeting)
    if before:
        return write.Edit(Attendance, before.id, values, before.version)
    return write.Add(Attendance, {"meeting": meeting.id, "person": viewer.person_id, **values})


def _does_not(viewer: Viewer, meeting) -> list:
    before = _own_attendance(viewer, meeting)
    return [write.Edit(Attendance, before.id, {"reply": "not_coming"}, before.version)] if before else []


def _own_attendance(viewer: Viewer, meeting):
    rows = readable(Attendance, viewer).where(Attendance.meeting == meeting.id)
    return rows.where(Attendance.person == viewer.person_id).first()


def withdraw_ask(
    viewer: Viewer, ask_id: str, *, form_key: str | None = None, via: str = "form"
) -> write.Written:
    """Take back what somebody was asked and has not answered; they are told that they are free.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        ask = one(CoverAsk, ask_id, viewer)
        grant = require(viewer, "ask_for_cover", ask)
        if first := write.already(grant, form_key):
            return first
        if ask.answer != OPEN:
            raise RuleBroken("", "They have answered already.")
        return write.one(
            grant,
            write.Edit(CoverAsk, ask.id, {"answer": GONE}, ask.version),
            via=via,
            words="Cover not needed any more",
            form_key=form_key,
            mails=[Mailing(NEWS, ask.person_id, parts=(("cover_asks", ask.id),))],
        )
