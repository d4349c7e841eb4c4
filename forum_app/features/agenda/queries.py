"""What the pages of agenda items and papers show, read for one viewer."""

from dataclasses import dataclass, field
from typing import Any

from ...models.boards import Board
from ...models.meetings import AgendaItem, Meeting, Paper
from ...models.money import TimeEntry
from ...models.organisations import Organisation
from ...models.people import Person, Role
from ...models.reading import PaperQuestion, PaperRead
from ...permissions.abilities import can, require
from ...permissions.readable import one, readable, with_names
from ...permissions.roles import Viewer
from ..control.queries import Level, level_of, levels
from ..meetings.actions import reps_of
from ..meetings.queries import sign_of_new_content


@dataclass
class Writing:
    """What the form of an item or a paper needs; `row` is None for a new one."""

    meeting: Any
    board: Any
    people: list[tuple[str, str]]
    usual: str
    origin: str
    row: Any = None
    items: list = field(default_factory=list)
    sign: Level | None = None


def writing(viewer: Viewer, meeting_id: str, row=None) -> Writing:
    """The form's surroundings, for whoever is at work on the board. Raises NotFound, NotAllowed."""
    meeting = one(Meeting, meeting_id, viewer)
    require(viewer, "keep_agenda", meeting)
    board = one(Board, meeting.board_id, viewer)
    items = readable(AgendaItem, viewer).where(AgendaItem.meeting == meeting.id)
    closed = meeting.marking_id or board.default_level not in {"public", "members"}
    return Writing(
        meeting,
        board,
        people=_who_can_be_named(viewer, meeting),
        usual=_usual_words(viewer, meeting, board) if closed else "",
        origin=_origin(viewer, meeting),
        row=row,
        items=list(items.order_by(AgendaItem.position, AgendaItem.id)),
        sign=level_of(row, levels(viewer, [row])) if row is not None and row.marking_id else None,
    )


def _usual_words(viewer: Viewer, meeting, board) -> str:
    if meeting.marking_id:
        return "As closed as the meeting is"
    return sign_of_new_content(viewer, board, viewer.person_id).words


def _who_can_be_named(viewer: Viewer, meeting) -> list[tuple[str, str]]:
    """Those who sit on the board, and the coordinators."""
    current = Role.ends_at.is_null() | (Role.ends_at > viewer.now)
    roles = readable(Role, viewer).where(Role.role == "coordinator", current).select(Role.person)
    keepers = readable(Person, viewer).where(Person.id.in_(roles)).order_by(Person.sort_name)
    people = {person.id: person.name for person in (*reps_of(viewer, meeting), *keepers)}
    return list(people.items())


def _origin(viewer: Viewer, meeting) -> str:
    """Where an item of this viewer comes from: the forum, and who of it where they have a seat there."""
    forum = readable(Organisation, viewer).where(Organisation.sector == "Forum").first()
    name = forum.short_name if forum else "The forum"
    return f"{name} ({viewer.first_name})" if meeting.board_id in viewer.boards else ""


def item_to_change(viewer: Viewer, item_id: str) -> Writing:
    """Raises NotFound, NotAllowed."""
    item = one(AgendaItem, item_id, viewer)
    return writing(viewer, item.meeting_id, item)


def paper_to_change(viewer: Viewer, paper_id: str) -> Writing:
    """Raises NotFound, NotAllowed."""
    paper = one(Paper, paper_id, viewer)
    return writing(viewer, paper.meeting_id, paper)


@dataclass
class PaperPage:
    """One paper, with what this viewer did with it and the questions that they may read."""

    paper: Any
    meeting: Any
    board: Any
    sign: Level
    item: Any = None
    read: Any = None
    usual_minutes: int = 0
    questions: list = field(default_factory=list)
    may_answer: bool = False


def paper_page(viewer: Viewer, paper_id: str) -> PaperPage:
    """Raises NotFound."""
    paper = one(Paper, paper_id, viewer)
    meeting = one(Meeting, paper.meeting_id, viewer)
    page = PaperPage(
        paper,
        meeting,
        one(Board, meeting.board_id, viewer),
        level_of(paper, levels(viewer, [paper])),
        may_answer=can(viewer, "answer_question", paper),
    )
    if paper.agenda_item_id:
        page.item = readable(AgendaItem, viewer).where(AgendaItem.id == paper.agenda_item_id).first()
    if viewer.is_guest:
        return page
    mine = readable(PaperRead, viewer).where(PaperRead.paper == paper.id)
    page.read = mine.where(PaperRead.person == viewer.person_id).first()
    page.usual_minutes = _read_last_time(viewer, meeting)
    asked = readable(PaperQuestion, viewer).where(PaperQuestion.paper == paper.id)
    named = with_names(asked.order_by(PaperQuestion.id), Person, PaperQuestion.person, asked_by="name")
    page.questions = list(named.objects())
    return page


def _read_last_time(viewer: Viewer, meeting) -> int:
    """How long reading took last time at this board, for the one who reads."""
    earlier = readable(Meeting, viewer).where(
        Meeting.board == meeting.board_id, Meeting.starts_at < meeting.starts_at
    )
    entries = readable(TimeEntry, viewer).where(
        TimeEntry.person == viewer.person_id,
        TimeEntry.kind == "reading",
        TimeEntry.meeting.in_(earlier.select(Meeting.id)),
    )
    last = entries.order_by(TimeEntry.day.desc(), TimeEntry.id).first()
    return last.minutes if last else 0


def unanswered(viewer: Viewer, limit: int = 20) -> list:
    """Questions about papers that nobody has answered yet, oldest first, with who asked."""
    rows = readable(PaperQuestion, viewer).where(PaperQuestion.answered_at.is_null())
    rows = with_names(
        rows.order_by(PaperQuestion.asked_at).limit(limit), Person, PaperQuestion.person, asked_by="name"
    )
    return list(with_names(rows, Paper, PaperQuestion.paper, paper_title="title").objects())


def paper_asked_about(viewer: Viewer, question_id: str) -> str:
    """The id of the paper that a question is about. Raises NotFound."""
    return one(PaperQuestion, question_id, viewer).paper_id
