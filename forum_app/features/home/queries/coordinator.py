"""The coordinator's Home: what today asks for, each line a way to where it is done."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from peewee import JOIN, fn

from ....models.control import Marking
from ....models.meetings import Decision, ReservedAnswer
from ....models.organisations import Contact
from ....models.people import Person
from ....permissions import reports
from ....permissions.prepared import prepared
from ....permissions.readable import readable
from ....permissions.roles import Viewer
from ...boards.rules import seat_state
from ...feedback.queries import OwedLine, late_lines
from ...today.queries import Asks, Awaited, asks, awaited
from .coming import ComingMeeting, coming, judge_quorum
from .own import FromYou, from_you, level_now, sign_of
from .seats import BoardWithSeats, boards_with_seats, summaries
from .steering import Raised

REVIEW_DAYS = 14
KEEP_FOR = timedelta(days=92)
MOST_AHEAD = 20


@dataclass(frozen=True)
class Waiting:
    """A decision or action past its day, or a reserved one that waits for answers."""

    id: str
    kind: str
    text: str
    owner: str
    partner: str
    due_on: date | None
    level: str

    @property
    def owners(self) -> str:
        """Whose it is, on the forum's side and on the partner's."""
        return ", ".join(name for name in (self.owner, self.partner) if name)


@dataclass(frozen=True)
class ToReview:
    """A restriction whose review is near: what it is called, what it says, and the day."""

    id: str
    name: str
    level: str
    review_on: date
    version: int


@dataclass(frozen=True)
class SeatEnding:
    """A seat that ends soon, and nobody is named to follow."""

    seat_id: str
    board_id: str
    board: str
    holder: str
    ends_on: date


@dataclass
class CoordinatorHome:
    unlogged: list[reports.Unlogged]
    coming: list[ComingMeeting]
    seats: list
    seat_totals: object
    waiting: list[Waiting]
    reviews: list[ToReview]
    raised: list[Raised]
    owed: list[OwedLine]
    asks: Asks
    awaited: dict[str, list[Awaited]]
    ends: list[SeatEnding]
    keep_until: date
    from_you: FromYou = field(default_factory=FromYou)


def coordinator_home(viewer: Viewer) -> CoordinatorHome:
    """Everything the coordinator's Home shows. At most twelve statements."""
    boards = boards_with_seats(viewer)
    seats, totals = summaries(boards, viewer)
    ahead = coming(viewer, most=MOST_AHEAD)
    judge_quorum(viewer, ahead, boards)
    unlogged, asked = reports.unlogged(viewer, limit=8), asks(viewer)
    own = [meeting for meeting in unlogged if meeting.board_id in viewer.boards]
    return CoordinatorHome(
        unlogged=unlogged,
        coming=ahead,
        seats=seats,
        seat_totals=totals,
        waiting=_waiting(viewer),
        reviews=_reviews(viewer),
        raised=[Raised(line.id, line.text, line.on or viewer.today, line.due) for line in asked.raised],
        owed=late_lines(viewer),
        asks=asked,
        awaited=awaited(viewer, [*(one.id for one in unlogged), *(one.id for one in ahead)]),
        ends=_ends(boards, viewer.today),
        keep_until=viewer.today + KEEP_FOR,
        from_you=from_you(viewer, reports.own_sums(viewer), [], own) if viewer.boards else FromYou(),
    )


def _waiting(viewer: Viewer) -> list[Waiting]:
    return [
        Waiting(row, kind, text, name or "", with_whom or "", due_on, level_now(viewer, level, until))
        for row, kind, text, name, with_whom, due_on, level, until in _waiting_rows(viewer)
    ]


@prepared()
def _waiting_rows(viewer: Viewer):
    owner = readable(Person, viewer).select(Person.id, Person.first_name).alias("owner")
    late = (Decision.kind == "action") & (Decision.state == "open") & (Decision.due_on < viewer.today)
    asked = (Decision.kind == "reserved") & (Decision.state == "waiting")
    # The least of the answers is empty while somebody has yet to answer. A condition of its own: within
    # `asked` it would have the engine look at every decision the long way.
    least = readable(ReservedAnswer, viewer).select(fn.MIN(ReservedAnswer.answer))
    least = least.where(ReservedAnswer.decision == Decision.id)
    open_still = (Decision.kind != "reserved") | (fn.COALESCE(least, "") == "")
    sign = sign_of(viewer)
    contact = readable(Contact, viewer).select(Contact.id, Contact.name).alias("contact")
    partner = fn.COALESCE(contact.c.name, Decision.partner_words)
    facts = [Decision.id, Decision.kind, Decision.text, owner.c.first_name, partner, Decision.due_on]
    return (
        readable(Decision, viewer)
        .select(*facts, sign.c.level, sign.c.embargoed_until)
        .join(sign, JOIN.LEFT_OUTER, on=(sign.c.id == Decision.marking))
        .join(owner, JOIN.LEFT_OUTER, on=(owner.c.id == Decision.owner))
        .join(contact, JOIN.LEFT_OUTER, on=(contact.c.id == Decision.partner_contact))
        .where(late | asked, open_still)
        .order_by(Decision.due_on.is_null(), Decision.due_on, Decision.id)
        .limit(8)
        .tuples()
    )


def _reviews(viewer: Viewer) -> list[ToReview]:
    """Restrictions that the coordinator may look behind and whose review day is near or past."""
    if not viewer.markings:
        return []
    return [
        ToReview(row, name, level_now(viewer, level, until) or level, review_on, version)
        for row, name, level, until, review_on, version in _review_rows(
            viewer, viewer.today + timedelta(days=REVIEW_DAYS)
        )
    ]


@prepared("day")
def _review_rows(viewer: Viewer, near: date):
    return (
        readable(Marking, viewer)
        .select(
            Marking.id,
            Marking.name,
            Marking.level,
            Marking.embargoed_until,
            Marking.review_on,
            Marking.version,
        )
        .where(
            Marking.review_on <= near,
            Marking.level.in_(["board", "restricted"]) | (Marking.embargoed_until > viewer.now),
        )
        .order_by(Marking.review_on, Marking.id)
        .limit(8)
        .tuples()
    )


def _ends(boards: dict[str, BoardWithSeats], today: date) -> list[SeatEnding]:
    """Seats that end soon with nobody to follow, the first of them first."""
    found = [
        SeatEnding(seat.id, one.id, one.short_name, one.name_of(seat.holder), seat.ends)
        for one in boards.values()
        for seat in one.seats
        if seat.ends and seat_state(seat, today) == "ends_soon"
    ]
    return sorted(found, key=lambda one: (one.ends_on, one.board))
