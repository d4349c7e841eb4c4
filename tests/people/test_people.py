"""People, as far as each viewer may see them."""

import re

import pytest

from forum_app.db import unguarded
from forum_app.models import RECORDS
from forum_app.models.boards import Seat
from forum_app.models.people import AccessNeed, Agreement, Declaration, Person
from tests.statements import counted
from tests.story import code
from tests.web.browse import change


def person(name: str) -> str:
    return f"/people/{code(name)}"


@pytest.fixture
def phone(demo_app) -> str:
    change(Person, Person.id == code("R14"), phone="01632 960 014")
    return "01632 960 014"


def test_the_list_has_names_towns_areas_boards_and_a_state_as_a_word(visit):
    page = visit("becky").read("/people")
    assert "Becky Fairhurst Saltmere Short breaks Short Breaks" in page
    assert "Ruth Ellingham Paused Saltmere CAMHS" in page
    assert "Callum Dree In induction Brackenford Neurodevelopmental pathway Neuro Pathway" in page
    assert "Priya Raghunathan Co-chair Saltmere" in page and "Leon Maddox Administrator" in page
    assert page.index("Olu Adebanjo") < page.index("Mei-Ling Carver") < page.index("Tomasz Wierzbicki")


def test_the_list_goes_on_by_key(visit):
    becky = visit("becky")
    with unguarded("a test adds people"):
        for number in range(60):
            Person.insert(id=f"recMore{number:02}", name=f"Zed Z{number:02}", sort_name="Zz").execute()
    first = becky.read("/people")
    assert "Zed Z22" in first and "Zed Z23" not in first and "Next 50" in first
    address = re.search(r'href="(/people\?after=[^"]+)"', becky.page)[1]
    second = becky.read(address)
    assert (
        "Zed Z23" in second and "Zed Z59" in second and "Zed Z22" not in second and "From the start" in second
    )


def test_a_rep_does_not_see_another_s_phone_and_the_coordinator_does(visit, phone):
    assert phone in visit("bryony").read(person("R14"))
    assert phone in visit("priya").read(person("R14"))
    assert phone in visit("ellie").read(person("R14"))
    for who in ("becky", "gwen", "leon", "olu"):
        page = visit(who).read(person("R14"))
        assert "Ellie Northcott" in page and "EHC plan quality" in page
        for private in (phone, "ellie@", "hours a month", "How to reach", "Training", "Agreed", "Best way"):
            assert private not in page, (who, private)


def test_each_private_part_says_who_sees_it(visit, phone):
    bryony = visit("bryony").read(person("R14"))
    assert f"Phone {phone} Ellie, the coordinator and the co-chairs see this." in bryony
    assert "Monday 09:30 to 14:30 In words Mon At most 8 hours a month" in bryony
    assert "Ellie, the coordinator and the co-chairs see this." in bryony
    assert "reach them Get in touch Email Ellie and the coordinator see this." in bryony
    own = visit("ellie").read(person("R14"))
    assert "Only you, the coordinator and the co-chairs see this." in own
    assert "reach you Get in touch Email Only you and the coordinator see this." in own
    assert "Best way" not in visit("priya").read(person("R14"))


def test_access_needs_are_for_the_person_and_the_coordinator_alone(visit):
    told = "No PDFs Ask them by email Siobhan and the coordinator see this."
    assert told in visit("bryony").read(person("R07"))
    for who in ("gwen", "priya", "becky", "leon"):
        assert "No PDFs" not in visit(who).read(person("R07")), who
    with unguarded("a test adds a need"):
        AccessNeed.insert(id="recNeed", person=code("R06"), need="A seat by the door").execute()
    assert "A seat by the door Only you and the coordinator see this." in visit("becky").read(person("R06"))


def test_seats_have_dates_and_a_state(visit):
    becky = visit("becky")
    assert "EHC Plan Quality Panel , lead since 1 Sep 2024, until 18 Dec" in becky.read(person("R14"))
    assert 'class="seat ends_soon"' in becky.page
    told = "since 1 Jun 2026, until 28 May, stepped aside on 2 Nov"
    assert told in becky.read(person("R09"))
    page = becky.read(person("R24"))
    assert "Paused since Mon 5 October" in page and "No seat on a board at the moment." in page
    assert "Earlier seats Emotional Wellbeing and CAMHS Group , lead until 30 Sep" in page
    change(Seat, Seat.person == code("R14"), successor=code("R16"))
    assert 'class="seat ends_soon"' not in becky.get(person("R14")).text


def test_agreements_interests_and_training_as_they_stand(visit):
    bryony = visit("bryony")
    page = bryony.read(person("R06"))
    assert "Confidentiality agreement Signed on Tue 1 September Until 31 Aug" in page
    assert "Interests Renewed on Thu 2 October 2025 Was due 2 Oct" in page
    assert "Confidentiality policy Version 4, accepted on Tue 1 September Accepted" in page
    assert "Training" in page and "Rep induction, parts 1 and 2 Done" in page
    change(Agreement, Agreement.person == code("R06"), ends_at="2026-11-24 08:59:59")
    change(Declaration, Declaration.person == code("R06"), due_on="2026-11-24")
    page = bryony.read(person("R06"))
    assert "Ended 24 Nov" in page and "Until 24 Nov" in page
    assert "Rep induction, parts 1 and 2 Part 2, Thu 3 December Booked" in bryony.read(person("R25"))


def test_roles_are_changed_from_here_by_the_team_alone(visit):
    for who, shown in (("bryony", True), ("priya", True), ("gwen", False), ("leon", False), ("becky", False)):
        visitor = visit(who)
        assert ("Roles and sign-in" in visitor.read(person("R06"))) is shown, who
        assert (visitor.get(f"{person('R06')}/roles").status_code == 200) is shown, who


def test_somebody_who_is_not_there_is_not_found(visit):
    assert visit("becky").get("/people/recNobody").status_code == 404
    change(Person, Person.id == code("R24"), binned_at="2026-11-24 08:00:00")
    assert visit("becky").get("/people/recNobody").status_code == 404
    assert "Ruth Ellingham" not in visit("becky").read("/people")


def test_a_guest_is_on_nobody_s_list(visit):
    change(Person, Person.id == code("R24"), kind="guest")
    assert "Ruth Ellingham" not in visit("becky").read("/people")


@pytest.mark.requirement("ES-185")
def test_breadth_is_shown_by_the_areas_people_chose(visit):
    gwen = visit("gwen")
    assert "Areas EHC plans Co-production" in gwen.read(person("R01"))
    words = ("diagnos", "condition", "disab", "medical", "autis", "impairment")
    names = [
        f"{model._meta.table_name}.{field.name}"
        for model in RECORDS
        for field in model._meta.sorted_fields
        if any(word in f"{field.name} {field.column_name}" for word in words)
    ]
    assert names == []


@pytest.mark.parametrize("name", ["R01", "R06", "R24", "S1"])
def test_a_person_costs_few_statements(visit, name):
    bryony, address = visit("bryony"), person(name)
    bryony.get(address)
    with counted() as found:
        bryony.get(address)
    assert len(found) <= 17, "\n".join(found)


def test_the_list_costs_as_much_for_many_as_for_few(visit):
    becky = visit("becky")
    becky.get("/people")
    with counted() as few:
        becky.get("/people")
    with unguarded("a test adds people"):
        for number in range(20):
            Person.insert(id=f"recMore{number:02}", name=f"Zed Z{number:02}", sort_name="Zz").execute()
    with counted() as many:
        becky.get("/people")
    assert len(few) == len(many) <= 8
