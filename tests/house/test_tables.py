"""Every table and column says who may see it, and nothing is kept that must not be."""

import re

import pytest

from forum_app import models, wire
from forum_app.db import GUARDED
from forum_app.permissions.audiences import AUDIENCES, BY_ROW, audience_of
from forum_app.permissions.readable.rules import RULES
from forum_app.records import registry

# What the forum never keeps: about a child, about health or money at home, or why somebody steps back.
NEVER_KEPT = re.compile(
    r"child|diagnos|disab|\bdob\b|birth|ethnic|religi|orientation|benefit|medical|health|income|nhs_number"
    r"|pause_reason|aside_reason|reason_aside|left_because",
    re.I,
)
NO_REASON = ("people", "seats", "asides", "attendances", "access_needs")


@pytest.fixture(autouse=True)
def known():
    wire.know_features()


def test_every_table_and_column_has_an_audience_that_means_something():
    known = AUDIENCES.keys() | BY_ROW
    for model in models.ALL:
        for field in model._meta.sorted_fields:
            assert audience_of(field) in known, f"{model.__name__}.{field.name}"
    for model in set(models.ALL) - set(models.RECORDS):
        assert model._meta.audience == "secret", f"{model.__name__} is machinery: nobody's to see"


def test_every_table_that_people_keep_is_described_and_says_no_other_audience():
    assert {table.model for table in registry.tables()} == set(models.RECORDS)
    for table in registry.tables():
        for column in table.columns:
            right = audience_of(table.field(column.name))
            assert table.audience(column.name) == right
            assert column.audience in {"members", right}, f"{table.name}.{column.name}"


def test_every_table_that_people_keep_has_a_rule_for_who_reads_it():
    assert RULES.keys() == set(models.RECORDS)


def test_no_column_is_called_like_a_guarded_table():
    """The guard counts the names of tables in a statement; a column of the same name would confuse it."""
    assert {model._meta.table_name for model in models.ALL} <= GUARDED
    for model in models.ALL:
        for field in model._meta.sorted_fields:
            assert field.column_name not in GUARDED, f"{model.__name__}.{field.name}"


def test_nothing_is_kept_that_must_not_be():
    for model in models.ALL:
        for field in model._meta.sorted_fields:
            assert not NEVER_KEPT.search(field.column_name), f"{model.__name__}.{field.name}"
    for table in NO_REASON:
        names = models.BY_TABLE[table]._meta.fields
        assert not [name for name in names if "reason" in name or "why" in name], table
    for table in registry.tables():
        for column in table.columns:
            assert not NEVER_KEPT.search(f"{column.label}"), f"{table.name}.{column.name}"
