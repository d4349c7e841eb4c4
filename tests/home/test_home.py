"""Home by role, as the demo's people find it, and moved by one row at a time."""

import re
from datetime import date

from forum_app.models.boards import Seat
from forum_app.models.control import NamedPerson
from forum_app.models.coproduction import Consultation, Promise, YouSaid
from forum_app.models.meetings import (
    Attendance,
    Decision,
    Escalation,
    Meeting,
    OutcomeFeedback,
    PartnerCount,
    ReservedAnswer,
)
from forum_app.models.people import Declaration
from tests.statements import counted
from tests.story import code
from tests.web.browse import change, path_of, rows


def test_becky_sees_her_next_meeting_and_what_she_needs_in_order_to_go(visit):
    page = visit("becky").read("/")
    assert "Good morning, Becky Tuesday 24 November" in page
    assert "in 7 weeks Wednesday 13 January 10:30 to 12:00, in person" in page
    assert "Short Breaks Commissioning Group Aim: agree which short breaks families need most" in page
    assert "County Hall, Brackenford Step-free. Hearing loop. No quiet room." in page
    assert "Leave by 9:45, home by 12:45." in page
    assert "Papers are due on Wed 6 January Last time they came 2 days late." in page
    assert "Restricted: you, Priya, Bryony" in page
    assert "You, for the forum No deputy for this seat yet The council chairs." in page
    assert "Can you come? Yes Maybe No" in page


def test_becky_sees_what_waits_for_her_and_what_is_owed_to_her(visit):
    becky = visit("becky")
    page = becky.read("/")
    assert "From you Short Breaks, Wed 11 November Nobody is marked as there. Were you?" in page
    assert f'href="/meetings/{code("M26")}/log"' in becky.page
    assert "ahead of the new contract. Agenda, papers and replies" in page
    assert "Interests form Late, due 2 Oct Tell the coordinator. “Nothing to declare” is an answer." in page
    assert "A deputy for your seat Tomasz is looking, by Tue 8 December." in page
    assert "What the short breaks survey found 58 families answered the council." in page
    assert "It closed on Fri 20 November; nothing shared yet." in page
    assert "Since September you gave 3 h 35 min . £111.95 came back, paid on 23 October." in page


def test_the_names_on_a_restricted_list_are_for_those_on_it(visit):
    becky = visit("becky")
    change(NamedPerson, NamedPerson.person == becky.person_id, binned_at="2026-11-24 08:00:00")
    page = becky.read("/")
    assert "Restricted" not in page
    assert "Papers are due on Wed 6 January" in page


def test_a_tap_on_yes_is_answered_on_home_itself(visit):
    becky = visit("becky")
    becky.read("/")
    sent = {"reply": "coming", "from": "home", "form_key": becky.form_key()}
    meeting = re.search(r'action="/meetings/(\w+)/reply"', becky.page)[1]
    answered = becky.post(f"/meetings/{meeting}/reply", sent, htmx=True)
    assert answered.status_code == 200
    assert answered.text.startswith('<section id="reply"')
    assert "You are coming" in answered.text
    assert "You are coming" in becky.read("/")


def test_without_script_the_answer_leads_back_home(visit):
    becky = visit("becky")
    becky.read("/")
    sent = {"reply": "not_coming", "from": "home", "form_key": becky.form_key()}
    meeting = re.search(r'action="/meetings/(\w+)/reply"', becky.page)[1]
    answered = becky.post(f"/meetings/{meeting}/reply", sent)
    assert (answered.status_code, path_of(answered.headers["Location"])) == (303, "/")
    assert "You cannot come You can change it until the meeting starts." in becky.read("/")


def test_the_things_owed_go_when_they_came(visit):
    becky = visit("becky")
    change(Consultation, Consultation.code == "Q04", results_shared=True)
    change(Seat, Seat.board == code("B07"), Seat.role == "deputy", person=code("R16"))
    change(Declaration, Declaration.person == becky.person_id, due_on=date(2026, 11, 24))
    page = becky.read("/")
    assert "survey found" not in page
    assert "No deputy" not in page
    assert "Interests form" not in page
    assert "Owed to you Nothing is late for you." in page


def test_who_could_not_go_has_said_so_by_opening_the_form(visit):
    becky = visit("becky")
    becky.read("/")
    assert f'/meetings/{code("M26")}/log?attended=apologies"' in becky.page
    becky.read(f"/meetings/{code('M26')}/log?attended=apologies")
    ticked = re.search(r'<input type="radio"[^>]*value="apologies"[^>]*>', becky.page)[0]
    assert " checked" in ticked


def test_a_deputy_nobody_looks_for_is_said_so(visit):
    change(Decision, Decision.code == "A09", state="done")
    assert "A deputy for your seat Nobody is looking yet." in visit("becky").read("/")


def test_olu_is_owed_news_of_the_panel_he_was_at(visit):
    page = visit("olu").read("/")
    assert "What came of EHC Plan Quality, 14 September 15 days late" in page
    assert "The council owes you this news since Mon 9 November." in page
    change(OutcomeFeedback, OutcomeFeedback.code == "F03", given_on=date(2026, 11, 23))
    page = visit("olu").read("/")
    assert "15 days late" not in page
    assert "What came of EHC Plan Quality, 14 September News came Mon 23 Nov" in page


def test_ellie_is_told_that_her_seat_ends(visit):
    assert "Your seat ends on Fri 18 December" in visit("ellie").read("/")


def test_craig_has_his_late_action_before_him(visit):
    assert "List routes over 75 minutes. Late, due 23 Oct" in visit("craig").read("/")


def test_someone_without_a_seat_is_shown_where_to_look(visit):
    assert "You have no seat on a board yet" in visit("leon").read("/")


def test_no_rep_reads_the_forums_sums_at_home(visit):
    for who in ("becky", "olu", "leon"):
        page = visit(who).read("/")
        assert "133 h" not in page
        assert "£424.80" not in page
        assert "Did partners keep" not in page


def test_priya_reads_the_week_in_one_screen(visit):
    page = visit("priya").read("/")
    assert "One decision needs you by Thursday. Since September: 31 meetings on 15 boards, our own" in page
    assert "Please decide by Thu 26 Nov Should the forum support the transport appeals wording?" in page
    assert "Craig asked on Fri 20 Nov. 1 of 3 has answered. Read it and answer" in page
    assert "Given 133 h 55 min" in page
    assert (
        "Meetings 73 h 45 min Reading 25 h 55 min Panels and events 24 h 45 min Travel, briefing 9 h 30"
        in page
    )
    assert "Paid £424.80 Approved, on its way £182.35 Training received 3 h 30 min People thanked 8" in page
    assert "News of what changed 5 of 8" in page
    assert "7 people gave time and have had no money, training or thanks yet." in page
    assert "3 interests forms overdue." in page
    assert "Planning forms used 3 of 5 15 you-said entries 12 of 15" in page
    assert "Waits by age, monthly Not kept Appeals wording agreed At risk" in page


def test_seats_are_in_the_order_of_need(visit):
    page = visit("hannah").read("/")
    assert "Seats 21 of 22 active, 6 deputies EHC Plan Quality" in page
    for words in ("ends 18 Dec Short Breaks", "one person High Needs", "ends 25 Mar Co-production"):
        assert words in page
    change(Seat, Seat.board == code("B10"), Seat.ends_on == date(2026, 12, 18), successor=code("R17"))
    assert "Seats 21 of 22 active, 6 deputies Short Breaks" in visit("hannah").read("/")


def test_clocks_by_partner_stand_beside_their_marks(visit):
    priya = visit("priya")
    page = priya.read("/")
    kept = [
        "Council Council: notice kept 12 of 16 Filled is kept, hollow is missed. 12 of 16",
        "NHS ICB: papers kept 0 of 4",
        "All 27 of 31 14 of 31",
    ]
    for words in kept:
        assert words in page
    change(Meeting, Meeting.code == "M09", invited_on=date(2026, 9, 11))
    page = priya.read("/")
    assert "Council: notice kept 13 of 16" in page
    assert "All 28 of 31 14 of 31" in page


def test_what_was_raised_is_told_with_how_late_it_is(visit):
    page = visit("priya").read("/")
    assert "Late papers at the transport group An answer was due on 20 November 4 days late" in page
    assert "News of what changed: council 3 meetings, the oldest on 14 September 43 days late" in page
    assert "News of what changed: ICB 1 meeting, on 17 September 40 days late" in page
    assert "No health at Co-production An answer is due on 2 December Open" in page
    change(Escalation, Escalation.due_on == date(2026, 11, 20), answered_on=date(2026, 11, 23))
    assert "transport group" not in visit("priya").read("/")


def test_the_coming_days_say_what_hangs_in_the_balance(visit):
    page = visit("hannah").read("/")
    assert "Thu 26 Nov Local Offer Fri 27 Nov Transport Mon 30 Nov Plan Board papers are late" in page
    assert "Wed 2 Dec Co-production if health attends" in page
    assert "Good news Kestrel changed its waiting letter after Amara and Nikesh spoke." in page
    change(PartnerCount, PartnerCount.maybe == 1, yes=1, maybe=0)
    change(
        Meeting, Meeting.board == code("B03"), Meeting.day == date(2026, 11, 30), papers_on=date(2026, 11, 24)
    )
    page = visit("hannah").read("/")
    assert "if health attends" not in page
    assert "papers are late" not in page


def test_an_answered_decision_asks_no_more(visit):
    priya = visit("priya")
    priya.read("/")
    mine = (ReservedAnswer.decision == code("D04")) & (ReservedAnswer.person == priya.person_id)
    change(ReservedAnswer, mine, answer="support")
    page = priya.read("/")
    assert "needs you" not in page
    assert "You have answered. 2 of 3 have answered." in page


def test_a_steering_members_own_things_come_first_in_the_page(visit):
    priya = visit("priya")
    page = priya.read("/")
    assert page.index("From you Agree who sees the inspection letter.") < page.index("Please decide")
    assert "By Fri 27 Nov Embargoed" in page


def test_a_promise_of_another_term_waits_its_turn(visit):
    change(Promise, Promise.short_text == "Planning forms used", due_on=date(2027, 3, 25))
    page = visit("priya").read("/")
    assert "Promises for autumn 15 you-said entries" in page
    assert "Planning forms used" not in page


def test_good_news_is_of_this_term_and_done(visit):
    change(YouSaid, YouSaid.outcome == "done", published_on=date(2026, 7, 1))
    assert "Good news" not in visit("priya").read("/")


def test_bryony_sees_what_today_asks_for(visit):
    bryony = visit("bryony")
    page = bryony.read("/")
    assert "Today Tuesday 24 November Not logged yet Short Breaks, Wed 11 November" in page
    assert "Not logged yet Short Breaks, Wed 11 November Nobody marked as there" in page
    assert "Mon 30 Nov Plan Board Papers were due on Mon 23 November Papers late" in page
    assert "Send waiting times by age phase. Siobhan, Peter Okafor Board only 40 days late" in page
    assert "Should the forum support the transport appeals wording? Waits for the steering group" in page
    assert "Interview panel for the therapies lead" in page
    assert "Inspection letter Embargoed Tue 8 Dec" in page
    assert "Audit sheets" not in page
    for address in set(re.findall(r'href="(/[^"#]*)"', bryony.page)) - {"/static/favicon.svg"}:
        if not address.startswith("/static"):
            assert bryony.get(address).status_code == 200, address


def test_a_logged_meeting_leaves_bryonys_list(visit):
    bryony, becky = visit("bryony"), visit("becky")
    becky.get(f"/meetings/{code('M26')}/log")
    sent = {"attended": "there", "minutes": "90", "form_key": becky.form_key()}
    assert becky.post(f"/meetings/{code('M26')}/log", sent).status_code == 303
    assert rows(Attendance, Attendance.meeting == code("M26"))[0].state == "present"
    assert "Not logged yet" not in bryony.read("/")
    assert "Nobody is marked as there" not in becky.read("/")
    assert "Since September you gave 5 h 05 min" in becky.read("/")


def test_a_coordinator_with_a_seat_has_her_own_things_first(visit):
    bryony = visit("bryony")
    change(Seat, Seat.board == code("B07"), Seat.role == "deputy", person=bryony.person_id)
    page = bryony.read("/")
    assert "From you Short Breaks, Wed 11 November Nobody is marked as there. Were you?" in page
    assert page.index("From you") < page.index("Not logged yet")
    with counted() as statements:
        bryony.get("/")
    assert len(statements) <= 18
