"""What the seeds ask about people: nobody is asked why, rated, or listed by rank."""

import re

import pytest

from forum_app.models.money import TimeEntry
from forum_app.models.organisations import Contact
from forum_app.models.people import Person
from tests.story import code, words
from tests.web.browse import change

FORM = re.compile(r"<form\b.*?</form>", re.S)
ASKS = re.compile(r"diagnos|disab|condition|medical|illness|health|reason|\bwhy\b|because", re.I)
RATES = re.compile(r"\b(scor\w+|ratings?|rated|rank\w*|league|best|worst|top ten|performance)\b", re.I)
NAMES = ("Anil Bhatt", "Carys Monk", "Judith Farrow", "Sam Ridley", "Craig Hebblethwaite",
         "Priya Raghunathan", "Hannah Trescothick", "Adaeze Okonjo")  # fmt: skip
LOOKED_AT = ("/", "/account", "/meetings", "/meetings/{M26}", "/meetings/{M26}/log", "/meetings/{M05}/log",
             "/meetings/{M40}", "/boards/{B07}", "/decisions/{A11}", "/time", "/ledger", "/log", "/mail",
             "/people/{R06}", "/more")  # fmt: skip


def asked(visitor, pages) -> dict[str, str]:
    """What the forms of these pages ask, by page."""
    found = {}
    for page in pages:
        path = re.sub(r"\{(\w+)\}", lambda name: code(name[1]), page)
        answer = visitor.get(path)
        assert answer.status_code == 200, page
        main = answer.text.partition("<main")[2].partition("</main>")[0]
        found[page] = " ".join(words(form) for form in FORM.findall(main))
    return found


@pytest.mark.requirement("ES-47")
def test_no_form_asks_a_rep_for_a_diagnosis_or_a_reason(visit):
    found = asked(visit("becky"), LOOKED_AT)
    assert "Were you there?" in found["/meetings/{M26}/log"]
    assert {page: ASKS.findall(text) for page, text in found.items() if ASKS.search(text)} == {}


@pytest.mark.requirement("ES-47")
def test_no_form_asks_a_partner_for_a_diagnosis_or_a_reason(guest_of):
    found = asked(guest_of("B02"), ("/", "/account", "/meetings/{M23}", "/boards/{B02}"))
    assert {page: ASKS.findall(text) for page, text in found.items() if ASKS.search(text)} == {}


@pytest.mark.requirement("ES-47")
def test_what_helps_is_held_without_why_and_who_could_not_go_says_no_more(visit):
    bryony, becky = visit("bryony"), visit("becky")
    heads = re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]*)<', bryony.get("/tables/access-needs").text)
    assert sorted(heads) == ["Need", "Person", "Taken down on"]
    meeting = f"/meetings/{code('M26')}"
    becky.get(f"{meeting}/log")
    answer = becky.post(f"{meeting}/log", {"form_key": becky.form_key(), "attended": "apologies"})
    assert answer.status_code == 303 and "Sent apologies" in becky.read(f"{meeting}/log")


@pytest.mark.requirement("SG-3")
def test_a_grander_title_moves_nobody_up_a_list_or_a_file(visit, guest_of):
    bryony, council = visit("bryony"), f"/organisations/{code('O2')}"
    meeting = f"/meetings/{code('M02')}"
    lists = {"/tables/contacts": bryony, "/tables/contacts/export.csv": bryony, council: bryony,
             "/people": bryony, "/tables/people/export.csv": bryony, meeting: guest_of("B02")}  # fmt: skip

    def order() -> dict[str, list[str]]:
        answers = {path: who.get(path) for path, who in lists.items()}
        assert {answer.status_code for answer in answers.values()} == {200}
        told = {path: words(answer.text) for path, answer in answers.items()}
        return {path: sorted(filter(text.count, NAMES), key=text.index) for path, text in told.items()}

    before = order()
    assert before["/tables/contacts"] == sorted(before["/tables/contacts"])
    change(Contact, Contact.name == "Sam Ridley", role_title="A Chief Executive")
    change(Contact, Contact.name == "Anil Bhatt", role_title="Zoo keeper")
    change(Person, Person.name == "Craig Hebblethwaite", forum_role="Chair of chairs")
    assert order() == before


@pytest.mark.requirement("ES-43")
def test_no_screen_or_list_of_hours_ranks_the_people_in_it(visit):
    gwen, bryony = visit("gwen"), visit("bryony")
    for path in ("/", "/people", f"/people/{code('R06')}", "/ledger", "/boards", f"/boards/{code('B00')}",
                 "/digests/preview", "/time", f"/meetings/{code('M25')}"):  # fmt: skip
        assert not RATES.search(gwen.read(path)), path
    hours = bryony.read("/ledger").partition("Everyone’s hours")[2]
    by_name = ["Adebanjo", "Fairhurst", "Hebblethwaite", "Raghunathan", "Trescothick"]
    assert sorted(by_name, key=hours.index) == by_name
    change(TimeEntry, TimeEntry.person == code("R06"), minutes=600)
    hours = bryony.read("/ledger").partition("Everyone’s hours")[2]
    assert "Becky Fairhurst 30 h 00 min" in hours and sorted(by_name, key=hours.index) == by_name
