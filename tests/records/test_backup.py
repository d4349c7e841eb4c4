"""A forum fits into one file, comes back from it whole, and is never overwritten by a bad one."""

import os
import shutil
from pathlib import Path

import pytest

from forum_app.db import db, is_postgres, make, unguarded
from forum_app.models.people import Person
from forum_app.records import migrate
from forum_app.records.backup import BackupRefused, backup, check, restore
from forum_app.records.write import Edit, many
from tests.tools.postgres import find_binaries

from .conftest import BRYONY, becky, leave, row_of

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("forum")]


@pytest.fixture(autouse=True)
def client_programs(monkeypatch):
    monkeypatch.setenv("PATH", f"{find_binaries()}{os.pathsep}{os.environ['PATH']}")


def town() -> str:
    return row_of(Person, becky).town


def move(town: str) -> None:
    many(leave(BRYONY), [Edit(Person, becky, {"town": town})], via="form")


def test_what_was_saved_comes_back_and_the_old_is_kept_aside(tmp_path):
    file = backup(tmp_path / "forum.backup")
    assert file.stat().st_mode & 0o077 == 0
    move("Lindale")
    aside = restore(file)
    assert town() == "Saltmere"
    move("Marlbeck")
    assert aside is not None
    restore(aside)
    assert town() == "Lindale"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_backup_overwrites_nothing(tmp_path):
    (tmp_path / "there").write_text("mine")
    with pytest.raises(BackupRefused, match="there already"):
        backup(tmp_path / "there")
    assert (tmp_path / "there").read_text() == "mine"
    with pytest.raises(BackupRefused, match="Make it first"):
        backup(tmp_path / "no" / "such")


def test_a_file_that_is_not_a_backup_is_refused_and_nothing_changes(tmp_path):
    file = backup(tmp_path / "forum.backup")
    cut = tmp_path / "cut"
    cut.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    words = tmp_path / "words"
    words.write_text("dear diary\n" * 1000)
    for bad in (cut, words, tmp_path / "none"):
        with pytest.raises(BackupRefused):
            restore(bad)
    assert town() == "Saltmere"


def test_a_backup_from_a_newer_version_is_refused(tmp_path):
    with unguarded("the test is from the future"):
        db.execute_sql("INSERT INTO migrations (name, applied_at) VALUES ('9999_later', '')")
        if not is_postgres():
            db.execute_sql("VACUUM INTO ?", (str(tmp_path / "newer"),))
    if is_postgres():
        from forum_app.records import backup_postgres

        backup_postgres.dump(tmp_path / "newer")
    with unguarded("the test comes home"):
        db.execute_sql("DELETE FROM migrations WHERE name = '9999_later'")
    with pytest.raises(BackupRefused, match="newer version"):
        restore(tmp_path / "newer")


def test_a_process_that_has_the_forum_open_sees_the_restored_one(tmp_path, database_url):
    file = backup(tmp_path / "forum.backup")
    move("Lindale")
    other = make(database_url)
    other.connect()
    with unguarded("a test reads as another process"):
        query = "SELECT town FROM people WHERE id = " + other.param
        assert other.execute_sql(query, (becky,)).fetchone()[0] == "Lindale"
        restore(file)
        assert other.execute_sql(query, (becky,)).fetchone()[0] == "Saltmere"
    other.close()
    if is_postgres():
        other.close_all()


def test_a_damaged_forum_is_replaced_and_its_files_are_kept(tmp_path, database_url):
    if is_postgres():
        return
    file = backup(tmp_path / "forum.backup")
    db.close()
    place = Path(db.database)
    place.write_bytes(b"\0" * 4096 + b"not a database" * 1000)
    aside = restore(file)
    db.connect()
    assert town() == "Saltmere"
    assert aside is not None and aside.read_bytes().endswith(b"not a database")
    shutil.copy(aside, place)


def test_without_its_programs_postgresql_is_not_backed_up(tmp_path, monkeypatch):
    if not is_postgres():
        return
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupRefused, match="client programs"):
        backup(tmp_path / "forum.backup")


def test_check_finds_a_good_forum_well(monkeypatch, tmp_path):
    monkeypatch.setenv("FORUM_SECRET_KEY", "x" * 32)
    monkeypatch.setenv("FORUM_MAIL", f"folder:{tmp_path / 'mail'}")
    assert [words for well, words in check() if not well] == []


def test_check_says_what_is_wrong(monkeypatch):
    monkeypatch.delenv("FORUM_SECRET_KEY", raising=False)
    monkeypatch.setattr("forum_app.config.INSTANCE", Path("/nowhere/at/all"))
    migrate.down()
    wrong = " ".join(words for well, words in check() if not well)
    for word in ("secret key", "forum migrate"):
        assert word in wrong
