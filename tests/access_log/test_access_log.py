"""Who opened, took out, looked or was refused: noted as ids, told to the coordinator, counted for others."""

from datetime import timedelta

import pytest

from forum_app import clock
from forum_app.db import unguarded
from forum_app.models.control import Marking, NamedPerson
from forum_app.models.meetings import AgendaItem, Meeting, Paper
from forum_app.models.security import AccessEntry
from forum_app.records import access_log
from forum_app.records.ids import new_id
from tests.statements import counted
from tests.story import code
from tests.web.browse import change, rows


def noted(kind: str) -> list:
    return [row for row in rows(AccessEntry) if row.kind == kind]


@pytest.mark.requirement("ES-49")
def test_a_guest_who_guesses_the_address_of_a_restricted_paper_is_refused_and_it_is_noted(visit, guest_of):
    guest, bryony = guest_of("B07"), visit("bryony")
    paper = next(row for row in rows(Paper) if row.level == "restricted")
    for address in (f"/meetings/{paper.meeting_id}", f"/papers/{paper.id}", "/papers/recNoSuchRecord00"):
        assert guest.get(address).status_code == 404
        hidden = guest.get(address).text
    assert paper.title not in hidden
    assert [(row.person_id, row.row) for row in noted("refused")] == [
        (guest.person_id, row)
        for row in (paper.meeting_id, paper.id, "recNoSuchRecord00")
        for _twice in range(2)
    ]
    page = bryony.read("/access-log?kind=refused")
    assert page.count("Was refused") == 7 and paper.id in page and paper.title not in page


def test_hidden_and_missing_cost_the_same(visit):
    craig = visit("craig")
    closed = next(row for row in rows(Paper) if row.level == "restricted").meeting_id
    change(Meeting, Meeting.id == closed, marking=rows(Marking, Marking.level == "restricted")[0].id)
    craig.get("/meetings/recNoSuchRecord00")
    told = []
    for row in ("recNoSuchRecord00", closed):
        with counted() as found:
            assert craig.get(f"/meetings/{row}").status_code == 404
        told.append([sql.partition(" WHERE ")[0] for sql in found])
    assert told[0] == told[1]


def test_what_becky_opens_that_is_closed_and_what_she_takes_out(visit):
    becky, bryony = visit("becky"), visit("bryony")
    item = next(row for row in rows(AgendaItem) if row.title == "Spring workplan")
    named = rows(NamedPerson, NamedPerson.person == becky.person_id)[0].marking_id
    change(AgendaItem, AgendaItem.id == item.id, marking=named, level="restricted")
    assert becky.get("/").status_code == 200 and not rows(AccessEntry), "Home is not worth noting"
    becky.get(f"/meetings/{code('M15')}")
    assert not noted("opened"), "nothing closed was on it"
    assert item.title in becky.read(f"/meetings/{item.meeting_id}")
    assert len(rows(AccessEntry)) == 1, "one line for one page"
    becky.get("/tables/boards/export.csv")
    [opened], [exported] = noted("opened"), noted("exported")
    assert (opened.person_id, opened.row, opened.level) == (becky.person_id, item.meeting_id, "restricted")
    assert (exported.person_id, exported.table) == (becky.person_id, "boards")
    page = bryony.read(f"/access-log?person={becky.person_id}")
    assert "Opened something closed: Restricted" in page and "Took out a table" in page
    assert "Took out a table" not in bryony.read("/access-log?kind=opened").partition("Show all")[2]
    assert "Nothing was noted" in bryony.read("/access-log?day=23+November")
    assert "Took out" in bryony.read("/access-log?day=24+November").partition("Show all")[2]
    assert bryony.get("/access-log?day=x").status_code == 200
    assert bryony.get("/tables/access_log/export.csv").status_code == 404, "it is not taken out in bulk"


def test_it_is_the_coordinators_alone_and_each_persons_own_numbers(visit):
    bryony, priya, becky = visit("bryony"), visit("priya"), visit("becky")
    for who in (priya, becky, visit("leon")):
        assert who.get("/access-log").status_code == 403
    assert "Nobody yet" in becky.read("/account/looks")
    for _ in range(2):
        bryony.get(f"/people/{becky.person_id}")
    becky.get(f"/people/{becky.person_id}")
    visit("craig").get(f"/people/{becky.person_id}")
    priya.follow(priya.post(f"/people/{becky.person_id}/see-as"))
    priya.get(f"/people/{becky.person_id}")
    mine = becky.read("/account/looks")
    assert "Looked at a person’s page Coordinator 2 times" in mine
    assert "Looked at a person’s page Co-chair once" in mine and "Looked as somebody else Co-chair" in mine
    assert "Bryony" not in mine and "Priya" not in mine


def test_fifty_a_page_and_refused_sign_ins_for_ninety_days(visit, browser_of_nobody):
    bryony, nobody = visit("bryony"), browser_of_nobody
    for email in ("becky@aldermere.example", "nobody@aldermere.example"):
        assert nobody.sign_in(email, "not it").status_code == 422
    assert [row.about_id for row in noted(access_log.TRY)] == [code("R06"), None]
    old = clock.now() - timedelta(days=91)
    with unguarded("a test writes what is old"):
        for number in range(60):
            kind = "exported" if number % 2 else access_log.TRY
            AccessEntry.insert(id=new_id(), at=old, kind=kind).execute()
    nobody.sign_in("becky@aldermere.example", "not it")
    assert len(noted(access_log.TRY)) == 3 and len(noted("exported")) == 30
    with unguarded("a test writes many"):
        for _ in range(30):
            AccessEntry.insert(id=new_id(), at=clock.now(), kind="exported").execute()
    first = bryony.get("/access-log")
    assert first.text.count('<li class="spread">') == 50 and "Earlier ones" in first.text
