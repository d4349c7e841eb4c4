"""The tables about gathering views, promises and what changed, as people meet them."""

from ...fields import Choice, Date, LongText, Number, RecordLink, Text, YesNo
from ...fields.words import capital
from ...models import coproduction as models
from ...records.errors import RuleBroken
from ...records.registry import Column, Table, register

ENGAGEMENTS = ("coffee morning", "stand", "evening meeting", "panel", "visit", "focus group", "other")
DONE = (("done", "Done"), ("part", "Part done"), ("not_done", "Not done"))
PROMISES = (("open", "Open"), ("kept", "Kept"), ("at_risk", "At risk"), ("not_kept", "Not kept"))

register(
    Table(
        "engagements",
        models.Engagement,
        "Engagements",
        (
            Column("code", "Code", Text(20)),
            Column("day", "Day", Date()),
            Column("kind", "Kind", Choice(ENGAGEMENTS)),
            Column("place", "Where", Text(200)),
            Column("reach_words", "Reach", Text(200)),
            Column("present", "Present", Number(whole=True, least=0), help="A number, never names"),
            Column("worked", "Did it work?", Text()),
            Column("taken_to_words", "Taken to", Text(200)),
        ),
        order=("-day",),
        title=lambda row: capital(f"{row.kind}, {row.place}".strip(", ")),
        called=("kind", "place"),
        change="edit_record",
        add="add_record",
        bin="bin_record",
    )
)

register(
    Table(
        "engagement-themes",
        models.EngagementTheme,
        "Themes",
        (
            Column("text", "Theme", Text(), needed=True),
            Column("engagement", "Heard at", RecordLink()),
            Column("taken_to", "Taken to", RecordLink()),
        ),
        order=("text",),
        title=lambda row: row.text,
        change="edit_record",
        add="add_record",
        bin="bin_record",
    )
)


def closes_after_it_opens(values, _before, _viewer) -> None:
    if values["closes_on"] and values["closes_on"] < values["opens_on"]:
        raise RuleBroken("closes_on", "It closes after it opens.")


def open_comments_are_some_of_all(values, _before, _viewer) -> None:
    if (values["comments_open"] or 0) > (values["comments"] or 0):
        raise RuleBroken("comments_open", "There are not that many comments.")


register(
    Table(
        "consultations",
        models.Consultation,
        "Consultations and surveys",
        (
            Column("code", "Code", Text(20)),
            Column("name", "Name", Text(200), needed=True),
            Column("asked_by", "Asked by", RecordLink()),
            Column("board", "Board", RecordLink()),
            Column("opens_on", "Opens", Date()),
            Column("closes_on", "Closes", Date()),
            Column("worked", "Did it work?", Text()),
            Column("comments", "Comments", Number(whole=True, least=0)),
            Column("comments_open", "Comments still open", Number(whole=True, least=0)),
            Column("results_shared", "Results shared", YesNo()),
            Column("note", "Note", LongText(2_000)),
        ),
        order=("-opens_on",),
        checks=(closes_after_it_opens, open_comments_are_some_of_all),
        change="edit_record",
        add="add_record",
        bin="bin_record",
    )
)

register(
    Table(
        "channel-reach",
        models.ChannelReach,
        "Reach by channel",
        (
            Column("consultation", "Consultation", RecordLink()),
            Column("channel", "Channel", Text(100), needed=True),
            Column(
                "reach",
                "Reached",
                Number(whole=True, least=0),
                adds=False,
                help="Never added to another channel's",
            ),
            Column("answered", "Answered", Number(whole=True, least=0)),
        ),
        order=("consultation", "channel"),
        title=lambda row: row.channel,
        change="edit_record",
        add="add_record",
        bin="bin_record",
    )
)


def not_done_says_why(values, _before, _viewer) -> None:
    if values["outcome"] == "not_done" and not values["reason"]:
        raise RuleBroken("reason", "Say why it was not done.")


register(
    Table(
        "you-said",
        models.YouSaid,
        "You said, we did",
        (
            Column("said", "You said", Text(), needed=True),
            Column("did", "We did", Text()),
            Column("outcome", "Outcome", Choice(DONE)),
            Column("reason", "Not done because", Text()),
            Column("instead", "Instead", Text()),
            Column("headline", "In one line", Text(200)),
            Column("organisation", "Who did", RecordLink()),
            Column("meeting", "Raised at", RecordLink(), fixed=True),
            Column("published_on", "Published", Date()),
        ),
        order=("-published_on",),
        checks=(not_done_says_why,),
        title=lambda row: row.said,
        change="edit_record",
        add="add_record",
        bin="bin_record",
    )
)


def baseline_is_locked(values, before, _viewer) -> None:
    if before and (values["baseline"], values["baseline_on"]) != (before["baseline"], before["baseline_on"]):
        raise RuleBroken("baseline", "A baseline stays as it was written. Change the position instead.")


register(
    Table(
        "plan-outcomes",
        models.PlanOutcome,
        "Plan outcomes",
        (
            Column("code", "Code", Text(20)),
            Column("name", "Outcome", Text(200), needed=True),
            Column("baseline", "Baseline", Text(), help="Locked once it is written", fixed=True),
            Column("baseline_on", "Baseline of", Date(), fixed=True),
            Column("position", "Position", Text()),
            Column("position_on", "Position of", Date()),
            Column("owner_words", "Owner", Text(200)),
        ),
        order=("code",),
        natural_key="code",
        checks=(baseline_is_locked,),
        change="edit_record",
        add="add_record",
        bin="bin_record",
    )
)


register(
    Table(
        "promises",
        models.Promise,
        "Promises",
        (
            Column("outcome", "For", RecordLink()),
            Column("text", "Promise", Text(), needed=True),
            Column("short_text", "In short", Text(100)),
            Column("term", "By the end of", Text(60)),
            Column("due_on", "Due", Date()),
            Column("progress", "So far", Number(whole=True, least=0), adds=False, help="Typed by its owner"),
            Column("target", "Target", Number(whole=True, least=0), adds=False),
            Column("state", "State", Choice(PROMISES)),
            Column("state_words", "In words", Text()),
        ),
        order=("due_on", "outcome"),
        title=lambda row: row.short_text or row.text,
        change="edit_record",
        add="add_record",
        bin="bin_record",
    )
)


def complaint_runs_forward(values, _before, _viewer) -> None:
    days = [values[name] for name in ("received_on", "acknowledged_on", "closed_on") if values[name]]
    if days != sorted(days):
        raise RuleBroken("received_on", "A complaint is received, then acknowledged, then closed.")


register(
    Table(
        "data-complaints",
        models.DataComplaint,
        "Data complaints",
        (
            Column("text", "Complaint", LongText(2_000), needed=True),
            Column("from_words", "From", Text(200)),
            Column("received_on", "Received", Date()),
            Column("acknowledged_on", "Acknowledged", Date()),
            Column("closed_on", "Closed", Date()),
            Column("outcome", "Outcome", LongText(2_000)),
        ),
        order=("-received_on",),
        checks=(complaint_runs_forward,),
        title=lambda row: row.text,
        change="edit_record",
        add="add_record",
    )
)
