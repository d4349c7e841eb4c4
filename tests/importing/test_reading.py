"""Files as they come: other encodings and marks, no headings, torn quotes, workbooks, and far too much."""

import io
import time as clocks
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest

from forum_app.fields import Date, Email, Number, Text
from forum_app.records.importing import reading
from forum_app.records.importing.mapping import are_heads, guess, plain
from forum_app.records.importing.reading import rows_of, rows_of_paste
from forum_app.records.importing.refused import Refused
from forum_app.records.registry import Column

SHEET = "Name,Town\nZoë Ã‡elik,Łódź\nSiân,Aldermere\n"
COLUMNS = (
    Column("name", "Name", Text()),
    Column("email", "Email", Email()),
    Column("day", "Day", Date()),
    Column("hours", "Hours", Number()),
)


def cells(data: bytes, name: str = "x.csv") -> list[list[str]]:
    return [row for _, row in rows_of(io.BytesIO(data), name)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_encoding_says_the_same(encoding):
    assert cells(SHEET.encode(encoding)) == [["Name", "Town"], ["Zoë Ã‡elik", "Łódź"], ["Siân", "Aldermere"]]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_what_windows_wrote_is_read_as_windows_meant_it(encoding):
    assert cells("Name;Fee\nSiân Pëtters;£1,234.50\n".encode(encoding)) == [
        ["Name", "Fee"],
        ["Siân Pëtters", "£1,234.50"],
    ]
    assert cells(b"Name\nO\x92Hara \x96 rep\n") == [["Name"], ["O’Hara – rep"]]


@pytest.mark.parametrize("mark", ["\t", ",", ";", "|"])
def test_the_mark_between_cells_is_found(mark):
    rows = [["Name", "Note", "Day"], ["A, B", "one; two | three", "3/9/26"], ["C", "", ""]]
    sheet = "\r\n".join(mark.join(f'"{cell}"' for cell in row) for row in rows)
    assert cells(sheet.encode()) == [rows[0], rows[1], ["C"]]


def test_a_paste_keeps_leading_noughts_and_lines_in_a_cell_and_its_line_numbers():
    found = list(rows_of_paste('Name\tPhone\n\nAna\t01632 960001\n"Two\nlines"\t+44 1632\n\t\nZed\t0'))
    assert found == [
        (1, ["Name", "Phone"]),
        (3, ["Ana", "01632 960001"]),
        (4, ["Two\nlines", "+44 1632"]),
        (7, ["Zed", "0"]),
    ]
    assert [row for _, row in rows_of_paste("just one\nanother")] == [["just one"], ["another"]]
    assert [row for _, row in rows_of_paste("a\rb\rc")] == [["a"], ["b"], ["c"]]


def test_odd_rows_are_read_as_far_as_they_say_anything():
    ragged = b"Name,Town\nA,B,C,D\nE\n,,,\n\n\x00F\x00,G\n"
    assert cells(ragged) == [["Name", "Town"], ["A", "B", "C", "D"], ["E"], ["F", "G"]]
    wide = ",".join(f"c{n}" for n in range(200))
    assert len(cells(f"{wide}\n{wide}".encode())[0]) == 200


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no rows"),
        (b"\n\n , ,\n", "no rows"),
        (",".join(["x"] * 301).encode(), "300 columns"),
        (b'Name,Note\nA,"never closed\nB,c\n' + b"D,e\n" * 20, "In line 2 a quotation mark"),
        (b'Name,Note\nA,"never closed\n' + b"D,e\n" * 5_000, "In line 2 a quotation mark"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 32)) * 50, "nothing in it that can be read"),
        (b"PK\x03\x04 no folder", "cannot be read"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "older kind"),
        (b"Name\n" + b"x\n" * 50_001, "50,000 rows"),
    ],
    ids=["empty", "blank", "wide", "quote", "long-quote", "picture", "torn", "old", "long"],
)
def test_what_cannot_be_read_is_refused_in_words(data, words):
    with pytest.raises(Refused) as refused:
        cells(data, "x.xlsx" if data.startswith(b"PK") else "x.csv")
    assert words in refused.value.words and refused.value.words.endswith(".")


def test_too_big_a_file_is_refused_before_it_is_read():
    class Big(io.BytesIO):
        def seek(self, place, whence=0):
            return 50 * 1024 * 1024 if whence == io.SEEK_END else super().seek(place, whence)

    with pytest.raises(Refused) as refused:
        list(rows_of(Big(b"a"), "x.csv"))
    assert "50 MB" in refused.value.words and "20 MB" in refused.value.words


def test_a_workbook_that_unpacks_to_200_megabytes_is_never_unpacked(monkeypatch):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        with parts.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(200):
                sheet.write(b" " * 1024 * 1024)
    monkeypatch.setattr(openpyxl, "load_workbook", None)
    before = clocks.process_time()
    with pytest.raises(Refused) as refused:
        cells(packed.getvalue(), "x.xlsx")
    assert "200 MB" in refused.value.words and clocks.process_time() - before < 1
    assert len(packed.getvalue()) < reading.MOST_BYTES


def test_a_workbook_is_read_as_somebody_would_have_typed_it():
    book = openpyxl.Workbook()
    book.create_sheet("Empty", 0)
    sheet = book.worksheets[1]
    sheet.append(["Name", "Day", "When", "Paid", "Hours", "Yes", "Phone", "At", None])
    sheet.append(
        ["Ana", date(2026, 9, 3), datetime(2026, 9, 3, 10, 30), 1234.5, 6, True, "01632 960001", time(9, 15)]
    )
    sheet.append([None] * 5)
    sheet.append(["=1+1", None, None, 0.1 + 0.2, 6.0])
    data = io.BytesIO()
    book.save(data)
    found = list(rows_of(io.BytesIO(data.getvalue()), "reps.xlsx"))
    assert found[1:] == [
        (2, ["Ana", "2026-09-03", "2026-09-03 10:30", "1234.5", "6", "yes", "01632 960001", "09:15"]),
        (4, ["", "", "", "0.3", "6"]),
    ]
    # By its name it would be text: what it is, is told by how it begins.
    assert list(rows_of(io.BytesIO(data.getvalue()), "reps.csv")) == found


def test_a_workbook_cannot_reach_into_the_machine():
    packed = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Name"])
    book.save(packed)
    evil = io.BytesIO()
    with zipfile.ZipFile(packed) as good, zipfile.ZipFile(evil, "w") as bad:
        for name in good.namelist():
            text = good.read(name)
            if name.endswith("sheet1.xml"):
                bomb = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
                text = text.replace(b"<worksheet", bomb + b"<worksheet", 1).replace(b"Name", b"&b;")
            bad.writestr(name, text)
    with pytest.raises(Refused):
        cells(evil.getvalue(), "x.xlsx")
    assert openpyxl.DEFUSEDXML


def test_headings_are_told_from_rows_and_columns_by_their_names():
    assert are_heads(["Name", "E-mail address", "Shoe size"], COLUMNS)
    assert are_heads(["Who it is", "Which colour"], COLUMNS)
    assert not are_heads(["Ana Petrova", "ana@x.example", "6"], COLUMNS)
    assert not are_heads(["Ana", "3/9/26"], COLUMNS)
    heads = ["E-mail", "Date", "name", "Name", "Nothing like it", "HOURS"]
    assert guess(heads, COLUMNS) == ["email", "day", "name", "", "", "hours"]
    assert plain(" E-Mail_Address ") == "e mail address"
