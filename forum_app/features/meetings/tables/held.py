"""Meetings, where they are, who came, and what hangs from them."""

from typing import Any

from ....clock import london
from ....fields import (
    Choice,
    Date,
    File,
    Link,
    LongText,
    Minutes,
    Moment,
    Number,
    Person,
    RecordLink,
    Text,
    YesNo,
)
from ....fields.figures import WIDEST
from ....fields.words import day, short_date
from ....models import meetings as models
from ....models.money import TimeEntry
from ....permissions.abilities import can
from ....permissions.readable import readable
from ....permissions.reports.totals import given
from ....permissions.roles import Viewer
from ....records.errors import RuleBroken
from ....records.made import Count, FilesBeside, Lookup, Rollup, of_its_history
from ....records.registry import Column, Table, register
from ...control.rules import closed_content_is_marked
from .columns import BOARD, LEVEL, MARKING, MEETING, PERSON

MODES = (("in_person", "In person"), ("online", "Online"), ("both", "In person and online"))
HOW_MANY = Number(whole=True)
MEETING_STATES = (("planned", "Planned"), ("cancelled", "Cancelled"))
REPLIES = (("coming", "Coming"), ("maybe", "Maybe"), ("not_coming", "Not coming"), ("deputy", "Deputy comes"))
PULSE_ANSWERS = (("yes", "Yes"), ("partly", "Partly"), ("no", "No"))
ATTENDED = (
    ("present", "Present"),
    ("apologies", "Apologies"),
    ("deputy_present", "Deputy present"),
    ("absent", "Absent"),
)

register(
    Table(
        "venues",
        models.Venue,
        "Venues",
        (
            Column("name", "Name", Text(200), needed=True),
            Column("town", "Town", Text(100)),
            Column("step_free", "Step-free", Text(60)),
            Column("hearing_loop", "Hearing loop", Text(60)),
            Column("quiet_room", "Quiet room", Text(60)),
            Column("parking", "Parking", Text(200)),
            Column("note", "Note", Text()),
        ),
        natural_key="name",
        change="edit_record",
        add="add_record",
        bin="bin_record",
    )
)

register(
    Table(
        "travel",
        models.Travel,
        "Travel",
        (
            Column("town", "From", Text(100), needed=True),
            Column("venue", "To", RecordLink()),
            Column("minutes", "One way", Minutes(), adds=False),
            Column("miles", "Miles one way", Number(whole=True, least=0), adds=False),
        ),
        order=("town",),
        title=lambda row: f"From {row.town}",
        change="edit_record",
        add="add_record",
        bin="bin_record",
    )
)


def counted_time(_viewer: Viewer) -> Any:
    return given()


def day_is_that_of_the_start(values, _before, _viewer) -> None:
    if values["day"] != london(values["starts_at"]).date():
        raise RuleBroken("starts_at", "The day and the time it starts do not agree.")


def known_before_it_is_held(values, _before, _viewer) -> None:
    for name, words in (("invited_on", "The invite"), ("papers_on", "The papers")):
        if values[name] and values[name] > values["day"]:
            raise RuleBroken(name, f"{words} cannot come after the meeting.")


register(
    Table(
        "meetings",
        models.Meeting,
        "Meetings",
        (
            BOARD,
            Column("starts_at", "Starts", Moment(), fixed=True),
            Column("day", "Day", Date(), fixed=True, aside=True),
            Column("planned_minutes", "Planned length", Minutes(), fixed=True),
            Column("actual_minutes", "How long it was", Minutes()),
            Column("mode", "How", Choice(MODES), fixed=True),
            Column("venue", "Venue", RecordLink(), fixed=True),
            Column("join_link", "Link to join", Link(), fixed=True),
            Column("aim", "Aim", Text()),
            Column("chair", "Chair", Text(200)),
            Column("notes_by", "Notes by", Text(200)),
            Column("invited_on", "Invited on", Date(), fixed=True),
            Column("papers_on", "Papers on", Date(), fixed=True),
            Column("urgent_reason", "Why at short notice", Text()),
            Column("long_reason", "Why longer", Text()),
            Column("state", "State", Choice(MEETING_STATES), fixed=True),
            Column("code", "Code", Text(20)),
            MARKING,
            Column("host", "Host", RecordLink(), made=Lookup(models.Meeting, ("board", "host")), aside=True),
            Column("papers", "Papers", HOW_MANY, made=Count(models.Paper.meeting), aside=True),
            Column("decisions", "Decisions", HOW_MANY, made=Count(models.Decision.meeting), aside=True),
            Column(
                "time_given",
                "Time given",
                Minutes(most=WIDEST),
                made=Rollup(TimeEntry.meeting, counted_time, TimeEntry.minutes),
                aside=True,
                help="By everybody, without what is not counted",
            ),
            *of_its_history(models.Meeting),
        ),
        order=("-starts_at",),
        checks=(day_is_that_of_the_start, known_before_it_is_held),
        title=lambda row: f"Meeting of {day(row.day)}",
        called=("day",),
        under="board",
        brief=lambda row, today: short_date(row.day, today),
        change="edit_meeting",
    )
)

register(
    Table(
        "agenda-items",
        models.AgendaItem,
        "Agenda items",
        (
            # An item's place counts those that are hidden too, so a gap would tell of them.
            MEETING,
            Column("title", "Item", Text(), needed=True),
            Column("proposed_by", "Proposed by", Text(200)),
            Column("source", "Source", Text(200)),
            Column("openness", "Openness", Text(200), help="Open, partly open, or for information"),
            Column("minutes", "Minutes", Minutes()),
            Column("late", "Late", YesNo(), help="It came after the board's deadline for items", fixed=True),
            Column(
                "chair_agreed", "Chair agreed", YesNo(), help="A late item needs the chair's yes", fixed=True
            ),
            LEVEL,
            MARKING,
        ),
        order=("meeting", "position"),
        checks=(closed_content_is_marked,),
        title=lambda row: row.title,
        change="edit_record",
    )
)


def a_closed_item_lets_nothing_go_open(values, before, viewer) -> None:
    """What leaves a closed item takes along what closed it, by whatever way it is moved.

    Undoing can move it too. Whoever may lower a marking may leave it behind. Raises RuleBroken.
    """
    left = before["agenda_item"] if before else None
    if left is None or left == values["agenda_item"] or can(viewer, "lower_marking"):
        return
    item = readable(models.AgendaItem, viewer).where(models.AgendaItem.id == left).first()
    if item is None or (item.marking_id and item.marking_id != values["marking"]):
        raise RuleBroken("agenda_item", "Its item is closed, so only the coordinator or a co-chair moves it.")


register(
    Table(
        "papers",
        models.Paper,
        "Papers",
        (
            MEETING,
            Column("agenda_item", "Agenda item", RecordLink(), fixed=True),
            Column("title", "Paper", Text(), needed=True),
            Column("summary", "Plain summary", LongText(2_000)),
            Column("issued_on", "Issued on", Date(), fixed=True),
            Column(
                "files",
                "Files",
                File(),
                made=FilesBeside(of=models.Paper),
                help="The paper itself, as it came",
            ),
            LEVEL,
            MARKING,
        ),
        order=("meeting", "title"),
        checks=(closed_content_is_marked, a_closed_item_lets_nothing_go_open),
        title=lambda row: row.title,
        change="edit_record",
    )
)

register(
    Table(
        "attendances",
        models.Attendance,
        "Attendance",
        (
            MEETING,
            PERSON,
            Column("seat_role", "Seat", Text(60)),
            Column("reply", "Reply", Choice(REPLIES)),
            Column("replied_at", "Replied", Moment()),
            Column("state", "Attended", Choice(ATTENDED)),
            Column("hat", "Hat", Text(100), help="In which capacity they were there"),
        ),
        order=("meeting",),
        title=lambda row: "Attendance",
    )
)

register(
    Table(
        "partner-counts",
        models.PartnerCount,
        "Partner attendance",
        (
            MEETING,
            Column("label", "Who", Text(100), help="A body or a sector, never a name", fixed=True),
            Column("organisation", "Organisation", RecordLink(), fixed=True),
            Column("department", "Department", RecordLink(), fixed=True),
            Column("sector", "Sector", Text(60), fixed=True),
            Column("guests", "Guests", YesNo(), help="Guests do not count towards the quorum", fixed=True),
            Column("present", "Present", Number(whole=True, least=0)),
            Column("yes", "Say yes", Number(whole=True, least=0)),
            Column("maybe", "Say maybe", Number(whole=True, least=0)),
        ),
        order=("meeting", "label"),
        title=lambda row: row.label,
        change="record_partner_counts",
    )
)

register(
    Table(
        "meeting-reports",
        models.MeetingReport,
        "Meeting reports",
        (
            MEETING,
            PERSON,
            Column(
                "text", "Report", LongText(2_000), help="One line. Please do not name a child", needed=True
            ),
            Column("logged_at", "Logged", Moment(), fixed=True),
            Column("logged_by", "Logged by", Person(), fixed=True),
            LEVEL,
            MARKING,
        ),
        order=("-logged_at",),
        checks=(closed_content_is_marked,),
        title=lambda row: "Meeting report",
        change="edit_own",
    )
)

register(
    Table(
        "pulses",
        models.Pulse,
        "Pulse",
        (
            MEETING,
            PERSON,
            Column("answer", "How it was", Choice([("good", "Good"), ("mixed", "Mixed"), ("hard", "Hard")])),
            Column("heard", "Was our voice heard", Choice(PULSE_ANSWERS)),
            Column("welcomed", "Made welcome", Choice(PULSE_ANSWERS)),
            Column("settled_before", "Settled before we were asked", YesNo()),
        ),
        order=("meeting",),
        title=lambda row: "Pulse",
    )
)
