"""Short Breaks has nobody on 13 January: Bryony asks two people at once, and who says yes first goes."""

import pytest

from forum_app.features.cover.rules import gap_of, may_ask, most_pressing
from forum_app.jobs import outbox as post
from forum_app.mail import kinds
from forum_app.models.control import ChangeGroup
from forum_app.models.cover import CoverAsk
from forum_app.models.meetings import Attendance, Meeting
from forum_app.models.people import Agreement
from forum_app.models.post import Mail
from tests.demo.build import NOW
from tests.story import code
from tests.web.browse import change, rows


@pytest.fixture
def meeting(demo_app) -> str:
    return rows(Meeting, Meeting.board == code("B07"), Meeting.day == "2027-01-13")[0].id


def ask(browser, meeting: str, *people: str, htmx: bool = False):
    browser.get(f"/meetings/{meeting}/cover")
    sent = {"form_key": browser.form_key(), "person": [code(person) for person in people]}
    return browser.post(f"/meetings/{meeting}/cover", sent, htmx=htmx)


def asked(person: str) -> CoverAsk:
    return rows(CoverAsk, CoverAsk.person == code(person), CoverAsk.binned_at.is_null())[-1]


def answer(browser, person: str, said: str, htmx: bool = False):
    address = f"/cover/{asked(person).id}"
    browser.get(address)
    return browser.post(address, {"answer": said}, htmx=htmx)


def mails(kind: str) -> dict[str, str]:
    """The text of each mail of a kind by its reader, as they would get it now."""
    found = {}
    for mail in rows(Mail, Mail.kind == kind):
        finished = kinds.KINDS[kind].write(post.occasion_of(mail, NOW, "http://127.0.0.1:8000"))
        found[mail.person_id] = getattr(finished, "text", None) or finished.why
    return found


@pytest.mark.parametrize(
    ("role", "holder", "aside", "reply", "gap"),
    [
        ("lead", "", False, "", "vacant"),
        ("lead", "x", False, "not_coming", "not_coming"),
        ("second", "x", True, "coming", "aside"),
        ("lead", "x", False, "maybe", ""),
        ("deputy", "", False, "", ""),
    ],
)
def test_a_seat_of_lead_or_second_wants_somebody_when_nobody_comes_from_it(role, holder, aside, reply, gap):
    assert gap_of(role, holder, aside=aside, reply=reply) == gap


def test_two_are_asked_at_once_and_nobody_once_somebody_goes():
    assert [may_ask(answers) for answers in ([], [""], ["", ""], ["no", "gone"], ["yes"])] == [2, 1, 0, 2, 0]
    assert most_pressing([("a", ""), ("b", "aside"), ("c", "not_coming"), ("d", "vacant")]) == "d"
    assert most_pressing([("a", "")]) is None


def test_those_who_suit_best_are_ticked_with_the_hours_of_that_month(visit, meeting):
    bryony = visit("bryony")
    assert "Find somebody to go" in bryony.read(f"/meetings/{meeting}")
    becky = visit("becky")
    becky.get(f"/meetings/{meeting}")
    becky.post(f"/meetings/{meeting}/reply", {"reply": "not_coming"})
    page = bryony.read(f"/meetings/{meeting}/cover")
    assert (
        "Who could go to Short Breaks? Wednesday 13 January, 10:30 to 12:00. Becky Fairhurst said no." in page
    )
    assert page.index("Adaeze Okonjo Chose early years") < page.index(
        "Daniel Osei-Bonsu Chose health commissioning"
    )
    assert "Has 10 hours a month and is asked for 4 h 30 min in January; with this 7 h 35 min." in page
    assert "Hours are those of January." in page and "Usually free then" in page
    assert bryony.page.count(" checked") == 2
    assert becky.get(f"/meetings/{meeting}/cover").status_code == 403
    assert "Find somebody to go" not in becky.read(f"/meetings/{meeting}")


def test_the_first_yes_goes_and_the_other_is_free(visit, meeting):
    bryony, adaeze, daniel = visit("bryony"), visit("adaeze"), visit("daniel")
    assert ask(bryony, meeting, "R05", "R08").status_code == 303
    sent = mails("cover_asked")
    assert set(sent) == {code("R05"), code("R08")}
    assert "Can you go to the Short Breaks Commissioning Group for the forum?" in sent[code("R05")]
    assert "Wednesday 13 January, 10:30 to 12:00, in person." in sent[code("R05")]
    assert f"/cover/{asked('R05').id}" in sent[code("R05")] and "Becky" not in sent[code("R05")]
    assert "Can you go to a meeting? Somebody is wanted for it." in adaeze.read("/")
    page = adaeze.read(f"/cover/{asked('R05').id}")
    assert "Bryony asks whether you can go for the forum. Wednesday 13 January 10:30 to 12:00" in page
    assert daniel.get(f"/cover/{asked('R05').id}").status_code == 404
    assert answer(adaeze, "R05", "yes", htmx=True).status_code in {200, 204}
    page = adaeze.read(f"/cover/{asked('R05').id}")
    assert "You are going to Short Breaks Bryony asked you. Wednesday 13 January" in page
    assert "You are going. Coming Some of its papers are closed." in page
    assert "Can you go to" not in adaeze.read("/") + daniel.read("/")
    [there] = rows(Attendance, Attendance.meeting == meeting, Attendance.person == code("R05"))
    assert (there.reply, there.seat_role) == ("coming", "lead")
    assert asked("R08").answer == "gone"
    late = answer(daniel, "R08", "yes")
    assert late.status_code == 422 and "Somebody else goes, so you are free that day." in late.text
    assert "Somebody else goes, so you are free." in daniel.read(f"/cover/{asked('R08').id}")
    news = mails("cover_news")
    assert "Adaeze goes to the Short Breaks Commissioning Group" in news[bryony.person_id]
    assert "You are not needed at the Short Breaks Commissioning Group" in news[code("R08")]
    assert mails("cover_asked")[code("R08")] == "answered already, or not needed any more"
    page = bryony.read(f"/meetings/{meeting}/cover")
    assert "Adaeze Okonjo Goes" in page and "Adaeze goes." in page and "Ask them" not in page
    [group] = rows(ChangeGroup, ChangeGroup.act == "answer_cover")
    adaeze.post(f"/undo/{group.id}")
    assert (asked("R05").answer, asked("R08").answer) == ("", "")
    assert not rows(Attendance, Attendance.id == there.id, Attendance.binned_at.is_null())


def test_whoever_went_can_log_the_meeting(visit, meeting, monkeypatch):
    bryony, adaeze = visit("bryony"), visit("adaeze")
    ask(bryony, meeting, "R05")
    answer(adaeze, "R05", "yes")
    monkeypatch.setenv("FORUM_CLOCK", "2027-01-13T15:00")
    assert "Log a meeting Short Breaks Commissioning Group" in adaeze.read(f"/meetings/{meeting}/log")
    assert visit("daniel").get(f"/meetings/{meeting}/log").status_code == 403
    assert "Thank you for going. Log it" in adaeze.read(f"/cover/{asked('R05').id}")


def test_a_no_and_one_taken_back_make_room_for_somebody_else(visit, meeting):
    bryony, adaeze = visit("bryony"), visit("adaeze")
    ask(bryony, meeting, "R05", "R08")
    assert "Two people are thinking it over." in bryony.read(f"/meetings/{meeting}/cover")
    bryony.get(f"/meetings/{meeting}/cover")
    full = bryony.post(f"/meetings/{meeting}/cover", {"person": [code("R22")]})
    assert full.status_code == 422 and "Choose fewer, or wait for an answer." in full.text
    answer(adaeze, "R05", "no")
    assert "Adaeze cannot go to the Short Breaks" in mails("cover_news")[bryony.person_id]
    bryony.get(f"/meetings/{meeting}/cover")
    assert bryony.post(f"/cover/{asked('R08').id}/withdraw", {"form_key": "back"}).status_code == 303
    page = bryony.read(f"/meetings/{meeting}/cover")
    assert "Adaeze Okonjo Cannot Daniel Osei-Bonsu Not needed any more" in page
    assert "Two at once at most" in page
    assert "Adaeze Okonjo Chose" not in page and "Daniel Osei-Bonsu Chose" in page
    assert bryony.post(f"/cover/{asked('R05').id}/withdraw", {"form_key": "x"}).status_code == 422


def test_nobody_is_asked_who_could_not_sit_there(visit, meeting):
    bryony = visit("bryony")
    change(Agreement, Agreement.person == code("R05"), ends_at="2026-11-24 08:00:00")
    for people, words in (
        (("R05",), "Adaeze has no current confidentiality agreement"),
        (("R24",), "Ruth is paused at the moment"),
        ((), "Choose one or two people."),
        (("R08", "R22", "R11"), "Choose fewer, or wait for an answer."),
    ):
        refused = ask(bryony, meeting, *people)
        assert refused.status_code == 422 and words in refused.text, people
    assert not rows(CoverAsk) and not rows(Mail, Mail.kind == "cover_asked")
