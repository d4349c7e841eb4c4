"""A small forum to count in: three boards, four people, and one autumn of giving and getting back."""

from datetime import UTC, date, datetime

from forum_app.db import unguarded
from forum_app.models.boards import Board, Seat
from forum_app.models.control import Account
from forum_app.models.meetings import Attendance, Meeting, OutcomeFeedback
from forum_app.models.money import Claim, ClaimLine, FundingSource, Offer, Rate, Thanks, TimeEntry
from forum_app.models.organisations import Organisation
from forum_app.models.people import Declaration, Person, Role
from forum_app.permissions.roles import viewer_for

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SINCE, TODAY = date(2026, 9, 1), date(2026, 11, 24)
_made = 0


def put(model, **values) -> str:
    """Store one row as it is and answer its id."""
    global _made
    _made += 1
    values.setdefault("id", f"rec{model._meta.table_name[:5]}{_made:09d}")
    with unguarded("a test's own rows"):
        model.insert(**values).execute()
    return values["id"]


def change(model, row_id: str, **values) -> None:
    with unguarded("a test moves one thing"):
        model.update(**values).where(model.id == row_id).execute()


def a_person(name: str, *roles: str, **values) -> str:
    """Someone with an account, and the roles they are trusted with."""
    first = name.split()[0]
    row = put(Person, name=name, first_name=first, sort_name=name.split()[-1], **values)
    put(Account, person=row, email=f"{first.lower()}{row}@example.org")
    for role in roles:
        put(Role, person=row, role=role, starts_on=date(2025, 9, 1))
    return row


def a_board(name: str, called_by: str = "Council", **values) -> str:
    return put(Board, name=f"{name} Board", short_name=name, called_by=called_by, **values)


def a_seat(board: str, person: str | None, role: str = "lead", **values) -> str:
    return put(Seat, board=board, person=person, role=role, **values)


def a_meeting(board: str, day: date, hour: int = 10, **values) -> str:
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return put(Meeting, board=board, day=day, starts_at=moment, planned_minutes=90, **values)


def was_at(meeting: str, person: str, state: str = "present", **values) -> str:
    return put(Attendance, meeting=meeting, person=person, state=state, **values)


def gave(person: str, day: date, kind: str, minutes: int, **values) -> str:
    values.setdefault("state", "accepted")
    return put(TimeEntry, person=person, day=day, kind=kind, minutes=minutes, **values)


def a_claim(person: str, state: str, pence: int, **values) -> str:
    first, last = values.pop("days", (date(2026, 9, 1), date(2026, 9, 30)))
    claim = put(Claim, person=person, state=state, period_start=first, period_end=last, **values)
    put(ClaimLine, claim=claim, kind="payment", pence=pence)
    return claim


def sees(person: str, now: datetime = NOW):
    viewer = viewer_for(person, now)
    assert viewer is not None
    return viewer


class Forum:
    """The rows by name, for a test to move one of them."""

    def __init__(self) -> None:
        self.council = put(
            Organisation, name="Vale County Council", short_name="VCC", plain_name="the council"
        )
        self.trust = put(Organisation, name="Vale Health Trust", short_name="Trust", plain_name="the trust")
        self.own = a_board("Steering", "The forum", is_steering=True)
        self.transport = a_board("Transport", host=self.council, position=1)
        self.health = a_board("Health", "Trust", host=self.trust, position=2)
        self.people()
        self.meetings()
        self.back()

    def people(self) -> None:
        self.cora = a_person("Cora Bell", "coordinator", kind="staff")
        self.tess = a_person("Tess Gray", "treasurer")
        self.chris = a_person("Chris Dunn", "cochair")
        self.sana = a_person("Sana Iqbal")
        self.wyn = a_person("Wyn Hughes")
        a_seat(self.own, self.sana, "second")
        a_seat(self.transport, self.wyn)
        a_seat(self.transport, self.sana, "second")
        a_seat(self.transport, None, "deputy")
        self.second_seat = a_seat(self.health, self.sana)
        a_seat(self.health, self.wyn, "deputy")
        for person in (self.wyn, self.sana):
            put(Declaration, person=person, renewed_on=date(2025, 9, 15), due_on=date(2026, 9, 15))
        put(Declaration, person=self.sana, renewed_on=date(2026, 9, 15), due_on=date(2027, 9, 15))

    def meetings(self) -> None:
        papers = {"invited_on": date(2026, 9, 1), "papers_on": date(2026, 9, 10)}
        self.first = a_meeting(self.transport, date(2026, 9, 16), **papers)
        self.second = a_meeting(
            self.health, date(2026, 10, 7), invited_on=date(2026, 9, 23), papers_on=date(2026, 9, 30)
        )
        self.third = a_meeting(self.transport, date(2026, 11, 11))
        self.ahead = a_meeting(self.transport, date(2026, 12, 2))
        self.attended = was_at(self.first, self.wyn)
        was_at(self.second, self.sana)

    def back(self) -> None:
        day = date(2026, 9, 16)
        for kind, minutes in (("meeting", 90), ("reading", 30), ("briefing", 10), ("travel", 40)):
            gave(self.wyn, day, kind, minutes, meeting=self.first)
        self.event = gave(self.wyn, date(2026, 10, 20), "coffee morning", 120, state="to_confirm")
        gave(self.wyn, day, "meeting", 500, state="draft")
        gave(self.wyn, day, "meeting", 500, hat="school governor")
        gave(self.wyn, day, "meeting", 500, state="excluded")
        gave(self.wyn, date(2026, 8, 31), "meeting", 500)
        gave(self.sana, date(2026, 10, 7), "meeting", 90, meeting=self.second)
        self.source = put(
            FundingSource,
            code="F1",
            name="Council",
            starts_on=date(2026, 4, 1),
            ends_on=date(2027, 3, 31),
            pence=100000,
        )
        put(
            Offer,
            person=self.wyn,
            meeting=self.first,
            quarters=9,
            pence=3375,
            choice="accepted",
            taken_pence=3375,
            funding=self.source,
        )
        put(
            Offer,
            person=self.sana,
            meeting=self.second,
            quarters=6,
            pence=2250,
            choice="declined",
            taken_pence=0,
            funding=self.source,
        )
        self.claim = a_claim(self.wyn, "paid", 3375, paid_on=date(2026, 10, 23))
        put(Rate, kind="volunteer_value", unit="hour", starts_on=date(2025, 10, 22), pence=1345)
        self.owed = put(
            OutcomeFeedback,
            meeting=self.first,
            second_meeting=self.third,
            owed_by=self.council,
            due_on=date(2026, 10, 14),
        )
        put(
            OutcomeFeedback,
            meeting=self.second,
            owed_by=self.trust,
            due_on=date(2026, 11, 4),
            given_on=date(2026, 11, 2),
        )


def thank(person: str, day: date = date(2026, 10, 1), **values) -> str:
    return put(Thanks, person=person, from_words="the council", text="Thank you.", day=day, **values)
