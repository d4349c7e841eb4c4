"""Threads of one process that write wait for their turn, and nothing keeps it from the next one."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from playhouse.cysqlite_ext import CySqliteDatabase

from forum_app.db import connected, db
from forum_app.records import write
from forum_app.records.errors import CouldNotSave

# PostgreSQL lets all of them write.
pytestmark = pytest.mark.sqlite


def tried() -> str:
    with connected():
        try:
            with write.together():
                return "wrote"
        except CouldNotSave:
            return "could not"


def test_nobody_asks_for_the_file_while_another_thread_writes(forum, monkeypatch):
    begin, asked = CySqliteDatabase.begin, threading.Event()

    def watched(database, lock_type=None):
        if threading.current_thread() is not threading.main_thread():
            asked.set()
        begin(database, lock_type)

    monkeypatch.setattr(CySqliteDatabase, "begin", watched)
    with ThreadPoolExecutor(1) as other:
        with write.together():
            waits = other.submit(tried)
            assert not asked.wait(0.2)
        assert waits.result() == "wrote" and asked.is_set()
        with pytest.raises(ZeroDivisionError), write.together():
            waits = other.submit(tried)
            raise ZeroDivisionError
        assert waits.result() == "wrote", "what was given up gives its turn back too"


def test_whoever_waits_too_long_is_told_and_takes_no_turn(forum, monkeypatch):
    monkeypatch.setattr(db.obj, "_timeout", 0.05)
    with ThreadPoolExecutor(1) as other:
        with write.together():
            assert other.submit(tried).result() == "could not"
        assert other.submit(tried).result() == "wrote"
        with monkeypatch.context() as broken:
            broken.setattr(CySqliteDatabase, "begin", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError), write.together():
                pass
        assert other.submit(tried).result() == "wrote", "what never began holds no turn"
