"""Which record typed words mean: the same answer in a form, a cell, a paste, an import and a filter."""

import pytest

from forum_app.db import unguarded
from forum_app.fields import Problem
from forum_app.models.meetings import Decision, Meeting
from forum_app.models.money import TimeEntry
from forum_app.models.organisations import Organisation
from forum_app.models.people import Person
from forum_app.permissions.readable import readable
from forum_app.permissions.roles import viewer_for
from forum_app.records import picking, registry
from forum_app.records.errors import Unregistered
from forum_app.records.ids import new_id
from forum_app.records.picking import Finder
from forum_app.records.titles import full_titles, titles
from tests.demo.build import NOW
from tests.statements import counted
from tests.story import code, words
from tests.web.browse import change, rows


@pytest.fixture
def see(demo_app):
    """`see("R06")` is Becky; `see()` the coordinator."""
    return lambda who="S1": viewer_for(code(who), NOW)


def linked_to() -> list:
    found = {table.target(one.name) for table in registry.tables() for one in table.stored}
    return sorted(found - {None}, key=lambda model: model.__name__)


def words_of(found) -> str:
    return found.words if isinstance(found, Problem) else ""


def test_every_record_that_is_linked_to_is_found_by_each_way_it_is_called(see):
    viewer, tried = see(), 0
    for model in linked_to():
        try:
            table = registry.table_of(model)
        except Unregistered:
            continue
        some = list(readable(model, viewer).order_by(model.id.desc()).limit(25))
        called, brief = full_titles(viewer, {model: some}, {}), titles(model, [r.id for r in some], viewer)
        names = [(row.id, name) for row in some for name in (table.title(row), called[row.id], brief[row.id])]
        finder = Finder(viewer, model)
        finder.learn(name for _, name in names)
        for row_id, name in names:
            found, tried = finder.find(name), tried + 1
            several = words_of(found).startswith("Which one") or "are called" in words_of(found)
            assert found == row_id or several, (table.name, name, found)
        if called:
            assert finder.find(next(iter(called.values())).upper()) != picking.NOBODY, table.name
    assert tried > 500


def test_a_name_is_known_however_it_is_written_and_its_title_goes_first(see):
    bryony, finder = see(), Finder(see(), Organisation)
    first, second, third = rows(Organisation)[:3]
    change(Organisation, Organisation.id == first.id, name="St. Mary’s & the Élan Trust", short_name="SMET")
    change(Organisation, Organisation.id == second.id, name="Smet", short_name="")
    change(Organisation, Organisation.id == third.id, name="The Parent-Carer House", short_name="House")
    for said in ("st mary's and the élan trust", "St. Mary’s & the Élan Trust", "ST MARY'S & THE ÉLAN TRUST"):
        assert finder.find(said) == first.id, said
    assert finder.find("SMET") == second.id, "what is called so goes before what is so for short"
    assert finder.find("parent carer house") == finder.find("house") == third.id
    assert finder.guess("arent-Carer") == third.id and finder.find("arent-Carer") == picking.NOBODY
    change(Organisation, Organisation.id == first.id, name="Parent carer house")
    again = Finder(bryony, Organisation)
    assert again.find("The Parent-Carer House") == third.id and again.find("parent carer house") == first.id
    assert words_of(again.find("parent, carer, house")) in (
        "Which one: Parent carer house or The Parent-Carer House?",
        "Which one: The Parent-Carer House or Parent carer house?",
    )
    change(Organisation, Organisation.id == first.id, name="The Parent-Carer House")
    assert words_of(Finder(bryony, Organisation).find("the parent-carer house")).startswith(
        "2 are called The Parent-Carer House. Open the one that you mean"
    )


def test_what_one_may_not_read_means_nothing_to_them(see):
    hidden = rows(Decision, Decision.marking.is_null(False))[0]
    becky, email = see("R06"), rows(Person, Person.id == code("R04"))[0].email
    for said in (hidden.text, hidden.id, "Never was any words"):
        finder = Finder(becky, Decision)
        assert finder.find(said) == finder.guess(said) == picking.NOBODY and not finder.knows(said)
    assert Finder(see(), Person).find(email) == code("R04")
    assert Finder(becky, Person).find(email) == picking.NOBODY, "whose address it is, is not hers to know"


def test_a_paste_of_names_costs_the_same_for_a_few_and_for_many_and_reads_no_table(see, monkeypatch):
    viewer = see()
    with unguarded("a test adds many"):
        names = [f"Hall {n}" for n in range(300)]
        Organisation.insert_many(
            [{"id": new_id(), "name": name, "sector": "Other"} for name in names]
        ).execute()
    costs = []
    for some in (names[:5], names[5:100]):
        with counted() as asked:
            Finder(viewer, Organisation).learn([*some, "Nowhere"])
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 3 and all("WHERE" in sql and "LIMIT" in sql for sql in asked[:1])
    monkeypatch.setattr(picking, "MOST", 4)
    finder = Finder(viewer, Organisation)
    finder.learn(names[:20])
    assert all(not isinstance(finder.find(name), Problem) for name in names[:20])
    change(Organisation, Organisation.name.in_(names[:5]), name="Alike")
    assert Finder(viewer, Organisation).find("alike") == picking.MANY


def test_what_is_copied_from_the_grid_is_read_as_what_it_was(visit):
    bryony = visit("bryony")
    entry = rows(TimeEntry, TimeEntry.meeting.is_null(False), TimeEntry.state == "to_confirm")[0]
    called = titles(Meeting, [entry.meeting_id], viewer_for(code("S1"), NOW))[entry.meeting_id]
    whose = rows(Person, Person.id == entry.person_id)[0].name
    form = {"ids": entry.id, "columns": "meeting person", "text": f"{called}\t{whose}"}
    plan = bryony.post("/tables/time-entries/paste", form)
    assert plan.status_code == 200 and "2 cells are like that already" in words(plan.text)
