"""A thread keeps its connection between requests, and never sees the forum as it was."""

import os
import shutil

import pytest

from forum_app.db import db, unguarded
from forum_app.models.people import Person, Role
from tests.web.browse import Browser, a_person, change

# Connections to PostgreSQL go back to their pool after each request.
pytestmark = pytest.mark.sqlite


@pytest.fixture
def kept(make_app) -> Browser:
    app = make_app(keep_open=True)
    db.connect(reuse_if_open=True)
    a_person("Bryony Tasker", "coordinator")
    browser = Browser(app)
    browser.sign_in("bryony@example.org")
    return browser


def empty_the_log() -> None:
    with unguarded("a test empties the log of writes"):
        db.execute_sql("pragma wal_checkpoint(truncate)").fetchall()


def test_the_next_request_finds_the_connection_open(kept):
    kept.get("/")
    first = db.connection()
    kept.get("/people")
    assert db.connection() is first


def test_a_read_left_unfinished_closes_it(kept):
    kept.get("/")
    first = db.connection()
    with unguarded("a test leaves a read unfinished"):
        left = db.execute_sql("select id from people union all select id from boards union all select 'x'")
        left.fetchone()
    assert not db.obj.rests()
    kept.get("/people")
    assert db.is_closed() or db.connection() is not first


def test_a_file_is_written_after_the_request_and_leaves_no_connection(make_app):
    app = make_app()
    db.connect(reuse_if_open=True)
    a_person("Bryony Tasker", "coordinator")
    browser = Browser(app)
    browser.sign_in("bryony@example.org")
    db.close()
    assert "Bryony Tasker" in browser.get("/tables/people/export.csv").text
    assert db.is_closed()


def test_a_right_taken_away_is_gone_at_the_next_request(kept):
    assert "Everyone’s hours" in kept.get("/ledger").text
    change(Role, Role.role == "coordinator", ends_at="2020-01-01 00:00:00")
    assert "Everyone’s hours" not in kept.get("/ledger").text


def test_a_database_put_back_in_its_place_is_the_one_that_answers(kept, tmp_path):
    path = db.obj.database
    empty_the_log()
    shutil.copy(path, tmp_path / "older.db")
    change(Person, Person.first_name == "Bryony", name="Bryony Newname")
    assert "Newname" in kept.get("/people").text
    empty_the_log()
    shutil.copy(tmp_path / "older.db", tmp_path / "back.db")
    os.replace(tmp_path / "back.db", path)
    page = kept.get("/people").text
    assert "Bryony Tasker" in page and "Newname" not in page
