"""Pages and exports hold exactly what the viewer may read, in one order on both engines."""

import csv
import io
from datetime import date, timedelta

import pytest

from forum_app.models.meetings import Decision
from forum_app.models.money import TimeEntry
from forum_app.models.people import Person
from forum_app.records import export, registry
from forum_app.records.export import Rows, Wanted, csv_rows
from forum_app.records.listing import page_of
from forum_app.records.registry import Column, Table, table
from forum_app.records.sorting import sorts_of
from forum_app.records.write import Add, Bin, Edit, many

from .conftest import BECKY, BRYONY, PRIYA, TABLES, becky, board, leave, priya

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("forum")]
DAY = date(2026, 9, 1)


def act(*asks, who=BRYONY, via="form"):
    return many(leave(who), asks, via=via).ids


def walk(viewer, name: str, size: int = 3) -> tuple[list[str], list[str]]:
    """Every id on the way to the last page, and on the way back to the first."""
    there, back, after, page = [], [], None, None
    while page is None or page.next:
        page = page_of(viewer, table(name), page.next if page else after, size)
        there += [row.id for row in page.rows]
    while True:
        back = [row.id for row in page.rows] + back
        if not page.previous:
            return there, back
        page = page_of(viewer, table(name), page.previous, size)


@pytest.fixture
def decisions():
    """Twenty, some due on the same day, some on none."""
    days = [None if n % 4 == 0 else DAY + timedelta(days=n % 3) for n in range(20)]
    asks = [Add(Decision, {"board": board, "text": f"D{n}", "due_on": day}) for n, day in enumerate(days)]
    return list(zip(act(*asks), days, strict=True))


def test_pages_by_key_show_each_row_once_in_order_there_and_back(decisions):
    expected = [row for row, _ in sorted(decisions, key=lambda d: (d[1] is None, d[1] or DAY, d[0]))]
    there, back = walk(BRYONY, "decisions")
    assert there == expected
    assert back == expected


def test_newest_first_puts_rows_without_a_day_last(monkeypatch, decisions):
    newest = Table("newest", Decision, "Newest", table("decisions").columns, order=("-due_on",))
    monkeypatch.setitem(registry._by_name, "newest", newest)
    due = sorted((d for d in decisions if d[1]), key=lambda d: (-d[1].toordinal(), d[0]))
    expected = [row for row, _ in due + [d for d in decisions if not d[1]]]
    assert walk(BRYONY, "newest")[0] == expected
    assert walk(BRYONY, "newest", 7)[1] == expected


def test_words_are_in_the_same_order_on_both_engines():
    names = ["Zoe", "anna", "Éva", "Anna", "Łucja", "عائشہ", ""]
    act(*[Add(Person, {"name": name, "sort_name": name}) for name in names])
    there, _ = walk(BRYONY, "people", 4)
    page = page_of(BRYONY, table("people"))
    assert [row.values["name"] for row in page.rows if row.values["name"] in names] == sorted(names)
    assert there == [row.id for row in page.rows]


def test_a_page_goes_on_where_it_was_when_its_last_row_is_binned(decisions):
    first = page_of(BRYONY, table("decisions"), None, 3)
    expected = page_of(BRYONY, table("decisions"), first.next, 3)
    act(Bin(Decision, first.rows[-1].id))
    assert [row.id for row in page_of(BRYONY, table("decisions"), first.next, 3).rows] == [
        row.id for row in expected.rows
    ]


def test_an_address_that_means_nothing_starts_from_the_beginning(decisions):
    first = page_of(BRYONY, table("decisions"), None, 3)
    for nonsense in ("", "x", "n", "nrec", "p' OR 1=1", "n" * 500):
        page = page_of(BRYONY, table("decisions"), nonsense, 3)
        assert [row.id for row in page.rows] == [row.id for row in first.rows]
        assert page.previous is None


def test_the_address_of_a_page_holds_no_value(decisions):
    first = page_of(BRYONY, table("decisions"), None, 3)
    assert first.next == "n" + first.rows[-1].id


def test_a_column_for_others_is_empty_or_gone():
    (becky_row,) = [row for row in page_of(BECKY, table("people")).rows if row.id == becky]
    assert becky_row.shown["phone"] == "01632 960001"
    assert {row.shown["phone"] for row in page_of(BECKY, table("people")).rows if row.id != becky} == {""}
    assert {row.shown["phone"] for row in page_of(BRYONY, table("people")).rows} == {"01632 960001"}


def test_rows_of_others_are_neither_listed_nor_exported():
    entry = {"day": DAY, "kind": "meeting", "minutes": 90}
    act(Add(TimeEntry, entry | {"person": becky}), via="job")
    assert page_of(PRIYA, table("time-entries")).rows == []
    assert list(csv.reader(io.StringIO("".join(csv_rows(PRIYA, table("time-entries")))))) == [
        ["Person", "Day", "Kind", "Minutes", "What"]
    ]
    assert len(page_of(BECKY, table("time-entries")).rows) == 1


def test_an_order_by_a_column_for_others_tells_only_one_s_own():
    by_phone = Table("by-phone", Person, "By phone", TABLES[0].columns, order=("phone",))
    act(Edit(Person, becky, {"phone": "09999 960001"}))
    assert [row.id for row in page_of(BRYONY, by_phone).rows][-1] == becky
    mine, *others = [row.id for row in page_of(PRIYA, by_phone).rows]
    assert mine == priya and others == sorted(others) and becky in others


def test_an_export_says_what_the_pages_say_with_formulas_disarmed():
    act(
        Edit(Person, becky, {"town": '=HYPERLINK("http://x")'}),
        Add(Decision, {"board": board, "text": "-5 people\nof 7", "owner": becky, "due_on": DAY}),
    )
    people = list(csv.DictReader(io.StringIO("".join(csv_rows(PRIYA, table("people"))))))
    assert {row["Name"] for row in people} == {"Becky", "Bryony", "Priya"}
    (row,) = [row for row in people if row["Name"] == "Becky"]
    assert (row["Town"], row["Phone"]) == ('\'=HYPERLINK("http://x")', "")
    (decision,) = csv.DictReader(io.StringIO("".join(csv_rows(PRIYA, table("decisions")))))
    assert (decision["What"], decision["Who"]) == ("'-5 people\nof 7", "Becky")


def test_a_long_export_comes_in_pieces():
    entry = {"person": becky, "day": DAY, "kind": "meeting", "minutes": 90}
    act(*[Add(TimeEntry, entry) for _ in range(2500)], via="job")
    pieces = list(csv_rows(BRYONY, table("time-entries")))
    assert len(pieces) == 4
    assert len("".join(pieces).splitlines()) == 2501


def test_a_file_in_an_order_of_its_own_is_in_the_order_of_the_pages(decisions, monkeypatch):
    """With fewer rows at once than there are, and only the columns that were asked for and may be seen."""
    monkeypatch.setattr(export, "AT_ONCE", 6)
    (what, due) = (table("decisions").by_name[name] for name in ("text", "due_on"))
    sorts = sorts_of(BRYONY, table("decisions"), ["due_on"])
    wanted = Wanted(Decision.text != "D7", sorts, columns=(due, what, table("people").by_name["name"]))
    rows = Rows(BRYONY, table("decisions"), wanted)
    assert [column.name for column in rows.columns] == ["due_on", "text"]
    found = [text for _, (_due, texts) in rows.said(lambda column: str) for text in texts]
    in_order = sorted(enumerate(decisions), key=lambda d: (d[1][1] is None, d[1][1] or DAY, d[1][0]))
    assert found == [f"D{n}" for n, _ in in_order if n != 7]
    newest = sorts_of(BRYONY, table("decisions"), ["-due_on"])
    pieces = [
        ids for ids, _ in Rows(BRYONY, table("decisions"), Wanted(sorts=newest)).said(lambda column: str)
    ]
    assert [len(ids) for ids in pieces] == [6, 6, 6, 2]
    assert {row_id for ids in pieces for row_id in ids} == {row_id for row_id, _ in decisions}
    monkeypatch.setattr(export, "LONG", 19)
    usual = Rows(BRYONY, table("decisions"), Wanted(sorts=newest, usual=True))
    made = [row_id for ids, _ in usual.said(lambda column: str) for row_id in ids]
    assert made == sorted(row_id for row_id, _ in decisions)


def test_a_column_its_model_does_not_have_is_refused():
    with pytest.raises(KeyError):
        Table("x", Person, "X", (Column("no_such", "No", None),))
