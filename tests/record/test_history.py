"""What became of a record, told on its page, and each old value put back where one may."""

import re

import pytest

from forum_app.models.control import Change, Marking
from forum_app.models.meetings import Decision, Venue
from forum_app.models.people import Person
from forum_app.permissions.abilities import Grant
from forum_app.permissions.roles import command_line, viewer_for
from forum_app.records import write
from tests.demo.build import NOW
from tests.story import code
from tests.web.browse import change, rows

from .test_record_page import HALL, fields_of, fill, venue

pytestmark = pytest.mark.postgres


def puts_back(visitor, label: str, nth: int = 0) -> dict[str, str]:
    """What the button beside one field of one change sends."""
    forms = re.findall(r"<form[^>]*put-back.*?</form>", visitor.page, re.S)
    mine = [form for form in forms if f'Put back<span class="visually-hidden">: {label}' in form]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', mine[nth]))


def edit(who: str, **values: str) -> None:
    venue_id = rows(Venue, Venue.name == HALL)[0].id
    viewer = viewer_for(code(who), NOW)
    write.one(Grant(viewer, "edit_record"), write.Edit(Venue, venue_id, values), via="cell")


def test_each_line_says_who_when_how_and_what_and_is_put_back_by_itself(visit):
    bryony, address = visit("bryony"), venue()
    was = rows(Venue, Venue.name == HALL)[0].parking
    fill(bryony, f"{address}/edit", parking="Behind it", quiet_room="Two")
    fill(bryony, f"{address}/edit", parking="In the street")
    page = bryony.read(f"{address}/history")
    assert re.search(
        r"Changed by Bryony Tasker, .*?, in the table Parking Behind it became In the street", page
    )
    assert f"Parking {was} became Behind it Changed since: now In the street." in page
    assert page.index("In the street") < page.index("Two"), "newest first"
    sent = puts_back(bryony, "Parking", nth=1)
    answer = bryony.post(f"{address}/put-back", sent)
    assert answer.status_code == 303 and answer.location.endswith("/history")
    page = bryony.follow(answer).text
    assert "Put back: parking." in page
    now = rows(Venue, Venue.name == HALL)[0]
    assert (now.parking, now.quiet_room) == (was, "Two"), "only that field"
    bryony.post(re.search(r'action="(/undo/[^"]+)"', page)[1])
    assert rows(Venue, Venue.name == HALL)[0].parking == "In the street", "a new act, itself undone"


def test_the_whole_of_a_change_comes_back_but_for_what_was_changed_since(visit):
    bryony, address = visit("bryony"), venue()
    before = rows(Venue, Venue.name == HALL)[0]
    fill(bryony, f"{address}/edit", parking="Behind it", quiet_room="Two", note="Ring the bell")
    fill(bryony, f"{address}/edit", parking="In the street")
    bryony.read(f"{address}/history")
    whole = re.findall(r"<form[^>]*put-back(?:(?!</form>).)*Put all of it back.*?</form>", bryony.page, re.S)
    assert len(whole) == 1
    answer = bryony.post(f"{address}/put-back", dict(re.findall(r'name="(\w+)" value="([^"]*)"', whole[0])))
    said = bryony.follow(answer).text
    assert "Put back: quiet room and note. Left, because it was changed since: parking." in said
    now = rows(Venue, Venue.name == HALL)[0]
    assert (now.quiet_room, now.note, now.parking) == (before.quiet_room, before.note, "In the street")


def test_history_is_narrowed_to_a_person_and_goes_on_by_pages_for_ever(visit):
    bryony, address = visit("bryony"), venue()
    for number in range(24):
        edit("S1", parking=f"Place {number}")
    edit("R01", parking="By the church")
    page = bryony.read(f"{address}/history")
    assert "By the church" in page and "Place 3 " not in page
    assert page.count("Changed by") == 20
    on = re.search(r'href="([^"]*before=[^"]*)"', bryony.page)[1].replace("&amp;", "&")
    page = bryony.read(on)
    assert "Place 3 " in page and "Added by" in page, "entries of years ago are still there"
    page = bryony.read(f"{address}/history?who=Priya+Raghunathan")
    assert page.count("Changed by") == 1 and "Place 23 became By the church" in page


def test_who_may_not_change_it_reads_its_history_without_the_buttons(visit):
    edit("S1", parking="Behind it")
    becky, address = visit("becky"), venue()
    assert "became Behind it" in becky.read(f"{address}/history") and "put-back" not in becky.page
    line = rows(Change, Change.row == address.rpartition("/")[2], Change.kind == "edit")[0]
    assert becky.post(f"{address}/put-back", {"change": line.id}).status_code == 403
    bryony = visit("bryony")
    elsewhere = f"/tables/people/{code('R06')}/put-back"
    for path, found in ((elsewhere, line.id), (f"{address}/put-back", "recNoSuchChange00")):
        assert bryony.post(path, {"change": found}).status_code == 404


def test_a_change_of_what_one_may_not_see_is_not_there(visit):
    """Becky reads that Priya moved; that her phone number changed is for Priya and the team."""
    grant = Grant(command_line(NOW), "edit_profile")
    for values in ({"phone": "01632 960 000"}, {"town": "Lindale", "phone": "01632 960 111"}):
        write.one(grant, write.Edit(Person, code("R01"), values), via="form")
    page = visit("becky").read(f"/tables/people/{code('R01')}/history")
    assert page.count("Changed by") == 1 and "Lindale" in page and "01632" not in page
    page = visit("bryony").read(f"/tables/people/{code('R01')}/history")
    assert page.count("Changed by") == 2 and "01632 960 000 became 01632 960 111" in page


def test_what_was_closed_then_is_neither_told_nor_put_back_where_it_has_opened(visit):
    """A decision was written behind a marking and reworded; then it was opened to everybody."""
    hidden = next(row for row in rows(Marking) if row.level == "restricted")
    decision = rows(Decision, Decision.code == "D04")[0].id
    change(Decision, Decision.id == decision, marking=hidden.id, level="restricted")
    grant = Grant(command_line(NOW), "edit_record")
    write.one(grant, write.Edit(Decision, decision, {"text": "Agree to the pick-up point"}), via="form")
    write.one(grant, write.Edit(Decision, decision, {"marking": None, "level": "members"}), via="form")
    named = visit("bryony")
    address = f"/tables/decisions/{decision}"
    page = named.read(f"{address}/history")
    closed = rows(Change, Change.row == decision, Change.old_level.startswith("restricted"))
    assert "Not for you to see" in visit("craig").read(f"{address}/history")
    for visitor in (named,):
        for line in closed:
            answer = visitor.post(f"{address}/put-back", {"change": line.id, "field": "text"})
            assert answer.status_code in (404, 422)
    assert rows(Decision, Decision.id == decision)[0].text == "Agree to the pick-up point", page


def test_somebody_else_was_quicker(visit):
    bryony, address = visit("bryony"), venue()
    fill(bryony, f"{address}/edit", parking="Behind it")
    bryony.read(f"{address}/history")
    sent = puts_back(bryony, "Parking")
    edit("R01", parking="By the church")
    answer = bryony.post(f"{address}/put-back", sent)
    assert answer.status_code == 409 and "By the church" in answer.text


def test_the_bin_says_who_and_when_and_gives_back_with_links_as_they_were(visit):
    bryony, address = visit("bryony"), venue()
    linked = len(re.findall(r'href="/meetings/', bryony.get(address).text))
    bryony.post(f"{address}/bin", {"form_key": bryony.form_key()})
    becky = visit("becky")
    assert becky.get(address).status_code == 404 and HALL not in becky.read("/bin")
    assert becky.post(f"{address}/restore").status_code == 404
    page = bryony.read("/bin")
    assert re.search(rf"{HALL} Venues\. Put here by Bryony Tasker, ", page)
    assert "It lies in the bin. Put there by Bryony Tasker" in bryony.read(address)
    answer = bryony.post(f"{address}/restore", {"form_key": bryony.form_key()})
    page = bryony.follow(answer).text
    assert "Taken out of the bin" in page and linked == len(re.findall(r'href="/meetings/', page)) > 0
    assert HALL not in bryony.read("/bin").replace("Take it out: ", "")
    assert bryony.post(f"{address}/restore").status_code == 404


def test_the_bin_goes_on_by_pages_over_all_tables(visit):
    bryony = visit("bryony")
    grant = Grant(viewer_for(code("S1"), NOW), "bin_record")
    for number in range(13):
        made = write.one(grant, write.Add(Venue, {"name": f"Hall {number:02}"}), via="form")
        write.one(grant, write.Bin(Venue, made.ids[0]), via="form")
    first = bryony.read("/bin")
    on = re.search(r'href="(/bin\?before=[^"]+)"', bryony.page)[1]
    names = re.findall(r"Hall \d\d", first + bryony.read(on))
    assert len(set(names)) == 13 and len(first.split("Put here")) == 11


def test_a_duplicate_is_a_form_filled_in_and_nothing_until_it_is_saved(visit):
    bryony, address = visit("bryony"), venue()
    was = rows(Venue, Venue.name == HALL)[0]
    bryony.read(f"{address}/duplicate")
    assert f'name="parking" value="{was.parking}"' in bryony.page and f'value="{HALL}"' not in bryony.page
    assert len(rows(Venue, Venue.parking == was.parking)) == 1
    answer = fill(bryony, f"{address}/duplicate", name="County Hall, Annexe")
    fields = fields_of(bryony.follow(answer).text)
    assert fields["Name"] == "County Hall, Annexe" and fields["Parking"] == was.parking
    assert visit("becky").get(f"{address}/duplicate").status_code == 403
