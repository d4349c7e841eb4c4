"""Many cells at once: pasted, filled, cleared or set; told before it is done, and taken back as one."""

import re
from html import unescape
from urllib.parse import quote

import pytest

from forum_app.fields.words import number_of
from forum_app.models.control import ChangeGroup
from forum_app.models.money import TimeEntry
from forum_app.records.ranges import MOST_CELLS
from forum_app.records.spreadsheets import lines_of, text_of
from tests.record.test_locks import lock
from tests.statements import counted
from tests.story import code, words
from tests.web.browse import change, rows

UNDO = re.compile(r'action="(/undo/[^"]+)"')
PASTE = "/tables/time-entries/paste"
HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')
TEXT = re.compile(r'<textarea name="text"[^>]*>\n(.*?)</textarea>', re.S)


def entries(many: int, who: str = "R01") -> list[TimeEntry]:
    return sorted(rows(TimeEntry, TimeEntry.person == code(who)), key=lambda row: row.id)[:many]


def now(row: TimeEntry) -> TimeEntry:
    return rows(TimeEntry, TimeEntry.id == row.id)[0]


def plan(browser, there: list[TimeEntry], columns: str, text: str = "", **more):
    sent = {"ids": " ".join(row.id for row in there), "columns": columns, "text": text}
    return browser.post(PASTE, sent | {"versions": " ".join(str(row.version) for row in there)} | more)


def apply(browser, answer):
    sent = {name: unescape(value) for name, value in HIDDEN.findall(answer.text)}
    return browser.post(PASTE, {**sent, "text": unescape(TEXT.search(answer.text)[1]), "apply": "yes"})


@pytest.fixture
def bryony(visit):
    return visit("bryony")


def test_what_a_spreadsheet_copies_is_read_cell_by_cell():
    assert lines_of("a\tb\r\nc\t\r\n") == [["a", "b"], ["c", ""]]
    assert lines_of('"two\nlines"\t"he said ""no"""\nx\ty') == [["two\nlines", 'he said "no"'], ["x", "y"]]
    assert lines_of('a 6" rule\tb\nc\td') == [['a 6" rule', "b"], ["c", "d"]]
    assert lines_of("a\0b\t=1+1") == [["ab", "=1+1"]]
    texts = [["two\nlines", 'a "b"'], ["", "plain"]]
    assert lines_of(text_of(texts)) == texts


@pytest.mark.postgres
def test_bryony_pastes_a_block_sees_it_first_and_takes_it_all_back_the_next_day(bryony, visit, monkeypatch):
    there = entries(4)
    answer = plan(bryony, there, "minutes words", "0:40\tBy train\n50\t\nsoon\tLate\n1:15\tx")
    said = words(answer.text)
    assert answer.status_code == 200 and "7 cells" not in said and "1 cell left as it is" in said
    assert "soon" in said and "Write minutes as 90 or 1:30" in said and "40 min" in said
    assert [now(row).minutes for row in there] == [row.minutes for row in there], "nothing before Apply"

    done = apply(bryony, answer)
    assert done.status_code == 303 and done.location.startswith("/tables/time-entries")
    assert [now(row).minutes for row in there] == [40, 50, there[2].minutes, 75]
    assert now(there[2]).words == "Late"
    group = rows(ChangeGroup)[-1]
    assert group.via == "paste"
    landed = bryony.follow(done).text
    assert "Saved in 4 rows" in words(landed) and f"/undo/{group.id}" in landed, "at once"

    monkeypatch.setenv("FORUM_CLOCK", "2026-11-25T10:00:00+00:00")
    said = bryony.read("/tables/time-entries/undo")
    assert "6 cells changed" in said and "and 3 others. Tue 24 November" in said
    bryony.post(f"/undo/{group.id}")
    assert [(now(row).minutes, now(row).words) for row in there] == [
        (row.minutes, row.words) for row in there
    ]
    said = bryony.read("/tables/time-entries/undo")
    assert "Undone: 6 cells changed" in said and "pasted Undone" in said
    assert "Nothing of yours yet" in visit("priya").read("/tables/time-entries/undo"), "each their own"
    change(TimeEntry, TimeEntry.id.in_([row.id for row in there]), binned_at="2026-11-20 10:00:00")
    assert "6 cells" not in bryony.read("/tables/time-entries/undo"), "rows one reads no more"


@pytest.mark.postgres
def test_what_changed_or_went_between_plan_and_apply_is_listed_and_not_overwritten(bryony):
    there = entries(3)
    change(TimeEntry, TimeEntry.id == there[2].id, binned_at="2026-11-20 10:00:00")
    first = plan(bryony, there, "words", "One\nTwo\nThree")
    assert "1 row is no longer here." in words(first.text)
    theirs = plan(bryony, there[1:2], "words", "Theirs")
    apply(bryony, theirs)
    assert now(there[1]).words == "Theirs"

    second = apply(bryony, first)
    said = words(second.text)
    assert second.status_code == 409 and "Something changed while you looked" in said
    assert "It was changed after you looked" in said and "Theirs" in said
    assert now(there[0]).words == there[0].words
    done = apply(bryony, second)
    assert done.status_code == 303
    assert (now(there[0]).words, now(there[1]).words) == ("One", "Theirs")


@pytest.mark.postgres
def test_what_is_locked_is_left_and_said_by_a_paste_and_by_its_undo(bryony):
    there = entries(4)
    addresses = [f"/tables/time-entries/{row.id}" for row in there]
    lock(bryony, addresses[1])
    answer = plan(bryony, there, "words", "One\nTwo\nThree\nFour")
    said = words(answer.text)
    assert "1 cell left as it is" in said and f"Two {there[1].words or 'Nothing'} It is locked" in said
    lock(bryony, addresses[2])
    answer = apply(bryony, answer)
    assert answer.status_code == 409 and "2 cells left as they are" in words(answer.text)
    undo = UNDO.search(bryony.follow(apply(bryony, answer)).text)[1]
    assert [now(row).words for row in there] == ["One", there[1].words, there[2].words, "Four"]
    lock(bryony, addresses[3])
    said = words(bryony.follow(bryony.post(undo)).text)
    assert "Left as it is, because it is locked" in said and now(there[3]).words == "Four"
    assert now(there[0]).words == there[0].words
    view = "where=" + quote(f'{{"all": [["person", "is", "{code("R01")}"]]}}') + "&sort=day"
    page = bryony.get(f"/tables/time-entries?{view}").text
    assert page.count('<span class="wears">Locked</span>') == 3
    for row in there:
        line = re.search(rf'<tr data-id="{row.id}".*?</tr>', page)[0]
        assert ("/cell/" in line) == (row is there[0])
    assert bryony.get(f"/tables/time-entries/change?column=words&{view}").text.count("(locked)") == 3


def test_a_paste_wider_and_longer_than_the_table_and_onto_what_is_fixed_says_so(bryony):
    there = entries(2)
    answer = plan(bryony, there, "hat words", "a\tb\tc\nd\te\tf\ng\th\ti")
    said = words(answer.text)
    assert "Left out, as it is changed on a page of its own: Hat." in said
    assert "1 line of what you pasted would come after the last row." in said
    assert "1 column of what you pasted would come after the last column." in said
    assert apply(bryony, answer).status_code == 303
    assert [(now(row).hat, now(row).words) for row in there] == [(there[0].hat, "b"), (there[1].hat, "e")]


@pytest.mark.postgres
def test_fill_down_clear_and_one_value_for_all_are_the_same_act(bryony):
    there = entries(4)
    filled = plan(bryony, there[1:], "meeting kind", source=there[0].id)
    apply(bryony, filled)
    assert {(now(row).meeting_id, now(row).kind) for row in there} == {(there[0].meeting_id, there[0].kind)}
    cleared = plan(bryony, there, "words minutes", one="yes")
    assert "Time given is needed here" in words(cleared.text)
    apply(bryony, cleared)
    assert {now(row).words for row in there} == {""} and 0 not in {now(row).minutes for row in there}

    page = bryony.get("/tables/time-entries/change?column=state&where=").text
    ticks = re.findall(r'name="row" value="([^" ]+)"', page)
    assert len(ticks) >= 50 and '<option value="draft"' in page
    grouped = bryony.get("/tables/time-entries/change?column=state&group=kind").text
    travel = re.search(r'name="row" value="([^"]+)"><span class="strong">All of Travel<', grouped)[1].split()
    assert {row.kind for row in rows(TimeEntry) if row.id in travel} == {"travel"} and len(travel) > 1
    sent = {"one": "yes", "columns": "state", "text": "draft", "row": [there[0].id, there[1].id]}
    answer = bryony.post(PASTE, sent)
    assert "2 cells in 2 rows" in words(answer.text)
    apply(bryony, answer)
    assert [now(row).state for row in there[:3]] == ["draft", "draft", "accepted"]


def test_without_script_rows_are_pasted_at_a_row_of_the_view(bryony):
    page = bryony.get("/tables/time-entries/paste?sort=minutes&show=day&show=minutes&show=words").text
    starts = re.findall(r'<option value="(rec[^"]+)"', page)
    view = re.search(r'name="view" value="([^"]*)"', page)[1]
    sent = {
        "start": starts[1],
        "columns": "minutes",
        "text": "1:01\tfirst\n1:02\tsecond",
        "view": unescape(view),
    }
    apply(bryony, bryony.post(PASTE, sent))
    kept = [rows(TimeEntry, TimeEntry.id == start)[0] for start in starts[1:3]]
    assert [(row.minutes, row.words) for row in kept] == [(61, "first"), (62, "second")]
    narrow = bryony.post(PASTE, sent | {"columns": "minutes", "text": "1:03\n1:04"})
    assert "2 cells in 2 rows" in words(narrow.text), "one column of a spreadsheet is one column here"


def test_a_rep_sees_no_more_by_a_plan_or_a_copy_than_in_the_table(visit):
    craig, others, own = visit("craig"), entries(2, "R01"), entries(2, "R15")
    hidden = plan(craig, others, "words", "x")
    nothing = craig.post(
        PASTE, {"ids": "recNoSuchRecord00 recNoSuchRecord01", "columns": "words", "text": "x"}
    )
    assert "2 rows are no longer here." in words(hidden.text) and words(hidden.text) == words(nothing.text)
    priya = code("R01")
    for way in ("paste", "picked"):
        assert craig.post(f"/tables/people/{way}", {"ids": priya, "columns": "no_such"}).status_code == 404
    phone = craig.post("/tables/people/picked", {"ids": priya, "columns": "phone name"})
    assert "<td></td><td>Priya Raghunathan</td>" in phone.text
    said = words(craig.post("/tables/people/paste", {"ids": priya, "columns": "phone", "text": "1"}).text)
    assert "No cell would change." in said and "01632" not in said
    copied = craig.post("/tables/time-entries/picked", {"ids": others[0].id, "columns": "minutes"})
    assert words(copied.text) == "0 cells selected"
    if own:
        said = words(plan(craig, own, "words", "x").text)
        assert "That is not yours to change" in said and "No cell would change." in said


def test_a_copy_says_how_many_and_how_much_and_disarms_formulas(bryony):
    there = entries(2)
    change(TimeEntry, TimeEntry.id == there[0].id, words="=HYPERLINK(1)", minutes=90)
    change(TimeEntry, TimeEntry.id == there[1].id, minutes=30)
    ids = " ".join(row.id for row in there)
    answer = bryony.post("/tables/time-entries/picked", {"ids": ids, "columns": "day minutes words"})
    assert "6 cells selected: 2 h 00 min" in answer.text
    assert f"<td>{there[0].day.isoformat()}</td><td>90</td><td>&#39;=HYPERLINK(1)</td>" in answer.text


def test_what_links_here_is_copied_by_its_titles(bryony):
    people = bryony.get("/tables/people?find=fairhurst&show=name&show=boards").text
    becky = re.search(r'<tr data-id="([^"]+)"', people)[1]
    answer = bryony.post("/tables/people/picked", {"ids": becky, "columns": "name boards"})
    assert answer.status_code == 200 and "2 cells selected" in answer.text
    assert "<td>Becky Fairhurst</td><td>Short Breaks Commissioning Group" in answer.text


def test_five_thousand_cells_are_planned_and_done_and_one_more_is_refused(bryony, demo_app):
    there = sorted(rows(TimeEntry), key=lambda row: row.id)
    few, many = there[:5], there[:100]
    text = "\n".join(f"Note {n}\tRow {n}" for n in range(100))
    plan(bryony, few, "words row", text)
    with counted() as small:
        plan(bryony, few, "words row", text)
    with counted() as large:
        answer = plan(bryony, many, "words row", text)
    assert len(large) == len(small) and "200 cells in 100 rows" in words(answer.text)
    with counted() as applied:
        done = apply(bryony, answer)
    assert done.status_code == 303 and len(applied) <= len(small) + 130, "one update a row, no more"
    ids = " ".join(f"recNoSuchRecord{n:04}" for n in range(MOST_CELLS // 2 + 1))
    refused = bryony.post(PASTE, {"ids": ids, "columns": "words row", "text": "x"})
    assert refused.status_code == 422 and number_of(MOST_CELLS, "cell") in words(refused.text)
