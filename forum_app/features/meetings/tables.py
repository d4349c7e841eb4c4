"""The tables about meetings and what came of them, as people meet them."""

from ...clock import london
from ...fields import (
    Choice,
    Date,
    Level,
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
from ...fields.words import capital, day
from ...models import meetings as models
from ...records.errors import RuleBroken
from ...records.registry import Column, Table, register
from ..control.rules import closed_content_is_marked
from .rules import RESERVED_ANSWERS

MODES = (("in_person", "In person"), ("online", "Online"), ("both", "In person and online"))
MEETING_STATES = (("planned", "Planned"), ("cancelled", "Cancelled"))
REPLIES = (("coming", "Coming"), ("maybe", "Maybe"), ("not_coming", "Not coming"), ("deputy", "Deputy comes"))
ATTENDED = (
    ("present", "Present"),
    ("apologies", "Apologies"),
    ("deputy_present", "Deputy present"),
    ("absent", "Absent"),
)
DECISION_KINDS = (("action", "Action"), ("decision", "Decision"), ("reserved", "Reserved decision"))
DECISION_STATES = (
    ("open", "Open"),
    ("done", "Done"),
    ("agreed", "Agreed"),
    ("noted", "Noted"),
    ("waiting", "Waiting for an answer"),
)
OUTCOMES = (("done", "Done"), ("part", "Part done"), ("not_done", "Not done"))
ANSWERS = tuple(RESERVED_ANSWERS.items())
LEVEL = Column("level", "Level", Level())
MARKING = Column("marking", "Marking", RecordLink(), help="Why it is closed, and to whom")
MEETING = Column("meeting", "Meeting", RecordLink())
BOARD = Column("board", "Board", RecordLink())
PERSON = Column("person", "Person", Person())

register(
    Table(
        "venues",
        models.Venue,
        "Venues",
        (
            Column("name", "Name", Text(200)),
            Column("town", "Town", Text(100)),
            Column("step_free", "Step-free", Text(60)),
            Column("hearing_loop", "Hearing loop", Text(60)),
            Column("quiet_room", "Quiet room", Text(60)),
            Column("parking", "Parking", Text(200)),
            Column("note", "Note", Text()),
        ),
        natural_key="name",
    )
)

register(
    Table(
        "travel",
        models.Travel,
        "Travel",
        (
            Column("town", "From", Text(100)),
            Column("venue", "To", RecordLink()),
            Column("minutes", "One way", Minutes()),
            Column("miles", "Miles one way", Number(whole=True, least=0)),
        ),
        order=("town",),
        title=lambda row: f"From {row.town}",
    )
)


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
            Column("starts_at", "Starts", Moment()),
            Column("day", "Day", Date()),
            Column("planned_minutes", "Planned length", Minutes()),
            Column("actual_minutes", "How long it was", Minutes()),
            Column("mode", "How", Choice(MODES)),
            Column("venue", "Venue", RecordLink()),
            Column("join_link", "Link to join", Link()),
            Column("aim", "Aim", Text()),
            Column("chair", "Chair", Text(200)),
            Column("notes_by", "Notes by", Text(200)),
            Column("invited_on", "Invited on", Date()),
            Column("papers_on", "Papers on", Date()),
            Column("urgent_reason", "Why at short notice", Text()),
            Column("long_reason", "Why longer", Text()),
            Column("state", "State", Choice(MEETING_STATES)),
            Column("code", "Code", Text(20)),
            MARKING,
        ),
        order=("-starts_at",),
        checks=(day_is_that_of_the_start, known_before_it_is_held),
        title=lambda row: f"Meeting of {day(row.day)}",
    )
)

register(
    Table(
        "agenda-items",
        models.AgendaItem,
        "Agenda items",
        (
            MEETING,
            Column("position", "No", Number(whole=True, least=1)),
            Column("title", "Item", Text()),
            Column("proposed_by", "Proposed by", Text(200)),
            Column("source", "Source", Text(200)),
            Column("openness", "Openness", Text(200), help="Open, partly open, or for information"),
            Column("minutes", "Minutes", Minutes()),
            LEVEL,
            MARKING,
        ),
        order=("meeting", "position"),
        checks=(closed_content_is_marked,),
        title=lambda row: row.title,
    )
)

register(
    Table(
        "papers",
        models.Paper,
        "Papers",
        (
            MEETING,
            Column("agenda_item", "Agenda item", RecordLink()),
            Column("title", "Paper", Text()),
            Column("summary", "Plain summary", LongText(2_000)),
            Column("issued_on", "Issued on", Date()),
            LEVEL,
            MARKING,
        ),
        order=("meeting", "title"),
        checks=(closed_content_is_marked,),
        title=lambda row: row.title,
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
            Column("label", "Who", Text(100), help="A body or a sector, never a name"),
            Column("organisation", "Organisation", RecordLink()),
            Column("department", "Department", RecordLink()),
            Column("sector", "Sector", Text(60)),
            Column("guests", "Guests", YesNo(), help="Guests do not count towards the quorum"),
            Column("present", "Present", Number(whole=True, least=0)),
            Column("yes", "Say yes", Number(whole=True, least=0)),
            Column("maybe", "Say maybe", Number(whole=True, least=0)),
        ),
        order=("meeting", "label"),
        title=lambda row: row.label,
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
            Column("text", "Report", LongText(2_000), help="One line. Please do not name a child"),
            Column("logged_at", "Logged", Moment()),
            Column("logged_by", "Logged by", Person()),
            LEVEL,
            MARKING,
        ),
        order=("-logged_at",),
        checks=(closed_content_is_marked,),
        title=lambda row: "Meeting report",
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
        ),
        order=("meeting",),
        title=lambda row: "Pulse",
    )
)


def reserved_says_who_and_when(values, _before, _viewer) -> None:
    if values["kind"] == "reserved" and not (values["asked_by"] and values["answer_by"]):
        raise RuleBroken("answer_by", "A reserved decision needs who asks, and the day the answer is needed.")


def done_has_its_day(values, _before, _viewer) -> None:
    if values["done_on"] and values["state"] != "done":
        raise RuleBroken("state", "It has a day on which it was done. Mark it done, or take the day out.")


register(
    Table(
        "decisions",
        models.Decision,
        "Decisions and actions",
        (
            Column("code", "Code", Text(20)),
            Column("kind", "Kind", Choice(DECISION_KINDS)),
            BOARD,
            MEETING,
            Column("text", "Text", LongText(2_000)),
            Column("owner", "Forum owner", Person()),
            Column("partner_contact", "Partner owner", RecordLink()),
            Column("partner_words", "Partner owner, in words", Text(200)),
            Column("due_on", "Due", Date()),
            Column("done_on", "Done on", Date()),
            Column("decided_on", "Decided on", Date()),
            Column("state", "State", Choice(DECISION_STATES)),
            Column("dissent", "Dissent", LongText(2_000)),
            Column("asked_by", "Asked by", Person()),
            Column("asked_on", "Asked on", Date()),
            Column("answer_by", "Answer by", Date()),
            LEVEL,
            MARKING,
        ),
        order=("due_on", "text"),
        checks=(closed_content_is_marked, reserved_says_who_and_when, done_has_its_day),
        title=lambda row: row.text,
    )
)


def answer_has_its_moment(values, _before, _viewer) -> None:
    if bool(values["answer"]) != bool(values["answered_at"]):
        raise RuleBroken("answer", "An answer and the moment it was given belong together.")


register(
    Table(
        "reserved-answers",
        models.ReservedAnswer,
        "Answers to reserved decisions",
        (
            Column("decision", "Decision", RecordLink()),
            PERSON,
            Column("answer", "Answer", Choice(ANSWERS)),
            Column("words", "In their words", LongText(2_000)),
            Column("answered_at", "Answered", Moment()),
        ),
        order=("decision",),
        checks=(answer_has_its_moment,),
        title=lambda row: dict(ANSWERS).get(row.answer, "No answer yet"),
    )
)

register(
    Table(
        "outcome-feedback",
        models.OutcomeFeedback,
        "Outcome feedback",
        (
            Column("code", "Code", Text(20)),
            BOARD,
            MEETING,
            Column("second_meeting", "And meeting", RecordLink()),
            Column("about", "About", Text()),
            Column("owed_by", "Owed by", RecordLink()),
            Column("owed_by_words", "Owed by, in words", Text(200)),
            Column("due_on", "Due", Date()),
            Column("given_on", "Given on", Date()),
            LEVEL,
            MARKING,
        ),
        order=("due_on",),
        checks=(closed_content_is_marked,),
        title=lambda row: row.about or f"Outcome feedback due {day(row.due_on)}",
    )
)

register(
    Table(
        "outcome-news",
        models.OutcomeNews,
        "News of what changed",
        (
            Column("feedback", "Outcome feedback", RecordLink()),
            Column("outcome", "Outcome", Choice(OUTCOMES)),
            Column("text", "What came of it", LongText(2_000)),
            Column("reason", "Reason", Text()),
            Column("next_step", "Next step", Text()),
            LEVEL,
            MARKING,
        ),
        order=("outcome",),
        checks=(closed_content_is_marked,),
        title=lambda row: row.text or dict(OUTCOMES).get(row.outcome, ""),
    )
)


def due_after_it_was_raised(values, _before, _viewer) -> None:
    if values["due_on"] and values["due_on"] < values["raised_on"]:
        raise RuleBroken("due_on", "An answer is due after it was asked for.")


register(
    Table(
        "escalations",
        models.Escalation,
        "Escalations",
        (
            Column("title", "Title", Text(200)),
            Column("text", "Text", LongText(2_000)),
            BOARD,
            Column("raised_by", "Raised by", Person()),
            Column("raised_with", "Raised with", Text(200)),
            Column("raised_on", "Raised on", Date()),
            Column("due_on", "Answer due", Date()),
            Column("answered_on", "Answered on", Date()),
        ),
        order=("due_on",),
        checks=(due_after_it_was_raised,),
        title=lambda row: row.title,
    )
)

register(
    Table(
        "rep-requests",
        models.RepRequest,
        "Requests for a representative",
        (
            Column("text", "Asked for", LongText(2_000)),
            Column("organisation", "By", RecordLink()),
            Column("asked_on", "Asked on", Date()),
            Column("answer", "Answer", LongText(2_000)),
            Column("state", "State", Choice([("open", "Open"), ("answered", "Answered")])),
        ),
        order=("-asked_on",),
        title=lambda row: row.text,
    )
)

register(
    Table(
        "barriers",
        models.Barrier,
        "Barriers",
        (
            Column("text", "Barrier", LongText(2_000)),
            BOARD,
            Column("person", "Seen by", Person()),
            Column("seen_on", "Seen on", Date()),
            Column("mitigation", "What was done", LongText(2_000)),
            Column("state", "State", Choice([("open", "Open"), ("mitigated", "Mitigated")])),
        ),
        order=("-seen_on",),
        title=lambda row: capital(row.text),
    )
)
