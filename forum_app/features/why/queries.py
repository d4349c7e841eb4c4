"""What decides who sees an item, in words, and the people it comes to as far as the asker may know them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from peewee import Value

from ...clock import london
from ...fields.words import join, short_date
from ...models.base import Record
from ...models.boards import Board, Seat
from ...models.control import Aside, Marking, NamedPerson
from ...models.meetings import (
    AgendaItem,
    Barrier,
    Decision,
    Escalation,
    Meeting,
    MeetingReport,
    OutcomeFeedback,
    OutcomeNews,
    Paper,
)
from ...models.money import Thanks
from ...models.people import Person, Role
from ...permissions.prepared import prepared
from ...permissions.readable import one, readable
from ...permissions.readers import readers
from ...permissions.roles import ROLE_WORDS, TEAM, Viewer, seat_is_current
from ...records.registry import table_of


@dataclass(frozen=True)
class Kind:
    """One kind of item: its table, its word, what it hangs from, and whether a guest may be sent it.

    `of`: whom it is for where it is not for every member: the field of the person it is of, and what that
    person did. `seats`: whoever has a seat on its board reads it too.
    """

    model: type[Record]
    words: str
    parents: tuple[str, ...] = ()
    for_guests: bool = True
    of: tuple[str, str] | None = None
    seats: bool = False


KINDS = {
    "meetings": Kind(Meeting, "meeting"),
    "agenda_items": Kind(AgendaItem, "agenda item", ("meeting",)),
    "papers": Kind(Paper, "paper", ("agenda_item", "meeting")),
    "decisions": Kind(Decision, "decision", ("meeting",)),
    "reports": Kind(MeetingReport, "report", ("meeting",), for_guests=False),
    "feedback": Kind(OutcomeFeedback, "news that is owed", ("meeting",), for_guests=False),
    "news": Kind(OutcomeNews, "news of what came of it", ("feedback",), for_guests=False),
    "barriers": Kind(
        Barrier, "barrier", ("agenda_item", "meeting"), False, ("person", "named it"), seats=True
    ),
    "escalations": Kind(
        Escalation,
        "escalation",
        ("agenda_item", "barrier", "meeting"),
        False,
        ("raised_by", "asked for it"),
        seats=True,
    ),
    "thanks": Kind(Thanks, "thank-you", ("meeting",), False, ("person", "is thanked")),
}
PARENTS = {
    "meeting": (Meeting, "meeting"),
    "barrier": (Barrier, "barrier"),
    "feedback": (OutcomeFeedback, "feedback that is owed"),
    "agenda_item": (AgendaItem, "agenda item"),
}


@dataclass(frozen=True)
class Rule:
    """What one level asks: of the item itself, or of what it hangs from."""

    what: str
    level: str
    words: str
    reason: str = ""
    review_on: Any = None
    names: tuple[tuple[str, str], ...] = ()
    sign: str = ""
    signed: bool = True


@dataclass
class Why:
    """Who sees one item. `people` is (id, name, why) for the team; others read `rules` and their names."""

    title: str
    kind: str
    rules: list[Rule]
    told: bool = False
    people: list[tuple[str, str, str]] = field(default_factory=list)
    others: int = 0
    aside: list[tuple[str, str]] = field(default_factory=list)
    after: str | None = None

    @property
    def closed(self) -> bool:
        """Whether the list says more than the rule does."""
        return any(rule.sign or rule.level not in {"public", "members"} for rule in self.rules)


def why(viewer: Viewer, kind_name: str, row_id: str, after: str = "") -> Why:
    """Who sees an item that the viewer sees. Raises NotFound."""
    kind = KINDS[kind_name]
    row = one(kind.model, row_id, viewer)
    chain = [(f"This {kind.words}", row), *_parents(viewer, kind, row)]
    rules = _rules(viewer, chain, kind)
    found = Why(table_of(kind.model).title(row), kind.words, rules)
    if viewer.has(*TEAM):
        _tell_the_team(viewer, kind, row, chain, after, found)
    return found


def _tell_the_team(viewer: Viewer, kind: Kind, row, chain, after: str, found: Why) -> None:
    reading = readers(viewer, kind.model, row.id, after)
    markings = [item.marking_id for _, item in chain if marking_of(item)]
    level = next((rule.level for rule in found.rules if rule.level in {"restricted", "embargoed"}), "")
    board = level or ("board" if any(rule.level == "board" for rule in found.rules) else "")
    people = [
        (
            other.person_id or "",
            other.name,
            _because(other, board if markings else "") or _part(other, kind, row),
        )
        for other in reading.viewers
    ]
    found.told, found.people = True, sorted(people, key=lambda person: person[1])
    found.others, found.after = reading.others, reading.after
    found.aside = named(viewer, {person for (person,) in _aside_from(viewer, [item.id for _, item in chain])})


@prepared("list")
def _aside_from(viewer: Viewer, ids: list[str]):
    """Who stands aside: a statement that names every table of the forum, written out once."""
    return readable(Aside, viewer).select(Aside.person).where(Aside.row.in_(ids)).tuples()


def marking_of(item) -> str | None:
    return getattr(item, "marking_id", None)


def _part(other: Viewer, kind: Kind, row) -> str:
    """What somebody has to do with an item that is not for every member."""
    if kind.of is None:
        return ""
    field, did = kind.of
    if getattr(row, f"{field}_id") == other.person_id:
        return did
    role = _role_of(other)
    return role or ("steering group" if other.has("steering") else "seat on the board")


def _role_of(other: Viewer) -> str:
    return next((ROLE_WORDS[role] for role in sorted(TEAM, reverse=True) if role in other.roles), "").lower()


def _because(other: Viewer, level: str) -> str:
    """Why this person sees something that is closed."""
    if level in {"restricted", "embargoed"}:
        return "named"
    if other.is_guest:
        return "was sent it"
    if level == "board":
        return _role_of(other) or "seat on the board"
    return ""


def _parents(viewer: Viewer, kind: Kind, row) -> Iterator[tuple[str, Any]]:
    """What an item hangs from: it is at least as closed."""
    for name in kind.parents:
        model, words = PARENTS[name]
        if parent_id := getattr(row, f"{name}_id"):
            parent = one(model, parent_id, viewer)
            yield f"Its {words}", parent
            if model is OutcomeFeedback:
                for meeting_id in filter(None, (parent.meeting_id, parent.second_meeting_id)):
                    yield "Its meeting", one(Meeting, meeting_id, viewer)


def _rules(viewer: Viewer, chain: list[tuple[str, Any]], kind: Kind) -> list[Rule]:
    """The item's own rule, and those of what it hangs from where they close more."""
    ids = sorted({item.marking_id for _, item in chain if marking_of(item)})
    markings = {row.id: row for row in readable(Marking, viewer).where(Marking.id.in_(ids))} if ids else {}
    rules = [_of_those_concerned(viewer, *chain[0], kind)] if kind.of else []
    for place, (what, item) in enumerate(chain):
        # What hangs from the same marking is said once.
        if marking := markings.pop(marking_of(item) or "", None):
            rules.append(_marked(viewer, what, marking))
        elif not place and not kind.of:
            public = getattr(item, "level", "") == "public"
            rules.append(Rule(what, "public" if public else "members", _open(kind.for_guests)))
    return rules


def _of_those_concerned(viewer: Viewer, what: str, row, kind: Kind) -> Rule:
    """What is neither for every member nor marked: its person, the steering group, the team, seats."""
    field, did = kind.of or ("", "")
    board = one(Board, row.board_id, viewer) if kind.seats and row.board_id else None
    seats = [f"seats on {board.short_name or board.name}"] if board else []
    who = [f"whoever {did}", *seats, "the steering group", "the coordinator", "the co-chairs"]
    known: set[str] = set()
    if not viewer.has(*TEAM):  # the team is told who reads it instead
        known = {getattr(row, f"{field}_id")} - {None} | holders(viewer, TEAM) | steering(viewer)
        known |= seated(viewer, board.id) if board else set()
    words = join(who)
    names = tuple(named(viewer, known))
    return Rule(
        what, "members", f"{words[0].upper()}{words[1:]}.", names=names, sign="Some members", signed=False
    )


def _open(for_guests: bool) -> str:
    guests = "A partner’s guest sees it where they were sent its board or meeting." if for_guests else ""
    return f"Everyone with an account. {guests or 'Partners’ guests do not see it.'}"


def _marked(viewer: Viewer, what: str, marking) -> Rule:
    until = marking.embargoed_until
    if until and until > viewer.now:
        words = f"Until {_moment(until, viewer)} only the people named, each with a current agreement."
        return _rule(what, "embargoed", words, marking, _names_on(viewer, marking.id))
    if marking.level == "restricted":
        words = "Only the people named, each with a current confidentiality agreement. No role opens it."
        return _rule(what, "restricted", words, marking, _names_on(viewer, marking.id))
    if marking.level == "board":
        board = one(Board, marking.board_id, viewer)
        words = (
            f"Seats on {board.short_name or board.name}, the coordinator and the co-chairs, "
            "each with a current confidentiality agreement."
        )
        return _rule(what, "board", words, marking, _names_of_board(viewer, marking.board_id))
    return Rule(what, marking.level, "Everyone with an account.")


def _rule(what: str, level: str, words: str, marking, names) -> Rule:
    return Rule(what, level, words, marking.reason, marking.review_on, tuple(names))


def _names_on(viewer: Viewer, marking_id: str) -> list[tuple[str, str]]:
    """The people on a list, each until when; the team is told who reads the item instead."""
    if viewer.has(*TEAM):
        return []
    listed = readable(NamedPerson, viewer).where(
        NamedPerson.marking == marking_id, NamedPerson.until.is_null() | (NamedPerson.until > viewer.now)
    )
    until = {row.person_id: row.until for row in listed}
    return [
        (person, f"{name}, until {_moment(until[person], viewer)}" if until[person] else name)
        for person, name in named(viewer, until)
    ]


def _names_of_board(viewer: Viewer, board_id: str) -> list[tuple[str, str]]:
    """Whoever holds a seat or one of the team's roles: which of them has signed is the team's to know."""
    if viewer.has(*TEAM):
        return []
    return named(viewer, seated(viewer, board_id) | holders(viewer, TEAM))


def steering(viewer: Viewer) -> set[str]:
    boards = readable(Board, viewer).select(Board.id).where(Board.is_steering == Value(True)).tuples()
    return {person for (board,) in boards for person in seated(viewer, board)}


def seated(viewer: Viewer, board_id: str) -> set[str]:
    now = seat_is_current(viewer.today, viewer.now)
    seats = readable(Seat, viewer).where(Seat.board == board_id, Seat.person.is_null(False), now)
    return {seat.person_id for seat in seats}


def holders(viewer: Viewer, roles: Iterable[str]) -> set[str]:
    held = readable(Role, viewer).where(
        Role.role.in_(sorted(roles)),
        Role.starts_on <= viewer.today,
        Role.ends_at.is_null() | (Role.ends_at > viewer.now),
    )
    return {role.person_id for role in held}


def named(viewer: Viewer, ids: Iterable[str]) -> list[tuple[str, str]]:
    """Names by family name."""
    some = sorted(set(ids))
    if not some:
        return []
    rows = readable(Person, viewer).select(Person.id, Person.name).where(Person.id.in_(some))
    return list(rows.order_by(Person.sort_name, Person.id).tuples())


def _moment(at: datetime, viewer: Viewer) -> str:
    here = london(at)
    return f"{short_date(here.date(), viewer.today)}, {here:%H:%M}"
