"""The page of any record: what its reader may see of it, what links to it, and changing it there."""

import html
import re
from datetime import UTC, datetime

import pytest

from forum_app.features.grid.views import PAGES
from forum_app.features.record import forms
from forum_app.models.control import Marking
from forum_app.models.meetings import Meeting, Paper, Venue
from forum_app.models.money import TimeEntry
from forum_app.models.people import Person, Training
from forum_app.records import registry
from tests.story import code, main_of
from tests.web.browse import change, rows

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
HALL = "County Hall, Brackenford"


def venue() -> str:
    return f"/tables/venues/{rows(Venue, Venue.name == HALL)[0].id}"


def fields_of(page: str) -> dict[str, str]:
    """Label and words of each field."""
    pairs = re.findall(r"<div[^>]*><dt>(.*?)</dt>\s*<dd>(.*?)</dd></div>", page, re.S)
    return {main_of(f"<main>{label}</main>"): main_of(f"<main>{said}</main>") for label, said in pairs}


def groups_of(page: str) -> dict[str, tuple[str, str]]:
    """What links here: how many, and where all of them are."""
    with_names = re.findall(r'<h2>([^<]+)</h2><a class="fine" href="([^"]+)">(?:All )?(\d+)<', page)
    counted = re.findall(r'<li class="spread"><a href="([^"]+)">([^<]+)</a><span class="figure">(\d+)', page)
    found = {label: (count, href) for label, href, count in with_names}
    return found | {label: (count, href) for href, label, count in counted}


def fill(visitor, path: str, **values: str):
    """Open a form and send it with these fields changed, as a browser would send all the others."""
    visitor.read(path)
    sent = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', visitor.page))
    sent |= dict(re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n?(.*?)</textarea>', visitor.page, re.S))
    for name, options in re.findall(r'<select[^>]*name="(\w+)".*?>(.*?)</select>', visitor.page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else re.search(r'value="([^"]*)"', options)[1]
    sent = {name: html.unescape(value) for name, value in sent.items()}
    assert values.keys() <= sent.keys()
    return visitor.post(path, sent | values)


def test_a_page_of_its_own_leads_to_what_is_kept_and_said_of_it(visit):
    becky, led = visit("becky"), 0
    for name in PAGES.keys() - {"outcome_feedback"}:
        row = re.search(r'<tr data-id="(\w+)"', becky.get(f"/tables/{name}").text)
        if row:
            address = f"/tables/{name}/{row[1]}"
            own = re.search(r'href="([^"]+)">Its own page', becky.get(address).text)[1]
            assert f'href="{address}">Comments, history' in becky.get(own).text, name
            led += 1
    assert led >= 6


def test_a_record_shows_its_fields_and_leads_to_what_it_is_linked_with(visit):
    becky = visit("becky")
    seat = re.search(r'href="(/tables/seats/rec\w+)"', becky.get("/tables/seats").text)[1]
    assert fields_of(becky.get(seat).text)["Board"], "what has no page of its own has this one"
    page = becky.get(f"/tables/meetings/{code('M05')}").text
    fields = fields_of(page)
    assert fields["Board"] == "Short Breaks Commissioning Group" and fields["State"] == "Planned"
    assert f'<a class="chip" href="/boards/{code("B07")}">' in page, "a board has a page of its own"
    assert f'href="/meetings/{code("M05")}">Its own page' in page
    assert "Change</a>" not in page and "Put in the bin" not in page


def test_personal_fields_are_there_for_those_who_may_see_them_and_say_for_whom(visit):
    change(Person, Person.id != "", phone="01632 960 000")
    becky, priya = visit("becky"), code("R01")
    own = fields_of(becky.get(f"/tables/people/{becky.person_id}").text)
    assert own["Phone The person it is about, the coordinator and the co-chairs"] == "01632 960 000"
    others = becky.get(f"/tables/people/{priya}").text
    assert "Phone" not in others and "01632 960 000" not in others
    assert any(
        label.startswith("Phone") for label in fields_of(visit("bryony").get(f"/tables/people/{priya}").text)
    )


def test_what_links_here_is_counted_as_far_as_its_reader_may_read_and_the_grid_shows_the_same(visit):
    """A rep who may not see a paper cannot tell from the number beside the meeting that there is one."""
    closed = rows(Paper, Paper.title == "Tender papers")[0]
    address = f"/tables/meetings/{closed.meeting_id}"
    told = {}
    for who in ("becky", "craig"):
        visitor = visit(who)
        groups = groups_of(visitor.get(address).text)
        for label, (count, href) in groups.items():
            there = visitor.get(html.unescape(href)).text
            assert there.count("<tr data-id=") == int(count), label
        told[who] = groups.get("Papers", ("0", ""))[0]
    assert "Tender papers" in visit("becky").read(address)
    assert "Tender papers" not in visit("craig").read(address)
    assert int(told["becky"]) == int(told["craig"]) + 1


def test_what_is_closed_says_so_on_top_and_is_not_there_for_others(visit):
    closed = rows(Paper, Paper.title == "Tender papers")[0].id
    page = visit("becky").read(f"/tables/papers/{closed}")
    assert page.startswith("Tables / Papers Tender papers Restricted: you")
    assert "Who can see this" in page
    for name in ("nowhere", closed):
        answer = visit("craig").get(f"/tables/papers/{name}")
        assert answer.status_code == 404 and "Tender" not in answer.text


def test_bryony_changes_a_venue_and_undoes_it(visit):
    bryony, address = visit("bryony"), venue()
    answer = fill(bryony, f"{address}/edit", quiet_room="Two, upstairs", town="Brackenford")
    assert answer.status_code == 303 and answer.location.endswith(address)
    page = bryony.follow(answer).text
    assert fields_of(page)["Quiet room"] == "Two, upstairs" and "Saved" in page
    bryony.post(re.search(r'action="(/undo/[^"]+)"', page)[1])
    assert fields_of(bryony.get(address).text)["Quiet room"] != "Two, upstairs"


def test_what_cannot_be_kept_is_told_beside_its_field_and_stays(visit):
    bryony = visit("bryony")
    training = rows(Training)[0].id
    answer = fill(bryony, f"/tables/training/{training}/edit", minutes="soon", provider="Elsewhere")
    assert answer.status_code == 422 and 'value="soon"' in answer.text and 'value="Elsewhere"' in answer.text
    assert re.search(r'<a href="#field-minutes">Write minutes', answer.text)
    named = fill(bryony, f"/tables/training/{training}/edit", name=rows(Training)[1].name)
    assert named.status_code == 422 and "There is one of that name already." in named.text
    assert rows(Training, Training.id == training)[0].provider != "Elsewhere"


def test_two_at_once_are_shown_side_by_side(visit):
    bryony, address = visit("bryony"), venue()
    bryony.read(f"{address}/edit")
    change(Venue, Venue.name == HALL, parking="In the street", version=9)
    answer = bryony.post(
        f"{address}/edit",
        {"form_key": bryony.form_key(), "version": "1", "name": HALL, "parking": "Behind it"},
    )
    assert answer.status_code == 409
    said = main_of(answer.text)
    assert "Behind it" in said and "In the street" in said


def test_who_may_not_change_it_is_told_so_and_what_has_an_act_of_its_own_is_not_asked(visit):
    becky = visit("becky")
    assert becky.get(f"{venue()}/edit").status_code == 403
    assert becky.post(f"{venue()}/edit", {"name": "Mine"}).status_code == 403
    assert becky.get("/tables/venues/add").status_code == 403
    bryony, meeting = visit("bryony"), code("M26")
    bryony.read(f"/tables/meetings/{meeting}/edit")
    asked = set(re.findall(r'id="field-(\w+)" name', bryony.page))
    assert "aim" in asked and not {"starts_at", "board", "state", "marking"} & asked
    fill(bryony, f"/tables/meetings/{meeting}/edit", aim="To settle the budget")
    was = rows(Meeting, Meeting.id == meeting)[0]
    bryony.post(
        f"/tables/meetings/{meeting}/edit",
        {"form_key": "k" * 20, "aim": "Another", "state": "cancelled", "version": str(was.version)},
    )
    now = rows(Meeting, Meeting.id == meeting)[0]
    assert now.state == "planned"


def test_a_row_is_added_by_the_same_form_once_however_often_it_is_sent(visit):
    bryony = visit("bryony")
    first = fill(bryony, "/tables/venues/add", name="The Old Mill", step_free="Yes")
    assert first.status_code == 303
    page = bryony.follow(first).text
    assert fields_of(page)["Name"] == "The Old Mill" and "Added" in page
    bryony.read("/tables/venues/add")
    sent = {"form_key": bryony.form_key(), "name": "The New Mill"}
    assert (
        bryony.post("/tables/venues/add", sent).location == bryony.post("/tables/venues/add", sent).location
    )
    assert len(rows(Venue, Venue.name == "The New Mill")) == 1


def test_a_link_offers_only_what_this_reader_may_read(visit, monkeypatch):
    """Becky moves her time to another meeting: one that is closed to her is not offered, nor taken."""
    becky, closed = visit("becky"), rows(Meeting, Meeting.id == code("M26"))[0]
    hidden = next(
        row.id for row in rows(Marking) if row.level == "restricted" and row.id not in _open_to(becky)
    )
    change(Meeting, Meeting.id == closed.id, marking=hidden)
    change(TimeEntry, TimeEntry.person == becky.person_id, state="to_confirm")
    entry = rows(TimeEntry, TimeEntry.person == becky.person_id)[0]
    address = f"/tables/time-entries/{entry.id}/edit"
    becky.read(address)
    assert code("M05") in becky.page and closed.id not in becky.page
    for said in (closed.id, "recNoSuchRecord00"):
        answer = fill(becky, address, meeting=said)
        assert answer.status_code == 422 and "Choose one from the list" in answer.text
    monkeypatch.setattr(forms, "MOST", 3)
    assert "There are many: write it as it is called." in becky.read(address)
    name = re.search(r'name="meeting" value="([^"]+)"', becky.page)[1]
    assert "Short Breaks Commissioning Group" in name, "a day alone does not say which meeting"
    assert fill(becky, address, words="By bus").status_code == 303
    assert rows(TimeEntry, TimeEntry.id == entry.id)[0].meeting_id == entry.meeting_id
    answer = fill(becky, address, meeting="The one in spring")
    assert answer.status_code == 422 and "Nothing here that you may read is called that" in answer.text


def _open_to(visitor) -> set[str]:
    from forum_app.models.control import NamedPerson

    return {row.marking_id for row in rows(NamedPerson, NamedPerson.person == visitor.person_id)}


@pytest.mark.parametrize(
    "back, leads", [("sort=-day", "/tables/time-entries?sort=-day"), ("", "/tables/time-entries")]
)
def test_the_way_back_leads_to_the_view_one_came_from(visit, back, leads):
    bryony = visit("bryony")
    entry = re.search(r'href="(/tables/time-entries/rec\w+)', bryony.get("/tables/time-entries").text)[1]
    bryony.read(f"{entry}?back={back}")
    assert f'<a href="{leads}">Time entries</a>' in bryony.page


def test_a_record_put_in_the_bin_is_gone_and_back_by_undo(visit):
    bryony, address = visit("bryony"), venue()
    bryony.read(address)
    answer = bryony.post(f"{address}/bin", {"form_key": bryony.form_key()})
    assert answer.status_code == 303
    bryony.follow(answer)
    assert visit("becky").get(address).status_code == 404
    bryony.post(re.search(r'action="(/undo/[^"]+)"', bryony.page)[1])
    assert HALL in bryony.read(address)
    assert visit("becky").post(f"{address}/bin", {"form_key": "k" * 20}).status_code == 403


def test_what_lies_in_the_bin_is_looked_at_with_all_that_is_worked_out_beside_it(visit):
    bryony = visit("bryony")
    for name in ("decisions", "people", "boards", "meetings", "papers"):
        model = registry.table(name).model
        row = rows(model, model.binned_at.is_null())[0]
        change(model, model.id == row.id, binned_at=NOW)
        page = bryony.get(f"/tables/{name}/{row.id}")
        assert page.status_code == 200 and "Take it out of the bin" in page.text, name
        change(model, model.id == row.id, binned_at=None)
