"""Partners: by sector, with what they came from, whom we meet there, and nothing of anyone's own life."""

import re

import pytest

from forum_app.models.organisations import Contact, Department, Organisation
from tests.statements import counted
from tests.story import code
from tests.web.browse import change


def partner(name: str) -> str:
    return f"/organisations/{code(name)}"


@pytest.mark.requirement("ES-16")
def test_a_sector_leaves_only_its_own(visit):
    bryony = visit("bryony")
    every = bryony.read("/organisations")
    assert "Aldermere County Council ACC" in every and "ICB Formed from two boards" in every
    assert "Kestrel Mental Health NHS Trust" in every
    health = bryony.read("/organisations?sector=Health")
    assert "Kestrel Mental Health NHS Trust" in health and "Aldermere County Council" not in health
    assert re.search(r'sector=Health" aria-current="page"', bryony.page)
    change(Organisation, Organisation.id == code("O6"), sector="Health")
    assert "Compass Advice Aldermere" in bryony.read("/organisations?sector=Health")
    assert "Aldermere County Council" in bryony.read("/organisations?sector=Nonsense")


def test_a_body_that_ended_leads_to_what_it_is_now_and_back(visit):
    becky = visit("becky")
    listed = becky.read("/organisations")
    assert "NHS Aldermere ICB Merged on 1 April 2026. ended 31 Mar 2026" in listed
    page = becky.read(partner("O3a"))
    assert "Ended 31 Mar 2026. It is now NHS Aldermere and Vale Integrated Care Board" in page
    now = becky.read(partner("O3"))
    assert "Came from NHS Aldermere ICB until 31 Mar 2026 NHS Wexley Vale ICB until 31 Mar 2026" in now
    change(Organisation, Organisation.id == code("O3a"), successor=None)
    assert "It is now" not in becky.read(partner("O3a"))


def test_a_partner_shows_its_boards_departments_and_people(visit):
    page = visit("becky").read(partner("O2"))
    assert "Boards it hosts SEND and AP Partnership Board half-termly Co-production Group monthly" in page
    assert "Who we meet there Anil Bhatt Participation Officer anil.bhatt@council.example Carys Monk" in page
    assert "Departments Adults Children's Social Care Education and Inclusion Transport" in page
    assert "Co-production Group" in visit("becky").read(partner("O1"))


def test_a_department_that_is_renamed_shows_its_new_name(visit):
    change(Department, Department.name == "Adults", name="Adult Social Care")
    assert "Departments Adult Social Care" in visit("becky").read(partner("O2"))


@pytest.mark.requirement("CB-23")
def test_a_partner_officer_has_work_details_and_no_field_for_more(visit):
    bryony = visit("bryony")
    change(Contact, Contact.name == "Anil Bhatt", email="anil.bhatt@aldermere-council.example")
    page = bryony.read(partner("O2"))
    assert "Anil Bhatt Participation Officer anil.bhatt@aldermere-council.example" in page
    assert "Work details only." in page
    table = bryony.get("/tables/contacts").text.partition("<thead>")[2].partition("</thead>")[0]
    assert sorted(re.findall(r"<th[^>]*>(?:<a[^>]*>)?([^<]*)<", table)) == [
        "Department",
        "Email",
        "Left",
        "Name",
        "Organisation",
        "Role",
    ]


def test_an_organisation_that_is_not_there_is_not_found(visit):
    assert visit("becky").get("/organisations/recNoSuchBody").status_code == 404


def test_without_partners_it_says_what_comes_here(visit):
    change(Organisation, Organisation.id != "", binned_at="2026-11-24 08:00:00")
    assert "No partners yet" in visit("becky").read("/organisations")


@pytest.mark.parametrize("address", ["/organisations", "O2", "O3"])
def test_partners_cost_few_statements(visit, address):
    becky = visit("becky")
    address = address if address.startswith("/") else partner(address)
    becky.get(address)
    with counted() as found:
        becky.get(address)
    assert len(found) <= 12, "\n".join(found)
