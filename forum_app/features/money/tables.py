"""The tables about time and money, as people meet them."""

from ...fields import Choice, Date, LongText, Minutes, Money, Number, Person, RecordLink, Text, YesNo
from ...fields.words import capital, day
from ...models import money as models
from ...records.errors import RuleBroken
from ...records.made import Lookup
from ...records.registry import Column, Table, register
from .postings import ACCOUNTS

KINDS = (
    "meeting",
    "reading",
    "briefing",
    "travel",
    "mentoring",
    "co-design",
    "panel",
    "coffee morning",
    "stand",
    "regional",
    "training delivered",
    "training received",
    "other",
)
TIME_STATES = (
    ("accepted", "Accepted"),
    ("to_confirm", "To confirm"),
    ("draft", "Draft"),
    ("excluded", "Not counted"),
)
COUNTED = ("accepted", "excluded")
TIME_PILLS = {"accepted": "done", "to_confirm": "to_confirm", "draft": "draft", "excluded": "noted"}
CHOICES = (
    ("accepted", "Accepted"),
    ("lower", "A lower amount"),
    ("declined", "Declined"),
    ("charity", "To charity"),
    ("undecided", "Not decided"),
)
CLAIM_STATES = (
    ("draft", "Draft"),
    ("submitted", "Submitted"),
    ("returned", "Returned"),
    ("approved", "Approved"),
    ("paid", "Paid"),
)
LINE_KINDS = (
    ("payment", "Involvement payment"),
    ("mileage", "Mileage"),
    ("parking", "Parking"),
    ("care", "Replacement care"),
    ("other", "Other"),
)
CLAIM_PILLS = {
    "draft": "draft",
    "submitted": "to_confirm",
    "returned": "returned",
    "approved": "kept",
    "paid": "done",
}
DECIDED = ("approved", "paid")
PERSON = Column("person", "Person", Person())


def the_coordinator_counts_time(values, before, viewer) -> None:
    """Whether time counts, and whose it is, is the coordinator's to say, not that of whoever gave it."""
    if before is None or viewer.has("coordinator", "command", "worker"):
        return
    if values["person"] != before["person"]:
        raise RuleBroken("person", "Only the coordinator moves time to somebody else.")
    if values["state"] != before["state"] and values["state"] in COUNTED:
        raise RuleBroken("state", "The coordinator accepts time. Leave it to confirm.")


def has_minutes(values, _before, _viewer) -> None:
    if values["minutes"] < 1:
        raise RuleBroken("minutes", "Write how long it was, such as 90 or 1:30.")


register(
    Table(
        "time-entries",
        models.TimeEntry,
        "Time entries",
        (
            Column("day", "Date", Date()),
            PERSON,
            Column("meeting", "Meeting", RecordLink()),
            Column("kind", "Activity", Choice([(kind, capital(kind)) for kind in KINDS]), needed=True),
            Column("minutes", "Time given", Minutes(most=1440)),
            Column(
                "hat", "Hat", Text(100), help="In which capacity the time was given", fixed=True, aside=True
            ),
            Column("state", "State", Choice(TIME_STATES), pills=TIME_PILLS),
            Column("words", "Note", Text()),
            Column(
                "board",
                "Board",
                RecordLink(),
                made=Lookup(models.TimeEntry, ("meeting", "board")),
                aside=True,
            ),
            Column(
                "board_kind",
                "Board kind",
                Text(60),
                made=Lookup(models.TimeEntry, ("meeting", "board", "kind")),
                aside=True,
            ),
            Column("row", "Row", Text(20), aside=True),
        ),
        order=("-day",),
        checks=(has_minutes, the_coordinator_counts_time),
        title=lambda row: f"{capital(row.kind)}, {day(row.day)}",
        change="edit_time",
        add="add_record",
        bin="edit_time",
    )
)


def runs_forward(values, _before, _viewer) -> None:
    if values["ends_on"] and values["ends_on"] < values["starts_on"]:
        raise RuleBroken("ends_on", "The last day comes after the first.")


register(
    Table(
        "rates",
        models.Rate,
        "Rates",
        (
            Column("kind", "Kind", Text(100), fixed=True),
            Column("words", "What it is for", Text()),
            Column("pence", "Rate", Money(), adds=False),
            Column("unit", "For", Text(60), fixed=True),
            Column("starts_on", "From", Date()),
            Column("ends_on", "Until", Date()),
            Column("source", "Source", Text()),
        ),
        order=("kind", "starts_on"),
        checks=(runs_forward,),
        title=lambda row: row.words or row.kind,
        change="edit_record",
    )
)

register(
    Table(
        "funding-sources",
        models.FundingSource,
        "Funding sources",
        (
            Column("code", "Code", Text(20)),
            Column("name", "Name", Text(200), needed=True),
            Column("starts_on", "From", Date()),
            Column("ends_on", "Until", Date()),
            Column("pence", "Amount", Money()),
            Column("may_pay_for", "May pay for", LongText(2_000)),
            Column("reporting", "Reporting", LongText(2_000)),
        ),
        order=("code",),
        natural_key="code",
        checks=(runs_forward,),
        change="edit_record",
        add="add_record",
    )
)


def taken_follows_the_choice(values, _before, _viewer) -> None:
    """Undecided takes nothing yet, declined takes nought, and nobody takes more than was offered."""
    choice, taken, offered = values["choice"], values["taken_pence"], values["pence"]
    if choice == "undecided":
        right = taken is None
    elif choice == "declined":
        right = taken == 0
    elif choice == "lower":
        right = taken is not None and 0 < taken < offered
    else:
        right = taken == offered
    if not right:
        raise RuleBroken("taken_pence", "The amount does not go with the choice.")


register(
    Table(
        "offers",
        models.Offer,
        "Payment offers",
        (
            Column("code", "Code", Text(20)),
            PERSON,
            Column("meeting", "Meeting", RecordLink()),
            Column(
                "quarters",
                "Hours",
                Number(whole=True, least=0),
                help="Kept in quarter hours",
                show=lambda value, _row: "" if value is None else f"{value / 4:g}",
            ),
            Column("pence", "Offered", Money()),
            Column("choice", "Choice", Choice(CHOICES), help="Between the person and the treasurer"),
            Column("taken_pence", "Taken", Money()),
            Column("funding", "Source", RecordLink()),
        ),
        order=("code",),
        checks=(taken_follows_the_choice,),
        title=lambda row: f"Offer {row.code}".strip(),
    )
)


def nobody_decides_on_their_own(values, _before, _viewer) -> None:
    for name in ("approver", "approved_by"):
        if values[name] and values[name] == values["person"]:
            raise RuleBroken(name, "Nobody approves their own claim. Choose a second approver.")


def decided_by_somebody(values, _before, _viewer) -> None:
    if values["state"] in DECIDED and not values["approved_by"]:
        raise RuleBroken("approved_by", "Say who approved it.")
    if (values["state"] == "paid") != bool(values["paid_on"]):
        raise RuleBroken("paid_on", "A paid claim has the day it was paid, and no other claim has.")


def period_runs_forward(values, _before, _viewer) -> None:
    if values["period_end"] < values["period_start"]:
        raise RuleBroken("period_end", "The last day comes after the first.")


register(
    Table(
        "claims",
        models.Claim,
        "Claims",
        (
            Column("code", "Code", Text(20)),
            PERSON,
            Column("period", "Period", Text(60)),
            Column("period_start", "From", Date()),
            Column("period_end", "Until", Date()),
            Column("state", "State", Choice(CLAIM_STATES), pills=CLAIM_PILLS),
            Column("approver", "Goes to", Person()),
            Column("approved_by", "Approved by", Person()),
            Column("paid_on", "Paid on", Date()),
            Column("pay_to", "Pay to", RecordLink(), help="When it goes to charity"),
            Column("note", "Note", Text()),
        ),
        order=("-period_end", "code"),
        checks=(nobody_decides_on_their_own, decided_by_somebody, period_runs_forward),
        title=lambda row: f"Claim {row.code} for {row.period}",
        called=("code", "period"),
    )
)


def only_mileage_has_miles(values, _before, _viewer) -> None:
    if values["miles"] is not None and values["kind"] != "mileage":
        raise RuleBroken("miles", "Only mileage has miles.")


register(
    Table(
        "claim-lines",
        models.ClaimLine,
        "Claim lines",
        (
            Column("claim", "Claim", RecordLink()),
            Column("kind", "Kind", Choice(LINE_KINDS)),
            Column("words", "For", Text()),
            Column("miles", "Miles", Number(whole=True, least=0)),
            Column("pence", "Amount", Money()),
            Column("receipt", "Receipt", YesNo()),
        ),
        order=("claim", "kind"),
        checks=(only_mileage_has_miles,),
        title=lambda row: row.words or capital(row.kind),
    )
)


def belongs_to_a_movement(values, _before, _viewer) -> None:
    if not values["movement"] or not values["pence"]:
        raise RuleBroken("pence", "One side of a movement needs the movement and an amount.")
    if values["account"] not in ACCOUNTS:
        raise RuleBroken("account", "That is not one of the forum's accounts.")


register(
    Table(
        "postings",
        models.Posting,
        "Postings",
        (
            Column("movement", "Movement", Text(60)),
            Column("day", "Day", Date()),
            Column("account", "Account", Choice(ACCOUNTS)),
            Column("pence", "Amount", Money(least=None)),
            Column("funding", "Source", RecordLink()),
            Column("claim", "Claim", RecordLink()),
            Column("reverses", "Reverses", Text(60)),
        ),
        order=("-day", "movement"),
        checks=(belongs_to_a_movement,),
        title=lambda row: f"{row.movement}, {row.account}",
    )
)

register(
    Table(
        "thanks",
        models.Thanks,
        "Thanks",
        (
            Column("day", "Day", Date()),
            PERSON,
            Column("from_words", "From", Text(200)),
            Column("organisation", "Organisation", RecordLink()),
            Column("thanked_by", "Thanked by", Person()),
            Column("contact", "Partner officer", RecordLink()),
            Column("meeting", "Meeting", RecordLink()),
            Column("text", "Words", LongText(2_000)),
            Column("state", "State", Choice([("draft", "Draft"), ("sent", "Sent")])),
        ),
        order=("-day",),
        title=lambda row: row.text,
    )
)
