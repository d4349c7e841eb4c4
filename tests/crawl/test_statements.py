"""What a page costs does not grow with what the forum holds."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from flask import Flask

from tests.statements import counted, ten_times

from .browser import Browser
from .conftest import index_anew, serve

MOST = 18
PAGES = {
    "home-of-a-rep": ("becky", "/"),
    "home-of-the-steering-group": ("gwen-treasurer-and-steering", "/"),
    "home-of-a-co-chair": ("hannah-co-chair", "/"),
    "home-of-the-coordinator": ("bryony-coordinator", "/"),
    "a-meeting": ("becky", "/meetings/{M26}"),
    "a-meeting-for-the-coordinator": ("bryony-coordinator", "/meetings/{M26}"),
    "meetings": ("becky", "/meetings"),
    "a-board": ("becky", "/boards/{B02}"),
    "boards": ("becky", "/boards"),
    "a-seat-to-fill": ("bryony-coordinator", "/boards/{B02}/seats/new"),
    "a-meeting-to-cover": ("bryony-coordinator", "/meetings/{M26}/cover"),
    "people": ("becky", "/people"),
    "a-person": ("bryony-coordinator", "/people/{becky}"),
    "what-is-owed": ("bryony-coordinator", "/feedback"),
    "one-thing-owed": ("bryony-coordinator", "/feedback/{F04}"),
    "escalations": ("hannah-co-chair", "/escalations"),
    "ledger-of-a-rep": ("becky", "/ledger"),
    "ledger-of-the-coordinator": ("bryony-coordinator", "/ledger"),
    "time": ("becky", "/time"),
    "find": ("becky", "/search?q=zq0"),
    "find-papers": ("bryony-coordinator", "/search?q=zq0&in=papers"),
    "decisions": ("hannah-co-chair", "/decisions?since=1/9/2026&what=actions"),
    "a-record-many-things-link-to": ("bryony-coordinator", "/tables/boards/{B02}"),
    "a-record-that-links-to-many": ("becky", "/tables/outcome-feedback/{F04}"),
    "what-became-of-a-record": ("bryony-coordinator", "/tables/meetings/{M26}/history"),
    "the-bin": ("bryony-coordinator", "/bin"),
    "a-record-to-change": ("bryony-coordinator", "/tables/meetings/{M26}/edit"),
    "partners": ("hannah-co-chair", "/partners?by=Council"),
}


@pytest.fixture(scope="session")
def ten_times_as_big(planted, tmp_path_factory) -> Path:
    """The planted forum with ten times the records, made once for each process."""
    path = tmp_path_factory.mktemp("big") / "big.db"
    shutil.copy(planted.path, path)
    ten_times(path)
    index_anew(path)
    return path


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_few_statements_and_no_more_in_a_forum_ten_times_as_big(
    name, planted, ten_times_as_big, copy_of, at_noon
):
    persona, path = PAGES[name]
    small, big = copy_of(planted.path, "small"), copy_of(ten_times_as_big, "big")
    path = path.format(
        becky=planted.people["becky"],
        M26=_coded(planted, "meetings", "M26"),
        F04=_coded(planted, "outcome_feedback", "F04"),
        B02=_coded(planted, "boards", "B02"),
    )
    first, second = (_statements(serve(file), planted.tokens[persona], path) for file in (small, big))
    assert len(first) <= MOST, "\n".join(first)
    more = Counter(second) - Counter(first)  # what is found there may hold no short word to look up
    assert not more, f"{len(first)} statements became {len(second)}: {list(more)}"


def _coded(planted, table: str, code: str) -> str:
    """The record that the demo's data calls by this code; a canary follows it."""
    return next(key for key, row in planted.rows[table].items() if row["code"].startswith(f"{code} "))


def _statements(app: Flask, token: str, path: str) -> list[str]:
    """The shape of each statement of one GET: how many values stand in a list is no part of it."""
    browser = Browser(app, token)
    assert browser.get(path).status_code == 200  # the first request of a process also looks at the migrations
    with counted() as found:
        browser.get(path)
    return [_shape(sql) for sql in found]


def _shape(sql: str) -> str:
    """A statement up to its condition."""
    return sql.partition(" WHERE ")[0]
