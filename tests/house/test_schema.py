"""A migrated database is the same as the tables the models describe, on both engines."""

import re

import pytest

from forum_app import models
from forum_app.db import db, is_postgres, unguarded
from forum_app.records import migrate

pytestmark = pytest.mark.postgres


def test_a_migrated_database_equals_the_models(empty_database):
    migrate.run()
    migrated = shape()
    del migrated["migrations"]
    with unguarded("the test makes the tables twice"):
        migrate.down("")
        db.execute_sql("DROP TABLE migrations")
        db.create_tables(models.ALL, safe=False)
    assert migrated == shape()


def test_up_down_and_up_again_end_the_same(empty_database):
    migrate.run()
    first = shape()
    migrate.down("")
    assert set(shape()) == {"migrations"}
    migrate.run()
    assert shape() == first


def shape() -> dict[str, list[str]]:
    """Every table's columns, constraints and indexes, in an order that does not depend on how they came."""
    with unguarded("the test reads the engine's own catalogue"):
        return _shape_of_postgres() if is_postgres() else _shape_of_sqlite()


def _shape_of_sqlite() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, table, sql in db.execute_sql(
        "SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    ):
        parts = _top_level(sql[sql.index("(") + 1 : sql.rindex(")")]) if kind == "table" else [sql]
        found.setdefault(table, []).extend(parts)
    return {table: sorted(parts) for table, parts in found.items()}


def _top_level(text: str) -> list[str]:
    parts, depth = [""], 0
    for letter in text:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [re.sub(r"\s+", " ", part).strip() for part in parts]


def _shape_of_postgres() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for query in (
        "SELECT table_name, column_name || ' ' || data_type || ' ' || is_nullable"
        " || coalesce(column_default, '') FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE conrelid <> 0 AND connamespace = 'public'::regnamespace",
        "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    ):
        for table, part in db.execute_sql(query):
            found.setdefault(table, []).append(part)
    return {table: sorted(parts) for table, parts in found.items()}
