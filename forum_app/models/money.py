"""Time and money given and owed back: whole minutes, whole pence, dated rates, balanced postings."""

from peewee import BooleanField, DateField, IntegerField

from .base import Record, found_by, link, must, one_of, prose
from .meetings import Meeting
from .organisations import Contact, Organisation
from .people import Person


class TimeEntry(Record):
    """Minutes given by one person on one day for one kind of activity, under one hat.

    `kind`: meeting, reading, briefing, travel, mentoring, co-design, panel, coffee morning, stand, regional,
    training delivered, training received, other. `state`: accepted, to_confirm, draft or excluded.
    """

    person = link(Person)
    day = DateField()
    kind = prose()
    minutes = IntegerField()
    meeting = link(Meeting, null=True, index=False)
    hat = prose("representative")
    state = prose("to_confirm")
    words = prose()
    row = prose()

    class Meta:
        table_name = "time_entries"
        audience = "self_coordinator"
        constraints = must(
            minutes_not_negative="minutes >= 0",
            state_known=one_of("state", "accepted", "to_confirm", "draft", "excluded"),
        )


class Rate(Record):
    """What is paid from one day through another. `pence` is a mile, an hour or a cap; empty: actual cost."""

    kind = prose()
    words = prose()
    unit = prose()
    starts_on = DateField()
    ends_on = DateField(null=True)
    pence = IntegerField(null=True)
    source = prose()

    class Meta:
        table_name = "rates"
        constraints = must(ends_after_start="ends_on >= starts_on", pence_not_negative="pence >= 0")


class FundingSource(Record):
    """Where money comes from, for which time, and what it may pay for."""

    code = prose()
    name = prose()
    starts_on = DateField()
    ends_on = DateField()
    pence = IntegerField()
    may_pay_for = prose()
    reporting = prose()

    class Meta:
        table_name = "funding_sources"
        constraints = must(ends_after_start="ends_on >= starts_on", pence_not_negative="pence >= 0")


class Offer(Record):
    """Money offered for time; the choice is between the person and the treasurer.

    `quarters` is quarter hours; `choice`: accepted, lower, declined, charity, undecided.
    """

    code = prose()
    person = link(Person)
    meeting = link(Meeting)
    quarters = IntegerField()
    pence = IntegerField()
    choice = prose("undecided")
    taken_pence = IntegerField(null=True)
    funding = link(FundingSource)

    class Meta:
        table_name = "offers"
        audience = "self_treasurer"
        constraints = must(
            quarters_not_negative="quarters >= 0",
            pence_not_negative="pence >= 0",
            taken_within_offer="taken_pence BETWEEN 0 AND pence",
            choice_known=one_of("choice", "accepted", "lower", "declined", "charity", "undecided"),
        )


class Claim(Record):
    """A request to be paid: draft, submitted, returned, approved or paid. Nobody approves their own."""

    code = prose()
    person = link(Person)
    period = prose()
    period_start = DateField()
    period_end = DateField()
    state = prose("draft")
    approver = link(Person, null=True)
    approved_by = link(Person, null=True)
    paid_on = DateField(null=True)
    pay_to = link(Organisation, null=True)
    note = prose()

    class Meta:
        table_name = "claims"
        audience = "self_treasurer"
        constraints = must(
            ends_after_start="period_end >= period_start",
            state_known=one_of("state", "draft", "submitted", "returned", "approved", "paid"),
        )


class ClaimLine(Record):
    """One line of a claim. `kind`: payment, mileage, parking, care or other. `miles` only for mileage."""

    claim = link(Claim)
    kind = prose()
    words = prose()
    miles = IntegerField(null=True)
    pence = IntegerField()
    receipt = BooleanField(default=False)

    class Meta:
        table_name = "claim_lines"
        audience = "self_treasurer"
        constraints = must(
            kind_known=one_of("kind", "payment", "mileage", "parking", "care", "other"),
            miles_not_negative="miles >= 0",
            pence_not_negative="pence >= 0",
        )


class Posting(Record):
    """One side of a money movement; the sides of one movement sum to nothing. Reversed, never edited."""

    movement = prose(index=True)
    day = DateField()
    account = prose()
    pence = IntegerField()
    funding = link(FundingSource, null=True)
    claim = link(Claim, null=True)
    reverses = prose()

    class Meta:
        table_name = "postings"
        audience = "treasurer"


class Thanks(Record):
    """A recorded thank-you, from a member, a partner officer, or those in `from_words`."""

    person = link(Person)
    from_words = prose()
    organisation = link(Organisation, null=True)
    thanked_by = link(Person, null=True)
    contact = link(Contact, null=True)
    meeting = link(Meeting, null=True)
    text = prose()
    day = DateField()
    state = prose("sent")

    class Meta:
        table_name = "thanks"


found_by(TimeEntry, "kind", "state", "day", "hat", "minutes", "binned_at")
found_by(TimeEntry, "kind", "state", "minutes", "binned_at")
found_by(TimeEntry, "person", "day", "kind", "state", "hat", "minutes", "binned_at")
found_by(TimeEntry, "day", "minutes", "binned_at")
# Of all rows: the database looks here before it lets a meeting go.
found_by(TimeEntry, "meeting", "minutes", "binned_at", binned_too=True)
