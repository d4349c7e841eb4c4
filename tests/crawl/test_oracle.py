"""Two answers to one question: `readable`, and the plain table beside these tests."""

from datetime import UTC, datetime, timedelta

import pytest

from forum_app.models import RECORDS
from forum_app.permissions.readable import masked, readable
from tests.permissions.forum import NOON

from .conftest import connected
from .oracle import WHO_SEES, Oracle, the_table
from .people import PERSONAS, viewer_of

MOMENTS = {
    "at noon": NOON,
    "a minute later, when an embargo falls": NOON + timedelta(minutes=1),
    "a second earlier": NOON - timedelta(seconds=1),
    "a year on": datetime(2027, 11, 24, 12, tzinfo=UTC),
}


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.replace(" ", "-"))
def test_readable_and_the_plain_table_agree_on_every_row_of_every_table(planted, moment):
    oracle = Oracle(planted.rows, f"{MOMENTS[moment]:%Y-%m-%d %H:%M:%S}")
    with connected(planted.path):
        for name in PERSONAS:
            if planted.people[name] is None:
                continue
            viewer = viewer_of(planted.people[name], MOMENTS[moment])
            who = oracle.who(planted.people[name])
            for model in RECORDS:
                table = model._meta.table_name
                told = {row[0] for row in readable(model, viewer).select(model.id).tuples()}
                right = {key for key, row in planted.rows[table].items() if oracle.sees_row(who, table, row)}
                assert told == right, f"{name}, {table}"


def test_personal_columns_are_masked_as_the_plain_table_says(planted):
    oracle = planted.oracle()
    personal = {
        (model, field)
        for model in RECORDS
        for field in model._meta.sorted_fields
        if (model._meta.table_name, field.column_name) in WHO_SEES
    }
    assert len(personal) == 8
    with connected(planted.path):
        for name, person in planted.people.items():
            if person is None:
                continue
            viewer, who = viewer_of(person, NOON), oracle.who(person)
            for model, field in personal:
                table = model._meta.table_name
                rows = readable(model, viewer).select(model.id, masked(field, viewer)).tuples()
                shown = {row for row, value in rows if value}
                right = {
                    key
                    for key, row in planted.rows[table].items()
                    if row[field.column_name] and oracle.sees(who, table, field.column_name, row)
                }
                assert shown == right, f"{name}, {table}.{field.name}"


def test_the_plain_table_speaks_of_every_table_that_people_keep():
    assert {model._meta.table_name for model in RECORDS} | {"accounts", "mails", "import_runs"} == set(
        the_table()
    )
