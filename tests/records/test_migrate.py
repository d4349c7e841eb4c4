"""The database is brought up to date once, whole, and never backwards by accident."""

import multiprocessing
import shutil
from pathlib import Path

import pytest

from forum_app.db import db, make, unguarded
from forum_app.records import migrate

pytestmark = pytest.mark.postgres

SECOND = """
def up(db):
    db.execute_sql("CREATE TABLE second (id TEXT)")
    db.execute_sql("INSERT INTO {table} VALUES ('one')")


def down(db):
    db.execute_sql("DROP TABLE second")
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(migrate.FOLDER, tmp_path / "migrations"))


def tables() -> set[str]:
    with unguarded("the test reads the engine's own catalogue"):
        return set(db.get_tables())


def test_a_new_database_gets_every_table_once(empty_database):
    waiting = migrate.pending()
    assert waiting[0] == "0001_the_forum"
    assert migrate.run() == waiting
    assert {"people", "meetings", "changes"} <= tables()
    assert migrate.pending() == migrate.run() == []


def test_a_dry_run_leaves_nothing_behind(empty_database):
    assert migrate.run(dry_run=True) == migrate.pending()
    assert tables() == set()


def test_a_step_that_fails_leaves_the_version_before_it(empty_database, folder):
    (folder / "9999_second.py").write_text(SECOND.format(table="no_such_table"))
    migrate.run()
    with pytest.raises(Exception, match="no_such_table"):
        migrate.run(folder=folder)
    assert migrate.pending(folder) == ["9999_second"]
    assert "second" not in tables()


def test_going_down_undoes_the_last_step_only(empty_database, folder):
    (folder / "9999_second.py").write_text(SECOND.format(table="second"))
    migrate.run(folder=folder)
    assert migrate.down(folder=folder) == ["9999_second"]
    assert "second" not in tables()
    assert "people" in tables()


def test_a_database_from_a_newer_version_is_refused_in_plain_words(empty_database, folder):
    (folder / "9999_second.py").write_text(SECOND.format(table="second"))
    migrate.run(folder=folder)
    with pytest.raises(migrate.NewerDatabase, match="made by a newer version"):
        migrate.run()
    with pytest.raises(migrate.NewerDatabase):
        migrate.pending()


def test_tables_of_unknown_origin_are_left_alone(empty_database):
    with unguarded("the test makes a table of that name"):
        db.execute_sql("CREATE TABLE people (id TEXT)")
    with pytest.raises(migrate.UnknownDatabase):
        migrate.run()


def _run_in_a_process(url: str, results) -> None:
    db.initialize(make(url))
    db.connect()
    results.put(migrate.run())
    db.close()


def test_three_processes_at_once_do_the_work_once(empty_url):
    processes = multiprocessing.get_context("spawn")
    results = processes.Queue()
    started = [processes.Process(target=_run_in_a_process, args=(empty_url, results)) for _ in range(3)]
    for process in started:
        process.start()
    done = sorted(results.get(timeout=60) for _ in started)
    for process in started:
        process.join()
    assert done[:2] == [[], []]
    assert done[2][0] == "0001_the_forum"
