"""Narrowing a table: conditions in words, one by one, in an address that one can send to a colleague."""

import csv
import io
import json
import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.statements import counted
from tests.story import code


def narrowed(visitor, *conditions: list, table: str = "time-entries"):
    return visitor.get(f"/tables/{table}?where=" + quote(json.dumps({"all": list(conditions)})))


def add(visitor, address: str, column: str, operator: str, value: str = ""):
    """One more condition, as the form sends it; answers where the browser is sent, or the page."""
    joint = "&" if "?" in address else "?"
    sent = f"column={column}&operator={operator}&value={quote(value)}"
    return visitor.client.get(f"{address}{joint}{sent}")


def rows(page: str) -> int:
    return page.count("<tr data-id=")


def test_bryony_narrows_the_hours_and_sends_the_address_to_priya(visit):
    bryony = visit("bryony")
    everything = rows(bryony.get("/tables/time-entries").text)
    first = add(bryony, "/tables/time-entries", "day", "within", "the last 90 days")
    assert first.status_code == 303
    second = add(bryony, first.location, "minutes", "at_least", "1:30")
    page = bryony.read(second.location)
    assert "Rows where Date is in the last 90 days and Time given is at least 1 h 30 min." in page
    assert 0 < rows(bryony.page) < everything
    assert re.findall(r'">Take out<span class="visually-hidden">: ([^<]+)<', bryony.page) == [
        "Date is in the last 90 days",
        "Time given is at least 1 h 30 min",
    ]
    assert "Rows where Date is in the last 90 days and" in visit("priya").read(second.location)
    without = re.search(r'href="([^"]+)">Take out', bryony.page)[1].replace("&amp;", "&")
    assert "Rows where Time given is at least 1 h 30 min." in bryony.read(without)
    assert "Rows where Date is in the last 90 days or Time given" in bryony.read(
        re.search(r'href="([^"]+)">Any of these will do', bryony.get(second.location).text)[1]
    )
    assert "Rows where" not in bryony.read("/tables/time-entries")


def test_the_file_holds_what_is_on_the_screen_and_pages_go_on_narrowed(visit):
    bryony = visit("bryony")
    page = narrowed(bryony, ["kind", "is", "travel"]).text
    file = re.search(r'href="(/tables/time-entries/export.csv[^"]*)"', page)[1].replace("&amp;", "&")
    found = list(csv.DictReader(io.StringIO(bryony.get(file).text)))
    assert {row["Activity"] for row in found} == {"Travel"} and len(found) == rows(page)
    page = narrowed(bryony, ["state", "is", "accepted"]).text
    on = re.search(r'href="([^"]+)">Next 50<', page)
    assert on and parse_qs(urlsplit(on[1].replace("&amp;", "&")).query).keys() == {"where", "after"}
    assert "Rows where State is Accepted." in bryony.read(on[1].replace("&amp;", "&"))


def test_people_and_boards_are_named_as_people_name_them(visit):
    becky = visit("becky")
    mine = add(becky, "/tables/time-entries", "person", "is", "me")
    assert "Rows where Person is me." in becky.read(mine.location)
    chips = re.findall(r'<a class="chip" href="/people/[^>]*>([^<]+)<', becky.page)
    assert chips == ["Becky Fairhurst"] * rows(becky.page)
    boards = add(becky, "/tables/meetings", "board", "is_any_of", "my boards")
    assert "Rows where Board is one of my boards." in becky.read(boards.location)
    bryony = visit("bryony")
    named = add(bryony, "/tables/seats", "person", "is", "Becky Fairhurst")
    assert code("R06") in named.location
    assert "Rows where Person is Becky Fairhurst." in bryony.read(named.location)


@pytest.mark.parametrize(
    "column, operator, value, told",
    [
        ("day", "before", "soon", "Write a date as 3 9 2026."),
        ("day", "before", "", "Say what to look for."),
        ("day", "within", "the last few days", "Choose which days."),
        ("day", "contains", "2026", "Date can be asked: is, is before,"),
        ("nonsense", "is", "1", "Choose a column."),
        ("kind", "is", "no such thing", "Choose"),
    ],
)
def test_what_cannot_be_asked_is_told_beside_its_box_and_kept(visit, column, operator, value, told):
    bryony = visit("bryony")
    answer = add(bryony, "/tables/time-entries", column, operator, value)
    assert answer.status_code == 422
    wrong = re.search(r'<div class="field wrong">.*?</div>', answer.text, re.S)[0]
    assert told in wrong and f'value="{value}"' in answer.text
    assert "<details open>" in answer.text


@pytest.mark.parametrize("where", ["nonsense", "{}", '{"all":[' * 60, r'{"all":[["day","is","\ud800"]]}'])
def test_an_address_that_cannot_be_read_shows_everything_and_says_so(visit, where):
    page = visit("bryony").read("/tables/time-entries?where=" + quote(where))
    assert "That filter could not be read, so everything is shown." in page


def test_what_fits_no_row_says_so_and_how_to_go_on(visit):
    bryony = visit("bryony")
    page = narrowed(bryony, ["day", "before", "1 1 1950"]).text
    assert "No row fits" in page and "Show all" in page
    gone = bryony.read("/tables/time-entries?where=" + quote('{"all":[["colour","is","red"]]}'))
    assert "One condition is left out: its column is no longer here." in gone and rows(bryony.page) > 10


def test_a_column_one_may_not_see_is_answered_as_one_that_is_not_there(visit):
    """A rep cannot sound out a private column by asking of it, not in the page and not in the file."""
    becky = visit("becky")

    def told(column: str) -> tuple[str, str]:
        address = "where=" + quote(json.dumps({"all": [[column, "is_not_empty"]]}))
        page = becky.get(f"/tables/outcome-feedback?{address}").text
        file = becky.get(f"/tables/outcome-feedback/export.csv?{address}").text
        return re.sub(r"where=[^\"]+|nonsense|notes_private", "", page), file

    assert told("notes_private") == told("nonsense")
    one, other = (
        re.sub(r"sort_name|nonsense", "", add(becky, "/tables/people", name, "is", "x").text)
        for name in ("sort_name", "nonsense")
    )
    assert _still(one) == _still(other)


def _still(page: str) -> str:
    return re.sub(r'(name="csrf_token" value=|content=)"[^"]*"|"X-CSRF[^}]*', "", page)


def test_a_condition_costs_no_statement_for_each_row(visit):
    bryony = visit("bryony")
    narrowed(bryony, ["minutes", "at_least", "1"])
    with counted() as few:
        narrowed(bryony, ["minutes", "at_least", "5:00"])
    with counted() as many:
        narrowed(bryony, ["minutes", "at_least", "1"])
    assert len(many) <= len(few) + 3
