"""Imports: what somebody gave to be put into a table, and how far that is. Nobody else's to see."""

from peewee import BooleanField, IntegerField, JSONField, TextField

from .base import Internal, MomentField, link, must, one_of, prose
from .people import Person


class ImportRun(Internal):
    """One import by one person: how its columns are understood, what it would do, what it did.

    `heads` is what the first row says, `same_heads` a hash that tells files with the same columns.
    `given_at` is by the forum's clock, `kept_until` by the real one: then what was given is deleted.
    """

    person = link(Person, null=True)
    table = prose()
    name = prose()
    heads = JSONField(default=list)
    same_heads = prose(index=True)
    has_heads = BooleanField(default=True)
    mapping = JSONField(default=list)
    keys = JSONField(default=list)
    strategy = prose("replace")
    also = JSONField(default=list)
    state = prose("given")
    size = IntegerField(default=0)
    done = IntegerField(default=0)
    told = JSONField(default=dict)
    group = TextField(null=True)
    trouble = prose()
    given_at = MomentField()
    kept_until = MomentField()

    class Meta:
        table_name = "import_runs"
        constraints = must(
            strategy_known=one_of("strategy", "replace", "fill", "add"),
            state_known=one_of("state", "given", "planned", "applying", "done", "stopped"),
        )


class ImportPart(Internal):
    """Some hundred rows of what was given, and what is to become of each."""

    run = link(ImportRun, index=True)
    position = IntegerField()
    cells = JSONField(default=list)
    outcomes = JSONField(default=list)

    class Meta:
        table_name = "import_parts"
