"""One cell of a table: read as it is typed, saved, taken back, and never over what somebody else wrote."""

import re
from html import unescape

import pytest

from forum_app.models.boards import Board
from forum_app.models.meetings import Meeting
from forum_app.models.money import TimeEntry
from forum_app.models.people import Person
from forum_app.records import write
from tests.story import code, words
from tests.web.browse import KEY, change, rows

VERSION = re.compile(r'name="version" value="(\d+)"')


def cell(row: str, column: str, table: str = "time-entries") -> str:
    return f"/tables/{table}/{row}/cell/{column}"


def an_entry(state: str = "to_confirm", who: str = "R06") -> TimeEntry:
    entry = rows(TimeEntry, TimeEntry.person == code(who))[0]
    change(TimeEntry, TimeEntry.id == entry.id, state=state)
    return entry


def save(browser, address: str, text: str, htmx: bool = False, opened: str | None = None, **more):
    """Send the cell's own form, opened now unless it was `opened` before."""
    page = opened or browser.get(address).text
    sent = {"form_key": KEY.search(page)[1], "version": VERSION.search(page)[1], "text": text}
    return browser.post(address, {**sent, **more}, htmx=htmx)


@pytest.fixture
def bryony(visit):
    return visit("bryony")


def test_bryony_puts_a_length_right_sees_how_it_is_read_and_takes_it_back(bryony):
    entry = an_entry()
    address = cell(entry.id, "minutes")
    said = bryony.get(f"{address}?text=0:30", htmx=True)
    assert words(said.text) == "= 30 min"
    assert "Write minutes as 90 or 1:30" in bryony.get(f"{address}?text=soon", htmx=True).text

    page = bryony.get(f"{address}?back=/tables/time-entries?sort=day").text
    assert "<h1>Time given</h1>" in page and 'name="back" value="/tables/time-entries?sort=day"' in page
    saved = save(bryony, address, "0:35", opened=page, back="/tables/time-entries?sort=day")
    assert saved.status_code == 303 and saved.location == "/tables/time-entries?sort=day"
    assert rows(TimeEntry, TimeEntry.id == entry.id)[0].minutes == 35
    undo = re.search(r'action="(/undo/[^"]+)"', bryony.follow(saved).text)[1]
    bryony.post(undo)
    assert rows(TimeEntry, TimeEntry.id == entry.id)[0].minutes == entry.minutes


def test_a_phone_offers_the_keys_of_a_phone_number_in_its_cell_and_on_its_record(bryony):
    olu = code("R01")
    assert 'inputmode="tel"' in bryony.get(cell(olu, "phone", "people")).text
    assert 'inputmode="tel"' in bryony.get(f"/tables/people/{olu}/edit").text
    assert 'inputmode="tel"' in bryony.get("/tables/people/change?column=phone").text
    assert "inputmode" not in bryony.get(cell(olu, "town", "people")).text


def test_under_htmx_the_cell_comes_back_with_its_version_and_undo_beside_it(bryony):
    entry = an_entry()
    address = cell(entry.id, "words")
    form = bryony.get(address, htmx=True).text
    assert form.lstrip().startswith('<form class="form cell-form" id="cell"') and "<html" not in form
    answer = save(bryony, address, "Came with Callum", htmx=True)
    assert answer.status_code == 200 and answer.headers["Record-Version"] == str(entry.version + 1)
    assert "Came with Callum" in answer.text and ">Undo<" in answer.text and "Saved" in answer.text
    again = save(bryony, address, "Came with Callum", htmx=True)
    assert "Nothing was changed" in again.text and "Undo" not in again.text


@pytest.mark.parametrize(
    ("column", "typed", "said"),
    [
        ("minutes", "half a day", "Write minutes as 90 or 1:30"),
        ("minutes", "0", "Write how long it was, such as 90 or 1:30."),
        ("minutes", "", "Time given is needed here"),
        ("state", "perhaps", "Choose Accepted, To confirm, Draft or Not counted"),
        ("meeting", "recNoSuchRecord00", "Choose one from the list"),
        ("day", "32/11/26", "Write a date"),
    ],
)
def test_what_cannot_be_read_stays_in_its_box_with_the_reason_beside_it(bryony, column, typed, said):
    entry = an_entry()
    for htmx in (False, True):
        answer = save(bryony, cell(entry.id, column), typed, htmx=htmx)
        page = unescape(answer.text)
        assert answer.status_code == 422 and said in page and 'aria-invalid="true"' in page
        assert not typed or typed in page or column in ("state", "meeting")
    assert rows(TimeEntry, TimeEntry.id == entry.id)[0].version == entry.version


def test_controls_nul_and_formulas_are_kept_as_harmless_words(bryony):
    entry = an_entry()
    save(bryony, cell(entry.id, "words"), "=SUM(A1)\x00\u202e and so")
    assert rows(TimeEntry, TimeEntry.id == entry.id)[0].words == "=SUM(A1) and so"


@pytest.mark.postgres
def test_two_people_in_one_cell_choose_and_in_two_cells_of_a_row_need_not(visit, bryony):
    entry = an_entry()
    opened = bryony.get(cell(entry.id, "words")).text
    becky = visit("becky")
    save(becky, cell(entry.id, "minutes"), "45")
    fine = save(bryony, cell(entry.id, "words"), "By phone", opened=opened)
    assert fine.status_code == 303, "another cell of the row is no matter"

    save(becky, cell(entry.id, "words"), "In the car")
    late = save(bryony, cell(entry.id, "words"), "On the bus", opened=opened)
    assert late.status_code == 409
    said = words(late.text)
    assert "On the bus" in said and "In the car" in said and "Keep mine" in said
    kept = rows(TimeEntry, TimeEntry.id == entry.id)[0]
    assert (kept.words, kept.minutes) == ("In the car", 45)
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', late.text))
    bryony.page = late.text
    bryony.post(cell(entry.id, "words"), hidden | {"keep": "mine"})
    assert rows(TimeEntry, TimeEntry.id == entry.id)[0].words == "On the bus"


def test_what_somebody_writes_while_a_cell_is_being_saved_is_kept_beside_it(bryony, monkeypatch):
    entry, one, between = an_entry(), write.one, []

    def slowly(*said, **more):
        if not between:
            between.append(entry.id)
            change(TimeEntry, TimeEntry.id == entry.id, version=TimeEntry.version + 1, words="By phone")
        return one(*said, **more)

    monkeypatch.setattr(write, "one", slowly)
    assert save(bryony, cell(entry.id, "minutes"), "45").status_code == 303 and between
    kept = rows(TimeEntry, TimeEntry.id == entry.id)[0]
    assert (kept.words, kept.minutes, kept.version) == ("By phone", 45, entry.version + 2)


def test_a_row_gone_and_a_right_lost_meanwhile_are_said_and_nothing_is_written(visit, bryony):
    entry = an_entry()
    becky = visit("becky")
    opened = becky.get(cell(entry.id, "minutes")).text
    change(TimeEntry, TimeEntry.id == entry.id, state="accepted")
    refused = save(becky, cell(entry.id, "minutes"), "600", opened=opened)
    assert refused.status_code == 403 and "not yours to do" in words(refused.text)
    opened = bryony.get(cell(entry.id, "words")).text
    change(TimeEntry, TimeEntry.id == entry.id, binned_at="2026-11-20 10:00:00")
    gone = save(bryony, cell(entry.id, "words"), "What I typed, all of it", opened=opened)
    assert gone.status_code == 404 and "What I typed, all of it" in words(gone.text)
    kept = rows(TimeEntry, TimeEntry.id == entry.id)[0]
    assert (kept.minutes, kept.words) == (entry.minutes, entry.words)


def test_a_rep_changes_her_own_time_until_it_counts_and_never_what_it_counts_as(visit):
    becky, entry = visit("becky"), an_entry()
    assert save(becky, cell(entry.id, "minutes"), "1:10").status_code == 303
    refused = save(becky, cell(entry.id, "state"), "Accepted")
    assert refused.status_code == 422 and "The coordinator accepts time." in words(refused.text)
    given = save(becky, cell(entry.id, "person"), code("R02"))
    assert given.status_code == 422 and "moves time to somebody else" in words(given.text)
    assert becky.get(cell(an_entry("accepted").id, "minutes")).status_code == 403


def test_the_same_cell_sent_twice_is_saved_once_even_when_its_words_no_longer_say_anything(bryony):
    entry = an_entry()
    address, name = cell(entry.id, "person"), rows(Person, Person.id == code("R02"))[0].name
    opened = bryony.get(address).text
    first = save(bryony, address, name, htmx=True, opened=opened)
    renamed = save(bryony, cell(code("R02"), "name", "people"), "Another Name")
    again = save(bryony, address, name, htmx=True, opened=opened)
    assert (first.status_code, renamed.status_code, again.status_code) == (200, 303, 200)
    assert rows(TimeEntry, TimeEntry.id == entry.id)[0].version == entry.version + 1
    # Only somebody who sends it for the first time is told that nobody is called that.
    assert save(bryony, address, name, htmx=True).status_code == 422


def test_hidden_and_unknown_are_one_answer_and_what_has_its_own_act_says_so(visit):
    craig, others = visit("craig"), an_entry(who="R01")
    hidden = craig.get(cell(others.id, "minutes"))
    unknown = craig.get(cell("recNoSuchRecord00", "minutes"))
    assert hidden.status_code == unknown.status_code == 404
    no_column = craig.get(cell(code("R01"), "no_such", "people"))
    secret = craig.get(cell(code("R01"), "contact_wishes", "people"))
    assert no_column.status_code == secret.status_code == 404
    bryony = visit("bryony")
    own_act = bryony.get(cell(code("M26"), "starts_at", "meetings"))
    assert own_act.status_code == 403 and "on a page of its own" in words(own_act.text)
    assert bryony.get(cell(rows(Board)[0].id, "is_steering", "boards")).status_code == 403
    assert craig.get(cell(code("B02"), "chair", "boards")).status_code == 403


@pytest.mark.postgres
def test_a_new_name_is_sorted_anew_and_a_name_that_is_taken_is_refused(bryony):
    priya = code("R01")
    save(bryony, cell(priya, "name", "people"), "Priya Mary Raghunathan")
    now = rows(Person, Person.id == priya)[0]
    assert (now.first_name, now.sort_name) == ("Priya", "Raghunathan, Priya Mary")
    taken = rows(Board, Board.id == code("B01"))[0].name.upper()
    refused = save(bryony, cell(code("B02"), "name", "boards"), taken)
    assert refused.status_code == 422 and "There is one of that name already." in words(refused.text)


@pytest.mark.postgres
def test_a_link_is_chosen_from_what_one_may_read_by_its_name_too(bryony):
    entry = an_entry()
    page = bryony.get(cell(entry.id, "person")).text
    assert f'<option value="{code("R01")}"' in page
    name = rows(Person, Person.id == code("R02"))[0].name
    assert save(bryony, cell(entry.id, "person"), name.upper()).status_code == 303
    assert rows(TimeEntry, TimeEntry.id == entry.id)[0].person_id == code("R02")
    answer = save(bryony, cell(entry.id, "meeting"), code("M26"), htmx=True)
    assert f'class="chip" href="/meetings/{code("M26")}"' in answer.text
    assert rows(Meeting, Meeting.id == code("M26"))
