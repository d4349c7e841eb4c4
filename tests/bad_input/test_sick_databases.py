"""The database goes away, takes no more writing, fills its disk or is too new, while somebody is at work."""

import shutil
from contextlib import suppress

import pytest
from peewee import OperationalError

from forum_app import wire
from forum_app.db import db, unguarded
from forum_app.models.control import ChangeGroup
from forum_app.models.meetings import Attendance, MeetingReport
from forum_app.models.money import TimeEntry
from tests.story import code, words
from tests.web.browse import rows

LINE = "We asked what the panel will do with it. 🐦"
LOG = {"attended": "there", "minutes": "90", "hat": "representative", "reading": "y", "reading_minutes": "45"}


@pytest.fixture
def becky(visit):
    found = visit("becky")
    found.log = f"/meetings/{code('M26')}/log"
    found.get(found.log)
    return found


def save(browser, htmx: bool = False):
    return browser.post(browser.log, {"form_key": "one key", **LOG, "text": LINE}, htmx=htmx)


def parts_of_the_log() -> list[int]:
    meeting = code("M26")
    return [len(rows(model, model.meeting == meeting)) for model in (Attendance, TimeEntry, MeetingReport)]


def run(sql: str):
    with unguarded("a test makes the database sick"):
        found = db.execute_sql(sql)
        return found.fetchall() if found.description else []


@pytest.fixture(params=["read only", "full disk"])
def sick(request, becky):
    """A database that can be read and takes no more writing, and the statement that makes it well."""
    if request.param == "read only":
        run("pragma query_only = 1")
        return "pragma query_only = 0"
    run("vacuum")
    pages = run("pragma page_count")[0][0]
    run(f"pragma max_page_count = {pages}")
    fill_the_last_pages()
    return "pragma max_page_count = 1000000"


def fill_the_last_pages() -> None:
    """Use up the room that is left in the pages that are there, those of the history's acts before all."""
    fill = (
        "insert into change_groups (id, who, act, words, via, at)"
        " values ('~' || hex(randomblob(8)), '', '', hex(zeroblob(?)), '', '2026-11-24 09:00:00')"
    )
    for size in (4000, 400, 40, 4, 0):
        with unguarded("a test fills the disk"), suppress(OperationalError):
            while True:
                db.execute_sql(fill, (size,))


@pytest.mark.sqlite
def test_a_log_that_cannot_be_kept_is_on_the_page_and_half_of_it_nowhere(becky, sick):
    groups = len(rows(ChangeGroup))
    answer = save(becky)
    assert answer.status_code == 503
    said = words(answer.text)
    assert "We could not save that" in said and LINE in said
    assert "Traceback" not in answer.text and "sqlite" not in answer.text.lower()
    assert parts_of_the_log() == [0, 0, 0]
    assert len(rows(ChangeGroup)) == groups

    run(sick)
    assert "Send it again" in said
    assert save(becky).status_code == 303
    assert parts_of_the_log() == [1, 2, 1]
    assert [row.text for row in rows(MeetingReport, MeetingReport.meeting == code("M26"))] == [LINE]


@pytest.mark.sqlite
def test_the_same_under_htmx_says_so_and_leaves_the_form_alone(becky, sick):
    answer = save(becky, htmx=True)
    assert answer.status_code == 503
    assert "We could not save that" in words(answer.text)
    assert "<main" not in answer.text
    assert parts_of_the_log() == [0, 0, 0]
    run(sick)
    assert save(becky, htmx=True).status_code == 200
    assert parts_of_the_log() == [1, 2, 1]


@pytest.mark.sqlite
def test_what_takes_no_writing_can_still_be_read(becky, sick):
    for path in ("/", "/meetings", "/people", "/ledger", f"/meetings/{code('M26')}"):
        assert becky.get(path).status_code == 200, path


@pytest.mark.sqlite
def test_a_database_that_goes_away_is_a_plain_page_and_comes_back_whole(becky, demo_app, tmp_path):
    path = wire.sqlite_file()
    db.close()
    away = tmp_path / "away.db"
    shutil.move(path, away)
    form = becky.page
    saved = save(becky)
    for answer in (saved, becky.get("/meetings")):
        assert answer.status_code == 503
        assert "There is no database" in answer.text
        assert str(tmp_path) not in answer.text, "a page says nothing of the machine's folders"
    assert LINE in words(saved.text) and "Send it again" in saved.text, "what was typed is on the page"
    becky.page = form
    under_htmx = save(becky, htmx=True)
    assert under_htmx.status_code == 503
    assert under_htmx.text.startswith("<p>There is no database"), "the script says the forum's own sentence"
    assert not path.exists(), "no empty one is made in its place"
    shutil.move(away, path)
    db.connect()
    becky.page = form  # it is still open in her browser
    assert save(becky).status_code == 303
    assert parts_of_the_log() == [1, 2, 1]


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "fragment"])
def test_a_newer_version_that_takes_the_database_over_meanwhile_is_not_written_to(becky, htmx):
    assert becky.get("/meetings").status_code == 200
    run("insert into migrations (name, applied_at) values ('9999_later', 'then')")
    groups = len(rows(ChangeGroup))
    answer = save(becky, htmx=htmx)
    assert answer.status_code == 503
    assert "made by a newer version of the app" in words(answer.text)
    assert htmx or LINE in words(answer.text)
    assert becky.get("/meetings").status_code == 503
    assert (parts_of_the_log(), len(rows(ChangeGroup))) == ([0, 0, 0], groups)
    run("delete from migrations where name = '9999_later'")
    becky.page = ""
    assert save(becky, htmx=htmx).status_code in {200, 303}
    assert parts_of_the_log() == [1, 2, 1]
