"""Who a viewer is at one moment: roles, seats, agreement, and what they stand aside from."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from peewee import JOIN, Value, fn

from ..clock import LONDON
from ..models.boards import Board, Seat
from ..models.control import Account, Aside, GuestScope, Marking, NamedPerson
from ..models.meetings import FeedbackChase, Meeting, OutcomeFeedback
from ..models.organisations import Contact
from ..models.people import Agreement, Person, Role
from .prepared import PreparedReport, alike_of, told_of

TEAM = frozenset({"coordinator", "cochair"})
GRANTABLE = ("coordinator", "cochair", "treasurer", "administrator")
ROLE_WORDS = {
    "coordinator": "Coordinator",
    "cochair": "Co-chair",
    "treasurer": "Treasurer",
    "administrator": "Administrator",
    "steering": "Steering group",
    "rep": "Representative",
    "guest": "Guest",
    "member": "Member",
}


# States of a person: at work for the forum, or away from it for now or for good.
AT_WORK = ("active", "induction")
AWAY = ("paused", "left")


@dataclass(frozen=True)
class GuestLink:
    """What somebody of a partner was sent by a link: one matter, and those of its meetings not marked."""

    chase: str
    contact: str
    feedback: str | None = None
    meetings: frozenset[str] = frozenset()
    boards: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Viewer:
    """One person at one moment. Every answer of `readable` and `require` follows from this alone."""

    now: datetime
    person_id: str | None = None
    account_id: str | None = None
    name: str = ""
    first_name: str = ""
    town: str = ""
    theme: str = ""
    roles: frozenset[str] = frozenset()
    boards: frozenset[str] = frozenset()
    in_steering: bool = False  # a seat in the steering group that is taken up: whoever is aside only reads
    cleared: bool = False
    markings: frozenset[str] = frozenset()
    asides: dict[str, frozenset[str]] = field(default_factory=dict)
    guest_boards: frozenset[str] = frozenset()
    guest_meetings: frozenset[str] = frozenset()
    guest_whole: frozenset[str] = frozenset()  # of the guest boards, those sent with all their meetings
    guest_link: GuestLink | None = None
    seeing: tuple["Viewer", ...] = ()  # looks as the first, being the second: both must be allowed

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(LONDON).date()

    @cached_property
    def told(self) -> dict:
        """What prepared statements are told of this viewer."""
        return dict(told_of(self))

    @cached_property
    def alike(self) -> tuple:
        """What the viewers who share their SQL have in common."""
        return alike_of(self)

    @property
    def initials(self) -> str:
        parts = self.name.split()
        return (parts[0][:1] + parts[-1][:1]).upper() if parts else ""

    @property
    def role_words(self) -> str:
        return next((words for role, words in ROLE_WORDS.items() if role in self.roles), "Member")

    def has(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def is_guest(self) -> bool:
        return "guest" in self.roles

    @property
    def on_every_board(self) -> bool:
        """Coordinator and co-chairs have a role for every board; so has the forum's own command line."""
        return not self.roles.isdisjoint(TEAM | {"command", "worker"})


# What a role says of where somebody works, not of what is open to them: the team may read all of it too.
_NO_KEY = frozenset({"member", "guest", "rep", "steering"})


def see_as(other: Viewer, viewer: Viewer) -> Viewer:
    """The viewer looking as somebody else: what is open to both, money and needs to neither, no acts."""
    alike = other.asides.keys() | viewer.asides.keys()
    none: frozenset[str] = frozenset()
    return replace(
        other,
        roles=other.roles & (viewer.roles | _NO_KEY),
        cleared=other.cleared and viewer.cleared,
        markings=other.markings & viewer.markings,
        asides={name: other.asides.get(name, none) | viewer.asides.get(name, none) for name in alike},
        theme=viewer.theme,
        seeing=(other, viewer),
    )


def viewer_for(person_id: str, now: datetime, known: tuple | None = None) -> Viewer | None:
    """The viewer a person is at `now`, or None without an active account. Three statements.

    Two where the person's `of_account` is `known` already, as it was read a moment ago.
    """
    found = [known] if known else _ACCOUNT.rows(None, person_id)
    if not found:
        return None
    [(name, first_name, town, kind, account_id, theme)] = found
    viewer = _viewer(
        _FACTS.rows(None, person_id, now.astimezone(LONDON).date(), now),
        now=now,
        person_id=person_id,
        account_id=account_id,
        kind=kind,
        names=(name, first_name, town, theme),
    )
    return replace(viewer, markings=open_markings(viewer))


def viewers_after(person_id: str, now: datetime, most: int) -> list[Viewer]:
    """The viewers with an active account, by id, from after one of them on. Three statements."""
    return _viewers(_ACCOUNTS.rows(None, person_id, most), now)


def viewers_of(people: list[str], now: datetime) -> list[Viewer]:
    """The viewers that these people are, of those with an active account. Three statements."""
    return _viewers(_ACCOUNTS_OF.rows(None, people), now) if people else []


def _viewers(found: list[tuple], now: datetime) -> list[Viewer]:
    today = now.astimezone(LONDON).date()
    facts = _FACTS.for_each([(None, (row[0], today, now)) for row in found])
    viewers = [
        _viewer(facts_of, now=now, person_id=person, account_id=account, kind=kind, names=(*names, theme))
        for (person, *names, kind, account, theme), facts_of in zip(found, facts, strict=True)
    ]
    opened = _OPEN_MARKINGS.for_each([(viewer, ()) for viewer in viewers])
    return [
        replace(viewer, markings=frozenset(row for (row,) in rows))
        for viewer, rows in zip(viewers, opened, strict=True)
    ]


def of_account() -> tuple:
    """What is read of a person and their account to know who they are."""
    return Person.name, Person.first_name, Person.town, Person.kind, Account.id, Account.theme


def _accounts(after: str, most: int):
    return (
        Person.select(Person.id, *of_account())
        .join(Account, on=(Account.person == Person.id))
        .where(Person.id > after, still_here())
        .order_by(Person.id)
        .limit(most)
        .tuples()
    )


def _accounts_of(people: list[str]):
    return (
        Person.select(Person.id, *of_account())
        .join(Account, on=(Account.person == Person.id))
        .where(Person.id.in_(people), still_here())
        .order_by(Person.id)
        .tuples()
    )


def _account(person_id: str):
    return (
        Person.select(*of_account())
        .join(Account, on=(Account.person == Person.id))
        .where(Person.id == person_id, still_here())
        .tuples()
    )


def still_here():
    """An open account of somebody who has not left the forum: whoever has may come in no more."""
    return Person.binned_at.is_null() & (Person.state != "left") & (Account.active == Value(True))


def _viewer(facts, *, now, person_id, account_id, kind, names) -> Viewer:
    asides: dict[str, set[str]] = {}
    found: dict[str, set[str]] = {
        "role": set(),
        "seat": set(),
        "steering": set(),
        "agreed": set(),
        "guest": set(),
        "guest_meeting": set(),
        "guest_whole": set(),
    }
    for what, one, other in facts:
        if what == "aside":
            asides.setdefault(one, set()).add(other)
        else:
            found[what].add(one)
        if what == "guest":
            found["guest_meeting" if other else "guest_whole"].add(other or one)
    name, first_name, town, theme = names
    return Viewer(
        now=now,
        person_id=person_id,
        account_id=account_id,
        name=name,
        first_name=first_name,
        town=town,
        theme=theme,
        roles=_roles(found, kind),
        boards=frozenset(found["seat"]),
        in_steering=not found["steering"].isdisjoint(found["seat"]),
        cleared=bool(found["agreed"]),
        asides={table: frozenset(rows) for table, rows in asides.items()},
        guest_boards=frozenset(found["guest"]),
        guest_meetings=frozenset(found["guest_meeting"]),
        guest_whole=frozenset(found["guest_whole"]),
    )


def _roles(found: dict[str, set[str]], kind: str) -> frozenset[str]:
    if kind == "guest":
        return frozenset({"guest"})
    roles = found["role"] | {"member"}
    if found["seat"] or kind == "rep":
        roles.add("rep")
    if found["steering"]:
        roles.add("steering")
    return frozenset(roles)


def _facts(person_id: str, today: date, now: datetime):
    """Everything that decides, as (what, id, other id) rows of one statement. All ends are exclusive."""
    blank = Value("")

    def rows(what, one, other, source, *where):
        return source.select(Value(what).cast("text"), one, other).where(*where).tuples()

    seat_now = seat_is_current(today, now) & (Seat.person == person_id)
    agreed = (Agreement.person == person_id) & (Agreement.starts_at <= now) & (Agreement.ends_at > now)
    parts = [
        rows(
            "role",
            Role.role,
            blank,
            Role,
            Role.person == person_id,
            Role.starts_on <= today,
            Role.ends_at.is_null() | (Role.ends_at > now),
            Role.binned_at.is_null(),
        ),
        rows(
            "seat",
            Seat.board,
            blank,
            Seat,
            seat_now,
            seat_is_taken_up(today),
        ),
        Seat.select(Value("steering").cast("text"), Seat.board, blank)
        .join(Board, on=(Board.id == Seat.board))
        .where(seat_now, Board.is_steering == Value(True))
        .tuples(),
        rows("agreed", Agreement.id, blank, Agreement, agreed, Agreement.binned_at.is_null()),
        rows("aside", Aside.table, Aside.row, Aside, Aside.person == person_id, Aside.binned_at.is_null()),
        rows(
            "guest",
            GuestScope.board,
            fn.COALESCE(GuestScope.meeting, blank),
            GuestScope,
            GuestScope.person == person_id,
            GuestScope.until > now,
            GuestScope.binned_at.is_null(),
        ),
    ]
    union = parts[0]
    for part in parts[1:]:
        union = union.union_all(part)
    return union.tuples()


def seat_is_current(today: date, now: datetime):
    """The condition that a seat is held today: started, not ended, not binned. Stepping aside is apart."""
    return (
        Seat.binned_at.is_null()
        & (Seat.starts_on.is_null() | (Seat.starts_on <= today))
        & (Seat.ends_on.is_null() | (Seat.ends_on >= today))
        & (Seat.ended_at.is_null() | (Seat.ended_at > now))
    )


def seat_is_taken_up(day: Any):
    """The condition that whoever holds a seat has not stepped aside from it on a day, or on a column's."""
    return Seat.aside_from.is_null() | (Seat.aside_from > day) | (Seat.aside_until <= day)


def is_aside(seat, day: date) -> bool:
    """The same of one seat as it was read: stepped aside on a day; that of coming back counts as back."""
    since, until = seat.aside_from, seat.aside_until
    return since is not None and since <= day and not (until and until <= day)


def open_markings(viewer: Viewer) -> frozenset[str]:
    """The markings a viewer may look behind. Board only: a seat or role for the board, and an agreement.

    Restricted, or embargoed still: named on an unexpired list, and an agreement. An embargo whose time has
    come falls to its stated level.
    """
    return frozenset(row for (row,) in _OPEN_MARKINGS.rows(viewer))


def _open_markings(viewer: Viewer):
    lifted = Marking.embargoed_until.is_null() | (Marking.embargoed_until <= viewer.now)
    open_now = lifted & Marking.level.in_(["public", "members"])
    if viewer.cleared:
        on_board = lifted & (Marking.level == "board")
        if not viewer.on_every_board:
            on_board &= Marking.board.in_(sorted(viewer.boards))
        closed = (lifted & (Marking.level == "restricted")) | (Marking.embargoed_until > viewer.now)
        open_now |= on_board | (closed & fn.EXISTS(_named(viewer)))
    return Marking.select(Marking.id).where(open_now, Marking.binned_at.is_null()).tuples()


def _named(viewer: Viewer):
    return NamedPerson.select(NamedPerson.id).where(
        NamedPerson.marking == Marking.id,
        NamedPerson.person == viewer.person_id,
        NamedPerson.until.is_null() | (NamedPerson.until > viewer.now),
        NamedPerson.binned_at.is_null(),
    )


# Who the viewer is comes before what they may read, and what lies behind a marking follows from its list.
_ACCOUNT = PreparedReport(_account, "text")
_ACCOUNTS = PreparedReport(_accounts, "text", "number")
_ACCOUNTS_OF = PreparedReport(_accounts_of, "list")
_FACTS = PreparedReport(_facts, "text", "day", "moment")
_OPEN_MARKINGS = PreparedReport(_open_markings)


def command_line(now: datetime) -> Viewer:
    """The forum's own command line: a coordinator's abilities, nothing Restricted."""
    viewer = Viewer(
        now=now,
        name="the forum (command line)",
        first_name="the forum",
        roles=frozenset({"command", "coordinator", "member"}),
        cleared=True,
    )
    return replace(viewer, markings=open_markings(viewer))


def viewer_by_guest_link(chase_id: str, now: datetime) -> Viewer | None:
    """Who opened a link; None when it was stopped or taken back. One statement."""
    found = _GUEST_LINK.rows(None, chase_id)
    if not found:
        return None
    contact, name, feedback = found[0][:3]
    guest_link = GuestLink(
        chase=chase_id,
        contact=contact,
        feedback=feedback,
        meetings=frozenset(row[3] for row in found if row[3]),
        boards=frozenset(row[4] for row in found if row[4]),
    )
    return Viewer(now=now, name=name, roles=frozenset({"guest_link"}), guest_link=guest_link)


def _holder_of(chase_id: str):
    """The chase with the feedback it asks for, a row for each meeting of it that is not marked."""
    about = (
        (Meeting.id == FeedbackChase.meeting)
        | (Meeting.id == OutcomeFeedback.meeting)
        | (Meeting.id == OutcomeFeedback.second_meeting)
    )
    here = about & Meeting.marking.is_null() & Meeting.binned_at.is_null()
    return (
        FeedbackChase.select(Contact.id, Contact.name, OutcomeFeedback.id, Meeting.id, Meeting.board)
        .join(Contact, on=(Contact.id == FeedbackChase.contact))
        .switch(FeedbackChase)
        .join(OutcomeFeedback, JOIN.LEFT_OUTER, on=(OutcomeFeedback.id == FeedbackChase.feedback))
        .join(Meeting, JOIN.LEFT_OUTER, on=here)
        .where(
            FeedbackChase.id == chase_id,
            FeedbackChase.binned_at.is_null(),
            FeedbackChase.stopped_on.is_null(),
            Contact.binned_at.is_null(),
            OutcomeFeedback.binned_at.is_null(),
        )
        .tuples()
    )


def worker(now: datetime) -> Viewer:
    """The worker that sends mail and builds digests: it may write what jobs write, and reads as nobody."""
    return Viewer(now=now, name="the forum", first_name="the forum", roles=frozenset({"worker"}))


_GUEST_LINK = PreparedReport(_holder_of, "text")


def start_of(day: date) -> datetime:
    """The first moment of a London day."""
    return datetime.combine(day, time(), LONDON)
