"""A small forum for the permission tests: two boards, one meeting each, one item of every level."""

from datetime import UTC, date, datetime, timedelta

from forum_app.db import unguarded
from forum_app.models.boards import Board, Seat
from forum_app.models.control import Account, Aside, GuestScope, Marking, NamedPerson
from forum_app.models.meetings import AgendaItem, Decision, Meeting, MeetingReport, Paper
from forum_app.models.people import Agreement, Person, Role
from forum_app.permissions.roles import viewer_for

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LONG_AGO, FAR_OFF = NOON - timedelta(days=300), NOON + timedelta(days=300)
LEVELS = ("public", "members", "board", "restricted", "embargoed", "lifted")
CONTENT = (AgendaItem, Paper, MeetingReport, Decision)

# name: (roles, seat on the board, agreement, named on lists, other)
PEOPLE = {
    "coordinator": (("coordinator",), None, True, False),
    "co-chair": (("cochair",), None, True, False),
    "co-chair, agreement lapsed": (("cochair",), None, False, False),
    "rep with the seat": ((), "held", True, False),
    "rep with the seat, no agreement": ((), "held", False, False),
    "rep with the seat, named": ((), "held", True, True),
    "rep whose seat ended at noon": ((), "ended", True, True),
    "rep who stepped aside from the board": ((), "aside", True, False),
    "rep of another board": ((), "other", True, False),
    "rep of another board, named": ((), "other", True, True),
    "named, agreement lapsed": ((), None, False, True),
    "named until noon": ((), None, True, "until noon"),
    "rep aside from the item, named": ((), "held", True, "aside"),
    "treasurer": (("treasurer",), None, True, False),
    "administrator": (("administrator",), None, True, False),
    "member": ((), None, False, False),
    "guest of the board": ((), None, False, "guest"),
    "guest of another board": ((), None, False, "other guest"),
}


def person_id(name: str) -> str:
    return f"rec{list(PEOPLE).index(name):014}"


def content_id(model, level: str) -> str:
    return f"{model.__name__[:8]}-{level}"


def plant() -> None:
    """Plant the forum, straight into its tables."""
    with unguarded("a test plants rows"):
        for board in ("here", "there"):
            Board.insert(id=board, name=board, short_name=board).execute()
            Meeting.insert(
                id=f"meeting-{board}", board=board, starts_at=NOON, day=NOON.date(), planned_minutes=90
            ).execute()
        for level in LEVELS[2:]:
            _marking(level)
        for model in CONTENT:
            for level in LEVELS:
                _content(model, level)
        for name in PEOPLE:
            _person(name)


def _marking(level: str) -> None:
    embargo = {"embargoed": NOON + timedelta(minutes=1), "lifted": NOON}.get(level)
    Marking.insert(
        id=level,
        board="here",
        name=level,
        level="public" if embargo else level,
        reason="asked by the partner",
        audience_words="those named",
        review_on=date(2027, 1, 1),
        embargoed_until=embargo,
    ).execute()


def _content(model, level: str) -> None:
    values = {"id": content_id(model, level), "meeting": "meeting-here"}
    values["marking"] = level if level in LEVELS[2:] else None
    values["level"] = level if level in LEVELS[:4] else "restricted"
    extra = {
        AgendaItem: {"position": LEVELS.index(level) + 1, "title": level},
        Paper: {"title": level, "agenda_item": content_id(AgendaItem, level)},
        MeetingReport: {"person": None, "text": level, "logged_at": NOON},
        Decision: {"board": "here", "text": level},
    }[model]
    if model is MeetingReport:
        author = f"author-{level}"
        Person.insert(id=author, name=author).execute()
        extra["person"] = author
    model.insert(**values, **extra).execute()


def _person(name: str) -> None:
    roles, seat, agreed, named = PEOPLE[name]
    key = person_id(name)
    guest = named in {"guest", "other guest"}
    Person.insert(id=key, name=name, kind="guest" if guest else "rep").execute()
    Account.insert(id=f"a{key}", person=key, email=f"{key}@example.org").execute()
    for role in roles:
        Role.insert(id=f"r{key}", person=key, role=role, starts_on=LONG_AGO.date()).execute()
    Agreement.insert(
        id=f"g{key}",
        person=key,
        signed_on=LONG_AGO.date(),
        starts_at=LONG_AGO,
        ends_at=FAR_OFF if agreed else NOON,
    ).execute()
    _seat(key, seat)
    if guest:
        board = "here" if named == "guest" else "there"
        GuestScope.insert(id=f"s{key}", person=key, board=board, until=FAR_OFF).execute()
    elif named:
        _name(key, named)


def _seat(key: str, seat: str | None) -> None:
    if not seat:
        return
    Seat.insert(
        id=f"t{key}",
        board="there" if seat == "other" else "here",
        person=key,
        starts_on=LONG_AGO.date(),
        ended_at=NOON if seat == "ended" else None,
        aside_from=LONG_AGO.date() if seat == "aside" else None,
    ).execute()


def _name(key: str, named) -> None:
    for level in LEVELS[2:]:
        NamedPerson.insert(
            id=f"n{key}{level}", marking=level, person=key, until=NOON if named == "until noon" else None
        ).execute()
    if named == "aside":
        for level in LEVELS:
            Aside.insert(
                id=f"x{key}{level}", person=key, table="agenda_items", row=content_id(AgendaItem, level)
            ).execute()


def see(name: str, now: datetime = NOON):
    """The viewer that this person is at a moment."""
    return viewer_for(person_id(name), now)
