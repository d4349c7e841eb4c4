"""Where each field can be seen: on its table at least, or it is on the list of those without a surface."""

from pathlib import Path

import pytest

from forum_app import wire
from forum_app.models import RECORDS
from forum_app.records import registry
from tests.crawl import canaries

LIST = Path(__file__).parent / "fields_without_surface.txt"


@pytest.fixture(autouse=True)
def known():
    wire.know_features()


def test_every_field_has_a_surface_or_is_on_the_list_which_may_only_shrink():
    planted = {
        (model._meta.table_name, column) for model in RECORDS for column in canaries.texts_of(model)
    } | canaries.NUMBERS.keys()
    shown = {
        (table.model._meta.table_name, table.field(column.name).column_name)
        for table in registry.tables()
        for column in table.stored
    }
    assert sorted(f"{table}.{column}" for table, column in planted - shown) == LIST.read_text().splitlines()


def test_every_text_is_planted_but_for_those_that_steer_the_machine():
    every = {
        (model._meta.table_name, field.column_name)
        for model in RECORDS
        for field in model._meta.sorted_fields
    }
    assert canaries.KEYS <= every and canaries.NUMBERS.keys() <= every
