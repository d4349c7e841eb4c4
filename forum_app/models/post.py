"""Post: what is to be sent, what was, to whom, and what each person wants to get."""

from peewee import SQL, BooleanField, DateField, IntegerField, JSONField, TextField

from .base import Internal, MomentField, Record, link, must, one_kept, one_of, prose
from .people import Person


class DigestRun(Record):
    """One digest of one kind for one period; unique, so that it can be interrupted anywhere."""

    kind = prose()
    period = prose()
    since = MomentField()
    until = MomentField()
    built_at = MomentField()

    class Meta:
        table_name = "digest_runs"
        constraints = must(ends_after_start="until >= since")


class Delivery(Record):
    """One person's copy of a run: when it was handed over, read, and what it left out by which rule."""

    run = link(DigestRun)
    person = link(Person)
    state = prose("queued")
    sent_at = MomentField(null=True)
    read_at = MomentField(null=True)
    withheld = JSONField(default=list)
    message_id = prose()

    class Meta:
        table_name = "deliveries"
        audience = "self"


class DigestNote(Record):
    """What the coordinator says at the head of one kind's digests of a week, and whether she holds them."""

    kind = prose()
    week = prose()
    line = prose()
    held = BooleanField(default=False)

    class Meta:
        table_name = "digest_notes"


class Preference(Record):
    """What a person wants by mail, every week or month. `day` is 0 for Monday; `hour` is London's."""

    person = link(Person)
    kind = prose("steering")
    day = IntegerField(default=1)
    hour = IntegerField(default=10)
    wanted = BooleanField(default=True)
    every = prose("week", constraints=[SQL("DEFAULT 'week'")])

    class Meta:
        table_name = "preferences"
        audience = "self"
        constraints = must(day_of_week="day BETWEEN 0 AND 6", hour_of_day="hour BETWEEN 0 AND 23")


class Reminder(Record):
    """Somebody was asked once more for one thing: `table` and `row` say for which. Never more than twice."""

    person = link(Person)
    kind = prose()
    table = prose()
    row = prose(index=True)
    asked_on = DateField()
    asked_by = link(Person, null=True)

    class Meta:
        table_name = "reminders"
        audience = "self_team"
        constraints = must(kind_known=one_of("kind", "log", "reply", "agreement", "interests"))


class Mail(Internal):
    """The outbox: kind, person and the (table, id) of each part; no words until it is handed over.

    `forum_at` is by the forum's clock, when it was queued or left; every other moment is the real one.
    """

    kind = prose()
    person = link(Person, null=True)
    to = prose()
    parts = JSONField(default=list)
    secret = TextField(null=True)
    dedupe = prose(unique=True)
    queued_at = MomentField()
    run_at = MomentField(index=True)
    lease_until = MomentField(null=True)
    tries = IntegerField(default=0)
    done_at = MomentField(null=True)
    state = prose("queued")
    subject = prose()
    error = prose()
    message_id = prose()
    forum_at = MomentField(null=True)

    class Meta:
        table_name = "mails"
        constraints = must(
            state_known=one_of("state", "queued", "sent", "nothing", "failed"),
            tries_not_negative="tries >= 0",
        )


class Job(Internal):
    """A piece of work for the worker, claimed by lease; `beat` rows show that a worker is alive."""

    kind = prose()
    dedupe = prose(unique=True)
    args = JSONField(default=dict)
    run_at = MomentField(index=True)
    lease_until = MomentField(null=True)
    tries = IntegerField(default=0)
    done_at = MomentField(null=True)
    error = prose()

    class Meta:
        table_name = "jobs"
        constraints = must(tries_not_negative="tries >= 0")


one_kept(DigestRun, "kind", "period")
one_kept(Delivery, "run", "person")
one_kept(DigestNote, "kind", "week")
one_kept(Preference, "person", "kind")
