"""Three taps after a meeting, and what the steering group sees of them: sums, never one person's answer."""

import pytest

from forum_app.models.boards import Board
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
def test_the_steering_group_sees_sums_from_three_answers_on(visit):
    gwen, craig = visit("gwen"), visit("craig")
    page = gwen.read("/pulse")
    assert "Co-production Autumn 2026 3 2 1 5 of 6 3 of 6 answers say yes" in page
    assert "Council Autumn 2026 1" in page and "Transport" not in page
    taps(craig, "M09", heard="yes", settled_before="yes")
    assert "Transport" not in gwen.read("/pulse") and "Council Autumn 2026 2" in gwen.read("/pulse")
    taps(craig, "M21", heard="no")
    assert "Transport Autumn 2026 1 0 2 0 of 1" in gwen.read("/pulse")
    assert craig.get("/pulse").status_code in {403, 404}


def test_three_answers_of_one_rep_alone_are_nobody_elses_to_read(visit):
    gwen, meetings = visit("gwen"), ("M19", "M30", "M31")
    board = rows(Board, Board.id == code("B07"))[0].short_name
    change(Meeting, Meeting.id.in_([code(one) for one in meetings]), board=code("B07"))
    of_them = Pulse.meeting.in_([code(one) for one in meetings])
    change(Pulse, of_them, person=code("R13"))
    assert len(rows(Pulse, of_them)) == 3 and board not in gwen.read("/pulse")
    change(Pulse, Pulse.meeting == code("M19"), person=code("R07"))
    assert f"{board} Autumn 2026" in gwen.read("/pulse")


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
