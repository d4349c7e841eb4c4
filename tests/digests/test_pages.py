"""The digest's pages, for those who read it, those who send it, and everybody else."""

import re

import pytest

from forum_app.models.boards import Seat
from forum_app.models.control import Token
from forum_app.models.post import Delivery, DigestRun, Job, Mail, Preference
from tests.story import code, words
from tests.web.browse import Browser, change, rows


@pytest.fixture
def run(sent) -> str:
    sent()
    return f"/digests/{rows(DigestRun)[0].id}"


def test_before_the_first_one_the_page_says_when_it_comes(visit):
    page = visit("priya").read("/digests")
    assert "The next one comes on Tue 24 November, 10:00." in page and "None yet" in page
    assert "Send it now" not in page


def test_a_digest_says_where_short_names_are_written_out(visit):
    assert "All of them are in the glossary" in visit("hannah").read("/digests/preview")


def test_the_list_says_how_each_stands(visit, run):
    assert "Week to Tue 24 November Not marked as read Sent" in visit("priya").read("/digests")
    page = visit("bryony").read("/digests")
    assert "8 of 8 sent, 0 read" in page and "The next one comes on Tue 1 December, 10:00." in page
    assert "You can read it here." in page and "By mail, on Tuesdays" not in page
    assert "Everyone’s copies" not in page and "November 2026" in page and '">' not in page


def test_a_member_reads_their_own_copy_as_of_now(visit, run):
    page = visit("priya").read(run)
    assert "Week to Tue 24 November 1 decision needs you by Thursday." in page
    assert "Please decide by Thu 26 Nov" in page and "Two weeks’ notice 27 of 31." in page
    assert "Left out of your mail: Tender papers (restricted, so only counted)" in page
    assert "Tender papers" not in visit("hannah").read(run)
    assert "Left out" not in visit("gwen").read(run)


def test_only_the_coordinator_sees_everyones_copies(visit, run):
    page = visit("bryony").read(run)
    assert "Everyone’s copies" in page
    assert "sent Tue 24 November, 09:00; left out: 1 restricted, so only counted" in page
    assert "Staffing paper" not in page, "a name is for those who may open it"
    of_hannah = page.partition("Hannah Trescothick ")[2].partition(" Sent ")[0]
    assert of_hannah == "sent Tue 24 November, 09:00; left out: 1 board only, so only counted"
    assert "Everyone’s copies" not in visit("priya").read(run)


@pytest.mark.requirement("SG-2")
def test_a_seat_that_ends_soon_with_nobody_to_follow_is_named(visit):
    said = "EHC Plan Quality loses a rep on 18 Dec, nobody named yet."
    for who in ("priya", "bryony"):
        assert said in visit(who).read("/digests/preview"), who
    change(Seat, Seat.person == code("R14"), successor=code("R16"))
    assert said not in visit("priya").read("/digests/preview")


def test_others_do_not_see_the_digests(visit, run):
    for who in ("becky", "leon"):
        assert visit(who).get("/digests/preview").status_code == 403, who
        assert (
            visit(who).get(run).status_code == visit(who).get("/digests/rec00000000000000").status_code == 404
        )
        assert "steering group" not in visit(who).read("/digests")
    assert visit("becky").get("/digests/preview?kind=coordinator").status_code == 403
    assert "No digest comes to you" in visit("leon").read("/digests")
    assert visit("priya").get("/digests/rec00000000000000").status_code == 404


@pytest.mark.parametrize("where", ["run", "preview"])
@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "fragment"])
def test_the_question_is_answered_in_two_taps_and_the_rep_sees_it(visit, run, where, htmx):
    path = run if where == "run" else "/digests/preview"
    priya, craig = visit("priya"), visit("craig")
    priya.get(path)
    form = {"digest": path.rpartition("/")[2], "answer": "support", "form_key": priya.form_key()}
    answer = priya.post(f"/decisions/{code('D04')}/answer", form, htmx=htmx)
    assert answer.status_code == (200 if htmx else 303)
    if not htmx:
        assert answer.headers["Location"].endswith(path)
    page = words(answer.text) if htmx else priya.read(path)
    assert "No decision waits for you." in page and "You answered: support" in page
    assert "2 of 3 have answered." in page
    assert "Priya Raghunathan Support" in craig.read(f"/decisions/{code('D04')}")


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "fragment"])
def test_a_copy_is_marked_read_by_a_button_alone(visit, run, htmx):
    gwen = visit("gwen")
    gwen.read(run)
    own = (Delivery.person == gwen.person_id,)
    assert rows(Delivery, *own)[0].read_at is None
    answer = gwen.post(f"{run}/read", {"form_key": gwen.form_key()}, htmx=htmx)
    assert answer.status_code == (200 if htmx else 303)
    assert "You read it on Tue 24 Nov." in (words(answer.text) if htmx else gwen.read(run))
    assert rows(Delivery, *own)[0].read_at
    assert "1 read" in visit("bryony").read("/digests")


def test_who_had_no_copy_cannot_mark_one_read(visit, run):
    assert visit("bryony").post(f"{run}/read").status_code == 404


def test_one_says_when_one_wants_which_and_takes_it_back(visit):
    gwen = visit("gwen")
    page = gwen.read("/preferences")
    assert "By mail, on Tuesdays at 10:00." in page and "By mail, on Sundays at 18:00." in page
    assert "What cannot be switched off" in page and "A question was answered" in page
    asked = {"kind": "steering", "wanted": "month", "day": "3", "hour": "18"}
    page = words(gwen.follow(gwen.post("/preferences", asked)).text)
    assert "By mail, on the first Thursday of the month at 18:00." in page and "Sundays at 18:00." in page
    assert gwen.post("/preferences", {**asked, "hour": "23"}).status_code == 422
    gwen.post("/preferences", {**asked, "kind": "rep", "wanted": "no"})
    assert "Not by mail. You can read it here." in gwen.read("/preferences")
    assert gwen.post("/preferences", {**asked, "kind": "coordinator"}).status_code == 403


def test_the_coordinator_puts_a_line_at_the_head_and_holds_and_releases_in_two_taps(visit):
    bryony, priya = visit("bryony"), visit("priya")
    bryony.get("/digests")
    line = {"kind": "steering", "line": "Thank you all for <b>Monday</b>.", "form_key": bryony.form_key()}
    too_long = bryony.post("/digests/line", {**line, "line": "Thank you. " * 30})
    assert too_long.status_code == 422 and "Keep it to 300 characters" in words(too_long.text)
    assert f'name="line" value="{"Thank you. " * 30}' in too_long.text
    assert bryony.post("/digests/line", line).status_code == 303
    assert "Thank you all for <b>Monday</b>." in priya.read("/digests/preview")
    bryony.get("/digests")
    held = {"kind": "steering", "held": "yes", "form_key": bryony.form_key()}
    page = words(bryony.follow(bryony.post("/digests/hold", held)).text)
    assert "Held. It waits until you release it" in page and "Release it" in page
    undo = re.search(r"/undo/\w+", bryony.page)[0]
    bryony.post(undo)
    assert "Release it" not in bryony.read("/digests")


def test_sending_is_the_coordinators(visit):
    for who in ("priya", "gwen", "becky"):
        for path in ("/digests/send", "/digests/hold", "/digests/line"):
            assert visit(who).post(path).status_code == 403, (who, path)
    assert visit("becky").post("/digests/test").status_code == 403
    bryony = visit("bryony")
    bryony.get("/digests")
    form = {"form_key": bryony.form_key()}
    for _ in range(2):
        assert bryony.post("/digests/send", form).status_code == 303
        assert bryony.post("/digests/test", form).status_code == 303
    assert len(rows(Job, Job.kind == "digest_send_now")) == 1
    (test,) = rows(Mail)
    assert (test.kind, test.person_id) == ("digest_test", bryony.person_id)


@pytest.fixture
def stop(demo_app, run, tmp_path) -> str:
    """The link with which Gwen leaves the list, from her mail."""
    for path in (tmp_path / "mail").glob("*.eml"):
        text = path.read_text()
        if "gwen@" in text:
            return text.partition("List-Unsubscribe: <http://127.0.0.1:8000")[2].partition(">")[0]
    raise AssertionError("no mail to Gwen")


def wanted(who: str = "R03") -> bool:
    return rows(Preference, Preference.person == code(who))[0].wanted


def test_looking_at_the_way_out_does_not_take_it(demo_app, stop):
    stranger = demo_app.test_client()
    for method in (stranger.get, stranger.head):
        answer = method(stop)
        assert answer.status_code == 200 and answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Stop the weekly digest?" in stranger.get(stop).text
    assert wanted()


def test_one_click_leaves_the_list_without_cookie_or_token(demo_app, stop):
    machine = demo_app.test_client()
    for _ in range(3):
        answer = machine.post(stop, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200 and "It is stopped" in answer.text
    assert not wanted() and wanted("R01")


def test_an_unknown_or_old_link_does_nothing(demo_app, stop):
    stranger = demo_app.test_client()
    assert stranger.post("/unsubscribe/nothing").status_code == 404
    change(
        Token, Token.purpose == "unsubscribe:steering", expires_at=rows(DigestRun)[0].since.replace(year=2000)
    )
    assert stranger.post(stop).status_code == 404 and stranger.get(stop).status_code == 404
    assert wanted()


def test_the_link_signs_nobody_in(demo_app, stop):
    stranger = Browser(demo_app)
    stranger.get(stop)
    assert stranger.get("/digests").status_code == 303


def test_everyone_sees_their_own_mail_and_the_coordinator_all(visit, run):
    page = visit("gwen").read("/mail")
    assert page.count("Weekly digest") == 1 and "Aldermere PCF, this week (24 Nov)" in page
    assert visit("bryony").read("/mail").count("Weekly digest") == 8
    assert "No mail yet" in visit("becky").read("/mail")
    assert "@" not in page


def test_a_body_is_for_its_reader_or_made_again_from_what_the_coordinator_may_read(visit, run):
    gwen, priya = visit("gwen"), visit("priya")
    own = rows(Mail, Mail.person == gwen.person_id)[0].id
    assert "Made again from what you may read now." in gwen.read(f"/mail/{own}")
    for other in (priya, visit("becky"), visit("leon")):
        assert other.get(f"/mail/{own}").status_code == 404
    page = visit("bryony").read(f"/mail/{own}")
    assert "their own copy may have said more or less" in page and "No decision waits for you." in page
    assert "unsubscribe" not in page


def test_mail_that_held_a_link_for_one_use_is_listed_without_it(visit, demo_app):
    Browser(demo_app).post("/sign-in/link", {"email": "gwen@aldermere.example"})
    (mail,) = rows(Mail, Mail.kind == "sign_in")
    page = visit("gwen").read(f"/mail/{mail.id}")
    assert "its words are not kept" in page and mail.secret not in page


def test_what_the_server_would_not_take_is_shown_and_counted(visit, run):
    change(Delivery, Delivery.person == code("R03"), state="failed", sent_at=None)
    refused = {"state": "failed", "tries": 27, "subject": "", "error": "452 full"}
    change(Mail, Mail.person == code("R03"), **refused)
    bryony = visit("bryony")
    assert "7 of 8 sent, 1 not taken, 0 read" in bryony.read("/digests")
    assert "Gwen Lloyd-Amos left out" not in bryony.read(run) and "Not taken" in bryony.read(run)
    assert "Not taken" in visit("gwen").read("/digests")
    said = "Tried 27 times and given up. The last answer: 452 full"
    assert said in bryony.read("/mail") and "Not written yet" not in bryony.read("/mail")
    own = rows(Mail, Mail.person == code("R03"))[0].id
    assert said in bryony.read(f"/mail/{own}")
    assert "Not taken" in visit("gwen").read("/mail") and "452" not in visit("gwen").read("/mail")


def test_mail_is_dated_by_the_forums_clock(visit, run):
    """The demo's day stands still; the real one, which retries go by, would only confuse."""
    assert "24 November, 09:00. Aldermere PCF, this week (24 Nov)" in visit("gwen").read("/mail")
    bryony = visit("bryony")
    bryony.get("/digests")
    bryony.post("/digests/test", {"form_key": bryony.form_key()})
    assert "24 November, 09:00. Not written yet" in bryony.read("/mail")
