"""People and what they agreed to, learned and declared. Nothing here says anything about a child."""

from peewee import SQL, BooleanField, DateField, IntegerField, TextField, TimeField

from ..db import personal
from .base import MomentField, Record, link, must, one_of, prose
from .organisations import Organisation


def later_prose(default: str = "") -> TextField:
    """A text that came to a table with rows in it, so the database fills it as well."""
    return prose(default, constraints=[SQL(f"DEFAULT '{default}'")])


def later_yes_no() -> BooleanField:
    """A yes or no that came to a table with rows in it: no, until somebody says."""
    return BooleanField(default=False, constraints=[SQL("DEFAULT false")])


class Person(Record):
    """A parent carer who represents the forum, or its staff. `kind` is rep or staff."""

    name = prose()
    first_name = prose()
    sort_name = prose(index=True)
    town = prose()
    kind = prose("rep")
    state = prose("active")
    state_since = DateField(null=True)
    areas = prose()
    about = prose()
    forum_role = prose()
    email = personal(prose(), "self_team")
    phone = personal(prose(), "self_team")
    hours_a_month = personal(IntegerField(null=True), "self_team")
    availability = personal(prose(), "self_team")
    contact_wishes = personal(prose(), "self_coordinator")
    format_wishes = personal(later_prose(), "self_coordinator")
    # Empty when they wrote their wishes themselves.
    wishes_taken_down_on = personal(DateField(null=True), "self_coordinator")
    assets = personal(later_prose(), "self_team")

    class Meta:
        table_name = "people"
        constraints = must(
            kind_known=one_of("kind", "rep", "staff", "guest"),
            hours_not_negative="hours_a_month >= 0",
        )


class Role(Record):
    """What a person is trusted with, and from when to when: coordinator, cochair, treasurer, …"""

    person = link(Person)
    role = prose()
    starts_on = DateField()
    ends_at = MomentField(null=True)

    class Meta:
        table_name = "roles"


class AccessNeed(Record):
    """What a person needs in order to take part: the need only, never why.

    `taken_down_on` is the day on which the coordinator wrote it for them; empty when they did so themselves.
    """

    person = link(Person)
    need = prose()
    taken_down_on = DateField(null=True)

    class Meta:
        table_name = "access_needs"
        audience = "self_coordinator"


class Policy(Record):
    """A policy or a role description of the forum in one version; the newest that has begun binds.

    `applies_to`: everyone, rep, staff, or a role. `needed_to_sit`: nobody takes a seat without having
    accepted it. `makes_agreement`: accepting it signs the confidentiality agreement.
    """

    name = prose()
    edition = IntegerField()
    starts_on = DateField()
    text = prose()
    applies_to = later_prose("everyone")
    needed_to_sit = later_yes_no()
    makes_agreement = later_yes_no()
    owner = later_prose()
    review_on = DateField(null=True)

    class Meta:
        table_name = "policies"
        constraints = must(edition_counts="edition >= 1")


class PolicyAcceptance(Record):
    """A person accepted one version of a policy; where the policy binds, until a date."""

    person = link(Person)
    policy = link(Policy)
    accepted_on = DateField()

    class Meta:
        table_name = "policy_acceptances"
        audience = "self_team"


class Agreement(Record):
    """A signed confidentiality agreement. Current from `starts_at` up to, not at, `ends_at`."""

    person = link(Person)
    policy = link(Policy, null=True)
    signed_on = DateField()
    starts_at = MomentField()
    ends_at = MomentField()

    class Meta:
        table_name = "agreements"
        audience = "self_team"
        constraints = must(ends_after_start="ends_at >= starts_at")


class Declaration(Record):
    """A yearly statement of interests; an empty `text` with `nothing` is an answer.

    `organisation` is the one that the interest is in, where it is one the forum works with.
    """

    person = link(Person)
    text = prose()
    nothing = BooleanField(default=False)
    renewed_on = DateField()
    due_on = DateField()
    organisation = link(Organisation, null=True)

    class Meta:
        table_name = "declarations"
        audience = "self_team"
        constraints = must(due_after_renewal="due_on >= renewed_on")


class Training(Record):
    """A course. `minutes` is its length in whole minutes; `needed_to_sit`: no seat before it is done."""

    name = prose()
    provider = prose()
    minutes = IntegerField(default=0)
    partner_staff_trained = IntegerField(null=True)
    needed_to_sit = later_yes_no()

    class Meta:
        table_name = "training"
        constraints = must(
            minutes_not_negative="minutes >= 0",
            staff_not_negative="partner_staff_trained >= 0",
        )


class TrainingRecord(Record):
    """One person's place on a course: done (with or without a date), booked, or wished for."""

    person = link(Person)
    training = link(Training)
    state = prose("done")
    day = DateField(null=True)
    words = TextField(default="")

    class Meta:
        table_name = "training_records"
        audience = "self_team"
        constraints = must(state_known=one_of("state", "done", "booked", "wanted"))


class Availability(Record):
    """When a person is usually free on one weekday; 0 is Monday. Their own words stay on the person."""

    person = link(Person)
    weekday = IntegerField()
    starts_at = TimeField()
    ends_at = TimeField()

    class Meta:
        table_name = "availabilities"
        audience = "self_team"
        constraints = must(weekday_known="weekday BETWEEN 0 AND 6", ends_after_start="ends_at > starts_at")


class Supporter(Record):
    """Somebody who helps a person to take part, and whether they see that person's next meetings too."""

    person = link(Person)
    supporter = link(Person)
    sees_meetings = BooleanField(default=False)

    class Meta:
        table_name = "supporters"
        audience = "self_team"
        constraints = must(somebody_else="supporter_id <> person_id")
