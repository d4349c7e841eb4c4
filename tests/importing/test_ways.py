"""Every table there and back, large files, workbooks by the page, and `forum import` by the same engine."""

import io

import openpyxl
import pytest

from forum_app import wire
from forum_app.cli import main
from forum_app.models.imports import ImportPart, ImportRun
from forum_app.models.meetings import Venue
from forum_app.permissions.roles import viewer_for
from forum_app.records import registry
from forum_app.records.export import Wanted, csv_rows
from forum_app.records.export_xlsx import workbook
from forum_app.records.importing import mapping, reading
from forum_app.records.importing.whole import import_file
from tests.demo.build import NOW
from tests.statements import counted
from tests.story import code
from tests.web.browse import TOKEN, rows

from .test_people import counts, understood

VENUES = "Name,Town,Note\n=Formula Hall,Aldermere,-5 steps\nNew Hall,Brackwell,Step-free\n"


def bryony():
    viewer = viewer_for(code("S1"), NOW)
    assert viewer is not None
    return viewer


@pytest.mark.postgres
def test_what_is_saved_from_any_table_plans_no_change_when_it_comes_back(demo_app):
    """As CSV, where formulas are disarmed, and some as a workbook, where days are days."""
    viewer, seen = bryony(), 0
    for table in registry.tables():
        if not mapping.may_import(viewer, table):
            continue
        wanted = Wanted(columns=mapping.importable(viewer, table))
        text = "".join(csv_rows(viewer, table, wanted)).encode()
        if text.count(b"\r\n") < 2:
            continue
        seen += 1
        told = import_file(viewer, table, io.BytesIO(text), "x.csv", dry_run=True).told["counts"]
        assert told["new"] == told["changed"] == 0, (table.name, told)
        if table.name in ("venues", "people", "funding-sources", "school-terms"):
            with workbook(viewer, table, wanted) as book:
                told = import_file(viewer, table, book, "x.xlsx", dry_run=True).told["counts"]
            assert told["new"] == told["changed"] == 0 and told["same"] > 0, (table.name, told)
    assert seen > 15 and rows(ImportRun) == []


@pytest.mark.postgres
def test_a_workbook_goes_in_by_the_page_and_the_second_time_changes_nothing(visit, give, work):
    book = openpyxl.Workbook()
    book.active.append(["Name", "Town", "Step-free"])
    book.active.append(["Moot Hall", "Aldermere", True])
    data = io.BytesIO()
    book.save(data)
    her = visit("bryony")
    for new in (1, 0):
        address = give(her, "venues", file=("halls.xlsx", data.getvalue()))
        page = her.read(address) if not new else understood(her, address)
        assert counts(page)["New"] == new and counts(page)["The same already"] == 1 - new
        her.post(f"{address}/apply")
        work()
    (hall,) = rows(Venue, Venue.name == "Moot Hall")
    assert hall.step_free == "yes"
    assert "1 new row put in" in her.read("/tables/venues/import") or "1 new" in her.page


def sent(visitor, address: str, data: bytes):
    """A form with a file of this size, put together here: the test client would leave its own copy open."""
    token = TOKEN.search(visitor.get(address).text)[1]
    head = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n--x\r\n'
    head += 'Content-Disposition: form-data; name="file"; filename="big.csv"\r\n\r\n'
    body = head.encode() + data + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    headers = {"Sec-Fetch-Site": "same-origin"}
    return visitor.client.post(address, data=body, content_type=kind, headers=headers)


def test_a_file_may_be_larger_than_a_form_and_too_large_a_one_is_refused_in_words(visit, monkeypatch):
    her = visit("bryony")
    her.get("/tables/venues/import")
    large = ("Name,Note\n" + "Hall,x\n" * 9).encode() + b"Last," + b"y" * 3_000_000 + b"\n"
    assert sent(her, "/tables/venues/import", large).status_code == 303
    monkeypatch.setattr(reading, "MOST_BYTES", 2 * 1024 * 1024)
    answer = sent(her, "/tables/venues/import", large)
    assert answer.status_code == 422 and "That has 3 MB; at most 2 MB are read at once." in answer.text
    assert her.post("/tables/venues/import", {"rows": ""}).status_code == 422
    assert "Choose a file, or paste some rows." in her.page
    answer = her.post("/tables/venues/import", {"rows": "=1+1\x00\t\n\n"})
    assert answer.status_code in (303, 422)
    too_much = sent(her, "/tables/venues/import", b"Name\n" + b"y" * (65 * 1024 * 1024))
    assert too_much.status_code == 413 and "At most 64 MB can be sent there." in too_much.text
    # What is typed stays as small as in any form; another page takes no file of this size.
    assert her.post("/tables/venues/import", {"rows": "z" * 3_000_000}).status_code == 413
    assert sent(her, "/glossary/new", large).status_code == 413
    assert visit("becky").get("/tables/venues/import").status_code == 403


def test_a_plan_asks_no_more_of_the_database_for_ten_times_the_rows(demo_app):
    viewer, asked = bryony(), []
    for many in (40, 400):
        sheet = "Name,Town\n" + "".join(f"Hall {n},Town\n" for n in range(many))
        with counted() as found:
            import_file(viewer, registry.table("venues"), io.BytesIO(sheet.encode()), "x.csv", dry_run=True)
        asked.append(len(found))
    assert asked[0] == asked[1] < 40
    nameless = import_file(
        bryony(), registry.table("venues"), io.BytesIO(b"Town,Note\nAldermere,x\n"), "x.csv", dry_run=True
    )
    assert nameless.told["samples"]["invalid"][0][2] == "Name is needed."


def test_forum_import_plans_and_puts_in_what_the_pages_would(
    demo_app, demo_url, tmp_path, monkeypatch, capsys
):
    from forum_app.db import db

    monkeypatch.setenv("FORUM_DATABASE", demo_url)
    monkeypatch.setenv("FORUM_SECRET_KEY", "k" * 40)
    monkeypatch.setenv("FORUM_CLOCK", NOW.isoformat())
    file = tmp_path / "venues.csv"
    file.write_text(VENUES)

    def command(*line: str) -> tuple[int, str]:
        wire.leave_database()
        status = main(["import", *line])
        said = capsys.readouterr()
        db.connect(reuse_if_open=True)
        return status, said.out + said.err

    assert command("venues", str(file), "--dry-run") == (
        0,
        "2 new, 0 changed, 0 same, 0 ambiguous, 0 invalid\n",
    )
    assert rows(Venue, Venue.name == "New Hall") == [] and rows(ImportRun) == []
    assert command("venues", str(file))[1].startswith("2 new, 0 changed")
    assert rows(ImportPart) == [] and rows(Venue, Venue.name == "=Formula Hall")[0].note == "-5 steps"
    assert command("venues", str(file), "--as", "bryony@aldermere.example", "--key", "Name")[1].startswith(
        "0 new, 0 changed, 2 same"
    )
    file.write_text(VENUES.replace("Step-free", "Ramp"))
    assert command("venues", str(file), "--key", "town", "--key", "name")[1].startswith("0 new, 1 changed")
    assert rows(Venue, Venue.name == "New Hall")[0].note == "Ramp"
    status, said = command("people", str(file), "--dry-run")
    assert status == 0 and "3 new" not in said
    for line, words in (
        (("nowhere", str(file)), "There is no table nowhere."),
        (("venues", str(tmp_path / "none.csv")), "cannot be read"),
        (("venues", str(file), "--key", "Colour"), "There is no column Colour"),
        (("venues", str(file), "--as", "nobody@x.example"), "Nobody signs in with nobody@x.example."),
        (("postings", str(file)), ""),
    ):
        status, said = command(*line)
        assert status == 1 and words in said and "Traceback" not in said
