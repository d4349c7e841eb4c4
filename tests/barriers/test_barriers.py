"""What stands in the way: named from a meeting, owned by two, raised higher, and answered."""

import re

import pytest

from forum_app import clock
from forum_app.models.boards import Board
from forum_app.models.control import NamedPerson
from forum_app.models.meetings import AgendaItem, Barrier, Escalation, Meeting
from forum_app.models.organisations import Contact
from forum_app.models.post import Mail
from tests.story import code, main_of
from tests.web.browse import change, rows


@pytest.mark.requirement("ES-46")
def test_a_rep_names_a_barrier_from_the_meeting_page_in_two_taps_and_one_line(visit):
    craig, meeting = visit("craig"), code("M21")
    craig.read(f"/meetings/{meeting}")
    page = re.search(r'href="(/meetings/[^"]+/barrier)"', craig.page)[1]  # the first tap
    assert "Seen by those with a seat on" in craig.read(page)
    assert craig.post(page, {"text": ""}).status_code == 422
    answer = craig.post(page, {"form_key": craig.form_key(), "text": "No lift to the room."})  # the second
    address = answer.headers["Location"]
    seen = main_of(craig.follow(answer).text)
    assert (
        "No lift to the room." in seen
        and "Of ours Craig Hebblethwaite" in seen
        and "Of theirs Nobody yet" in seen
    )
    assert "No lift to the room." in visit("gwen").read("/barriers"), "the steering group reads it"
    assert visit("becky").get(address).status_code == 404, "somebody without a seat there does not"
    assert (
        visit("becky").get(page).status_code in {403, 404}
        or visit("becky").post(page, {"text": "Mine too."}).status_code == 403
    )


def test_a_barrier_gets_its_two_owners_is_mitigated_closed_with_what_was_learnt_and_opened_again(visit):
    bryony = visit("bryony")
    [barrier] = rows(Barrier, Barrier.state == "open")
    address, [sam] = f"/barriers/{barrier.id}", rows(Contact, Contact.name == "Sam Ridley")
    bryony.get(address)
    owners = {"owner": code("R02"), "partner_contact": sam.id, "version": "1"}
    bryony.post(f"{address}/owners", {"form_key": "owners", **owners})
    page = bryony.read(address)
    assert "Of ours Hannah Trescothick" in page and "Of theirs Sam Ridley" in page
    assert bryony.post(f"{address}/owners", {"form_key": "late", **owners, "owner": ""}).status_code == 409
    assert bryony.post(f"{address}/mitigate", {"closed": "y"}).status_code == 422
    done = {"mitigation": "Guest accounts now.", "learned": "Ask them early.", "closed": "y"}
    bryony.post(f"{address}/mitigate", {"form_key": "done", **done})
    page = bryony.read(address)
    assert "Closed" in page and "Learnt: Ask them early." in page and "Barrier closed Bryony Tasker" in page
    bryony.post(f"{address}/reopen", {"form_key": "again"})
    assert "Open" in bryony.read(address) and "It no longer stands in the way" in bryony.read(address)


def test_an_owner_who_lies_in_the_bin_stays_until_somebody_else_is_named(visit):
    bryony, [barrier] = visit("bryony"), rows(Barrier, Barrier.state == "open")
    address, [sam] = f"/barriers/{barrier.id}/owners", rows(Contact, Contact.name == "Sam Ridley")
    bryony.post(address, {"form_key": "both", "owner": code("R02"), "partner_contact": sam.id})
    change(Contact, Contact.id == sam.id, binned_at=clock.now())
    bryony.post(address, {"form_key": "one", "owner": code("R01"), "partner_contact": ""})
    [now] = rows(Barrier, Barrier.id == barrier.id)
    assert (now.owner_id, now.partner_contact_id) == (code("R01"), sam.id)
    change(Contact, Contact.id == sam.id, binned_at=None)
    bryony.post(address, {"form_key": "none", "owner": code("R01"), "partner_contact": ""})
    [now] = rows(Barrier, Barrier.id == barrier.id)
    assert now.partner_contact_id is None, "whoever sees him may take him away"


@pytest.mark.requirement("ES-115")
def test_a_rep_asks_for_it_to_be_raised_in_three_taps_and_late_ones_lead_the_digest(visit, monkeypatch):
    craig, meeting = visit("craig"), code("M21")
    craig.get(f"/meetings/{meeting}/barrier")
    craig.follow(craig.post(f"/meetings/{meeting}/barrier", {"form_key": "b", "text": "Papers come late."}))
    ask = re.search(r'href="(/barriers/[^"]+/escalate)"', craig.page)[1]  # one
    page = craig.read(ask)
    assert "Papers come late." in page and 'value="above"' in craig.page and "22 12 2026" in craig.page
    offered = {
        "text": "Papers come late.",
        "level": "above",
        "raised_with": "Local Area Inclusion Plan Board",
        "due_on": "2 12 2026",
    }
    answer = craig.post(ask, {"form_key": craig.form_key(), **offered})  # two: everything is offered
    address = answer.headers["Location"]
    page = main_of(craig.follow(answer).text)
    assert "The board above it" in page and "Holder Local Area Inclusion Plan Board" in page
    assert "Of ours Bryony Tasker" in page and "Asked to be raised higher Craig" in page
    assert [mail.person_id for mail in rows(Mail, Mail.kind == "escalation_asked")] == [code("S1")]
    monkeypatch.setenv("FORUM_CLOCK", "2026-12-05 10:00")
    digest = visit("priya").read("/digests/preview")
    assert "Papers come late" in digest.partition("Coming")[0], "past due, in the first section"
    gwen = visit("gwen")
    home, listed = gwen.read("/"), gwen.read("/escalations")
    assert "Papers come late" in home
    assert listed.index("Papers come late") and "Held by Local Area Inclusion Plan Board" in listed
    higher = {"level": "top", "raised_with": "The director", "due_on": "5 1 2027"}
    gwen.post(f"{address}/higher", {"form_key": "higher", **higher})
    page = gwen.read(address)
    assert "Holder The director" in page and "How high: A director or chief officer" in page
    gwen.post(
        f"{address}/answer",
        {"form_key": "told", "answer": "A week ahead from now.", "answered_on": "5 12 2026"},
    )
    assert "Answered 5 December" in gwen.read(address)
    assert "Papers come late" not in visit("priya").read("/digests/preview")


def test_what_was_raised_at_a_meeting_that_is_marked_later_leaves_the_digest_and_other_eyes(visit):
    from forum_app.models.control import Marking

    craig, meeting = visit("craig"), code("M21")
    craig.get(f"/meetings/{meeting}/escalate")
    sent = {"text": "Nobody answers.", "level": "board", "raised_with": "The chair", "due_on": "24 11 2026"}
    craig.post(f"/meetings/{meeting}/escalate", {"form_key": "x", **sent})
    [raised] = rows(Escalation, Escalation.title == "Nobody answers")
    change(Escalation, Escalation.id == raised.id, due_on="2026-11-01", raised_on="2026-10-30")
    assert "Nobody answers" in visit("priya").read("/digests/preview")
    [audit] = rows(Marking, Marking.name == "Audit sheets")
    change(Meeting, Meeting.id == meeting, marking=audit.id)
    assert "Nobody answers" not in visit("priya").read("/digests/preview")
    assert visit("craig").get(f"/escalations/{raised.id}").status_code == 404


def test_what_was_raised_about_an_item_that_is_closed_later_leaves_the_digest_of_its_own_readers(visit):
    from forum_app.models.control import Marking

    hannah = visit("hannah")
    item = rows(AgendaItem, AgendaItem.level == "members", AgendaItem.marking.is_null())[0]
    named = {"form_key": "b", "text": "Papers come late.", "agenda_item": item.id}
    barrier = hannah.post(f"/meetings/{item.meeting_id}/barrier", named).headers["Location"]
    ask = {"form_key": "x", "text": "Papers come late.", "level": "above", "raised_with": "The chair"}
    hannah.post(f"{barrier}/escalate", {**ask, "due_on": "24 11 2026"})
    change(Escalation, Escalation.text == "Papers come late.", due_on="2026-11-01", raised_on="2026-10-30")
    assert "Papers come late" in visit("priya").read("/digests/preview")
    [tender] = rows(Marking, Marking.name == "Tender papers")
    change(AgendaItem, AgendaItem.id == item.id, level="restricted", marking=tender.id)
    digest = visit("priya").read("/digests/preview")  # she is named: she may read it, her mail may not say it
    assert "Papers come late" not in digest and "Something that is kept out of mail" in digest
    assert "Papers come late" not in visit("gwen").read("/digests/preview")


def test_no_mail_says_what_was_raised_at_a_board_whose_reps_write_in_confidence(visit, tmp_path):
    from forum_app.config import Settings
    from forum_app.jobs import worker

    change(Board, Board.id == code("B08"), default_level="board")
    craig, meeting = visit("craig"), code("M21")
    craig.get(f"/meetings/{meeting}/escalate")
    sent = {"text": "Nobody answers.", "level": "board", "raised_with": "The chair", "due_on": "24 11 2026"}
    craig.post(f"/meetings/{meeting}/escalate", {"form_key": "x", **sent})
    worker.work(Settings("", "k" * 32, f"folder:{tmp_path}/out", "http://127.0.0.1:8000"))
    [mail] = [
        text
        for file in (tmp_path / "out").glob("*.eml")
        if "asks for something" in (text := file.read_text())
    ]
    assert "Nobody answers" not in mail and "An answer is needed by" in mail
    change(Escalation, Escalation.title == "Nobody answers", due_on="2026-11-01", raised_on="2026-10-30")
    digest = visit("priya").read("/digests/preview")
    assert "Nobody answers" not in digest and "Something that is kept out of mail" in digest


def test_what_is_about_a_closed_item_is_read_by_those_of_the_item_and_in_nobodys_list(visit):
    becky, item = visit("becky"), rows(AgendaItem, AgendaItem.title == "Tender scoring")[0]
    page = f"/meetings/{item.meeting_id}/barrier"
    marking = item.marking_id
    assert f">{item.title}</option>" in becky.get(page).text
    sent = {"form_key": "closed", "text": "We were not heard.", "agenda_item": item.id}
    address = becky.post(page, sent).headers["Location"]
    [kept] = rows(Barrier, Barrier.text == "We were not heard.")
    assert kept.marking_id == marking and f"It is about {item.title}." in becky.read(address)
    ask = {"form_key": "up", "text": "Please.", "level": "above", "raised_with": "x", "due_on": "5 1 2027"}
    raised = becky.post(f"{address}/escalate", ask).headers["Location"]
    on_it = {row.person_id for row in rows(NamedPerson, NamedPerson.marking == marking)}
    for name in ("gwen", "priya", "hannah", "bryony", "leon"):
        other = visit(name)
        told = 200 if other.person_id in on_it else 404
        assert (other.get(address).status_code, other.get(raised).status_code) == (told, told), name
        if told == 404:
            assert "We were not heard." not in other.read("/barriers") and "Please." not in other.read(
                "/escalations"
            )
            assert "Please." not in other.read("/") and other.get(f"/why{address}").status_code == 404
    assert "Only the people named" in becky.read(f"/why{address}")
    [kept] = rows(Escalation, Escalation.barrier == kept.id)
    assert (kept.marking_id, kept.agenda_item_id) == (marking, item.id)
