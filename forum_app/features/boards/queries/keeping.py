"""What the pages that keep a board right start from."""

from dataclasses import dataclass, field
from typing import Any

from ....models.boards import Board, BoardLink, BoardMember, QuorumPart, TermsOfReference
from ....models.organisations import Contact, Department, Organisation
from ....permissions.readable import one, readable, with_names
from ....permissions.roles import Viewer

Pairs = list[tuple[str, str]]


def board(viewer: Viewer, board_id: str) -> Any:
    """One board. Raises NotFound."""
    return one(Board, board_id, viewer)


def kinds_in_use(viewer: Viewer) -> list[str]:
    rows = readable(Board, viewer).select(Board.kind).distinct().tuples()
    return sorted(row[0] for row in rows)


def other_boards(viewer: Viewer, board_id: str) -> Pairs:
    """Every other board at work as (id, name)."""
    at_work = Board.ends_on.is_null() | (Board.ends_on >= viewer.today)
    rows = readable(Board, viewer).where(at_work, Board.id != board_id)
    return [(row.id, row.name) for row in rows.order_by(Board.position, Board.name)]


def links_of(viewer: Viewer, board_id: str) -> list:
    """The links of a board, from it first, each with the names of both ends."""
    rows = readable(BoardLink, viewer).where(
        (BoardLink.from_board == board_id) | (BoardLink.to_board == board_id)
    )
    rows = with_names(rows, Board, BoardLink.from_board, from_name="name")
    rows = with_names(rows, Board, BoardLink.to_board, to_name="name")
    known = [row for row in rows.objects() if row.from_name and row.to_name]
    return sorted(known, key=lambda row: (row.from_board_id != board_id, row.to_name, row.from_name, row.id))


def members_of(viewer: Viewer, board_id: str) -> list:
    """Who belongs to a board, with the names of body, department and officer. One statement."""
    rows = readable(BoardMember, viewer).where(BoardMember.board == board_id)
    rows = rows.order_by(BoardMember.position, BoardMember.id)
    rows = with_names(rows, Organisation, BoardMember.organisation, body="name", body_short="short_name")
    rows = with_names(rows, Department, BoardMember.department, part="name")
    rows = with_names(rows, Contact, BoardMember.contact, officer="name", title="role_title")
    return list(rows.objects())


def to_choose_members(viewer: Viewer) -> tuple[Pairs, Pairs]:
    """Departments and officers at work as (id, words), each with its organisation."""
    departments = readable(Department, viewer).order_by(Department.name)
    named = with_names(departments, Organisation, Department.organisation, body="short_name").objects()
    officers = readable(Contact, viewer).where(Contact.left_on.is_null()).order_by(Contact.name)
    theirs = with_names(officers, Organisation, Contact.organisation, body="short_name").objects()
    return (
        sorted(((row.id, f"{row.body or ''}: {row.name}") for row in named), key=lambda pair: pair[1]),
        [(row.id, ", ".join(filter(None, (row.name, row.body)))) for row in theirs],
    )


@dataclass
class QuorumPage:
    """A board's rule as it stands, and what its parts can be chosen from."""

    board: Any
    parts: list
    bodies: list = field(default_factory=list)


def quorum_page(viewer: Viewer, board_id: str) -> QuorumPage:
    """Raises NotFound."""
    found = one(Board, board_id, viewer)
    parts = readable(QuorumPart, viewer).where(QuorumPart.board == found.id)
    ended = Organisation.ended_on.is_null(False) & (Organisation.ended_on < viewer.today)
    bodies = readable(Organisation, viewer).where(~ended)
    return QuorumPage(
        found,
        list(parts.order_by(QuorumPart.position, QuorumPart.id)),
        sorted(bodies, key=lambda row: (row.sector != "Forum", row.name)),
    )


def terms_of(viewer: Viewer, board_id: str) -> list:
    """Every version of a board's terms of reference, the latest first."""
    rows = readable(TermsOfReference, viewer).where(TermsOfReference.board == board_id)
    return list(rows.order_by(TermsOfReference.edition.desc()))
