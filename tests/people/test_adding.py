"""Somebody new by no more than a name, and finding people by part of one."""

import re

from forum_app.models.people import Person
from tests.story import words
from tests.web.browse import rows


def test_a_name_is_enough_and_leads_to_their_page(visit):
    bryony = visit("bryony")
    bryony.get("/people/new")
    answer = bryony.post("/people/new", {"form_key": bryony.form_key(), "name": "  Wilma   van Dyk "})
    page = bryony.read(answer.headers["Location"])
    assert answer.status_code == 303 and "Wilma van Dyk Representative" in page
    assert "Nothing offered, and nothing has to be." in page
    [person] = rows(Person, Person.name == "Wilma van Dyk")
    assert (person.first_name, person.sort_name, person.state) == ("Wilma", "Dyk, Wilma van", "active")
    undo = re.search(r'action="(/undo/\w+)"', bryony.follow(answer).text)
    assert undo is None or bryony.post(undo[1]).status_code == 303
    assert bryony.post("/people/new", {"name": ""}).status_code == 422
    assert visit("becky").get("/people/new").status_code == 403


def test_a_namesake_is_pointed_at_and_not_forbidden(visit):
    bryony = visit("bryony")
    twice = {"name": "becky fairhurst", "email": "CRAIG@aldermere.example", "form_key": "k" * 20}
    answer = bryony.post("/people/new", twice)
    told = words(answer.text)
    assert answer.status_code == 200 and "Is it somebody we know? Becky Fairhurst , Saltmere" in told
    assert "Craig Hebblethwaite , Lindale" in told and not rows(Person, Person.name == "becky fairhurst")
    assert 'name="sure" value="y"' in answer.text
    assert bryony.post("/people/new", twice | {"sure": "y"}).status_code == 303
    assert rows(Person, Person.name == "becky fairhurst")


def test_people_are_found_by_part_of_a_name(visit):
    becky, bryony = visit("becky"), visit("bryony")
    found = becky.read("/people?find=lee")
    assert "Ellie" not in found and "Nobody is called that" in found and "Add lee" not in found
    found = becky.read("/people?find=north+ELL")
    assert "Ellie Northcott" in found and "Craig" not in found
    assert "Nobody is called that" in becky.read("/people?find=%25")
    assert (
        "Add Zelda" in bryony.read("/people?find=Zelda")
        and 'value="Zelda"' in bryony.get("/people/new?name=Zelda").text
    )
