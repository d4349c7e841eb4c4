"""A database that is missing, cannot be written, or comes from another version: a sentence, nothing lost."""

import pytest

from forum_app import wire
from forum_app.db import db, is_postgres, unguarded
from tests.web.browse import Browser


def test_a_missing_database_is_a_plain_page(make_app, tmp_path):
    client = make_app(database=f"sqlite:///{tmp_path / 'gone.db'}").test_client()
    answer = client.get("/sign-in")
    assert answer.status_code == 503
    assert "There is no database yet." in answer.text
    assert "<h1>" in answer.text
    assert not (tmp_path / "gone.db").exists()
    health = client.get("/healthz")
    assert (health.status_code, health.get_json()["status"]) == (503, "resting")


def test_an_older_database_asks_for_its_migration(make_app, tmp_path):
    path = tmp_path / "older.db"
    path.touch()
    answer = make_app(database=f"sqlite:///{path}").test_client().get("/sign-in")
    assert answer.status_code == 503
    assert "forum migrate" in answer.text


def test_a_newer_database_is_left_alone(make_app):
    app = make_app()
    with db.connection_context(), unguarded("a test makes the database newer"):
        db.execute_sql("insert into migrations (name, applied_at) values ('9999_later', 'then')")
    answer = app.test_client().get("/sign-in")
    # An emptied database is used again by other tests, and keeps what it says of its version.
    with db.connection_context(), unguarded("the test makes it of this version again"):
        db.execute_sql("delete from migrations where name = '9999_later'")
    assert answer.status_code == 503
    assert "newer version of the app" in answer.text


def test_a_damaged_file_is_a_plain_page(make_app, tmp_path):
    path = tmp_path / "damaged.db"
    path.write_bytes(b"not a database at all, just words. " * 400)
    answer = make_app(database=f"sqlite:///{path}").test_client().get("/sign-in")
    assert answer.status_code == 503


def test_a_server_that_does_not_answer_is_a_plain_page(make_app):
    answer = make_app(database="postgresql://nobody@127.0.0.1:1/none").test_client().get("/sign-in")
    assert answer.status_code == 503
    assert "We cannot reach our records just now." in answer.text


@pytest.fixture
def read_only(signed_in) -> Browser:
    """Bryony, signed in to a forum whose database takes no more writing."""
    bryony = signed_in("Bryony Tasker", "coordinator")
    bryony.get(f"/people/{bryony.person_id}/roles")
    stop = "SET default_transaction_read_only = on" if is_postgres() else "PRAGMA query_only = 1"
    with unguarded("a test stops the writing"):
        db.execute_sql(stop)
    return bryony


def test_what_cannot_be_written_can_still_be_read(read_only):
    assert read_only.get("/account").status_code == 200
    assert read_only.get("/people").status_code == 200


def test_a_change_that_cannot_be_kept_is_still_on_the_page(read_only):
    answer = read_only.post("/account/theme", {"theme": "dark", "note": "typed with care"})
    assert answer.status_code == 503
    assert "We could not save that" in answer.text
    assert "typed with care" in answer.text
    assert "Send it again" in answer.text
    assert 'data-theme="dark"' not in read_only.get("/account").text


def test_a_demo_answers_on_this_machine_only(make_app, database_url):
    app = make_app(base_url="https://forum.example.org")
    with db.connection_context(), unguarded("a test marks a demo"):
        db.execute_sql("insert into settings (id, name, value) values ('s1', 'demo', 'yes')")
    wire.settings.forget()
    answer = app.test_client().get("/sign-in", base_url="https://forum.example.org")
    assert answer.status_code == 503
    assert "This is a demo" in answer.text
