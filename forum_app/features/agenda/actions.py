"""What people do with a meeting's agenda and papers: propose, order, take out, issue."""

from collections.abc import Mapping
from typing import Any

from ...models.boards import Board
from ...models.meetings import AgendaItem, Meeting, Paper
from ...permissions.abilities import require
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken
from ..control.closing import closing
from ..meetings.actions import closure
from ..meetings.queries import school_year
from ..meetings.rules import check_still_on, items_close_at

USUAL = "usual"


def propose_item(viewer: Viewer, meeting_id: str, values: Mapping[str, Any], *, form_key: str | None):
    """Put an item on the agenda; after the board's deadline it is late and needs the chair's yes.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "keep_agenda", meeting)
        if first := write.already(grant, form_key):
            return first
        check_still_on(meeting)
        level, marking, edits = _closed(viewer, meeting, values)
        last = readable(AgendaItem, viewer).where(AgendaItem.meeting == meeting.id)
        item = {
            "meeting": meeting.id,
            "position": max((row.position for row in last), default=0) + 1,
            "late": is_late(viewer, meeting),
            "level": level,
            "marking": marking,
            **_item_values(values),
        }
        return write.many(
            grant, [*edits, write.Add(AgendaItem, item)], via="form", words="Item added", form_key=form_key
        )


def is_late(viewer: Viewer, meeting) -> bool:
    """Whether the board's deadline for items of this meeting is over."""
    board = one(Board, meeting.board_id, viewer)
    closes = items_close_at(meeting.day, school_year(viewer).calendar, board.items_working_days)
    return viewer.now > closes


def _item_values(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": values["title"],
        "proposed_by": values["proposed_by"] or "",
        "openness": values["openness"] or "",
        "minutes": values["minutes"],
    }


def _closed(viewer: Viewer, meeting, values: Mapping[str, Any], before=None) -> tuple[str, str | None, list]:
    """What a form says of who may see it; what is closed already stays as it is, for its own page."""
    if before is not None and before.marking_id:
        return before.level, before.marking_id, []
    if values["level"] == USUAL or meeting.marking_id:
        return closure(viewer, meeting, viewer.person_id)
    return closing(viewer, meeting, values["title"], values)


def change_item(
    viewer: Viewer, item_id: str, values: Mapping[str, Any], *, form_key: str | None, version: int | None
):
    """Change an item in its own words. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        item, meeting, grant = _of_meeting(viewer, AgendaItem, item_id)
        if first := write.already(grant, form_key):
            return first
        level, marking, edits = _closed(viewer, meeting, values, item)
        kept = {**_item_values(values), "level": level, "marking": marking}
        edits.append(write.Edit(AgendaItem, item.id, kept, version or item.version))
        return write.many(grant, edits, via="form", words="Item changed", form_key=form_key)


def _of_meeting(viewer: Viewer, model, row_id: str):
    row = one(model, row_id, viewer)
    meeting = one(Meeting, row.meeting_id, viewer)
    return row, meeting, require(viewer, "keep_agenda", meeting)


def move_item(viewer: Viewer, item_id: str, up: bool, *, form_key: str | None):
    """Move an item one place up or down among those the viewer sees. Raises NotFound, NotAllowed."""
    with write.together():
        item, meeting, grant = _of_meeting(viewer, AgendaItem, item_id)
        if first := write.already(grant, form_key):
            return first
        rows = readable(AgendaItem, viewer).where(AgendaItem.meeting == meeting.id)
        order = list(rows.order_by(AgendaItem.position, AgendaItem.id))
        place = next(number for number, row in enumerate(order) if row.id == item.id)
        other = place - 1 if up else place + 1
        if not 0 <= other < len(order):
            raise RuleBroken("", "It is there already.")
        places = [row.position for row in order]
        order.insert(other, order.pop(place))
        if len(set(places)) < len(places):
            places = list(range(1, len(order) + 1))
        edits = [
            write.Edit(AgendaItem, row.id, {"position": position}, row.version)
            for row, position in zip(order, places, strict=True)
            if row.position != position
        ]
        return write.many(grant, edits, via="form", words="Item moved", form_key=form_key)


def record_chairs_word(viewer: Viewer, item_id: str, agreed: bool, *, form_key: str | None):
    """Note what the chair said of a late item. Raises NotFound, NotAllowed, RuleBroken."""
    with write.together():
        item, _meeting, grant = _of_meeting(viewer, AgendaItem, item_id)
        if not item.late:
            raise RuleBroken("", "This item came in time, so the chair need not be asked.")
        edit = write.Edit(AgendaItem, item.id, {"chair_agreed": agreed}, item.version)
        return write.one(grant, edit, via="form", words="The chair said", form_key=form_key)


def add_paper(viewer: Viewer, meeting_id: str, values: Mapping[str, Any], *, form_key: str | None):
    """Add a paper; the first that came sets the day on which the meeting's papers were out.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "keep_agenda", meeting)
        if first := write.already(grant, form_key):
            return first
        check_still_on(meeting)
        level, marking, edits = _closed(viewer, meeting, values)
        paper = {"meeting": meeting.id, "level": level, "marking": marking, **_paper_values(values)}
        edits += [write.Add(Paper, paper), *_papers_out(meeting, values)]
        return write.many(grant, edits, via="form", words="Paper added", form_key=form_key)


def _paper_values(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": values["title"],
        "agenda_item": values["agenda_item"] or None,
        "issued_on": values["issued_on"],
        "summary": values["summary"] or "",
    }


def _papers_out(meeting, values: Mapping[str, Any]) -> list:
    issued = values["issued_on"]
    if not issued or meeting.papers_on or issued > meeting.day:
        return []
    return [write.Edit(Meeting, meeting.id, {"papers_on": issued}, meeting.version)]


def change_paper(
    viewer: Viewer, paper_id: str, values: Mapping[str, Any], *, form_key: str | None, version: int | None
):
    """Change a paper's title, day, summary or item, or close it. Raises as `add_paper`, and Stale."""
    with write.together():
        paper, meeting, grant = _of_meeting(viewer, Paper, paper_id)
        if first := write.already(grant, form_key):
            return first
        level, marking, edits = _leaving_its_item(viewer, paper, values) or _closed(
            viewer, meeting, values, paper
        )
        kept = {**_paper_values(values), "level": level, "marking": marking}
        edits.append(write.Edit(Paper, paper.id, kept, version or paper.version))
        edits += _papers_out(meeting, values)
        return write.many(grant, edits, via="form", words="Paper changed", form_key=form_key)


def _leaving_its_item(viewer: Viewer, paper, values: Mapping[str, Any]) -> tuple[str, str, list] | None:
    """How a paper that leaves a closed item stays closed: by what closed the item. Raises RuleBroken.

    Opening it is for its own page, where lowering is asked for and noted.
    """
    if not paper.agenda_item_id or values["agenda_item"] == paper.agenda_item_id:
        return None
    item = one(AgendaItem, paper.agenda_item_id, viewer)
    closing_more = item.level == "board" and values["level"] == "restricted"
    if item.marking_id is None or item.marking_id == paper.marking_id or closing_more:
        return None
    if paper.marking_id:
        raise RuleBroken("agenda_item", "Its item is closed too, so it stays there until that is opened.")
    return item.level, item.marking_id, []


def take_out(viewer: Viewer, kind: str, row_id: str, *, form_key: str | None):
    """Put an item or a paper in the bin. Raises NotFound, NotAllowed."""
    with write.together():
        model = {"item": AgendaItem, "paper": Paper}[kind]
        row, _meeting, grant = _of_meeting(viewer, model, row_id)
        if first := write.already(grant, form_key):
            return first
        words = f"{kind.capitalize()} taken out"
        return write.one(
            grant, write.Bin(model, row.id, row.version), via="form", words=words, form_key=form_key
        )
