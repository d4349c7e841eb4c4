"""Boards, their rules, and the forum's seats on them."""

from peewee import SQL, BooleanField, DateField, DeferredForeignKey, IntegerField, TimeField

from .base import LEVELS, MomentField, Record, link, must, one_of, prose
from .organisations import Contact, Department, Organisation
from .people import Person, later_prose


class Board(Record):
    """A body that reps sit on. `called_by` is the word its host goes by in charts ("Council", "Jointly")."""

    code = prose()
    name = prose()
    short_name = prose()
    kind = prose()
    host = link(Organisation, null=True)
    second_host = link(Organisation, null=True)
    called_by = prose()
    pays = link(Organisation, null=True)
    is_steering = BooleanField(default=False)
    cadence = prose()
    usual_time = prose()
    planned_minutes = IntegerField(default=90)
    limit_minutes = IntegerField(null=True)
    long_reason = prose()
    mode = prose("online")
    chair = prose()
    # Fields of service in the words in which reps choose theirs, so that the two can be matched.
    areas = later_prose()
    notes_rule = prose("same")
    default_level = prose("members")
    default_marking = DeferredForeignKey("Marking", null=True, backref="+", on_delete="RESTRICT")
    quorum_total = IntegerField(null=True)
    quorum_percent = IntegerField(null=True)
    quorum_words = prose()
    notice_days = IntegerField(default=14)
    papers_days = IntegerField(default=7)
    items_working_days = IntegerField(default=3)
    feedback_days = IntegerField(default=28, constraints=[SQL("DEFAULT 28")])
    ends_on = DateField(null=True)
    position = IntegerField(default=0)

    class Meta:
        table_name = "boards"
        constraints = must(
            minutes_not_negative="planned_minutes >= 0 AND limit_minutes >= 0",
            level_known=one_of("default_level", *LEVELS),
            quorum_possible="quorum_total >= 0 AND quorum_percent BETWEEN 0 AND 100",
            days_not_negative="notice_days >= 0 AND papers_days >= 0 AND items_working_days >= 0",
        )


class QuorumPart(Record):
    """At least `minimum` people of one organisation, or of one sector."""

    board = link(Board)
    organisation = link(Organisation, null=True)
    sector = prose()
    minimum = IntegerField()
    position = IntegerField(default=0)

    class Meta:
        table_name = "quorum_parts"
        constraints = must(minimum_not_negative="minimum >= 0")


class BoardMember(Record):
    """Who belongs to a board beside the forum's own seats: a body, one of its departments, an officer."""

    board = link(Board)
    organisation = link(Organisation, null=True)
    department = link(Department, null=True)
    contact = link(Contact, null=True)
    words = prose()
    position = IntegerField(default=0)

    class Meta:
        table_name = "board_members"


class TermsOfReference(Record):
    """A board's written purpose and rules, in one version. `asked_by`: who wanted it changed."""

    board = link(Board)
    edition = IntegerField()
    starts_on = DateField()
    text = prose()
    note = prose()
    asked_by = later_prose()

    class Meta:
        table_name = "terms_of_reference"
        constraints = must(edition_counts="edition >= 1")


class Seat(Record):
    """A place for the forum on a board. `person` empty is a vacancy; `role` is lead, second, deputy, shadow.

    Held from `starts_on` through `ends_on`, both counted, unless `ended_at` came first. No reason for
    standing aside is ever kept.
    """

    board = link(Board)
    person = link(Person, null=True)
    role = prose("lead")
    position = IntegerField(default=0)
    starts_on = DateField(null=True)
    ends_on = DateField(null=True)
    ends_words = prose()
    ended_at = MomentField(null=True)
    aside_from = DateField(null=True)
    aside_until = DateField(null=True)
    successor = link(Person, null=True)

    class Meta:
        table_name = "seats"
        constraints = must(
            role_known=one_of("role", "lead", "second", "deputy", "shadow"),
            ends_after_start="ends_on >= starts_on",
            aside_ends_after_start="aside_until >= aside_from",
        )


class BoardLink(Record):
    """How one board stands to another: feeds, reports to, is consulted by, shares learning with."""

    from_board = link(Board)
    to_board = link(Board)
    kind = prose()

    class Meta:
        table_name = "board_links"


class SchoolTerm(Record):
    """A half-term: first and last day for pupils."""

    name = prose()
    first_day = DateField()
    last_day = DateField()

    class Meta:
        table_name = "school_terms"
        constraints = must(ends_after_start="last_day >= first_day")


class SpecialDay(Record):
    """A day with a rule of its own: inset (staff only) or holiday (a local extra bank holiday)."""

    day = DateField()
    kind = prose()
    name = prose()

    class Meta:
        table_name = "special_days"
        constraints = must(kind_known=one_of("kind", "inset", "holiday"))


class SchoolHours(Record):
    """When pupils are in, for the flag on a meeting's time; one row."""

    starts_at = TimeField()
    ends_at = TimeField()

    class Meta:
        table_name = "school_hours"
        constraints = must(ends_after_start="ends_at > starts_at")
