"""The tables about boards and their seats, as people meet them."""

from collections.abc import Mapping
from typing import Any

from ...fields import (
    Choice,
    Date,
    Level,
    LongText,
    Minutes,
    Moment,
    Number,
    Person,
    RecordLink,
    RecordLinks,
    Text,
    TimeOfDay,
    YesNo,
)
from ...fields.words import capital, school_year
from ...models import boards as models
from ...models.meetings import Meeting
from ...permissions.roles import Viewer, seat_is_current
from ...records.errors import RuleBroken
from ...records.made import Count, LinksFrom, Rollup, of_its_history
from ...records.registry import Column, Table, register
from ...records.unique_names import named_once
from ..organisations.rules import short_name_of

MODES = (("in_person", "In person"), ("online", "Online"), ("both", "In person and online"))
SEAT_ROLES = (("lead", "Lead"), ("second", "Second"), ("deputy", "Deputy"), ("shadow", "Shadow"))
LINKS = (
    ("feeds", "Feeds"),
    ("reports_to", "Reports to"),
    ("consulted_by", "Is consulted by"),
    ("shares_learning_with", "Shares learning with"),
)
NOTES_RULES = (("same", "Whoever chairs"), ("opposite", "The other one"), ("fixed", "Always the same"))
# Later than a year before or after a meeting nobody is held to anything.
DAYS = Number(whole=True, least=0, most=366)
PEOPLE = Number(whole=True, least=0, most=1_000)


def has_a_name(values, _before, _viewer) -> None:
    if not values["name"]:
        raise RuleBroken("name", "Write the name.")


def called_something(values, _before, _viewer) -> Mapping[str, Any]:
    """In lists it goes by its name until somebody says better."""
    return {"short_name": values["short_name"] or short_name_of(values["name"])}


def held_now(viewer: Viewer) -> Any:
    """Somebody's seat, taken up today or stepped aside from for a while."""
    return models.Seat.person.is_null(False) & seat_is_current(viewer.today, viewer.now)


def to_come(viewer: Viewer) -> Any:
    return (Meeting.day >= viewer.today) & (Meeting.state == "planned")


def held_this_school_year(viewer: Viewer) -> Any:
    first, _ = school_year(viewer.today)
    return Meeting.day.between(first, viewer.today) & (Meeting.state == "planned")


register(
    Table(
        "boards",
        models.Board,
        "Boards",
        (
            Column("name", "Name", Text(200), needed=True),
            Column("short_name", "Short name", Text(60)),
            Column("code", "Code", Text(20)),
            Column("kind", "Kind", Text(60)),
            Column("host", "Host", RecordLink()),
            Column("seats_filled", "Seats filled", PEOPLE, made=Count(models.Seat.board, held_now)),
            Column(
                "next_meeting",
                "Next meeting",
                Date(),
                made=Rollup(Meeting.board, to_come, Meeting.day, "earliest"),
            ),
            Column("second_host", "Second host", RecordLink()),
            Column("called_by", "Called by", Text(60), help="The word its host goes by in charts"),
            Column("pays", "Pays reps", RecordLink()),
            Column("is_steering", "Our steering group", YesNo(), fixed=True),
            Column("cadence", "How often", Text(100)),
            Column("usual_time", "Usual time", Text(100)),
            Column("planned_minutes", "Planned length", Minutes(), adds=False),
            Column("limit_minutes", "Longest", Minutes(), adds=False),
            Column("long_reason", "Why longer", Text()),
            Column("mode", "Where", Choice(MODES)),
            Column("chair", "Chair", Text(200)),
            Column("areas", "Areas", Text(), help="Areas of service, as reps choose theirs"),
            Column("notes_rule", "Who takes notes", Choice(NOTES_RULES)),
            Column("default_level", "Usual level", Level(), help="Offered for new content only", fixed=True),
            Column("default_marking", "Usual marking", RecordLink(), fixed=True),
            Column("quorum_total", "Quorum", PEOPLE, fixed=True, adds=False),
            Column("quorum_percent", "Quorum, percent", Number(whole=True, least=0), fixed=True, adds=False),
            Column("quorum_words", "Quorum in words", Text(), fixed=True),
            Column("notice_days", "Days of notice", DAYS, adds=False),
            Column("papers_days", "Papers, days ahead", DAYS, adds=False),
            Column("items_working_days", "Agenda items, working days ahead", DAYS, adds=False),
            Column(
                "feedback_days",
                "Outcome feedback, days after",
                DAYS,
                adds=False,
                help="Offered as the day by which a partner tells what came of a meeting",
            ),
            Column("ends_on", "Ends", Date(), help="For a task and finish group", fixed=True),
            Column(
                "sitting",
                "Sitting on it",
                RecordLinks(),
                made=LinksFrom(models.Seat.board, held_now, models.Seat.person),
                aside=True,
            ),
            Column(
                "meetings_this_year",
                "Meetings since September",
                PEOPLE,
                made=Count(Meeting.board, held_this_school_year),
                aside=True,
            ),
            *of_its_history(models.Board),
        ),
        order=("position", "name"),
        natural_key="name",
        checks=(has_a_name, named_once(models.Board)),
        along=called_something,
        change="edit_record",
    )
)


def is_a_body_or_a_sector(values, _before, _viewer) -> None:
    if bool(values["organisation"]) == bool(values["sector"]):
        raise RuleBroken("organisation", "Name an organisation or a sector, one of the two.")


register(
    Table(
        "quorum-parts",
        models.QuorumPart,
        "Quorum parts",
        (
            Column("board", "Board", RecordLink()),
            Column("organisation", "Organisation", RecordLink()),
            Column("sector", "Sector", Text(60), help="Where any body of it will do"),
            Column("minimum", "At least", PEOPLE),
        ),
        order=("board", "position"),
        checks=(is_a_body_or_a_sector,),
        title=lambda row: f"At least {row.minimum}",
    )
)


def names_somebody(values, _before, _viewer) -> None:
    if not (values["organisation"] or values["contact"] or values["words"]):
        raise RuleBroken("organisation", "Choose an organisation or an officer, or say who they are.")


register(
    Table(
        "board-members",
        models.BoardMember,
        "Members of boards",
        (
            Column("board", "Board", RecordLink(), fixed=True),
            Column("organisation", "Organisation", RecordLink(), fixed=True),
            Column("department", "Department", RecordLink(), fixed=True),
            Column("contact", "Officer", RecordLink(), fixed=True),
            Column("words", "As what", Text(200), help="For example chair"),
        ),
        order=("board", "position"),
        checks=(names_somebody,),
        title=lambda row: row.words or "Member",
        change="edit_record",
        bin="bin_record",
    )
)

register(
    Table(
        "terms-of-reference",
        models.TermsOfReference,
        "Terms of reference",
        (
            Column("board", "Board", RecordLink(), fixed=True),
            Column("edition", "Version", Number(whole=True, least=1), fixed=True, adds=False),
            Column("starts_on", "From", Date(), fixed=True),
            Column("text", "Text", LongText(100_000), fixed=True),
            Column("asked_by", "Who asked for the change", Text(200)),
            Column("note", "What changed", LongText(2_000)),
        ),
        order=("board", "-edition"),
        title=lambda row: f"Version {row.edition}",
        change="edit_record",
    )
)


def seat_ends_after_it_starts(values, _before, _viewer) -> None:
    starts, ends = values["starts_on"], values["ends_on"]
    if starts and ends and ends < starts:
        raise RuleBroken("ends_on", "A seat ends after it starts.")


def aside_ends_after_it_starts(values, _before, _viewer) -> None:
    since, until = values["aside_from"], values["aside_until"]
    if until and not since:
        raise RuleBroken("aside_from", "Say from which day they stepped aside.")
    if since and until and until < since:
        raise RuleBroken("aside_until", "They come back after they stepped aside.")


register(
    Table(
        "seats",
        models.Seat,
        "Seats",
        (
            Column("board", "Board", RecordLink(), fixed=True),
            Column("person", "Person", Person(), help="Nobody is a vacancy", fixed=True),
            Column("role", "Role", Choice(SEAT_ROLES), fixed=True),
            Column("starts_on", "From", Date(), fixed=True),
            Column("ends_on", "Until", Date(), fixed=True),
            Column("ends_words", "Ends, in words", Text(200)),
            Column("ended_at", "Ended early", Moment(), fixed=True),
            Column("aside_from", "Stepped aside from", Date(), help="No reason is kept, ever", fixed=True),
            Column("aside_until", "Back on", Date(), fixed=True),
            Column("successor", "Successor", Person(), fixed=True),
        ),
        order=("board", "position"),
        checks=(seat_ends_after_it_starts, aside_ends_after_it_starts),
        title=lambda row: f"{capital(row.role)} seat",
        called=("role",),
        change="edit_record",
    )
)


def joins_two_boards(values, _before, _viewer) -> None:
    if values["from_board"] == values["to_board"]:
        raise RuleBroken("to_board", "Choose another board.")


register(
    Table(
        "board-links",
        models.BoardLink,
        "Links between boards",
        (
            Column("from_board", "Board", RecordLink()),
            Column("kind", "How", Choice(LINKS)),
            Column("to_board", "Other board", RecordLink()),
        ),
        order=("from_board",),
        checks=(joins_two_boards,),
        title=lambda row: dict(LINKS).get(row.kind, row.kind),
    )
)


def term_ends_after_it_starts(values, _before, _viewer) -> None:
    if values["last_day"] < values["first_day"]:
        raise RuleBroken("last_day", "A half-term ends after it starts.")


register(
    Table(
        "school-terms",
        models.SchoolTerm,
        "School terms",
        (
            Column("name", "Half-term", Text(60), needed=True),
            Column("first_day", "First day for pupils", Date()),
            Column("last_day", "Last day for pupils", Date()),
        ),
        order=("first_day",),
        checks=(term_ends_after_it_starts,),
        change="edit_record",
        add="add_record",
        bin="bin_record",
    )
)

register(
    Table(
        "special-days",
        models.SpecialDay,
        "Special days",
        (
            Column("day", "Day", Date()),
            Column("kind", "Kind", Choice([("inset", "INSET day"), ("holiday", "Extra bank holiday")])),
            Column("name", "Name", Text(100)),
        ),
        order=("day",),
        change="edit_record",
        add="add_record",
        bin="bin_record",
    )
)


def hours_run_forward(values, _before, _viewer) -> None:
    if values["ends_at"] <= values["starts_at"]:
        raise RuleBroken("ends_at", "School ends after it starts.")


register(
    Table(
        "school-hours",
        models.SchoolHours,
        "School hours",
        (
            Column("starts_at", "Pupils are in from", TimeOfDay()),
            Column("ends_at", "Until", TimeOfDay()),
        ),
        order=("starts_at",),
        checks=(hours_run_forward,),
        title=lambda row: "School hours",
        change="edit_record",
    )
)
