"""Every table as a plain page and as a file, each exactly what its reader may see."""

import csv
import io
import re

import pytest

from forum_app.db import unguarded
from forum_app.features.grid.views import PAGES
from forum_app.models.people import Person
from forum_app.records import registry
from tests.statements import counted
from tests.story import code
from tests.web.browse import change

ADDRESS = re.compile(r'href="(/tables/[^"?/]+)"')


def heads(page: str) -> list[str]:
    return re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', page)


def file_of(visitor, name: str) -> list[dict[str, str]]:
    """A table's file, as a spreadsheet would read it."""
    answer = visitor.get(f"/tables/{name}/export.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_tables_stand_by_family_and_only_those_with_something_to_read(visit):
    becky, gwen, bryony = visit("becky"), visit("gwen"), visit("bryony")
    page = becky.read("/tables")
    assert "People Access needs Confidentiality agreements" in page and "Boards Boards Links" in page
    assert "Postings" not in page and "Postings" in gwen.read("/tables")
    assert "Data complaints" not in page and "Data complaints" in bryony.read("/tables")
    assert "Requests for a representative" in bryony.page and "Funding sources" not in page


@pytest.mark.parametrize("who", ["becky", "bryony", "gwen", "leon"])
def test_every_table_opens_for_every_member(visit, who):
    visitor = visit(who)
    for table in registry.tables():
        page = visitor.read(f"/tables/{table.name}")
        assert page.startswith(f"Tables / {table.label} {table.label}"), table.name


def test_a_table_with_nothing_for_this_reader_says_so_and_an_unknown_one_is_not_there(visit):
    becky = visit("becky")
    page = becky.read("/tables/postings")
    assert "Nothing here for you to see" in page and "Save as CSV" not in page
    assert file_of(becky, "postings") == []
    for address in (
        "/tables/sessions",
        "/tables/accounts",
        "/tables/nonsense",
        "/tables/nonsense/export.csv",
    ):
        assert becky.get(address).status_code == 404


def test_private_columns_are_empty_but_in_one_s_own_row(visit):
    change(Person, Person.id != "", phone="01632 960 000")
    becky = visit("becky")
    assert becky.read("/tables/people").count("01632 960 000") == 1
    own = [row for row in file_of(becky, "people") if row["Phone"]]
    assert [row["Name"] for row in own] == ["Becky Fairhurst"]
    assert {row["Phone"] for row in file_of(visit("bryony"), "people")} == {"01632 960 000"}


def test_access_needs_reach_no_treasurer_and_no_co_chair(visit):
    assert "No PDFs" in visit("bryony").read("/tables/access-needs")
    for who in ("gwen", "priya", "leon"):
        assert "No PDFs" not in visit(who).read("/tables/access-needs")
        assert file_of(visit(who), "access-needs") == []


def test_records_with_a_page_of_their_own_are_links(visit):
    becky = visit("becky")
    becky.read("/tables/seats")
    assert f'<a class="chip" href="/boards/{code("B07")}">Short Breaks Commissioning Group</a>' in becky.page
    assert f'<a class="chip" href="/people/{code("R06")}">Becky Fairhurst</a>' in becky.page
    becky.read("/tables/people")
    assert f'<a href="/people/{code("R06")}">Becky Fairhurst</a>' in becky.page
    becky.read("/tables/decisions")
    assert f'href="/decisions/{code("A11")}"' in becky.page
    assert PAGES.keys() <= {table.name for table in registry.tables()}


def test_a_link_to_what_is_closed_is_neither_a_name_nor_an_address(visit):
    """The papers table of a rep without the marking has no trace of the waiting list."""
    for address in ("/tables/papers", "/tables/agenda-items", "/tables/decisions", "/tables/markings"):
        page = visit("craig").read(address)
        assert "aiting list" not in page and "aiting times" not in page, address
    assert "Waiting list table" in visit("bryony").read("/tables/papers")


def test_dates_keep_their_year_when_it_is_not_this_school_year(visit):
    page = visit("becky").read("/tables/seats")
    assert "1 Sep 2025" in page and "31 Aug 2028" in page and "18 Dec Katarz" not in page


def test_a_long_table_goes_on_and_back_by_key(visit):
    bryony, seen, address = visit("bryony"), [], "/tables/meetings"
    while address:
        bryony.read(address)
        ids = re.findall(r'<td[^>]*><a href="/meetings/([^"]+)"', bryony.page)
        assert 0 < len(ids) <= 50
        seen += ids
        found = re.search(r'href="([^"]+)">Next 50<', bryony.page)
        address = found and found[1]
    assert len(seen) == len(set(seen)) == 108
    back = re.search(r'href="([^"]+)">Earlier<', bryony.page)[1]
    bryony.read(back)
    assert re.findall(r'<td[^>]*><a href="/meetings/([^"]+)"', bryony.page) == seen[50:100]


@pytest.mark.parametrize("after", ["n", "nrecNoSuchRow", "x", "%00", "p'--", "n" + "9" * 500])
def test_an_odd_place_to_go_on_from_begins_anew(visit, after):
    assert "Becky Fairhurst" in visit("becky").read(f"/tables/people?after={after}")


def test_a_file_is_a_download_that_nobody_keeps(visit):
    answer = visit("becky").get("/tables/boards/export.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=boards-2026-11-24.csv"
    assert answer.mimetype == "text/csv" and "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert len(list(csv.reader(io.StringIO(answer.text)))) == 16


@pytest.mark.parametrize(
    "typed", ["=1+1", "+44 1632", "@SUM(A1)", "-2+3", "\t=1", '=HYPERLINK("https://a.example")']
)
def test_a_file_runs_no_formula(visit, typed):
    change(Person, Person.id == code("R06"), about=typed, town=typed)
    row = next(row for row in file_of(visit("bryony"), "people") if row["Name"] == "Becky Fairhurst")
    assert row["Town"] == f"'{typed}"
    assert typed.strip()[:3] in visit("bryony").read("/tables/people").replace("&#34;", '"')


def test_what_people_type_is_text_on_the_page(visit):
    change(Person, Person.id == code("R06"), town="<script>alert(1)</script>")
    page = visit("bryony").get("/tables/people").text
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page


def test_a_long_text_is_short_on_the_page_and_whole_in_the_file(visit):
    change(Person, Person.id == code("R06"), about="word " * 400 + "end")
    assert "word …" in visit("bryony").read("/tables/people")
    row = next(row for row in file_of(visit("bryony"), "people") if row["Name"] == "Becky Fairhurst")
    assert any(value.endswith("word end") for value in row.values())


def test_a_file_of_thousands_of_rows_comes_whole(visit):
    with unguarded("a test adds people"):
        for start in range(0, 2500, 500):
            Person.insert_many(
                [{"id": f"recMany{n:05}", "name": f"Many {n:05}"} for n in range(start, start + 500)]
            ).execute()
    assert len(file_of(visit("becky"), "people")) == 2500 + 27


@pytest.mark.requirement("ES-15")
@pytest.mark.requirement("SG-46")
def test_no_table_has_a_place_for_a_child(visit):
    """Every table that the coordinator can open, and every column in it."""
    bryony = visit("bryony")
    bryony.read("/tables")
    words = re.compile(r"\b(child|children|birth|born|age|photo|picture|pupil|guardian|son|daughter)\b", re.I)
    found = {}
    for address in sorted(set(ADDRESS.findall(bryony.page))):
        columns = heads(bryony.get(address).text)
        if wrong := [column for column in columns if words.search(column)]:
            found[address] = wrong
    assert found == {}
    kinds = {row["Kind"] for row in file_of(bryony, "people")}
    assert kinds == {"Representative", "Staff"}
    assert "Nobody" not in bryony.read(f"/organisations/{code('O12')}")


@pytest.mark.requirement("ES-43")
def test_no_page_and_no_table_rates_a_person(visit):
    gwen = visit("gwen")
    gwen.read("/tables")
    tables = sorted(set(ADDRESS.findall(gwen.page)))
    rating = re.compile(r"\b(scores?|ratings?|rank(ed|ing)?|stars?|league|top reps?|performance)\b", re.I)
    for address in tables:
        assert not [column for column in heads(gwen.get(address).text) if rating.search(column)], address
    people = [f"/people/{code(name)}" for name in ("R01", "R06", "R24")]
    for address in [
        "/",
        "/people",
        *people,
        "/ledger",
        "/time",
        "/meetings",
        "/boards",
        f"/boards/{code('B02')}",
    ]:
        assert not rating.search(gwen.read(address)), address


@pytest.mark.requirement("SG-3")
@pytest.mark.parametrize("address", ["/people", "/tables/people", "/tables/contacts", "O2"])
def test_people_stand_in_the_order_of_their_names(visit, address):
    becky = visit("becky")
    page = becky.read(address if address.startswith("/") else f"/organisations/{code(address)}")
    names = ["Judith Farrow", "Sam Ridley"] if "Sam Ridley" in page else ["Olu Adebanjo", "Bryony Tasker"]
    assert page.index(names[0]) < page.index(names[1])
    if "Anil Bhatt" in page:
        assert page.index("Anil Bhatt") < page.index("Judith Farrow")


@pytest.mark.parametrize("name", ["people", "seats", "decisions", "time-entries", "agenda-items", "offers"])
def test_a_table_costs_few_statements(visit, name):
    bryony = visit("bryony")
    bryony.get(f"/tables/{name}")
    with counted() as found:
        bryony.get(f"/tables/{name}")
    assert len(found) <= 18, "\n".join(found)
