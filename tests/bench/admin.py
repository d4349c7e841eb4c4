"""Flask-Admin on the same file, set up as its manual says: what a Flask developer would pick."""

from flask import Flask
from flask_admin import Admin
from flask_admin.contrib.peewee import ModelView
from peewee import DateField, ForeignKeyField, IntegerField, Model, SqliteDatabase, TextField

PATH = "/admin/timeentry/"
SHOWN = ("day", "person", "meeting", "kind", "minutes", "hat", "state", "words", "row")
EDITED = tuple(name for name in SHOWN if name not in {"person", "meeting"})


def app(path: str) -> Flask:
    """The same nine columns of 50 rows, newest first, with linked names; its cells can be edited in the list.

    No sign-in, no permission, no history, no version. The two links are not edited in its list: each would
    offer every person and meeting anew in every row.
    """
    database = SqliteDatabase(path)
    admin = Flask("admin")
    admin.secret_key = "a key of the benchmark"
    admin.before_request(lambda: database.connect(reuse_if_open=True) and None)
    admin.teardown_request(lambda _error: database.close() and None)
    admin.add_url_rule("/healthz", view_func=lambda: "", endpoint="healthz")
    Admin(admin).add_view(_TimeEntries(_tables(database), endpoint="timeentry"))
    return admin


class _TimeEntries(ModelView):
    page_size = 50
    column_list = SHOWN
    column_default_sort = [("day", True), ("id", True)]
    column_filters = ("kind", "state")
    column_editable_list = EDITED
    form_columns = EDITED


def narrowed(kind: str, state: str) -> str:
    """The address of its list with two conditions, the most minutes first."""
    view = _TimeEntries(_tables(SqliteDatabase(None)), endpoint="asked")
    number = {found.column.name: n for n, found in enumerate(view._filters) if found.operation() == "equals"}
    conditions = f"flt0_{number['kind']}={kind}&flt1_{number['state']}={state}"
    return f"{PATH}?{conditions}&sort={SHOWN.index('minutes')}&desc=1"


def _tables(database: SqliteDatabase) -> type[Model]:
    class Named(Model):
        id = TextField(primary_key=True)

        class Meta:
            database: SqliteDatabase

    Named._meta.set_database(database)

    class Person(Named):
        name = TextField()

        class Meta:
            table_name = "people"

        def __str__(self):
            return self.name

    class Meeting(Named):
        day = DateField()

        class Meta:
            table_name = "meetings"

        def __str__(self):
            return f"Meeting of {self.day}"

    class TimeEntry(Named):
        person = ForeignKeyField(Person)
        day = DateField()
        kind = TextField()
        minutes = IntegerField()
        meeting = ForeignKeyField(Meeting, null=True)
        hat = TextField()
        state = TextField()
        words = TextField()
        row = TextField()

        class Meta:
            table_name = "time_entries"

    return TimeEntry
