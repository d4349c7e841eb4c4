"""An agenda that reps write too, papers that are closed with a reason, read as work, and asked about."""

import re

import pytest

from forum_app.db import unguarded
from forum_app.models.control import Marking, NamedPerson
from forum_app.models.meetings import AgendaItem, Meeting, Paper
from forum_app.models.money import TimeEntry
from forum_app.models.post import Mail
from tests.story import code, words
from tests.web.browse import change, rows


def meeting(board: str, day: str) -> str:
    with unguarded("a test looks"):
        return Meeting.get(Meeting.board == code(board), Meeting.day == day).id


def post(browser, path: str, **values):
    browser.get(path)
    return browser.post(path, {"form_key": browser.form_key(), **values})


@pytest.mark.requirement("ES-85")
@pytest.mark.requirement("ES-123")
def test_a_rep_proposes_an_item_and_a_late_one_needs_the_chairs_yes(visit):
    becky, ahead = visit("becky"), meeting("B07", "2027-01-13")
    assert "Propose an item" in becky.read(f"/meetings/{ahead}")
    shown = becky.get(f"/meetings/{ahead}/items/new").text
    assert 'value="APCF (Becky)"' in shown and "As usual here. Restricted: you" in words(shown)
    form = {"title": "Saturday clubs", "proposed_by": "APCF (Becky)", "level": "members"}
    answer = becky.follow(post(becky, f"/meetings/{ahead}/items/new", **form))
    assert "Added to the agenda" in words(answer.text)
    assert "Saturday clubs APCF (Becky)" in becky.read(f"/meetings/{ahead}") and "Late" not in answer.text
    assert visit("craig").get(f"/meetings/{ahead}/items/new").status_code in {403, 404}

    jo, soon = visit("jo"), meeting("B09", "2026-11-26")
    answer = jo.follow(post(jo, f"/meetings/{soon}/items/new", title="Escorts", level="members"))
    assert "Added, late: it needs the chair’s yes" in words(answer.text)
    bryony, item = visit("bryony"), rows(AgendaItem, AgendaItem.title == "Escorts")[0].id
    assert "Late: needs the chair’s yes The chair says yes" in bryony.read(f"/meetings/{soon}")
    bryony.post(f"/agenda-items/{item}/chair", {"agreed": "yes"})
    assert "Late, the chair agreed" in jo.read(f"/meetings/{soon}")


def test_items_are_changed_ordered_and_taken_out(visit):
    bryony, ahead = visit("bryony"), meeting("B02", "2026-12-02")

    def titles() -> list[str]:
        kept = rows(AgendaItem, AgendaItem.meeting == ahead, AgendaItem.binned_at.is_null())
        return [row.title for row in kept]

    first, second = sorted(rows(AgendaItem, AgendaItem.meeting == ahead), key=lambda row: row.position)[:2]
    bryony.post(f"/agenda-items/{second.id}/move", {"way": "up"})
    agenda = bryony.read(f"/meetings/{ahead}").partition("Agenda")[2]
    assert agenda.index("Actions") < agenda.index("Welcome, who is who")
    post(bryony, f"/agenda-items/{first.id}/edit", title="Welcome", level="members", proposed_by="ACC")
    assert "Welcome" in titles()
    bryony.post(f"/agenda-items/{first.id}/remove", {})
    assert "Welcome" not in titles()


def test_a_paper_that_leaves_a_closed_item_stays_as_closed_as_that_was(visit):
    bryony, ahead = visit("bryony"), meeting("B02", "2026-12-02")
    closed = {
        "level": "restricted",
        "reason": "tender open",
        "people": [code("R01")],
        "review_on": "30 4 2027",
    }
    post(bryony, f"/meetings/{ahead}/items/new", title="The tender", **closed)
    [item] = rows(AgendaItem, AgendaItem.title == "The tender")
    post(bryony, f"/meetings/{ahead}/papers/new", title="Bids", level="members", agenda_item=item.id)
    [paper] = rows(Paper, Paper.title == "Bids")
    assert paper.marking_id is None and visit("craig").get(f"/papers/{paper.id}").status_code == 404
    priya = visit("priya")
    answer = post(priya, f"/papers/{paper.id}/edit", title="Bids", level="members", agenda_item="")
    assert answer.status_code == 303 and rows(Paper, Paper.title == "Bids")[0].agenda_item_id is None
    assert visit("craig").get(f"/papers/{paper.id}").status_code == 404
    assert rows(Paper, Paper.title == "Bids")[0].marking_id == item.marking_id
    change(Paper, Paper.id == paper.id, agenda_item=item.id, level="board",
           marking=rows(Marking, Marking.level == "board")[0].id)  # fmt: skip
    answer = post(priya, f"/papers/{paper.id}/edit", title="Bids", level="board", agenda_item="")
    assert answer.status_code == 422 and "so it stays there" in words(answer.text)


def test_a_paper_is_not_led_out_of_a_closed_item_by_undoing(visit):
    craig, bryony, ahead = visit("craig"), visit("bryony"), meeting("B09", "2026-11-26")
    jo = visit("jo")
    post(jo, f"/meetings/{ahead}/papers/new", title="Routes", level="members", issued_on="24 11 2026")
    post(bryony, f"/meetings/{ahead}/items/new", title="Costs", level="members")
    [item], [paper] = rows(AgendaItem, AgendaItem.title == "Costs"), rows(Paper, Paper.title == "Routes")
    answer = post(jo, f"/papers/{paper.id}/edit", title="Routes", level="members", agenda_item=item.id)
    undo = re.search(r'action="(/undo/[^"]+)"', jo.follow(answer).text)[1]
    board = rows(Marking, Marking.level == "board")[0].id
    change(AgendaItem, AgendaItem.id == item.id, level="board", marking=board)
    change(Marking, Marking.id == board, board=code("B09"))
    assert (
        craig.get(f"/papers/{paper.id}").status_code == 404
        and jo.get(f"/papers/{paper.id}").status_code == 200
    )
    refused = jo.post(undo)
    assert rows(Paper, Paper.id == paper.id)[0].agenda_item_id == item.id, words(refused.text)[:300]
    assert craig.get(f"/papers/{paper.id}").status_code == 404


@pytest.mark.requirement("ES-93")
def test_closing_a_paper_needs_reason_people_and_a_day(visit):
    bryony, ahead = visit("bryony"), meeting("B02", "2026-12-02")
    path = f"/meetings/{ahead}/papers/new"
    for missing, said in (
        ({"reason": ""}, "Say why it is closed, in a line."),
        ({"people": []}, "Name at least one person who may see it."),
        ({"review_on": "1 1 2026"}, "Give a day within a year"),
        ({}, ""),
    ):
        form = {"title": "Scores", "level": "restricted", "reason": "tender open", "people": [code("R01")],
                "review_on": "30 4 2027", "issued_on": "24 11 2026"}  # fmt: skip
        told = post(bryony, path, **{**form, **missing})
        assert told.status_code == (422 if said else 303)
        assert said in words(told.text)
    paper = rows(Paper, Paper.title == "Scores")[0]
    marking = rows(Marking, Marking.id == paper.marking_id)[0]
    assert (marking.level, marking.reason) == ("restricted", "tender open")
    named = {row.person_id for row in rows(NamedPerson, NamedPerson.marking == marking.id)}
    assert named == {code("R01"), bryony.person_id}
    assert visit("priya").get(f"/papers/{paper.id}").status_code == 200
    assert visit("hannah").get(f"/papers/{paper.id}").status_code == 404
    assert "Scores" not in visit("hannah").read(f"/meetings/{ahead}")


@pytest.mark.requirement("ES-124")
@pytest.mark.requirement("ES-86")
def test_a_paper_is_read_as_work_and_asked_about_in_two_taps(visit):
    priya, held = visit("priya"), meeting("B02", "2026-12-02")
    paper = next(
        row for row in rows(Paper, Paper.meeting == held) if row.title == "Transport, on one page"
    ).id
    change(Paper, Paper.id == paper, issued_on="2026-11-26")
    path = f"/papers/{paper}"
    assert "6 days ahead, 1 day late" in priya.read(path)
    assert "Transport, on one page , 6 days ahead, 1 day late" in priya.read(f"/meetings/{held}")
    priya.get(path)
    wrong = priya.post(f"{path}/read", {"minutes": "other", "other_minutes": ""})
    assert wrong.status_code == 422 and "Write minutes as 20 or 1:10" in words(wrong.text)
    priya.get(path)
    priya.follow(priya.post(f"{path}/read", {"form_key": priya.form_key(), "minutes": "30"}))
    entry = rows(TimeEntry, TimeEntry.meeting == held, TimeEntry.person == priya.person_id)[0]
    assert (entry.kind, entry.minutes, entry.state) == ("reading", 30, "to_confirm")
    assert "You have read it" in priya.read(path) and "read by you" in priya.read(f"/meetings/{held}")

    answer = priya.post(f"{path}/question", {"kind": "jargon", "text": "What is a designated route?"})
    assert "The coordinator will answer" in words(priya.follow(answer).text)
    assert "designated route" not in visit("hannah").read(path)
    bryony = visit("bryony")
    assert "What is a designated route? Priya Raghunathan" in bryony.read(path)
    assert "designated route? Priya Raghunathan" in bryony.read("/paper-questions")
    bryony.read(path)
    question = bryony.page.partition("/paper-questions/")[2].partition("/answer")[0]
    bryony.post(f"/paper-questions/{question}/answer", {"answer": "A road the council checked."})
    assert "Answer: A road the council checked." in priya.read(path)
    mails = rows(Mail, Mail.kind == "paper_answered")
    assert [mail.person_id for mail in mails] == [priya.person_id]
    assert "Nothing to answer" in bryony.read("/paper-questions")
    shown = priya.read(f"/mail/{mails[0].id}")
    assert "You asked about a paper, and there is an answer." in shown and "road" not in shown
