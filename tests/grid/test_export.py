"""A table as a file to keep: a workbook, CSV or JSON, each exactly what its reader has on the screen."""

import csv
import io
import json
from datetime import date, datetime, time

import openpyxl
import pytest

from forum_app.models.people import Person
from forum_app.records import registry
from tests.grid.test_narrowing import narrowed
from tests.story import code
from tests.web.browse import change

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet_of(visitor, address: str) -> list[list]:
    """The cells of a workbook, as a spreadsheet would read them."""
    answer = visitor.get(address)
    assert (answer.status_code, answer.mimetype) == (200, XLSX)
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    return [list(row) for row in book.active.iter_rows()]


def values(rows: list[list]) -> list[dict]:
    heads = [cell.value for cell in rows[0]]
    return [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in rows[1:]]


def csv_of(visitor, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(visitor.get(address).text)))


def test_gwen_s_workbook_holds_days_and_sums_that_a_spreadsheet_can_reckon_with(visit):
    gwen = visit("gwen")
    rows = sheet_of(gwen, "/tables/postings/export.xlsx")
    found, plain = values(rows), csv_of(gwen, "/tables/postings/export.csv")
    assert len(found) == len(plain) > 5
    assert list(found[0]) == list(plain[0])
    for row, text in zip(found, plain, strict=True):
        assert isinstance(row["Day"], datetime) and row["Day"].date().isoformat() == text["Day"]
        assert row["Amount"] == pytest.approx(float(text["Amount"]))
    cells = dict(zip((cell.value for cell in rows[0]), rows[1], strict=True))
    assert cells["Day"].number_format == "dd/mm/yyyy" and "£" in cells["Amount"].number_format
    hours = values(sheet_of(visit("bryony"), "/tables/time-entries/export.xlsx"))
    plain = csv_of(visit("bryony"), "/tables/time-entries/export.csv")
    assert [row["Time given"] for row in hours] == [int(row["Time given"]) for row in plain]
    hours = values(sheet_of(visit("bryony"), "/tables/school-hours/export.xlsx"))
    assert any(isinstance(value, time) for row in hours for value in row.values())


def test_a_workbook_and_json_show_becky_no_more_than_her_page(visit):
    change(Person, Person.id != "", phone="01632 960 000")
    becky, bryony = visit("becky"), visit("bryony")
    own = [row for row in values(sheet_of(becky, "/tables/people/export.xlsx")) if row["Phone"]]
    assert [(row["Name"], row["Phone"]) for row in own] == [("Becky Fairhurst", "01632 960 000")]
    told = becky.get("/tables/people/export.json").get_json()
    assert [row["name"] for row in told["rows"] if row["phone"]] == ["Becky Fairhurst"]
    assert all(row["phone"] for row in bryony.get("/tables/people/export.json").get_json()["rows"])
    for kind in ("xlsx", "json", "csv"):
        assert "aiting list" not in str(_read(becky, "papers", kind))
        assert becky.get(f"/tables/no-such-table/export.{kind}").status_code == 404
        answer = becky.get(f"/tables/boards/export.{kind}")
        assert answer.headers["Content-Disposition"].endswith(f"=boards-2026-11-24.{kind}")
        assert "no-store" in answer.headers["Cache-Control"]
    assert "Waiting list table" in str(_read(bryony, "papers", "xlsx"))


def _read(visitor, name: str, kind: str):
    address = f"/tables/{name}/export.{kind}"
    return values(sheet_of(visitor, address)) if kind == "xlsx" else visitor.get(address).text


def test_json_has_links_by_id_and_title_and_nothing_where_they_are_closed(visit):
    told = visit("becky").get("/tables/seats/export.json").get_json()
    assert told["table"] == "seats" and told["columns"][0].keys() == {"name", "label", "kind"}
    hers = [row for row in told["rows"] if row["person"] and row["person"]["id"] == code("R06")]
    assert hers and all(row["person"]["title"] == "Becky Fairhurst" for row in hers)
    assert {row["board"]["title"] for row in hers} >= {"Short Breaks Commissioning Group"}
    assert any(row["person"] is None for row in told["rows"]), "an empty seat"
    assert all(date.fromisoformat(row["starts_on"]) for row in hers if row["starts_on"])


def test_every_table_can_be_saved_as_json_and_the_other_files_hold_as_much(visit):
    bryony, long = visit("bryony"), {}
    for table in registry.tables():
        long[table.name] = len(json.loads(bryony.get(f"/tables/{table.name}/export.json").text)["rows"])
    for name in ("people", "markings", "school-hours", "digest-runs", "funding-sources"):
        assert len(csv_of(bryony, f"/tables/{name}/export.csv")) == long[name], name
        assert len(values(sheet_of(bryony, f"/tables/{name}/export.xlsx"))) == long[name], name


def test_a_file_has_the_order_and_the_columns_of_the_screen(visit):
    bryony = visit("bryony")
    names = [row["Name"] for row in csv_of(bryony, "/tables/people/export.csv")]
    assert names.index("Olu Adebanjo") < names.index("Becky Fairhurst") < names.index("Bryony Tasker")
    asked = "?show=town&show=name&sort=-town&find=fairhurst&density=close&show=no-such-column"
    rows = csv_of(bryony, f"/tables/people/export.csv{asked}")
    assert [list(row) for row in rows] == [["Town", "Name"]] and rows[0]["Name"] == "Becky Fairhurst"
    towns = [row["Town"] for row in csv_of(bryony, "/tables/people/export.csv?sort=-town") if row["Town"]]
    assert towns == sorted(towns, reverse=True)
    told = bryony.get("/tables/people/export.json?group=state&sort=name&show=name&show=state").get_json()
    assert [row["state"] for row in told["rows"]] == sorted(
        (row["state"] for row in told["rows"]), key=["active", "paused", "induction", "left"].index
    )
    # What others hold in a column of which Becky sees her own alone moves no row of hers.
    becky = visit("becky")
    before = becky.get("/tables/people/export.csv?sort=phone").text
    change(Person, Person.id != code("R06"), phone="01632 960 000")
    assert becky.get("/tables/people/export.csv?sort=phone").text == before
    plain = becky.get("/tables/people/export.csv").text
    assert becky.get("/tables/people/export.csv?sort=no-such-column").text == plain


def test_the_workbook_holds_what_is_on_the_screen(visit):
    bryony = visit("bryony")
    page = narrowed(bryony, ["kind", "is", "travel"]).text
    address = page.partition('href="/tables/time-entries/export.xlsx')[2].partition('"')[0]
    found = values(sheet_of(bryony, "/tables/time-entries/export.xlsx" + address.replace("&amp;", "&")))
    assert found and {row["Activity"] for row in found} == {"Travel"}


@pytest.mark.parametrize("typed", ["=1+1", "+44 1632 960001", "@SUM(A1)", "0123", "https://a.example", "-2"])
def test_nothing_typed_becomes_a_formula_a_link_or_a_number_in_a_workbook(visit, typed):
    change(Person, Person.id == code("R06"), town=typed, about="x" * 40_000)
    rows = sheet_of(visit("bryony"), "/tables/people/export.xlsx")
    heads = [cell.value for cell in rows[0]]
    (row,) = [row for row in rows if row[0].value == "Becky Fairhurst"]
    cell = row[heads.index("Town")]
    assert (cell.value, cell.data_type, cell.hyperlink) == (typed, "s", None)
    assert len(row[heads.index("About")].value) == 32_767
