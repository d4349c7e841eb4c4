"""A rep's Home: the next meeting, what waits for them, and what is owed to them."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from peewee import JOIN, fn

from ....models.coproduction import ChannelReach, Consultation
from ....models.meetings import Decision
from ....models.organisations import Organisation
from ....models.people import Person
from ....permissions import reports
from ....permissions.prepared import prepared
from ....permissions.readable import readable
from ....permissions.roles import Viewer
from ..rules import names_board
from .next_meeting import NextMeeting, next_meeting
from .own import ACTION_DAYS, Action, FromYou, from_you, level_now, sign_of
from .seats import BoardWithSeats, boards_with_seats


@dataclass(frozen=True)
class DeputyOwed:
    """A seat of the reader's with no deputy, and who looks for one, when somebody does."""

    board: str
    owner: str
    due_on: date | None


@dataclass(frozen=True)
class ResultsOwed:
    """A consultation of one of the reader's boards that closed and told nobody what it found."""

    name: str
    partner: str
    closed_on: date
    answered: int | None


@dataclass
class RepHome:
    next: NextMeeting | None = None
    has_seat: bool = False
    from_you: FromYou = field(default_factory=FromYou)
    sums: reports.OwnSums = field(default_factory=reports.OwnSums)
    deputies: list[DeputyOwed] = field(default_factory=list)
    results: list[ResultsOwed] = field(default_factory=list)
    news: list[reports.OwedNews] = field(default_factory=list)


def rep_home(viewer: Viewer) -> RepHome:
    """Everything a rep's Home shows. At most nine statements."""
    boards = boards_with_seats(viewer, only=viewer.boards) if viewer.boards else {}
    sums = reports.own_sums(viewer)
    actions = _actions(viewer)
    mine = [action for action in actions if action.owner_id == viewer.person_id]
    soon = viewer.today + timedelta(days=ACTION_DAYS)
    return RepHome(
        next=next_meeting(viewer, boards),
        has_seat=bool(boards),
        from_you=from_you(viewer, sums, [one for one in mine if one.due_on and one.due_on <= soon]),
        sums=sums,
        deputies=_deputies(viewer, boards, actions),
        results=_results(viewer) if viewer.boards else [],
        news=reports.news_owed(viewer)[:3],
    )


def _actions(viewer: Viewer) -> list[Action]:
    """The reader's own open actions, and those that look for a deputy."""
    return [
        Action(row, text, owner, name or "", due_on, level_now(viewer, level, until))
        for row, text, owner, name, due_on, level, until in _action_rows(viewer)
    ]


@prepared()
def _action_rows(viewer: Viewer):
    owner = readable(Person, viewer).select(Person.id, Person.first_name).alias("owner")
    sign = sign_of(viewer)
    facts = [Decision.id, Decision.text, owner.c.id, owner.c.first_name, Decision.due_on]
    return (
        readable(Decision, viewer)
        .select(*facts, sign.c.level, sign.c.embargoed_until)
        .join(sign, JOIN.LEFT_OUTER, on=(sign.c.id == Decision.marking))
        .join(owner, JOIN.LEFT_OUTER, on=(owner.c.id == Decision.owner))
        .where(Decision.kind == "action", Decision.state == "open")
        .where((Decision.owner == viewer.person_id) | fn.LOWER(Decision.text).contains("deput"))
        .order_by(Decision.due_on.is_null(), Decision.due_on, Decision.id)
        .limit(50)
        .tuples()
    )


def _deputies(viewer: Viewer, boards: dict[str, BoardWithSeats], actions: list[Action]) -> list[DeputyOwed]:
    owed = []
    for board in boards.values():
        if not (board.deputy_missing and "lead" in board.roles_of(viewer.person_id)):
            continue
        looking = [one for one in actions if names_board(one.text, board.code, board.short_name)]
        looking = [one for one in looking if "deput" in one.text.lower()]
        found = looking[0] if looking else None
        owed.append(
            DeputyOwed(board.short_name, found.owner if found else "", found.due_on if found else None)
        )
    return owed


def _results(viewer: Viewer) -> list[ResultsOwed]:
    """Answers are told for one channel only: reach is never added up over several."""
    return [
        ResultsOwed(name, asked_by, closed_on, answered if channels == 1 else None)
        for name, asked_by, closed_on, answered, channels in _result_rows(viewer)
    ]


@prepared()
def _result_rows(viewer: Viewer):
    partner = readable(Organisation, viewer).select(Organisation.id, Organisation.plain_name).alias("partner")
    reach = (
        readable(ChannelReach, viewer)
        .select(
            ChannelReach.consultation,
            fn.COUNT(ChannelReach.id).alias("channels"),
            fn.MAX(ChannelReach.answered).alias("answered"),
        )
        .group_by(ChannelReach.consultation)
        .alias("reach")
    )
    return (
        readable(Consultation, viewer)
        .select(
            Consultation.name,
            partner.c.plain_name,
            Consultation.closes_on,
            reach.c.answered,
            reach.c.channels,
        )
        .join(partner, on=(partner.c.id == Consultation.asked_by))
        .join(reach, JOIN.LEFT_OUTER, on=(reach.c.consultation_id == Consultation.id))
        .where(
            Consultation.board.in_(sorted(viewer.boards)),
            Consultation.closes_on <= viewer.today,
            Consultation.results_shared == False,  # noqa: E712  peewee writes the comparison from it
        )
        .order_by(Consultation.closes_on.desc(), Consultation.id)
        .limit(2)
        .tuples()
    )
