"""How closed a board's new content is by its own rule, whatever whoever writes it may read of the board."""

from dataclasses import dataclass

from peewee import JOIN, fn

from ..models.boards import Board
from ..models.meetings import Meeting, OutcomeFeedback
from .prepared import PreparedReport


@dataclass(frozen=True)
class Usual:
    """The level of a board's new content, and the standing marking that it lends."""

    board: str
    short_name: str
    level: str
    marking: str | None


def usual_of_feedback(feedback_id: str) -> Usual | None:
    """Of the board that news is owed for, its own or that of its meeting; None where it is of no board.

    Who tells it by a link may read nothing of a board whose meeting is marked.
    """
    found = _OF_FEEDBACK.rows(None, feedback_id)
    return Usual(*found[0]) if found else None


def _of_feedback(feedback_id: str):
    board = Board.id == fn.COALESCE(OutcomeFeedback.board, Meeting.board)
    return (
        OutcomeFeedback.select(Board.id, Board.short_name, Board.default_level, Board.default_marking)
        .join(Meeting, JOIN.LEFT_OUTER, on=(Meeting.id == OutcomeFeedback.meeting))
        .join(Board, on=board)
        .where(OutcomeFeedback.id == feedback_id)
        .tuples()
    )


_OF_FEEDBACK = PreparedReport(_of_feedback, "text")
