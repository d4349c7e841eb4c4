"""The rep's and the coordinator's digests, word for word, and what they must not say."""

import pytest

from forum_app.clock import parse
from forum_app.features.digests.for_coordinator import coordinator_facts
from forum_app.features.digests.for_reps import rep_facts
from forum_app.features.digests.mail import preview, trial
from forum_app.features.digests.words import sections
from forum_app.mail.kinds import Occasion
from forum_app.models.control import Marking, NamedPerson
from forum_app.models.meetings import Attendance, Decision, Meeting, OutcomeFeedback
from forum_app.models.money import Thanks
from forum_app.permissions.errors import NotAllowed
from forum_app.permissions.roles import viewer_for
from tests.demo.build import NOW
from tests.digests.copies import addresses, plain, stored, words_of_html, words_of_text
from tests.statements import counted
from tests.story import code
from tests.web.browse import change, rows

READERS = {"becky": ("R06", "rep"), "craig": ("R15", "rep"), "bryony": ("S1", "coordinator")}
WEEK = parse("2026-11-15 18:00"), parse("2026-11-22 18:00")


@pytest.mark.parametrize("who", READERS)
def test_it_reads_as_the_stored_copy_and_text_and_html_say_the_same(demo_app, who):
    person, kind = READERS[who]
    assert plain(preview(code(person), NOW, kind)) == stored(who)
    viewer = viewer_for(code(person), NOW)
    made = trial(
        kind, Occasion(viewer, NOW, "http://127.0.0.1:8000", "The forum", person_id=viewer.person_id)
    )
    assert addresses(made.text) == addresses(made.html)
    assert sorted(words_of_text(made.text)) == sorted(words_of_html(made.html))


def said(key: str, person: str = "R06", moments=WEEK) -> str:
    viewer = viewer_for(code(person), NOW)
    facts = (coordinator_facts if person == "S1" else rep_facts)(viewer, *moments)
    found = [section for section in sections(facts) if section.key == key]
    return "".join(piece.text for piece in found[0].pieces) if found else ""


def test_what_came_back_and_what_was_decided_is_told_and_nothing_of_what_is_closed(demo_app):
    meeting, becky = code("M26"), code("R06")
    change(
        Decision,
        Decision.id == code("D04"),
        board=code("B07"),
        kind="decision",
        decided_on=NOW.date(),
        asked_on=None,
    )
    change(Thanks, Thanks.id.in_([rows(Thanks)[0].id]), person=becky, day=parse("2026-11-20 09:00").date(),
           from_words="Judith Farrow", text="Not to be read in a mail")  # fmt: skip
    assert said("came-back") == "Thanks from Judith Farrow."
    assert said("settled").endswith(" (Short Breaks).") and "transport appeals" in said("settled")
    assert "Log Short Breaks, Wed 11 Nov." in said("to-do")
    tender = rows(Marking, Marking.name == "Tender papers")[0].id
    change(Decision, Decision.id == code("D04"), marking=tender, level="restricted")
    change(Meeting, Meeting.id == meeting, marking=tender)
    assert said("settled") == said("to-do") == ""


def test_news_that_is_late_names_no_closed_meeting_in_a_mail(demo_app):
    olu, tender = code("R09"), rows(Marking, Marking.name == "Tender papers")[0].id
    [late] = rows(OutcomeFeedback, OutcomeFeedback.id == code("F03"))
    change(Attendance, Attendance.meeting == late.meeting_id, person=olu, state="present")
    change(NamedPerson, NamedPerson.marking == tender, person=olu)
    assert "News of" in said("owed", "R09")
    for name in ("second_meeting", "meeting"):
        change(Meeting, Meeting.id == getattr(late, f"{name}_id"), marking=tender)
        assert "News of" not in said("owed", "R09"), name


def test_a_reply_is_no_longer_asked_for_once_it_is_given(visit):
    craig, transport = visit("craig"), f"/meetings/{code('M33')}"
    assert said("coming", "R15") == "Fri 27 Nov, 10:00 Transport: say whether you can come."
    craig.get(transport)
    craig.post(f"{transport}/reply", {"reply": "coming", "form_key": craig.form_key()})
    assert said("coming", "R15") == "Fri 27 Nov, 10:00 Transport: nothing more to do before it."


def test_each_is_for_its_own_readers_and_costs_a_fixed_number_of_statements(demo_app):
    for person, kind in (("R06", "coordinator"), ("S1", "rep"), ("R03", "coordinator")):
        with pytest.raises(NotAllowed):
            preview(code(person), NOW, kind)
    for person, facts in (("R01", rep_facts), ("S1", coordinator_facts)):
        viewer = viewer_for(code(person), NOW)
        facts(viewer, *WEEK)  # the first time in a process also writes the statements out
        with counted() as found:
            facts(viewer, *WEEK)
        assert len(found) <= 24
