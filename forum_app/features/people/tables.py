"""The tables about people, as people meet them."""

from collections.abc import Mapping
from typing import Any

from ...clock import london
from ...fields import (
    Choice,
    Date,
    Email,
    File,
    LongText,
    Minutes,
    Moment,
    Number,
    Person,
    Phone,
    RecordLink,
    RecordLinks,
    Text,
    TimeOfDay,
    YesNo,
)
from ...fields.figures import WIDEST
from ...fields.words import WEEKDAYS, capital, plain_day
from ...models import people as models
from ...models.boards import Seat
from ...models.money import TimeEntry
from ...permissions.readable import readable
from ...permissions.reports.totals import given
from ...permissions.roles import GRANTABLE, ROLE_WORDS, Viewer, seat_is_current
from ...records.errors import RuleBroken
from ...records.made import Count, FilesBeside, LinksFrom, Rollup, of_its_history
from ...records.registry import Column, Table, register
from ...records.unique_names import named_once
from ..policies.rules import BINDS
from .rules import parts_of_name, said_by_themselves

STATES = (("active", "Active"), ("paused", "Paused"), ("induction", "Induction"), ("left", "Left"))
TAKEN_DOWN = "The day on which the coordinator wrote down what they said; empty when they wrote it themselves"
KEEPERS = ("coordinator", "command", "worker")
KINDS = (("rep", "Representative"), ("staff", "Staff"), ("guest", "Guest"))


def has_a_name(values, _before, _viewer) -> None:
    if not values["name"]:
        raise RuleBroken("name", "Write the person's name.")


def sorted_by_last_name(values, before, viewer) -> Mapping[str, Any]:
    """A new name says what they are called by, unless that is said too, and how they are sorted."""
    if before and before["name"] == values["name"]:
        return {}
    called = values["first_name"] if values["first_name"] != (before or {}).get("first_name", "") else ""
    parts = parts_of_name(values["name"])
    since = {} if before else {"state_since": values["state_since"] or viewer.today}
    return parts | {"first_name": called or parts["first_name"]} | since


def the_forum_names_its_roles(values, before, viewer) -> None:
    if before and values["forum_role"] != before["forum_role"] and not viewer.has(*KEEPERS):
        raise RuleBroken("forum_role", "The coordinator writes what somebody does for the forum.")


def a_coordinator_has_not_left(values, before, viewer) -> None:
    """Whoever has left comes in no more, so a role is taken first: that is told, and never the last one."""
    if values["state"] != "left" or before is None or before["state"] == "left":
        return
    held = readable(models.Role, viewer).where(
        models.Role.person == before["id"],
        models.Role.role == "coordinator",
        models.Role.ends_at.is_null() | (models.Role.ends_at > viewer.now),
    )
    if held.exists():
        raise RuleBroken("state", "They are a coordinator. Take that role from them first.")


def held_now(viewer: Viewer) -> Any:
    return seat_is_current(viewer.today, viewer.now)


def counted_time(_viewer: Viewer) -> Any:
    return given()


register(
    Table(
        "people",
        models.Person,
        "People",
        (
            Column("name", "Name", Text(200), needed=True),
            Column("first_name", "First name", Text(100)),
            Column("email", "Email", Email()),
            Column("phone", "Phone", Phone()),
            Column("town", "Town", Text(100)),
            Column("kind", "Kind", Choice(KINDS), fixed=True),
            Column(
                "state",
                "State",
                Choice(STATES),
                help="Paused and stepped aside never hold a reason",
                fixed=True,
            ),
            Column("state_since", "Since", Date(), fixed=True),
            Column(
                "boards",
                "Boards",
                RecordLinks(),
                made=LinksFrom(Seat.person, held_now, Seat.board),
                help="On which they hold a seat today",
            ),
            Column(
                "agreement_ends",
                "Agreement ends",
                Moment(),
                made=Rollup(models.Agreement.person, None, models.Agreement.ends_at, "latest"),
                show=lambda ends, _row: (
                    "" if ends is None else f"{plain_day(london(ends).date())} {london(ends).year}"
                ),
                help="Their confidentiality agreement; whoever has none has no day here",
            ),
            Column("forum_role", "Role in the forum", Text(200)),
            Column("areas", "Areas chosen", Text(), help="Areas of service, never anything about a child"),
            Column("hours_a_month", "Most hours a month", Number(whole=True, least=0)),
            Column("availability", "Usual availability", Text()),
            Column("assets", "What they can bring", LongText(1_000), help="Offered, never asked for"),
            Column("contact_wishes", "How to get in touch", Text(), fixed=True),
            Column("format_wishes", "How to send things", Text(), fixed=True),
            Column("wishes_taken_down_on", "Wishes taken down on", Date(), help=TAKEN_DOWN, fixed=True),
            Column("about", "About", LongText()),
            Column(
                "seats_held",
                "Seats held",
                Number(whole=True),
                made=Count(Seat.person, held_now),
                aside=True,
            ),
            Column(
                "time_given",
                "Time given",
                Minutes(most=WIDEST),
                made=Rollup(TimeEntry.person, counted_time, TimeEntry.minutes),
                aside=True,
                help="In all, without what is not counted",
            ),
            *of_its_history(models.Person),
        ),
        order=("sort_name",),
        natural_key="email",
        checks=(
            has_a_name,
            the_forum_names_its_roles,
            a_coordinator_has_not_left,
            said_by_themselves(("contact_wishes", "format_wishes"), "id", "wishes_taken_down_on"),
        ),
        title=lambda row: row.name,
        along=sorted_by_last_name,
        change="edit_profile",
        add="add_person",
    )
)


def ends_after_it_starts(values, _before, _viewer) -> None:
    if values["ends_at"] and values["ends_at"].date() < values["starts_on"]:
        raise RuleBroken("ends_at", "A role ends after it starts.")


register(
    Table(
        "roles",
        models.Role,
        "Roles",
        (
            Column("person", "Person", Person()),
            Column("role", "Role", Choice([(role, ROLE_WORDS[role]) for role in GRANTABLE])),
            Column("starts_on", "From", Date()),
            Column("ends_at", "Until", Moment()),
        ),
        order=("role", "starts_on"),
        checks=(ends_after_it_starts,),
        title=lambda row: ROLE_WORDS.get(row.role, row.role),
    )
)

register(
    Table(
        "access-needs",
        models.AccessNeed,
        "Access needs",
        (
            Column("person", "Person", Person()),
            Column("need", "Need", Text(), help="What helps, never why"),
            Column("taken_down_on", "Taken down on", Date(), help=TAKEN_DOWN),
        ),
        order=("need",),
        checks=(said_by_themselves(("need",), "person", "taken_down_on"),),
        title=lambda row: row.need,
    )
)

register(
    Table(
        "policies",
        models.Policy,
        "Policies",
        (
            Column("name", "Name", Text(200), fixed=True),
            Column("edition", "Version", Number(whole=True, least=1), fixed=True, adds=False),
            Column("starts_on", "From", Date(), fixed=True),
            Column("text", "Text", LongText(), fixed=True),
            Column("applies_to", "Who agrees to it", Choice(BINDS), fixed=True),
            Column("needed_to_sit", "Needed before a seat", YesNo(), fixed=True),
            Column("makes_agreement", "Signs the confidentiality agreement", YesNo(), fixed=True),
            Column("owner", "Looked after by", Text(200)),
            Column("review_on", "Looked at again on", Date()),
            Column("files", "Files", File(), made=FilesBeside(of=models.Policy), help="To print and to sign"),
        ),
        order=("name", "-edition"),
        title=lambda row: f"{row.name}, version {row.edition}",
        change="edit_record",
    )
)

register(
    Table(
        "policy-acceptances",
        models.PolicyAcceptance,
        "Policy acceptances",
        (
            Column("person", "Person", Person()),
            Column("policy", "Policy", RecordLink()),
            Column("accepted_on", "Accepted on", Date()),
        ),
        order=("-accepted_on",),
        title=lambda row: "Policy acceptance",
    )
)


def agreement_runs_forward(values, _before, _viewer) -> None:
    if values["ends_at"] <= values["starts_at"]:
        raise RuleBroken("ends_at", "An agreement ends after it starts.")


register(
    Table(
        "agreements",
        models.Agreement,
        "Confidentiality agreements",
        (
            Column("person", "Person", Person()),
            Column("policy", "Policy", RecordLink()),
            Column("signed_on", "Signed on", Date()),
            Column("starts_at", "From", Moment()),
            Column("ends_at", "Up to", Moment(), help="It no longer counts from this moment on"),
        ),
        order=("-signed_on",),
        checks=(agreement_runs_forward,),
        title=lambda row: "Confidentiality agreement",
    )
)


def declares_something_or_nothing(values, _before, _viewer) -> None:
    if values["nothing"] and values["text"]:
        raise RuleBroken("nothing", "Either there is nothing to declare, or there is something. Choose one.")


register(
    Table(
        "declarations",
        models.Declaration,
        "Declarations of interest",
        (
            Column("person", "Person", Person()),
            Column("text", "Interests", LongText(2_000)),
            Column("nothing", "Nothing to declare", YesNo()),
            Column("renewed_on", "Renewed on", Date()),
            Column("due_on", "Due again", Date()),
            Column("organisation", "Organisation", RecordLink()),
        ),
        order=("due_on",),
        checks=(declares_something_or_nothing,),
        title=lambda row: "Declaration of interest",
    )
)

register(
    Table(
        "training",
        models.Training,
        "Training",
        (
            Column("name", "Course", Text(200), needed=True),
            Column("provider", "Provider", Text(200)),
            Column("minutes", "Length", Minutes()),
            Column(
                "partner_staff_trained",
                "Partner staff trained",
                Number(whole=True, least=0),
                help="A count, never names",
            ),
            Column("needed_to_sit", "Needed before a seat", YesNo()),
        ),
        natural_key="name",
        checks=(has_a_name, named_once(models.Training)),
        change="edit_record",
        add="add_record",
    )
)

register(
    Table(
        "training-records",
        models.TrainingRecord,
        "Training done, booked and wanted",
        (
            Column("person", "Person", Person(), fixed=True),
            Column("training", "Course", RecordLink(), fixed=True),
            Column(
                "state",
                "State",
                Choice([("done", "Done"), ("booked", "Booked"), ("wanted", "Wanted")]),
                fixed=True,
            ),
            Column("day", "Day", Date()),
            Column("words", "Note", Text()),
        ),
        order=("-day",),
        title=lambda row: capital(row.words or row.state),
        change="edit_training_record",
    )
)


def hours_run_forward(values, _before, _viewer) -> None:
    if values["ends_at"] <= values["starts_at"]:
        raise RuleBroken("ends_at", "The second time comes after the first.")


register(
    Table(
        "availabilities",
        models.Availability,
        "When people are free",
        (
            Column("person", "Person", Person(), fixed=True),
            Column(
                "weekday",
                "Weekday",
                Number(whole=True, least=0, most=6),
                help="0 is Monday",
                adds=False,
                show=lambda value, _row: WEEKDAYS[value],
            ),
            Column("starts_at", "From", TimeOfDay()),
            Column("ends_at", "Until", TimeOfDay()),
        ),
        order=("weekday", "starts_at"),
        checks=(hours_run_forward,),
        title=lambda row: WEEKDAYS[row.weekday],
        change="edit_profile",
        bin="edit_profile",
    )
)


def somebody_else(values, _before, _viewer) -> None:
    if values["supporter"] == values["person"]:
        raise RuleBroken("supporter", "Choose somebody else.")


register(
    Table(
        "supporters",
        models.Supporter,
        "Supporters",
        (
            Column("person", "Person", Person()),
            Column("supporter", "Supported by", Person()),
            Column("sees_meetings", "Sees their next meetings", YesNo()),
        ),
        order=("id",),
        checks=(somebody_else,),
        title=lambda row: "Supporter",
    )
)
