"""Three taps after a meeting, and what the steering group sees of them: sums, never one person's answer."""

import pytest

from forum_app.models.meetings import Meeting, Pulse
from forum_app.models.reading import PrivateNote
from tests.story import code, words
from tests.web.browse import change, rows


def taps(browser, meeting: str, **answers: str) -> None:
    """Each answer is a tap of its own."""
    for name, answer in answers.items():
        assert browser.post(f"/meetings/{code(meeting)}/pulse", {name: answer}).status_code == 303


@pytest.mark.requirement("SG-26")
def test_each_tap_is_kept_and_can_be_changed(visit):
    craig = visit("craig")
    page = craig.read(f"/meetings/{code('M09')}/log")
    assert "Was our voice heard? Yes Partly No Were you made welcome? Yes Partly No How was it?" in page
    taps(craig, "M09", heard="partly", welcomed="yes", answer="mixed", settled_before="yes")
    taps(craig, "M09", heard="no")
    mine = rows(Pulse, Pulse.person == craig.person_id)
    assert [(row.heard, row.welcomed, row.answer, row.settled_before) for row in mine] == [
        ("no", "yes", "mixed", True)
    ]
    answer = craig.post(f"/meetings/{code('M09')}/pulse", {"settled_before": "no"}, htmx=True)
    assert answer.status_code == 200 and 'id="pulse"' in answer.text and "<html" not in answer.text
    assert not rows(Pulse, Pulse.person == craig.person_id)[0].settled_before
    assert craig.post(f"/meetings/{code('M09')}/pulse", {"heard": "loudly"}).status_code == 422
    assert visit("becky").post(f"/meetings/{code('M09')}/pulse", {"heard": "yes"}).status_code == 403


@pytest.mark.requirement("ES-35")
@pytest.mark.requirement("ES-26")
def test_the_steering_group_sees_sums_of_three_people_and_more(visit):
    gwen, craig = visit("gwen"), visit("craig")
    page = gwen.read("/pulse")
    assert "Co-production Autumn 2026 3 2 1 5 of 6 3 of 6 answers say yes" in page
    assert "Council Autumn 2026 1" in page and "Transport" not in page
    taps(craig, "M09", heard="yes", settled_before="yes")
    assert "Transport" not in gwen.read("/pulse") and "Council Autumn 2026 2" in gwen.read("/pulse")
    assert craig.get("/pulse").status_code in {403, 404}


def test_nobody_works_out_another_reps_answer_by_taking_away_or_by_looking_again(visit):
    gwen, priya, bryony = visit("gwen"), visit("priya"), visit("bryony")
    told = "Co-production Autumn 2026 3 2 1 5 of 6"
    assert told in gwen.read("/pulse") and told in bryony.read("/pulse")
    assert "Co-production Autumn" not in priya.read("/pulse"), "two others are left beside her own"
    # A meeting since then, with the answer of one or two, changes nothing; with three it comes in whole.
    meetings = [code(one) for one in ("M19", "M30", "M31")]
    change(Meeting, Meeting.id.in_(meetings), board=code("B02"), day="2026-11-10")
    of_them = Pulse.meeting.in_(meetings)
    change(Pulse, of_them, person=code("R13"))
    assert len(rows(Pulse, of_them)) == 3 and told in gwen.read("/pulse")
    change(Pulse, Pulse.meeting == code("M19"), person=code("R07"))
    assert told in gwen.read("/pulse")
    change(Pulse, Pulse.meeting == code("M31"), person=code("R23"))
    assert "Co-production Autumn 2026 5 3 1 8 of 9" in gwen.read("/pulse")
    change(Meeting, Meeting.id.in_(meetings), day="2026-11-11")
    assert told in gwen.read("/pulse"), "two weeks are left for whoever was there to answer"
    # Of one question fewer may have answered than of another.
    change(Pulse, Pulse.person == code("R02"), welcomed="")
    assert "Co-production Autumn 2026 3 2 1 Too few" in gwen.read("/pulse")


@pytest.mark.requirement("ES-97")
def test_ones_own_experience_stays_ones_own(visit):
    becky, address = visit("becky"), f"/meetings/{code('M26')}/log"
    becky.get(address)
    form = {"form_key": becky.form_key(), "attended": "there", "minutes": "90", "text": "Families wait.",
            "own": "I felt alone in there."}  # fmt: skip
    page = becky.follow(becky.post(address, form)).text
    assert "Your own experience I felt alone in there. Only you see this." in words(page)
    assert [row.text for row in rows(PrivateNote)] == ["I felt alone in there."]
    bryony = visit("bryony")
    for path in (f"/meetings/{code('M26')}", f"{address}?for={becky.person_id}", "/tables/private-notes"):
        answer = bryony.get(path)
        assert "felt alone" not in answer.text, path
    assert "felt alone" not in bryony.get("/tables/private-notes/export.csv").text
    assert "felt alone" in becky.get("/tables/private-notes/export.csv").text
    assert "Families wait." in bryony.read(f"{address}?for={becky.person_id}")
