"""Who can see this, and why: in words for everybody who sees it, by name for those who may know."""

from forum_app.db import unguarded
from forum_app.models.boards import Seat
from forum_app.models.control import Aside, Marking, NamedPerson
from forum_app.models.meetings import AgendaItem
from forum_app.models.people import Agreement
from tests.story import code
from tests.web.browse import change, rows


def the_item() -> AgendaItem:
    return next(row for row in rows(AgendaItem) if row.title == "Spring workplan")


def test_an_open_item_is_everyones_and_the_team_reads_who_stands_aside(visit):
    bryony, becky, item = visit("bryony"), visit("becky"), the_item()
    address = f"/why/agenda-items/{item.id}"
    assert "Everyone with an account." in becky.read(address)
    everybody = bryony.read(address)
    assert "people see it now" in everybody and "Craig Hebblethwaite" in everybody
    craig = visit("craig").person_id
    with unguarded("a test lets Craig stand aside"):
        Aside.insert(id="recAside", person=craig, table="agenda_items", row=item.id).execute()
    told = bryony.read(address)
    assert "Stands aside from it Craig Hebblethwaite." in told and "1 other with an account does not" in told
    assert "Stands aside" not in becky.read(address) and visit("craig").get(address).status_code == 404


def test_board_only_says_seats_and_team_and_the_team_reads_who_has_signed(visit):
    bryony, becky, item = visit("bryony"), visit("becky"), the_item()
    seat = rows(Seat, Seat.person == becky.person_id, Seat.ended_at.is_null())[0]
    with unguarded("a test closes an item"):
        Marking.insert(
            id="recClosed", board=seat.board_id, name="plan", level="board", reason="Not public yet.",
            audience_words="the board", review_on="2027-02-01",
        ).execute()  # fmt: skip
    change(AgendaItem, AgendaItem.id == item.id, marking="recClosed", level="board")
    address = f"/why/agenda-items/{item.id}"
    for told in (bryony.read(address), becky.read(address)):
        assert "Seats on" in told and "each with a current confidentiality agreement" in told
        assert "Because: Not public yet." in told and "1 February" in told
    assert "while their agreement is current" in becky.read(address)
    named = bryony.read(address)
    assert "Becky Fairhurst seat on the board" in named and "Priya Raghunathan co-chair" in named
    with unguarded("Priya's agreement is gone"):
        Agreement.delete().where(Agreement.person == code("R01")).execute()
    assert "Priya Raghunathan" not in bryony.read(address)
    assert visit("craig").get(address).status_code == 404


def test_a_restricted_list_is_told_to_those_on_it_and_links_lead_there(visit):
    becky, bryony, item = visit("becky"), visit("bryony"), the_item()
    named = rows(NamedPerson, NamedPerson.person == becky.person_id)[0].marking_id
    change(AgendaItem, AgendaItem.id == item.id, marking=named, level="restricted")
    address = f"/why/agenda-items/{item.id}"
    assert address in becky.get(f"/meetings/{item.meeting_id}").text
    told = becky.read(address)
    assert "Only the people named" in told and "Becky Fairhurst" in told and "No role opens it." in told
    on_it = {row.person_id for row in rows(NamedPerson, NamedPerson.marking == named)}
    for visitor in (bryony, visit("priya"), visit("hannah")):
        answer = visitor.get(address)
        assert (answer.status_code == 200) == (visitor.person_id in on_it)
        assert answer.status_code == 404 or "people see it now" in answer.text
    for outside in ("gwen", "leon"):
        assert visit(outside).get(address).status_code == 404
