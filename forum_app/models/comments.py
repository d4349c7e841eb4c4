"""What is said about a record of any table, and whether it is locked: named by its table and id."""

from .base import MomentField, Record, link, one_kept, prose
from .people import Person


class Comment(Record):
    """What somebody says about a record. As closed as that record, whatever becomes of it."""

    table = prose()
    row = prose(index=True)
    person = link(Person)
    text = prose()
    at = MomentField()

    class Meta:
        table_name = "record_comments"


class Lock(Record):
    """A record that is final: while it is locked nothing of it changes, and the reason says why."""

    table = prose()
    row = prose(index=True)
    person = link(Person, null=True)
    reason = prose()
    at = MomentField()

    class Meta:
        table_name = "locks"


one_kept(Lock, "table", "row")
