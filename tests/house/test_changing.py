"""Every table says whether its cells may be changed, and some columns never are in a cell."""

from pathlib import Path

import pytest

from forum_app import wire
from forum_app.clock import real
from forum_app.permissions.abilities import ABILITIES
from forum_app.permissions.errors import NotAllowed
from forum_app.permissions.roles import Viewer
from forum_app.records import registry
from forum_app.records.edits import Add, Edit
from forum_app.records.steps import BY_COLUMN, plan

ON_PAGES_ONLY = Path(__file__).parent / "tables_on_pages_only.txt"
# Who may see or do what, and money that has moved: never in a cell, whatever a table says.
NEVER = {"markings", "named_people", "asides", "guest_scopes", "roles", "postings"}
NEVER_A_CELL = {"level", "marking", "marking_id", "default_level", "default_marking", "is_steering"}


@pytest.fixture(autouse=True)
def known():
    wire.know_features()


def test_every_table_says_by_whom_its_cells_are_changed_or_stands_on_the_list_of_pages_only():
    """A new table makes its author think: name the ability, or add it to the list."""
    pages_only = [table.name for table in registry.tables() if not table.change]
    assert sorted(pages_only) == ON_PAGES_ONLY.read_text().splitlines()
    for table in registry.tables():
        assert {table.change, table.add, table.bin} - {""} <= ABILITIES.keys(), table.name
        assert table.change or not table.add, table.name
        if table.change:
            assert table.model._meta.table_name not in NEVER and not table.posted, table.name
            assert [column for column in table.stored if not column.fixed], table.name


def test_what_is_fixed_or_worked_out_is_written_by_no_cell_paste_or_import():
    boss = Viewer(person_id="boss", name="Boss", roles=frozenset({"member", "coordinator"}), now=real())
    for table in registry.tables():
        for column in table.columns:
            if table.change and column.name in NEVER_A_CELL:
                assert column.fixed, f"{table.name}.{column.name}"
            if not (column.fixed or column.made):
                continue
            for via in BY_COLUMN:
                for ask in (Edit(table.model, "rec", {column.name: ""}), Add(table.model, {column.name: ""})):
                    with pytest.raises(NotAllowed):
                        plan([ask], {}, boss, via)
