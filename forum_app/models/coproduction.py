"""Co-production: where views were gathered, what was promised, and what changed."""

from peewee import BooleanField, DateField, IntegerField

from .base import Record, link, must, one_of, prose
from .boards import Board
from .meetings import Meeting
from .organisations import Organisation


class Engagement(Record):
    """An event where views were gathered; numbers, never names."""

    code = prose()
    kind = prose()
    day = DateField()
    place = prose()
    reach_words = prose()
    present = IntegerField(null=True)
    worked = prose()
    taken_to_words = prose()

    class Meta:
        table_name = "engagements"
        constraints = must(present_not_negative="present >= 0")


class EngagementTheme(Record):
    """What several families said, and where it was taken."""

    engagement = link(Engagement)
    text = prose()
    taken_to = link(Meeting, null=True)

    class Meta:
        table_name = "engagement_themes"


class Consultation(Record):
    """Asking for views on something between two days."""

    code = prose()
    name = prose()
    asked_by = link(Organisation)
    board = link(Board, null=True)
    opens_on = DateField()
    closes_on = DateField(null=True)
    worked = prose()
    comments = IntegerField(null=True)
    comments_open = IntegerField(null=True)
    results_shared = BooleanField(default=False)
    note = prose()

    class Meta:
        table_name = "consultations"
        constraints = must(
            ends_after_start="closes_on >= opens_on",
            comments_not_negative="comments >= 0 AND comments_open >= 0",
        )


class ChannelReach(Record):
    """Reach and answers of one channel; never added to another's."""

    consultation = link(Consultation)
    channel = prose()
    reach = IntegerField(null=True)
    answered = IntegerField(null=True)

    class Meta:
        table_name = "channel_reach"
        constraints = must(reach_not_negative="reach >= 0 AND answered >= 0")


class YouSaid(Record):
    """You said, we did: or why not, and what instead. `outcome` is done, part or not_done."""

    said = prose()
    did = prose()
    reason = prose()
    instead = prose()
    outcome = prose("done")
    headline = prose()
    organisation = link(Organisation)
    meeting = link(Meeting, null=True)
    published_on = DateField(null=True)

    class Meta:
        table_name = "you_said"
        constraints = must(outcome_known=one_of("outcome", "done", "part", "not_done"))


class PlanOutcome(Record):
    """What the plan wants to change, with its locked baseline and last position."""

    code = prose()
    name = prose()
    baseline = prose()
    baseline_on = DateField()
    position = prose()
    position_on = DateField()
    owner_words = prose()

    class Meta:
        table_name = "plan_outcomes"


class Promise(Record):
    """What will be done by the end of a term. `progress` and `target` are numbers its owner typed."""

    outcome = link(PlanOutcome)
    text = prose()
    short_text = prose()
    term = prose()
    due_on = DateField()
    progress = IntegerField(null=True)
    target = IntegerField(null=True)
    state = prose("open")
    state_words = prose()

    class Meta:
        table_name = "promises"
        constraints = must(progress_not_negative="progress >= 0 AND target >= 0")


class DataComplaint(Record):
    """A complaint about how data was handled, and what was done."""

    text = prose()
    from_words = prose()
    received_on = DateField()
    acknowledged_on = DateField(null=True)
    closed_on = DateField(null=True)
    outcome = prose()

    class Meta:
        table_name = "data_complaints"
        audience = "coordinator"
