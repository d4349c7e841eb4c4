"""Narrowing a table: conditions in words, in an address that one can send to a colleague."""

import csv
import io
import json
import re
from urllib.parse import parse_qs, quote, urlsplit

from tests.statements import counted


def narrowed(visitor, *conditions: list, table: str = "time-entries"):
    return visitor.get(f"/tables/{table}?where=" + quote(json.dumps({"all": list(conditions)})))


def rows(page: str) -> int:
    return page.count("<tr data-id=")


def test_bryony_narrows_the_hours_and_sends_the_address_to_priya(visit):
    bryony = visit("bryony")
    everything = rows(bryony.get("/tables/time-entries").text)
    conditions = ["day", "within", "last-90-days"], ["minutes", "at_least", "1:30"]
    said = "Where date is in the last 90 days and time given is at least 1 h 30 min ."
    narrowed(bryony, *conditions)
    address = f"/tables/time-entries?where={quote(json.dumps({'all': list(conditions)}))}"
    assert said in bryony.read(address) and 0 < rows(bryony.page) < everything
    lines = re.findall(r'href="(/tables/time-entries/filter[^"]*#line-\d)"', bryony.page)
    assert [line.rpartition("#")[2] for line in lines] == ["line-0", "line-1"]
    form = bryony.get(lines[1].replace("&amp;", "&")).text
    assert 'id="line-1"' in form and 'value="1:30"' in form
    assert said in visit("priya").read(address)
    assert "All rows." in bryony.read("/tables/time-entries")
    same = {
        "all": [{"any": [["words", "is", "one"], ["words", "is", "other"]]}, ["state", "is_not", "draft"]]
    }
    same["all"][0]["any"].append(["words", "is", "third"])
    assert "Where note is one, other or third and state is not Draft ." in bryony.read(
        f"/tables/time-entries?where={quote(json.dumps(same))}"
    )
    either = quote(json.dumps({"any": [["state", "is_any_of", "draft", "accepted"], ["words", "is_empty"]]}))
    assert "Where state is Draft or Accepted or note is empty ." in bryony.read(
        f"/tables/time-entries?where={either}"
    )


def test_the_file_holds_what_is_on_the_screen_and_pages_go_on_narrowed(visit):
    bryony = visit("bryony")
    page = narrowed(bryony, ["kind", "is", "travel"]).text
    file = re.search(r'href="(/tables/time-entries/export.csv[^"]*)"', page)[1].replace("&amp;", "&")
    found = list(csv.DictReader(io.StringIO(bryony.get(file).text)))
    assert {row["Activity"] for row in found} == {"Travel"} and len(found) == rows(page)
    page = narrowed(bryony, ["state", "is", "accepted"]).text
    on = re.search(r'href="([^"]+)">Next 50<', page)
    assert on and parse_qs(urlsplit(on[1].replace("&amp;", "&")).query).keys() == {"where", "after"}
    assert "Where state is Accepted ." in bryony.read(on[1].replace("&amp;", "&"))


def test_what_fits_no_row_says_so_and_how_to_go_on(visit):
    bryony = visit("bryony")
    page = narrowed(bryony, ["day", "before", "1 1 1950"]).text
    assert "No row fits" in page and "Show all" in page
    gone = bryony.read("/tables/time-entries?where=" + quote('{"all":[["colour","is","red"]]}'))
    assert "One condition is left out: its column is no longer here." in gone and rows(bryony.page) > 10


def test_a_condition_costs_no_statement_for_each_row(visit):
    bryony = visit("bryony")
    narrowed(bryony, ["minutes", "at_least", "1"])
    with counted() as few:
        narrowed(bryony, ["minutes", "at_least", "5:00"])
    with counted() as many:
        narrowed(bryony, ["minutes", "at_least", "1"])
    assert len(many) <= len(few) + 3
