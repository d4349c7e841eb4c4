"""Stepping aside from one board, pausing everywhere, and coming back: two taps, and nobody asks why."""

import re
from datetime import timedelta

import pytest

from forum_app import clock
from forum_app.features.boards.mail import cover_wanted
from forum_app.features.digests import copies
from forum_app.features.digests.editions import EDITIONS
from forum_app.features.digests.mail import digest
from forum_app.mail.kinds import Finished, Occasion
from forum_app.models.boards import Seat
from forum_app.models.meetings import Attendance, Meeting
from forum_app.models.people import Person
from forum_app.models.post import Mail
from forum_app.permissions.roles import viewer_for
from tests.story import code
from tests.web.browse import change, rows


def own_page(who: str) -> str:
    return f"/people/{code(who)}"


def seat_of(who: str, board: str) -> Seat:
    return rows(Seat, Seat.person == code(who), Seat.board == code(board))[0]


def tap(visitor, page: str, button: str, htmx: bool = False):
    """Press a button of a page as its form stands there."""
    visitor.get(page)
    forms = re.findall(r"<form\b.*?</form>", visitor.page, re.S)
    form = next(form for form in forms if button in re.sub(r"<[^>]+>", "", form))
    action = re.search(r'action="([^"]+)"', form)[1]
    sent = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    answer = visitor.post(action, sent, htmx=htmx)
    assert answer.status_code == (200 if htmx else 303), answer.text
    return answer


def mail_to(who: str) -> Finished:
    """The mail that waits for somebody, in the words it would leave with now."""
    [mail] = rows(Mail, Mail.kind == "cover_wanted", Mail.person == code(who))
    now = clock.now()
    parts = tuple((table, row) for table, row in mail.parts)
    told = cover_wanted(Occasion(viewer_for(code(who), now), now, "http://127.0.0.1:8000", "APCF", parts))
    return told


def replies(who: str) -> set[str]:
    ahead = rows(Attendance, Attendance.person == code(who), Attendance.state == "")
    return {row.reply for row in ahead}


def test_becky_steps_aside_from_short_breaks_and_back(visit):
    becky = visit("becky")
    tap(becky, own_page("R06"), "Step aside")
    page = becky.read(own_page("R06"))
    assert "stepped aside on 24 Nov" in page and "Come back to Short Breaks Commissioning Group" in page
    assert "stepped aside" in visit("bryony").read(f"/boards/{code('B07')}")
    tap(becky, own_page("R06"), "Come back")
    assert "Step aside from Short Breaks Commissioning Group" in becky.read(own_page("R06"))
    seat = seat_of("R06", "B07")
    assert seat.person_id == code("R06") and seat.aside_until == clock.today()


def test_no_form_here_has_room_for_a_reason(visit):
    becky = visit("becky")
    becky.get(own_page("R06"))
    main = becky.page.partition("<main")[2].partition("</main>")[0]
    assert "Step aside" in main and "Pause" in main
    assert set(re.findall(r'<input type="(\w+)"', main)) <= {"hidden"}
    assert not re.findall(r"<(textarea|select)", main)
    kept = [field.name for model in (Seat, Person) for field in model._meta.sorted_fields]
    assert not [name for name in kept if "reason" in name or "why" in name]


def test_while_aside_she_reads_nothing_that_only_the_board_reads(visit):
    siobhan, action = visit("siobhan"), f"/decisions/{code('A03')}"
    assert "Board only" in siobhan.read(action)
    tap(siobhan, own_page("R07"), "Step aside")
    assert siobhan.get(action).status_code == 404
    tap(siobhan, own_page("R07"), "Come back")
    assert "Board only" in siobhan.read(action)


def test_the_deputy_and_the_coordinator_are_told_the_same_day_and_never_why(visit):
    jo = visit("jo")
    tap(jo, own_page("R12"), "Step aside")
    told = {mail.person_id for mail in rows(Mail, Mail.kind == "cover_wanted")}
    assert told == {code("R20"), code("S1")}
    to_deputy, to_coordinator = mail_to("R20"), mail_to("S1")
    assert to_deputy.subject == "Cover wanted: Local Offer Editorial Group"
    assert "you are its deputy, so it is yours meanwhile. The next meeting is on Thursday 26 November" in (
        to_deputy.text.replace("\n", " ")
    )
    assert "please see who can go" in to_coordinator.text
    assert "Nobody is asked why" in to_coordinator.text and "Nobody is asked why" in to_coordinator.html


def test_a_mail_about_somebody_who_is_back_does_not_leave(visit):
    jo = visit("jo")
    tap(jo, own_page("R12"), "Step aside")
    tap(jo, own_page("R12"), "Come back")
    assert mail_to("R20").why == "they are back"


def test_meetings_that_counted_on_her_no_longer_do(visit):
    priya = visit("priya")
    assert "coming" in replies("R01")
    tap(priya, own_page("R01"), "Step aside from Co-production Group")
    assert "coming" not in {
        row.reply
        for row in rows(Attendance, Attendance.person == code("R01"), Attendance.state == "")
        if row.meeting_id == next_meeting("B02")
    }
    assert "2 yes, 2 needed" in visit("bryony").read(f"/boards/{code('B02')}")


def next_meeting(board: str) -> str:
    ahead = rows(Meeting, Meeting.board == code(board), Meeting.starts_at > clock.now())
    return min(ahead, key=lambda row: row.starts_at).id


def test_undo_takes_it_back_whole(visit):
    priya = visit("priya")
    answer = tap(priya, own_page("R01"), "Step aside from Co-production Group")
    page = priya.follow(answer)
    undo = re.search(r'action="(/undo/\w+)"', page.text)[1]
    priya.post(undo)
    assert "3 yes, 2 needed" in visit("bryony").read(f"/boards/{code('B02')}")
    assert seat_of("R01", "B02").aside_from is None


def test_a_pause_leaves_every_seat_kept_and_covered(visit):
    daniel = visit("daniel")
    tap(daniel, own_page("R08"), "Pause")
    page = daniel.read(own_page("R08"))
    assert "Paused since Tue 24 November" in page and page.count("stepped aside on 24 Nov") == 3
    assert "Daniel Osei-Bonsu Paused" in visit("becky").read("/people")
    bryony = mail_to("S1")
    assert bryony.subject == "Cover wanted: Daniel is stepping aside for now"
    tap(daniel, own_page("R08"), "I am back")
    back = daniel.read(own_page("R08"))
    assert "Paused" not in back and "stepped aside" not in back


def test_what_was_left_before_the_pause_stays_left_after_it(visit):
    farzana = visit("farzana")
    tap(farzana, own_page("R09"), "Pause")
    tap(farzana, own_page("R09"), "I am back")
    assert seat_of("R09", "B08").aside_until is None
    assert "Come back to Home to School Transport Working Group" in farzana.read(own_page("R09"))


def test_who_is_learning_goes_on_learning_and_nobody_covers_a_shadow(visit):
    callum = visit("callum")
    tap(callum, own_page("R25"), "Pause")
    assert not rows(Mail, Mail.kind == "cover_wanted")
    tap(callum, own_page("R25"), "I am back")
    assert "In induction since Tue 24 November" in callum.read(own_page("R25"))


def test_nobody_pauses_somebody_else_but_the_coordinator_for_one_who_rang(visit):
    craig = visit("craig")
    craig.get(own_page("R06"))
    assert "Step aside" not in craig.page and "Pause" not in craig.page
    seat = seat_of("R06", "B07").id
    for path in (f"/seats/{seat}/aside", f"/seats/{seat}/back", f"{own_page('R06')}/pause"):
        assert craig.post(path, {}).status_code == 403
    tap(visit("bryony"), own_page("R06"), "Pause")
    assert rows(Person, Person.id == code("R06"))[0].state == "paused"


@pytest.mark.parametrize("htmx", [True, False])
def test_a_second_tap_changes_nothing_more(visit, htmx):
    becky = visit("becky")
    becky.get(own_page("R06"))
    form = {"form_key": "one-key-of-a-form", "seat": seat_of("R06", "B07").id}
    path = f"/seats/{form['seat']}/aside"
    for _ in range(2):
        assert becky.post(path, form, htmx=htmx).status_code == (200 if htmx else 303)
    [mail] = rows(Mail, Mail.kind == "cover_wanted")
    assert mail.run_at > clock.real() + timedelta(minutes=4)
    stale = becky.post(path, form | {"form_key": "another-key"}, htmx=htmx)
    assert stale.status_code == 422 and "That is done already." in stale.text


def test_a_seat_that_is_over_cannot_be_left(visit):
    becky, seat = visit("becky"), seat_of("R06", "B07")
    change(Seat, Seat.id == seat.id, ends_on=clock.today() - timedelta(days=1))
    assert becky.post(f"/seats/{seat.id}/aside", {}).status_code == 422
    assert becky.post("/seats/recNoSuchRecord00/aside", {}).status_code == 404


@pytest.mark.requirement("DOR-40")
def test_a_pause_is_two_taps_from_anywhere_and_says_no_reason_to_anybody(visit):
    gwen = visit("gwen")
    gwen.get("/")
    assert 'href="/more"' in gwen.page
    tap(gwen, "/more", "Pause")
    assert "You are on a pause. Every seat is kept. I am back" in gwen.read("/more")
    for who in ("becky", "bryony", "priya"):
        page = visit(who).read(own_page("R03"))
        assert (
            "Paused since Tue 24 November" in page and "because" not in page and "reason" not in page.lower()
        )
    assert "Pause" not in visit("leon").read("/more")


def test_stepping_aside_from_one_board_is_two_taps_from_anywhere_too(visit):
    craig = visit("craig")
    assert "Or only from Home to School Transport Working Group Step aside" in craig.read("/more")
    away = re.search(r'action="(/seats/[^"]+/aside)"', craig.page)[1]
    craig.post(away, {"form_key": craig.form_key()})
    assert "You stepped aside from Home to School Transport Working Group. Come back" in craig.read("/more")
    assert "Step aside" not in visit("leon").read("/more"), "who holds no seat is offered none"


def test_no_digest_is_made_for_who_paused_or_stepped_aside_from_the_steering_group(visit):
    gwen, hannah = visit("gwen"), visit("hannah")
    before = copies.steering_readers(clock.now())
    tap(gwen, "/more", "Pause")
    tap(hannah, own_page("R02"), "Step aside from Aldermere PCF Steering Group")
    assert set(before) - set(copies.steering_readers(clock.now())) == {code("R02"), code("R03")}
    made = Occasion(
        viewer_for(code("R02"), clock.now()), clock.now(), "http://x", "APCF", stop_url="http://x/stop"
    )
    assert digest(EDITIONS["steering"], made).why == "stepped aside for now"
    reader = EDITIONS["steering"].reader
    assert reader(code("R03"), clock.now()) is None and reader(code("R01"), clock.now())
    tap(gwen, "/more", "I am back")
    assert code("R03") in copies.steering_readers(clock.now())
