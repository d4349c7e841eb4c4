"""What people agree to in its versions, the interests they declare, and the training they ask for."""

import re
from datetime import date

import pytest

from forum_app.features.policies.rules import end_of_agreement
from forum_app.models.people import Agreement, Declaration, Policy, PolicyAcceptance, Training, TrainingRecord
from tests.story import code, words
from tests.web.browse import change, rows


def policy(name: str) -> str:
    return max(rows(Policy, Policy.name == name), key=lambda row: row.edition).id


def press(visitor, page: str, button: str, htmx: bool = False):
    """Press a button of a page as its form stands there."""
    visitor.get(page)
    form = next(one for one in re.findall(r"<form\b.*?</form>", visitor.page, re.S) if button in words(one))
    sent = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    return visitor.post(re.search(r'action="([^"]+)"', form)[1], sent, htmx=htmx)


@pytest.mark.requirement("ES-2")
def test_craig_reads_the_seven_principles_and_accepts_them_in_one_tap(visit):
    craig, own = visit("craig"), f"/people/{code('R15')}"
    told = craig.read(own)
    assert (
        "Please read and accept: Code of conduct" in told
        and "Code of conduct Version 2 Not accepted yet" in told
    )
    page, conduct = f"/policies/{policy('Code of conduct')}", policy("Code of conduct")
    principles = (
        "Selflessness",
        "Integrity",
        "Objectivity",
        "Accountability",
        "Openness",
        "Honesty",
        "Leadership",
    )
    assert all(word in craig.read(page) for word in (*principles, "When we fall out", "needed before a seat"))
    assert "Craig Hebblethwaite" in visit("bryony").read(page).partition("Not yet")[2]
    answer = press(craig, page, "I have read it and I agree")
    assert answer.status_code == 303 and "You accepted it on Tue 24 November" in craig.read(page)
    assert "Code of conduct Version 2, accepted on Tue 24 November Accepted" in craig.read(own)
    assert craig.post(f"{page}/accept", {"form_key": "another"}).status_code == 422
    assert "Craig Hebblethwaite" not in visit("bryony").read(page).partition("Not yet")[2]
    assert "Not yet" not in visit("becky").read(page) and "Who agreed" not in visit("becky").read(page)
    assert len(rows(PolicyAcceptance, PolicyAcceptance.policy == conduct)) == 23


def test_accepting_the_confidentiality_policy_signs_the_agreement_for_the_forum_s_year(visit):
    craig = visit("craig")
    assert not rows(Agreement, Agreement.person == code("R15"))
    answer = press(craig, f"/policies/{policy('Confidentiality policy')}", "I agree", htmx=True)
    assert answer.status_code == 200 and "You accepted it on Tue 24 November" in words(answer.text)
    [signed] = rows(Agreement, Agreement.person == code("R15"))
    assert signed.ends_at == end_of_agreement(date(2026, 11, 24))
    assert "Confidentiality agreement Signed on Tue 24 November Until 31 Aug" in craig.read(
        f"/people/{code('R15')}"
    )
    assert (
        end_of_agreement(date(2027, 7, 20)).year == 2028 and end_of_agreement(date(2026, 9, 1)).year == 2027
    )


@pytest.mark.requirement("ES-189")
def test_everybody_opens_the_version_they_agreed_to_and_is_asked_for_the_next(visit):
    bryony, becky = visit("bryony"), visit("becky")
    first = policy("Role description: representative")
    form = {"text": "You also bring a friend.", "applies_to": "rep", "starts_on": "", "form_key": "k" * 20}
    answer = bryony.post(f"/policies/{first}/new-version", form)
    second = answer.headers["Location"]
    assert answer.status_code == 303 and second != f"/policies/{first}"
    assert "Please read and accept: Role description" in becky.read(f"/people/{code('R06')}")
    agreed = becky.read(f"/policies/{first}")
    assert "You accepted it on Tue 1 September" in agreed and "bring what they told the forum" in agreed
    assert "This is not the version that holds today. Open version 2" in agreed
    listed = becky.read("/policies")
    assert "Role description: representative Version 2, from Tue 24 November" in listed
    assert "You accepted version 1 ." in listed and "Please read it" in listed
    assert "bring a friend" in becky.read(second)
    twice = {"name": "Code of conduct", "text": "x", "applies_to": "rep"}
    assert "There is one of that name" in bryony.post("/policies/new", twice).text
    assert becky.get("/policies/new").status_code == 403
    leon = visit("leon").read(second)
    assert "Do you agree" not in leon and "bring a friend" in leon


def test_becky_has_nothing_to_declare_in_one_tap_and_priya_reads_the_register(visit):
    becky, own = visit("becky"), f"/people/{code('R06')}"
    assert "Your interests were due again on Fri 2 October." in becky.read(own)
    assert press(becky, own, "Nothing to declare").status_code == 303
    told = becky.read(own)
    assert (
        "Nothing to declare. Renewed on Tue 24 November Until 24 Nov 2027" in told and "due again" not in told
    )
    form = becky.get(f"{own}/declare").text
    said = {"text": "My sister teaches at Compass Advice.", "organisation": code("O4"), "form_key": "k" * 20}
    said["version"] = re.search(r'name="version" value="(\d+)"', form)[1]
    assert becky.post(f"{own}/declare", said).status_code == 303
    assert becky.post(f"{own}/declare", said | {"form_key": "two", "text": "Stale"}).status_code == 409
    assert becky.post(f"{own}/declare", {"text": ""}).status_code == 422
    assert len(rows(Declaration, Declaration.person == code("R06"))) == 1
    register = visit("priya").read("/interests")
    assert "Becky Fairhurst My sister teaches at Compass Advice." in register and "Was due 20 Sep" in register
    assert becky.get("/interests").status_code == 403
    assert visit("bryony").post(f"{own}/nothing-to-declare", {}).status_code == 403
    change(Declaration, Declaration.person == code("R06"), binned_at="2026-11-24 09:00:00")
    assert "We have not asked you about interests yet." in becky.read(own)


@pytest.mark.requirement("ES-30")
def test_a_rep_asks_for_a_course_in_two_taps_and_the_coordinator_sees_how_many_want_it(visit):
    becky, bryony = visit("becky"), visit("bryony")
    assert 'href="/training"' in becky.get("/more").text
    answer = press(becky, "/training", "I would like this : Facilitation", htmx=True)
    assert answer.status_code == 200 and "You asked for it Not any more : Facilitation" in words(answer.text)
    told = bryony.read("/training")
    assert "3 people would like this: Olu Adebanjo, Becky Fairhurst and Ellie Northcott" in told
    assert "Ellie" not in becky.read("/training") and "Facilitation Would like it" in becky.read(
        f"/people/{code('R06')}"
    )
    press(becky, "/training", "Not any more : Facilitation")
    press(becky, "/training", "I would like this : Facilitation")
    facilitation = rows(Training, Training.name == "Facilitation")[0].id
    page = f"/training/{facilitation}"
    later = {"person": code("R06"), "state": "done", "day": "1 12 2026", "form_key": "k" * 20}
    assert "Choose Booked." in bryony.post(f"{page}/people", later).text
    assert bryony.post(f"{page}/people", later | {"state": "booked"}).status_code == 303
    mine = rows(TrainingRecord, TrainingRecord.person == code("R06"), TrainingRecord.training == facilitation,
                TrainingRecord.binned_at.is_null())  # fmt: skip
    assert [(row.state, row.day) for row in mine] == [("booked", date(2026, 12, 1))]
    assert "Becky Fairhurst Tue 1 December" in bryony.read(page) and "You are booked" in becky.read(
        "/training"
    )
    assert "Becky" not in visit("ellie").read(page) and becky.post(f"{page}/people", later).status_code == 403
    new = bryony.post("/training/new", {"name": "First aid"})
    assert new.status_code == 303 and "First aid" in becky.read(new.headers["Location"])
