"""One board's page: its seats, meetings, quorum, links, and what came of it all."""

from dataclasses import dataclass, field
from typing import Any

from peewee import JOIN

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
from .keeping import members_of
from .meetings import LOOK_BACK, lately
from .seats import HeldSeat, seats_of

FROM_ANOTHER_BOARD = "other board"


@dataclass
class BoardPage:
    """Everything a board's page shows; lists hold only what the viewer may read."""

    board: Any
    links: list = field(default_factory=list)
    seats: list[HeldSeat] = field(default_factory=list)
    ahead: list = field(default_factory=list)
    held: list = field(default_factory=list)
    year: Any = None
    turnout: dict = field(default_factory=dict)
    parts: list = field(default_factory=list)
    counts: dict[str, list] = field(default_factory=dict)
    items: list = field(default_factory=list)
    boards: dict = field(default_factory=dict)
    decisions: list = field(default_factory=list)
    signs: dict = field(default_factory=dict)
    raised: list = field(default_factory=list)
    members: list = field(default_factory=list)

    @property
    def next(self):
        """The next meeting that was not called off."""
        return next((meeting for meeting in self.ahead if meeting.state != "cancelled"), None)

    @property
    def from_others(self) -> list:
        """Items of the next agenda that came from another board."""
        return [item for item in self.items if item.source == FROM_ANOTHER_BOARD]


def board_page(viewer: Viewer, board_id: str) -> BoardPage:
    """One board with all that hangs from it, in at most 13 statements. Raises NotFound."""
    boards, links = _boards(viewer, board_id)
    if board_id not in boards:
        raise NotFound
    page = BoardPage(boards[board_id], boards=boards, links=_known(board_id, boards, links))
    page.ahead, page.held = lately(viewer, board_id)
    linked = {link.from_board_id for link in page.links} | {link.to_board_id for link in page.links}
    page.seats = seats_of(viewer, {board_id, *linked}, page.next)
    page.year = school_year(viewer)
    if viewer.has("member"):
        _fill_quorum(viewer, page)
        page.members = members_of(viewer, board_id)
    _fill_content(viewer, page)
    return page


@dataclass(frozen=True)
class Link:
    """How one board stands to another."""

    id: str
    from_board_id: str
    to_board_id: str
    kind: str


def _boards(viewer: Viewer, board_id: str) -> tuple[dict, dict[str, Link]]:
    """Every board by id with its hosts' names, for boards are few and name one another; and beside them the
    links of the one asked for, and the terms of reference that hold there today. One statement."""
    terms = readable(TermsOfReference, viewer).where(
        TermsOfReference.board == board_id, TermsOfReference.starts_on <= viewer.today
    )
    terms = terms.order_by(TermsOfReference.edition.desc()).limit(1).alias("terms")
    starts_on = terms.c.starts_on.converter(TermsOfReference.starts_on.python_value)
    its = (BoardLink.from_board == board_id) | (BoardLink.to_board == board_id)
    ends = [BoardLink.id, BoardLink.from_board, BoardLink.to_board, BoardLink.kind]
    links = readable(BoardLink, viewer).select(*ends).where(its).alias("links")
    rows = with_names(
        readable(Board, viewer), Organisation, Board.host, host_name="name", host_plain="plain_name"
    )
    rows = with_names(rows, Organisation, Board.second_host, second_plain="plain_name")
    rows = rows.select_extend(
        terms.c.edition.alias("terms_edition"),
        starts_on.alias("terms_from"),
        terms.c.text.alias("terms_text"),
        links.c.id.alias("link_id"),
        links.c.from_board_id.alias("link_from"),
        links.c.to_board_id.alias("link_to"),
        links.c.kind.alias("link_kind"),
    )
    rows = rows.join(terms, JOIN.LEFT_OUTER, on=(terms.c.board_id == Board.id))
    either = (links.c.from_board_id == Board.id) | (links.c.to_board_id == Board.id)
    boards = list(rows.join(links, JOIN.LEFT_OUTER, on=either).objects())
    found = {
        row.link_id: Link(row.link_id, row.link_from, row.link_to, row.link_kind)
        for row in boards
        if row.link_id
    }
    return {board.id: board for board in boards}, found


def _known(board_id: str, boards: dict, links: dict[str, Link]) -> list[Link]:
    """Links from the board, then to it, between boards that the viewer may read."""
    known = [link for link in links.values() if link.from_board_id in boards and link.to_board_id in boards]

    def place(link: Link) -> tuple:
        ends = (boards[link.from_board_id].position, boards[link.to_board_id].position)
        return (link.from_board_id != board_id, *ends, link.id)

    return sorted(known, key=place)


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
    counts = readable(PartnerCount, viewer).where(PartnerCount.meeting.in_(ids)).order_by(PartnerCount.id)
    # Whoever was counted under a name that has ended counts for what that body is now.
    for row in with_names(counts, Organisation, PartnerCount.organisation, now="successor").objects():
        page.counts.setdefault(row.meeting_id, []).append(row)


def _fill_content(viewer: Viewer, page: BoardPage) -> None:
    """What was settled and raised, and the next agenda."""
    board = page.board
    if page.next:
        items = readable(AgendaItem, viewer).where(AgendaItem.meeting == page.next.id)
        page.items = list(items.order_by(AgendaItem.position, AgendaItem.id))
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
