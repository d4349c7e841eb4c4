"""The weekly digest of the steering group, word for word, for three who may read different things."""

import re

import pytest

from forum_app.clock import parse
from forum_app.features.digests.mail import preview
from forum_app.features.digests.queries import steering_facts
from forum_app.features.digests.words import headline, not_shown, sections
from forum_app.models.boards import Seat
from forum_app.models.control import Marking
from forum_app.models.coproduction import Promise, YouSaid
from forum_app.models.meetings import Decision, Escalation, Meeting, OutcomeFeedback
from forum_app.models.post import Mail
from forum_app.permissions.errors import NotAllowed, NotFound
from forum_app.permissions.roles import viewer_for
from tests.demo.build import NOW
from tests.digests.copies import addresses, plain, stored, words_of_html, words_of_text
from tests.statements import counted
from tests.story import code
from tests.web.browse import change, rows

READERS = {"priya": "R01", "hannah": "R02", "gwen": "R03"}


@pytest.mark.parametrize("who", READERS)
def test_it_reads_as_the_stored_copy(demo_app, who):
    assert plain(preview(code(READERS[who]), NOW)) == stored(who)


@pytest.mark.parametrize("who", READERS)
def test_text_and_html_say_the_same_and_lead_to_the_same_pages(letter, who):
    made = letter(READERS[who])
    assert addresses(made.text) == addresses(made.html)
    assert len(addresses(made.text)) >= 15
    text, html = words_of_text(made.text), words_of_html(made.html)
    assert sorted(text) == sorted(html)


def test_it_shows_no_address_of_anybody_and_loads_nothing_from_elsewhere(letter):
    for person in READERS.values():
        made = letter(person)
        assert "@" not in re.sub(r"@media", "", made.text + made.html)
        assert not re.search(r"<img|<link|<script|src=|url\(", made.html)
        assert {address.split("/")[2] for address in addresses(made.html)} == {"127.0.0.1:8000"}
        assert len((made.text + made.html).encode()) < 60_000
        assert made.subject == "Test: Aldermere PCF, this week (24 Nov)"


def test_only_the_steering_group_and_the_team_read_it(demo_app):
    for person in ("R06", "R12"):
        with pytest.raises(NotAllowed):
            preview(code(person), NOW)
    assert "No decision waits for you." in preview(code("S1"), NOW)
    with pytest.raises(NotFound):
        preview("rec00000000000000", NOW)


def test_what_becky_logs_is_named(visit, demo_app):
    becky, meeting = visit("becky"), code("M26")
    becky.get(f"/meetings/{meeting}/log")
    form = {"attended": "there", "minutes": "90", "text": "Nobody is to read this in a mail."}
    answer = becky.post(f"/meetings/{meeting}/log", {"form_key": becky.form_key(), **form})
    assert answer.status_code == 303, answer.text
    for who, person in READERS.items():
        text = plain(preview(code(person), NOW))
        assert "Short Breaks [10]; Speech, Language [11]" in text, who
        assert "Nobody is to read" not in text


def facts(person: str = "R01"):
    viewer = viewer_for(code(person), NOW)
    return steering_facts(viewer, *week())


def week():
    return parse("2026-11-17 10:00"), parse("2026-11-24 10:00")


def said(key: str, person: str = "R01") -> str:
    found = [section for section in sections(facts(person)) if section.key == key]
    return "".join(piece.text for piece in found[0].pieces) if found else ""


def test_a_meeting_that_is_itself_marked_is_not_named_to_those_who_may_open_it(demo_app):
    tender = rows(Marking, Marking.name == "Tender papers")[0].id
    ahead, logged = code("M32"), code("M31")
    before = said("coming")
    change(Meeting, Meeting.id.in_([ahead, logged]), marking=tender)
    for person in ("R01", "R03"):
        assert "CAMHS" not in said("logged", person)
        assert said("coming", person) != before
    assert facts("R01").restricted == 1


def test_what_was_said_at_a_meeting_that_is_itself_marked_is_not_named(demo_app):
    tender = rows(Marking, Marking.name == "Tender papers")[0].id
    meeting = code("M31")
    change(Decision, Decision.id == code("D04"), meeting=meeting)
    change(YouSaid, YouSaid.outcome == "done", meeting=meeting)
    assert "appeals" in said("decide") and "Kestrel" in said("good-news")
    change(Meeting, Meeting.id == meeting, marking=tender)
    assert said("decide") == "One question is kept out of mail: open it."
    assert "Kestrel" not in said("good-news")
    assert said("decide", "R03") == ""


def test_an_embargo_is_counted_only_after_its_time(demo_app):
    letter_marking = rows(Marking, Marking.name == "Inspection letter")[0].id
    assert not_shown(facts("R02")) == "1 restricted and 1 board-only item are not shown."
    change(Marking, Marking.id == letter_marking, level="restricted", embargoed_until=NOW)
    assert not_shown(facts("R02")) == "2 restricted and 1 board-only items are not shown."
    change(Marking, Marking.id == letter_marking, level="public")
    assert not_shown(facts("R02")) == "1 restricted and 1 board-only item are not shown."
    change(Marking, Marking.id != "", binned_at=NOW)
    assert not_shown(facts("R02")) == ""


def test_a_seat_with_somebody_named_to_follow_is_no_worry(demo_app):
    assert said("seats").startswith("EHC Plan Quality loses a rep on 18 Dec, nobody named yet.")
    change(Seat, Seat.person == code("R14"), successor=code("R16"))
    assert "loses a rep" not in said("seats")


def test_a_board_that_loses_its_only_person_has_nobody(demo_app):
    change(Seat, Seat.board == code("B12"), person=None)
    assert "High Needs has nobody." in said("seats")
    assert "Short Breaks and Transport each rest on one person." in said("seats")


def test_what_is_answered_is_not_past_due(demo_app):
    assert said("past-due").startswith("Late papers at the transport group: no answer since 20 Nov.")
    change(Escalation, Escalation.id != "", answered_on=NOW.date())
    change(OutcomeFeedback, OutcomeFeedback.code == "F04", given_on=NOW.date())
    assert said("past-due") == "Outcome feedback is late from ACC (3 meetings)."
    change(OutcomeFeedback, OutcomeFeedback.code.in_(["F02", "F03"]), given_on=NOW.date())
    assert said("past-due") == ""


def test_good_news_is_this_terms_newest_and_the_promise_quotes_its_owner(demo_app):
    assert said("good-news").endswith("12 you-said entries, target 15.")
    change(Promise, Promise.progress == 12, progress=13)
    assert said("good-news").endswith("13 you-said entries, target 15.")
    change(YouSaid, YouSaid.outcome == "done", outcome="part")
    assert said("good-news") == "13 you-said entries, target 15."


def test_a_week_without_anything_has_only_what_stands(demo_app):
    assert headline(facts("R22")) == "No decision waits for you."
    assert said("decide", "R22") == ""


def test_building_it_costs_the_same_whatever_there_is_to_say(demo_app):
    viewer = viewer_for(code("R01"), NOW)
    steering_facts(viewer, *week())  # the first time in a process also writes the statements out
    with counted() as usual:
        steering_facts(viewer, *week())
    change(Meeting, Meeting.day > NOW.date(), day=NOW.date(), starts_at=NOW.replace(hour=15))
    with counted() as more:
        steering_facts(viewer, *week())
    assert len(more) == len(usual) <= 24


def test_looking_writes_nothing_and_queues_nothing(demo_app):
    preview(code("R01"), NOW)
    assert not rows(Mail)
