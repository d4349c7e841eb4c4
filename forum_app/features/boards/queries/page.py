"""One board's page: its seats, meetings, quorum, links, and what came of it all."""

from dataclasses import dataclass, field

from ....models.boards import Board, BoardLink, QuorumPart, TermsOfReference
from ....models.meetings import AgendaItem, Decision, Escalation, PartnerCount
from ....models.organisations import Organisation
from ....models.people import Person
from ....permissions import reports
from ....permissions.errors import NotFound
from ....permissions.readable import readable, with_names
from ....permissions.roles import Viewer
from ...control.queries import levels
from ...meetings.queries import decisions_of, school_year
from .meetings import LOOK_BACK, lately
from .seats import HeldSeat, seats_of

FROM_ANOTHER_BOARD = "other board"


@dataclass
class BoardPage:
    """Everything a board's page shows; lists hold only what the viewer may read."""

    board: object
    links: list = field(default_factory=list)
    seats: list[HeldSeat] = field(default_factory=list)
    ahead: list = field(default_factory=list)
    held: list = field(default_factory=list)
    year: object | None = None
    turnout: dict = field(default_factory=dict)
    parts: list = field(default_factory=list)
    counts: dict[str, list] = field(default_factory=dict)
    items: list = field(default_factory=list)
    boards: dict[str, str] = field(default_factory=dict)
    decisions: list = field(default_factory=list)
    signs: dict = field(default_factory=dict)
    raised: list = field(default_factory=list)
    terms: object | None = None

    @property
    def next(self):
        """The next meeting that was not called off."""
        return next((meeting for meeting in self.ahead if meeting.state != "cancelled"), None)

    @property
    def from_others(self) -> list:
        """Items of the next agenda that came from another board."""
        return [item for item in self.items if item.source == FROM_ANOTHER_BOARD]


def board_page(viewer: Viewer, board_id: str) -> BoardPage:
    """One board with all that hangs from it, in at most 17 statements. Raises NotFound."""
    page = BoardPage(_with_hosts(viewer, board_id))
    page.links = _links(viewer, board_id)
    page.ahead, page.held = lately(viewer, board_id)
    linked = {link.from_board_id for link in page.links} | {link.to_board_id for link in page.links}
    page.seats = seats_of(viewer, {board_id, *linked}, page.next)
    page.year = school_year(viewer)
    if viewer.has("member"):
        _fill_quorum(viewer, page)
    _fill_content(viewer, page)
    return page


def _with_hosts(viewer: Viewer, board_id: str):
    rows = readable(Board, viewer).where(Board.id == board_id)
    rows = with_names(rows, Organisation, Board.host, host_name="name", host_plain="plain_name")
    rows = with_names(rows, Organisation, Board.second_host, second_plain="plain_name")
    for board in rows.objects():
        return board
    raise NotFound


def _links(viewer: Viewer, board_id: str) -> list:
    """Links from the board, then to it, each with both names."""
    rows = readable(BoardLink, viewer).where(
        (BoardLink.from_board == board_id) | (BoardLink.to_board == board_id)
    )
    rows = with_names(rows, Board, BoardLink.from_board, from_name="name", from_place="position")
    rows = with_names(rows, Board, BoardLink.to_board, to_name="name", to_place="position")
    named = [link for link in rows.objects() if link.from_name and link.to_name]
    return sorted(
        named, key=lambda link: (link.from_board_id != board_id, link.from_place, link.to_place, link.id)
    )


def _fill_quorum(viewer: Viewer, page: BoardPage) -> None:
    """The rule, and who came or says they will, of the next meeting and the last ones. Three statements."""
    parts = readable(QuorumPart, viewer).where(QuorumPart.board == page.board.id)
    parts = with_names(
        parts.order_by(QuorumPart.position, QuorumPart.id),
        Organisation,
        QuorumPart.organisation,
        short_name="short_name",
        plain_name="plain_name",
        body_sector="sector",
    )
    page.parts = list(parts.objects())
    ids = [meeting.id for meeting in ([page.next] if page.next else []) + page.held]
    if not ids:
        return
    page.turnout = reports.turnout(viewer, ids)
    for row in readable(PartnerCount, viewer).where(PartnerCount.meeting.in_(ids)).order_by(PartnerCount.id):
        page.counts.setdefault(row.meeting_id, []).append(row)


def _fill_content(viewer: Viewer, page: BoardPage) -> None:
    """What was settled and raised, the terms, and the next agenda."""
    board = page.board
    if page.next:
        items = readable(AgendaItem, viewer).where(AgendaItem.meeting == page.next.id)
        page.items = list(items.order_by(AgendaItem.position, AgendaItem.id))
    if page.from_others:
        page.boards = dict(readable(Board, viewer).select(Board.id, Board.name).tuples())
    lately_settled = (
        Decision.state.in_(["open", "waiting"])
        | (Decision.decided_on >= viewer.today - LOOK_BACK)
        | Decision.decided_on.is_null()
    )
    page.decisions = decisions_of(viewer, (Decision.board == board.id) & lately_settled)
    page.signs = levels(viewer, [*page.from_others, *page.decisions])
    raised = readable(Escalation, viewer).where(Escalation.board == board.id)
    raised = raised.order_by(Escalation.raised_on.desc(), Escalation.id.desc()).limit(6)
    page.raised = list(with_names(raised, Person, Escalation.raised_by, raiser="first_name").objects())
    terms = readable(TermsOfReference, viewer).where(
        TermsOfReference.board == board.id, TermsOfReference.starts_on <= viewer.today
    )
    page.terms = terms.order_by(TermsOfReference.edition.desc()).first()
