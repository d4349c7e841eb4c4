"""A meeting's page: what it says, to whom, and what one can do there."""

import pytest

from forum_app.models.meetings import Attendance, Decision, Meeting
from tests.story import code, words
from tests.web.browse import change, rows


def a_day(number: str) -> str:
    """The address of a meeting of the demo, by the day it is on."""
    board, day = number.split()
    found = rows(Meeting, Meeting.board == code(board), Meeting.day == day)
    return f"/meetings/{found[0].id}"


@pytest.fixture
def second_of_december(demo_app) -> str:
    return a_day("B02 2026-12-02")


def test_the_three_clocks_of_2_december(visit, second_of_december):
    page = visit("priya").read(second_of_december)
    assert "Co-production Group, Wed 2 December" in page
    assert "Online. The council chairs and takes notes." in page
    assert "Aim: agree the spring workplan and what the transport group may decide." in page
    assert "Notice 23 days, two weeks agreed Kept" in page
    assert "Papers due tomorrow, Wed 25 Nov Due tomorrow" in page
    assert "Agenda items by Fri 27 Nov, 17:00 Open" in page


def test_quorum_is_a_total_and_parts_in_words(visit, second_of_december):
    page = visit("priya").read(second_of_december)
    assert "It will be quorate if health attends 6 yes and 1 maybe so far." in page
    assert "Forum 3 yes, 2 needed Enough Council 2 yes, 2 needed Enough" in page
    assert "Health 1 maybe, 1 needed Not yet sure In all 6 or 7, 4 needed Enough" in page
    assert "They ask for 4 people in all, but the parts add up to 5. We count the parts." in page


@pytest.mark.parametrize(
    ("meeting", "said"),
    [
        ("M02", "Quorate"),
        ("M15", "Not quorate: ACC 1 of 2"),
        ("M23", "Not quorate: health 0 of 1 (total of 4 is met)"),
        ("M27", "Partner attendance not recorded"),
    ],
)
def test_quorum_of_meetings_that_were_held(visit, meeting, said):
    assert said in visit("hannah").read(f"/meetings/{code(meeting)}")


@pytest.mark.parametrize(
    ("meeting", "flags"),
    [
        (
            "M07",
            ["Papers 2 days late", "Outside school hours", "Planned 120 minutes, limit 90, no reason given"],
        ),
        (
            "M22",
            ["8 days short of 2 weeks", "Papers 6 days late", "School holiday", "Papers issued in holiday"],
        ),
        ("M26", ["Papers 2 days late", "No representative present"]),
        ("M04", ["Papers 4 days late", "Long, with reason"]),
    ],
)
def test_what_is_to_notice_of_a_meeting(visit, meeting, flags):
    page = visit("bryony").read(f"/meetings/{code(meeting)}")
    for flag in flags:
        assert flag in page


def test_a_meeting_without_an_aim_says_so(visit):
    assert "No aim was given." in visit("bryony").read(f"/meetings/{code('M23')}")


def test_what_is_closed_is_there_for_some_and_leaves_no_gap_in_words_for_others(visit, second_of_december):
    assert "Matters arising" in visit("priya").read(second_of_december)
    assert "Embargoed until 8 Dec, 09:00" in visit("hannah").read(second_of_december)
    becky = visit("becky").read(second_of_december)
    assert "Spring workplan" in becky
    for closed in ("Matters arising", "Inspection letter", "Embargoed", "Board only", "Waiting list"):
        assert closed not in becky


def test_the_embargo_falls_at_nine_on_8_december(visit, second_of_december, monkeypatch):
    becky = visit("becky")
    monkeypatch.setenv("FORUM_CLOCK", "2026-12-08T08:59:59")
    assert "Inspection letter" not in becky.read(second_of_december)
    monkeypatch.setenv("FORUM_CLOCK", "2026-12-08T09:00:00")
    assert "Inspection letter" in becky.read(second_of_december)


def test_who_answered_what_is_for_the_board_and_the_team(visit, second_of_december):
    assert "Hannah Trescothick Coming" in visit("priya").read(second_of_december)
    assert "Hannah Trescothick Coming" in visit("bryony").read(second_of_december)
    becky = visit("becky").read(second_of_december)
    assert "Hannah Trescothick" in becky and "Hannah Trescothick Coming" not in becky


def test_a_meeting_that_is_not_there_is_not_found(visit):
    becky = visit("becky")
    assert becky.get("/meetings/recNoSuchMeeting").status_code == 404


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "fragment"])
def test_a_rep_answers_in_one_tap_and_may_change_it(visit, htmx):
    address = a_day("B07 2027-01-13")
    becky = visit("becky")
    assert "Can you come?" in becky.read(address)
    answer = becky.post(f"{address}/reply", {"reply": "coming", "form_key": becky.form_key()}, htmx=htmx)
    page = answer if htmx else becky.follow(answer)
    assert "You are coming" in words(page.text) and "You answered: Yes" in words(page.text)
    becky.get(address)
    becky.post(f"{address}/reply", {"reply": "maybe", "form_key": becky.form_key()}, htmx=htmx)
    assert [
        row.reply for row in rows(Attendance, Attendance.person == becky.person_id, Attendance.reply != "")
    ] == ["maybe"]


def test_a_reply_that_is_none_of_the_answers_is_asked_again(visit):
    becky = visit("becky")
    answer = becky.post(f"{a_day('B07 2027-01-13')}/reply", {"reply": "perhaps"})
    assert answer.status_code == 422
    assert "Choose yes, maybe or no." in words(answer.text)


def test_a_rep_without_the_seat_cannot_answer(visit, second_of_december):
    assert "Can you come?" not in visit("craig").read(second_of_december)
    assert visit("craig").post(f"{second_of_december}/reply", {"reply": "coming"}).status_code == 403


def test_a_deputy_is_offered_only_where_there_is_one(visit, second_of_december):
    assert "My deputy comes" not in visit("priya").read(second_of_december)
    assert "My deputy comes" in visit("priya").read(a_day("B01 2027-01-21"))


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "fragment"])
def test_an_action_is_added_in_one_line_with_both_owners(visit, htmx):
    address, hannah = f"/meetings/{code('M23')}", visit("hannah")
    hannah.get(address)
    form = {"form_key": hannah.form_key(), "kind": "action", "text": "Ask for the plain summary",
            "owner": code("R05"), "partner": "carys monk", "due_on": "6 1 2027"}  # fmt: skip
    answer = hannah.post(f"{address}/decisions", form, htmx=htmx)
    page = words(answer.text) if htmx else hannah.read(address)
    assert "Ask for the plain summary Adaeze, Carys Monk" in page and "Open, due 6 Jan" in page
    again = hannah.post(f"{address}/decisions", form, htmx=htmx)
    assert again.status_code in {200, 303}
    assert len(rows(Decision, Decision.text == "Ask for the plain summary")) == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [("30 Feb", "There is no 30 February"), ("2026-13-01", "month"), ("next Tuesday", "Write a date as")],
)
def test_a_day_that_cannot_be_read_is_asked_for_again_and_kept(visit, typed, told):
    address, hannah = f"/meetings/{code('M23')}", visit("hannah")
    hannah.get(address)
    answer = hannah.post(f"{address}/decisions", {"kind": "action", "text": "Kept words", "due_on": typed})
    assert answer.status_code == 422
    assert told in words(answer.text), words(answer.text)[:600]
    assert f'value="{typed}"' in answer.text and 'value="Kept words"' in answer.text


def test_the_picker_offers_only_those_with_a_seat(visit):
    address, hannah = f"/meetings/{code('M23')}", visit("hannah")
    offered = hannah.get(address).text.partition('name="owner"')[2].partition("</select>")[0]
    assert "Priya Raghunathan" in offered and "Adaeze Okonjo" in offered
    assert "Becky" not in offered
    form = {"kind": "action", "text": "For a stranger", "owner": code("R06")}
    assert hannah.post(f"{address}/decisions", form).status_code == 422


def test_what_is_settled_at_a_closed_board_is_closed(visit):
    becky, address = visit("becky"), f"/meetings/{code('M26')}"
    becky.get(address)
    becky.post(f"{address}/decisions", {"kind": "decision", "text": "Quince scoring agreed"})
    assert "Quince" in becky.read(address) and "Quince" in visit("priya").read(address)
    for who in ("hannah", "gwen", "craig", "leon"):
        assert "Quince" not in visit(who).read(address), who


def test_marking_an_action_done_shows_at_once(visit):
    address, hannah = f"/meetings/{code('M23')}", visit("hannah")
    assert "Open, due 6 Jan" in hannah.read(address)
    hannah.post(f"/decisions/{code('A11')}/done")
    page = hannah.read(address)
    assert "Done 24 Nov" in page and "Open, due 6 Jan" not in page
    assert visit("craig").post(f"/decisions/{code('A11')}/done").status_code == 403


def test_a_guest_of_the_board_sees_the_meeting_and_no_more(visit, second_of_december):
    """The guest role's rules are here; the link that brings a guest comes later."""
    from forum_app.db import unguarded
    from forum_app.models.control import GuestScope
    from forum_app.models.people import Person, Role

    leon = visit("leon")
    with unguarded("a test makes Leon a guest of the Co-production Group"):
        Person.update(kind="guest").where(Person.id == leon.person_id).execute()
        Role.delete().where(Role.person == leon.person_id).execute()
        GuestScope.insert(
            id="recGuest", person=leon.person_id, board=code("B02"), until="2027-06-01 00:00:00"
        ).execute()
    page = leon.read(second_of_december)
    assert "Spring workplan" in page and "Matters arising" not in page and "Coming" not in page
    assert leon.get(a_day("B07 2027-01-13")).status_code == 404
    for closed in ("/people", "/ledger", "/tables/people", "/time"):
        assert leon.get(closed).status_code == 403


def test_the_list_of_meetings_begins_today_and_can_show_them_all(visit):
    becky = visit("becky")
    page = becky.read("/meetings")
    assert "Thu 26 Nov Local Offer" in page and "Wed 13 Jan Short Breaks yours" in page
    assert "Tue 8 Sep" not in page
    everything = becky.read("/meetings?when=all")
    assert "Tue 8 Sep Steering Group" in everything
    following = becky.get("/meetings?when=all").text.partition("after=")[2].partition('"')[0]
    second = becky.read(f"/meetings?when=all&after={following}")
    assert "Tue 8 Sep Steering Group" not in second


def test_a_late_set_of_papers_shows_in_the_list(visit):
    assert "Papers 1 day late" in visit("hannah").read("/meetings")


def test_moving_one_invite_moves_one_flag(visit):
    address = f"/meetings/{code('M09')}"
    assert "3 days short of 2 weeks" in visit("craig").read(address)
    change(Meeting, Meeting.id == code("M09"), invited_on="2026-09-11")
    assert "short of 2 weeks" not in visit("craig").read(address)


def test_the_agenda_is_numbered_as_one_sees_it_so_that_no_gap_tells(visit, second_of_december):
    def numbers(who: str) -> list[str]:
        agenda = visit(who).get(second_of_december).text.partition('<ol class="lines agenda">')[2]
        parts = agenda.partition("</ol>")[0].split('figure soft">')[1:]
        return [part.partition("</span>")[0] for part in parts]

    assert numbers("hannah") == ["1", "2", "3", "4", "5", "6", "7"]
    assert numbers("becky") == ["1", "2", "3", "4", "5"]


def test_the_link_to_join_stands_at_the_top_until_the_meeting_is_over(visit):
    hannah = visit("hannah")
    top = hannah.get(f"/meetings/{code('M35')}").text.partition('id="clocks"')[0]
    assert "Join online" in top
    assert "Join online" not in hannah.read(f"/meetings/{code('M15')}")


def test_the_list_of_meetings_is_parted_by_month(visit):
    page = visit("becky").read("/meetings")
    assert "To notice November Thu 26 Nov" in page and "December Wed 2 Dec" in page
