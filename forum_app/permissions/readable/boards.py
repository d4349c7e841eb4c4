"""Who may read boards and seats: members all of them, a guest the board they were sent."""

from ...models.boards import (
    Board,
    BoardLink,
    BoardMember,
    QuorumPart,
    SchoolHours,
    SchoolTerm,
    Seat,
    SpecialDay,
    TermsOfReference,
)
from ..roles import Viewer
from .rules import members, rule


def of_board(viewer: Viewer, board):
    """Rows of a board: all for members, those of their own board for a guest."""
    if members(viewer):
        return True
    return board.in_(sorted(viewer.guest_boards)) if viewer.guest_boards else False


@rule(Board)
def boards(viewer: Viewer):
    if viewer.guest_link:
        return Board.id.in_(sorted(viewer.guest_link.boards))
    return of_board(viewer, Board.id)


@rule(QuorumPart)
def quorum_parts(viewer: Viewer):
    return of_board(viewer, QuorumPart.board)


@rule(TermsOfReference)
def terms_of_reference(viewer: Viewer):
    return of_board(viewer, TermsOfReference.board)


@rule(Seat)
def seats(viewer: Viewer):
    return of_board(viewer, Seat.board)


@rule(BoardLink, BoardMember)
def board_links(viewer: Viewer):
    return members(viewer)


@rule(SchoolTerm, SpecialDay, SchoolHours)
def calendar(viewer: Viewer):
    return members(viewer) or viewer.is_guest
