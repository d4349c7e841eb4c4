"""Files beside a record: given by a form, as closed as the record, given back safely, binned and restored."""

import io
import re
from urllib.parse import quote

import pytest

from forum_app.fields import files
from forum_app.models.control import Change
from forum_app.models.files import Attachment, FileContent
from forum_app.models.meetings import Decision, Paper
from forum_app.records import settings
from tests.statements import counted
from tests.story import code
from tests.web.browse import KEY, change, rows

PDF = b"%PDF-1.7 the papers"
REMOVE = re.compile(r'action="(/files/[^/]+/remove)"')


def give(visitor, meeting: str, *files: tuple[str, bytes], table: str = "meetings", key: str = ""):
    """Send files as the form on the record's page does."""
    address = f"/tables/{table}/{meeting}/files"
    key = key or KEY.search(visitor.get(address).text)[1]
    sent = [(io.BytesIO(data), name) for name, data in files]
    return visitor.post(address, {"form_key": key, "files": sent}, content_type="multipart/form-data")


@pytest.fixture
def bryony(visit):
    return visit("bryony")


def test_bryony_puts_the_papers_beside_a_meeting_and_becky_takes_them_with_her(bryony, visit):
    meeting = code("M26")
    sent = give(bryony, meeting, ("Plan <v2>.pdf", PDF), ("minutes.txt", "Café".encode()))
    assert sent.status_code == 303 and sent.location.endswith(f"/tables/meetings/{meeting}")
    page = bryony.follow(sent).text
    assert "Kept" in page and "Plan v2.pdf</a>" in page and "PDF, 1 kB" in page
    first, second = rows(Attachment)
    becky = visit("becky")
    assert "Plan v2.pdf" in becky.read(f"/tables/meetings/{meeting}")
    answer = becky.get(f"/files/{first.id}")
    assert answer.data == PDF and answer.content_type == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Plan v2.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "no-store" in answer.headers["Cache-Control"]
    assert becky.get(f"/files/{second.id}").content_type == "text/plain; charset=utf-8"
    assert give(bryony, meeting, ("Llŷr’s plan.pdf", PDF)).status_code == 303
    third = next(row for row in rows(Attachment) if row.name.startswith("Ll"))
    said = becky.get(f"/files/{third.id}").headers["Content-Disposition"]
    assert said.isascii() and "filename*=UTF-8''Ll%C5%B7r%E2%80%99s%20plan.pdf" in said, (
        "a header of any server"
    )
    assert not [change for change in rows(Change) if "data" in change.new], "history keeps no bytes"


def test_the_tables_of_papers_and_policies_show_whose_file_is_missing(bryony, visit):
    first, second = rows(Paper, Paper.marking.is_null())[:2]
    closed = rows(Paper, Paper.marking.is_null(False))[0]
    for paper in (first, closed):
        assert give(bryony, paper.id, ("report.pdf", PDF), table="papers").status_code == 303
    her = visit("becky")
    page = her.get("/tables/papers").text
    there = next(row for row in page.split("<tr ") if f'data-id="{first.id}"' in row)
    assert 'class="chip"' in there and "report.pdf" in there
    assert page.count("report.pdf") == 1 and closed.id not in page
    lacking = her.get("/tables/papers?where=" + quote('{"all":[["files","is_empty"]]}')).text
    assert first.id not in lacking and second.id in lacking
    found = her.get("/tables/papers/export.csv").text
    assert found.count("report.pdf") == 1 and "Files" in bryony.read("/tables/policies")


def test_a_file_is_as_closed_as_its_record(bryony, visit):
    decision = next(one for one in rows(Decision) if not one.marking_id)
    assert give(bryony, decision.id, ("a.pdf", PDF), table="decisions").status_code == 303
    (file,) = rows(Attachment)
    becky = visit("becky")
    assert becky.get(f"/files/{file.id}").status_code == 200
    with_paper = becky.get("/tables/files").text
    assert "a.pdf" in with_paper
    change(Decision, Decision.id == decision.id, binned_at="2026-11-01 10:00:00")
    hidden, unknown = becky.get(f"/files/{file.id}"), becky.get("/files/recNoSuchRecord00")
    assert hidden.status_code == unknown.status_code == 404
    assert "a.pdf" not in becky.get("/tables/files").text


def test_a_file_taken_away_comes_back_the_same(bryony):
    meeting = code("M26")
    give(bryony, meeting, ("plan.pdf", PDF))
    page = bryony.get(f"/tables/meetings/{meeting}").text
    remove = REMOVE.search(page)[1]
    taken = bryony.post(remove, {"form_key": "k" * 20})
    page = bryony.follow(taken).text
    assert "Put in the bin" in page and "plan.pdf</a>" not in page
    (file,) = rows(Attachment)
    assert bryony.get(f"/files/{file.id}").status_code == 404
    undo = re.search(r'action="(/undo/[^"]+)"', page)[1]
    bryony.post(undo)
    assert bryony.get(f"/files/{file.id}").data == PDF


@pytest.mark.parametrize(
    "name, data, told",
    [
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Web pages and SVG drawings can hold"),
        ("page.pdf", b"<!doctype html><script>", "Web pages and SVG drawings can hold programs"),
        ("big.pdf", b"%PDF-" + b" " * 100, "It is larger than 10 MB."),
        ("empty.pdf", b"", "It is empty"),
        ("", b"", "Choose a file first."),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_box_and_nothing_is(bryony, name, data, told, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 100)
    answer = give(bryony, code("M26"), *([("good.pdf", PDF)] if name else []), (name, data))
    assert answer.status_code == 422 and told in answer.text
    assert rows(Attachment) == [] and rows(FileContent) == []


def test_there_is_room_for_so_much_and_two_clicks_keep_it_once(bryony, monkeypatch):
    meeting = code("M26")
    for _ in range(2):
        assert give(bryony, meeting, ("plan.pdf", PDF), key="one-and-the-same-key").status_code == 303
    assert len(rows(Attachment)) == 1
    give(bryony, meeting, ("again.pdf", PDF))
    assert len(rows(Attachment)) == 2 and len(rows(FileContent)) == 1, "the same bytes stand once"
    monkeypatch.setattr(settings, "_all", lambda: {"files_megabytes": "0"})
    full = give(bryony, meeting, ("more.pdf", PDF + b"more"))
    assert full.status_code == 422 and "take up all of their 0 MB" in full.text


def test_the_coordinator_alone_says_how_much_room_there_is(bryony, visit):
    assert 'value="200"' in bryony.get("/files/room").text and "Room for files" in bryony.read("/more")
    for wrong in ("", "9", "much"):
        assert bryony.post("/files/room", {"megabytes": wrong}).status_code == 422
    done = bryony.post("/files/room", {"megabytes": "1,500"})
    assert done.status_code == 303 and "Saved: 1,500 MB" in bryony.follow(done).text
    assert 'value="1500"' in bryony.page
    priya = visit("priya")
    assert "Room for files" not in priya.read("/more") and priya.get("/files/room").status_code == 403
    assert priya.post("/files/room", {"megabytes": "10"}).status_code == 403


def test_who_may_put_files_where(bryony, visit):
    becky, craig = visit("becky"), visit("craig")
    own, other = code("M26"), code("B07")
    assert "Add files" not in becky.get(f"/tables/boards/{other}").text
    assert becky.post(f"/tables/boards/{other}/files", {"form_key": "k" * 20}).status_code == 403
    for visitor in (becky, craig):
        assert visitor.get("/tables/meetings/recNoSuchRecord00/files").status_code == 404
    assert bryony.get(f"/tables/people/{code('R06')}/files").status_code == 404, "never beside people"
    assert give(becky, own, ("photo.pdf", PDF)).status_code == 303, "she sits on its board"
    assert craig.post(f"/tables/meetings/{own}/files", {"form_key": "k" * 20}).status_code == 403


def test_a_list_of_files_reads_no_bytes_and_costs_the_same(bryony):
    meeting = code("M26")
    give(bryony, meeting, ("one.pdf", PDF))
    bryony.get(f"/tables/meetings/{meeting}")
    with counted() as few:
        bryony.get(f"/tables/meetings/{meeting}")
    give(bryony, meeting, *[(f"{n}.pdf", PDF + bytes(str(n), "ascii")) for n in range(9)])
    bryony.get(f"/tables/meetings/{meeting}")
    with counted() as many:
        bryony.get(f"/tables/meetings/{meeting}")
    assert len(many) == len(few)
    assert not [statement for statement in many if "file_contents" in str(statement)]
