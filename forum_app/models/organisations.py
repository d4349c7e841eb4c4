"""Partners: organisations, their departments, sectors, successors and contacts."""

from peewee import DateField, ForeignKeyField

from .base import Record, link, must, prose


class Organisation(Record):
    """A body the forum works with. `sector` is the forum's own word: Health, Local authority, School, …"""

    name = prose()
    short_name = prose()
    plain_name = prose()
    sector = prose()
    note = prose()
    started_on = DateField(null=True)
    ended_on = DateField(null=True)
    successor = ForeignKeyField("self", null=True, backref="+", on_delete="RESTRICT")

    class Meta:
        table_name = "organisations"
        constraints = must(ends_after_start="ended_on >= started_on")


class Department(Record):
    organisation = link(Organisation)
    name = prose()

    class Meta:
        table_name = "departments"


class Contact(Record):
    """A partner officer: business details only. Who has left keeps their name in what was settled then."""

    organisation = link(Organisation, null=True)
    department = link(Department, null=True)
    name = prose()
    role_title = prose()
    email = prose()
    left_on = DateField(null=True)

    class Meta:
        table_name = "contacts"
