"""Pages of their own keep what leads where their reader may not look, when a word is put right there."""

from forum_app import clock
from forum_app.models.boards import Board
from forum_app.models.meetings import Meeting, Venue
from forum_app.models.organisations import Contact, Department, Organisation
from forum_app.models.people import Declaration
from tests.record.test_record_page import fill
from tests.story import code
from tests.web.browse import change, rows


def prove_kept(visitor, address: str, row, link: str, target, **word: str) -> None:
    """What the row links to goes to the bin, a word is put right on its page, and the link is still there."""
    held = row.__data__[link]
    change(target, target.id == held, binned_at=clock.now())
    assert held and held not in visitor.get(address).text
    fill(visitor, address, **word)
    [now] = rows(type(row), type(row).id == row.id)
    assert (now.__data__[link], now.version) == (held, row.version + 1)
    assert word.items() <= now.__data__.items()


def test_the_department_of_an_officer(visit):
    [sam], department = rows(Contact, Contact.name == "Sam Ridley"), rows(Department)[0]
    change(Contact, Contact.id == sam.id, organisation=department.organisation_id, department=department.id)
    [sam] = rows(Contact, Contact.id == sam.id)
    prove_kept(visit("bryony"), f"/contacts/{sam.id}", sam, "department", Department, name="Sam A. Ridley")


def test_the_organisation_that_becky_declared(visit):
    mine = Declaration.person == code("R06")
    change(Declaration, mine, organisation=rows(Organisation)[-1].id, nothing=False)
    [declared], address = rows(Declaration, mine), f"/people/{code('R06')}/declare"
    prove_kept(visit("becky"), address, declared, "organisation", Organisation, text="A trustee there")


def test_the_host_of_a_board(visit):
    board = next(row for row in rows(Board) if row.__data__["host"])
    prove_kept(visit("bryony"), f"/boards/{board.id}/edit", board, "host", Organisation, name="Another name")


def test_the_place_of_a_meeting(visit):
    ahead = rows(Meeting, Meeting.starts_at > clock.now(), Meeting.venue.is_null(False))
    prove_kept(visit("bryony"), f"/meetings/{ahead[0].id}/edit", ahead[0], "venue", Venue, aim="To agree")
