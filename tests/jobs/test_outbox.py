"""Handing over: looked at again at that moment, once in the database, whatever is cut off."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from forum_app import clock
from forum_app.clock import parse
from forum_app.db import db, unguarded
from forum_app.features.demo.data.ids import id_of
from forum_app.jobs import outbox
from forum_app.mail import kinds
from forum_app.mail.settings import Server
from forum_app.models.boards import Seat
from forum_app.models.control import Account, ChangeGroup, Marking, Token
from forum_app.models.meetings import Decision, ReservedAnswer
from forum_app.models.people import Agreement
from forum_app.models.post import Delivery, Mail
from forum_app.permissions.roles import command_line
from forum_app.records.ids import new_id
from forum_app.records.outbox import Mailing, queue
from tests.jobs.conftest import BASE, SLOT
from tests.mail.sink import Sink
from tests.web.browse import change, rows

pytestmark = pytest.mark.postgres


def of(code: str) -> str:
    return id_of(code, command_line(SLOT))


def copy_of(person_id: str) -> Delivery:
    return rows(Delivery, Delivery.person == person_id)[0]


def rules(copy: Delivery) -> set[str]:
    return {one["rule"] for one in copy.withheld}


def test_a_seat_that_ends_between_takes_the_whole_mail_with_it(few, person):
    few.build()
    change(Seat, Seat.person == person("gwen"), ended_at=SLOT - timedelta(minutes=1))
    done = few.hand_over()
    assert (done.sent, done.nothing) == (2, 1)
    assert "gwen@aldermere.example" not in {mail["To"] for mail in few.mails}
    gwens = copy_of(person("gwen"))
    assert gwens.state == "nothing" and gwens.sent_at is None
    assert "not open to this reader any more" in rules(gwens)


def test_an_account_that_is_closed_between_gets_nothing(few, person):
    few.build()
    change(Account, Account.person == person("gwen"), active=False)
    assert few.hand_over().nothing == 1


def test_an_agreement_that_ends_between_takes_what_it_opened(few, person):
    few.build()
    assert len(copy_of(person("priya")).withheld) == 2
    change(Agreement, Agreement.person == person("priya"), ends_at=SLOT - timedelta(minutes=1))
    few.hand_over()
    assert "not shown" not in few.text_to("priya")
    assert "1 restricted and 1 board-only item are not shown." in few.text_to("hannah")
    assert copy_of(person("priya")).withheld == []


def test_what_is_closed_between_is_left_out_and_kept_with_its_rule(few, person):
    """The question is marked for others after the mail was queued: neither its words nor its link go out."""
    few.build()
    question = of("D04")
    marking = new_id()
    with unguarded("a test closes something"):
        Marking.insert(id=marking, name="Closed", level="restricted", review_on=SLOT.date()).execute()
    change(Decision, Decision.id == question, level="restricted", marking=marking)
    few.hand_over()
    for who in ("priya", "hannah", "gwen"):
        assert "appeals" not in str(few.to(who)) and question not in str(few.to(who))
        assert ["decisions", question] in [one["part"] for one in copy_of(person(who)).withheld]


def test_what_its_reader_may_still_open_is_counted_and_not_named(few, person):
    question = of("D04")
    change(Decision, Decision.id == question, level="restricted", marking=tender_papers())
    few.everything()
    text = few.text_to("priya")
    assert "1 decision needs you by Thursday." in text and "One question is kept out of mail" in text
    assert "appeals" not in text and "Craig" not in text
    assert question not in few.text_to("hannah")


def tender_papers() -> str:
    return rows(Marking, Marking.name == "Tender papers")[0].id


def test_what_was_left_out_is_kept_beside_what_was_sent(few, person):
    few.everything()
    sent = copy_of(person("priya"))
    assert sent.state == "sent" and sent.sent_at == SLOT
    assert rules(sent) == {"restricted, so only counted", "board only, so only counted"}
    assert sent.message_id == few.to("priya")["Message-ID"]


def test_a_digest_waits_for_the_morning_and_urgent_mail_does_not(few, person):
    few.build()
    queue([Mailing("decision_answered", person("craig"), parts=(("decisions", of("D04")),), dedupe="a")])
    few.now = parse("2026-11-24 21:00")
    assert few.hand_over().sent == 1
    assert [mail["To"] for mail in few.mails] == ["craig@aldermere.example"]
    few.now = parse("2026-11-25 06:59")
    assert few.hand_over().sent == 0
    few.now = parse("2026-11-25 07:00")
    assert few.hand_over().sent == 3


def test_the_rep_who_asked_hears_of_an_answer_but_not_of_what_is_closed_to_mail(post, person):
    question = of("D04")
    queue([Mailing("decision_answered", person("craig"), parts=(("decisions", question),), dedupe="a")])
    post.hand_over()
    assert "Gwen: support" in post.text_to("craig")
    board_only = rows(Marking, Marking.level == "board")[0]
    with unguarded("a test moves a marking to Craig's board"):
        board = Decision.get_by_id(question).board_id
    change(Marking, Marking.id == board_only.id, board=board)
    change(Decision, Decision.id == question, level="board", marking=board_only.id)
    change(Agreement, Agreement.person == person("priya"), person=person("craig"))
    queue([Mailing("decision_answered", person("craig"), parts=(("decisions", question),), dedupe="b")])
    for old in post.folder.glob("*.eml"):
        old.unlink()
    assert post.hand_over().sent == 1
    assert "1 answer of 3 so far." in post.text_to("craig")
    assert "appeals" not in str(post.to("craig")) and "Gwen" not in post.text_to("craig")


def test_the_rep_hears_when_all_have_answered(post, person):
    question = of("D04")
    change(ReservedAnswer, ReservedAnswer.decision == question, answer="ask_more", answered_at=SLOT)
    queue([Mailing("decision_answered", person("craig"), parts=(("decisions", question),), dedupe="a")])
    post.hand_over()
    assert "All 3 have answered: 3 ask more." in post.text_to("craig")
    assert post.to("craig")["Subject"] == "Aldermere PCF: your question is answered"


def test_the_way_out_of_the_list_is_kept_as_a_hash_alone(few, person):
    few.everything()
    stop = few.to("priya")["List-Unsubscribe"].strip("<>")
    token = stop.rpartition("/")[2]
    assert stop.startswith(f"{BASE}/unsubscribe/") and len(token) >= 40
    assert rows(Token, Token.purpose == "unsubscribe:steering")
    with unguarded("a test looks everywhere"):
        for model in (Mail, Token, Delivery):
            assert token not in repr(list(model.select().dicts()))


def test_a_mail_that_cannot_be_made_holds_up_no_other(few, person, monkeypatch):
    known = kinds.KINDS["steering_digest"]

    def write(occasion):
        if occasion.person_id == person("hannah"):
            raise ZeroDivisionError
        return known.write(occasion)

    monkeypatch.setitem(kinds.KINDS, "steering_digest", replace(known, write=write))
    few.build()
    done = few.hand_over()
    assert (done.sent, done.later) == (2, 1)
    (left,) = rows(Mail, Mail.state == "queued")
    assert left.person_id == person("hannah") and left.run_at > clock.real()


def over(sink: Sink) -> outbox.Way:
    return outbox.Way(Server("127.0.0.1", sink.port, "forum@example.org"), BASE)


def test_a_refused_address_is_given_up_where_people_can_see_it(few, person):
    few.build()
    with Sink() as sink:
        sink.answer_to_reader = "550 no such reader"
        few.way = over(sink)
        assert few.hand_over().failed == 3
    assert {mail.state for mail in rows(Mail)} == {"failed"}
    assert {copy.state for copy in rows(Delivery)} == {"failed"}


def test_a_day_of_refusals_is_given_up_in_the_outbox_and_on_the_copy(few, person):
    few.build()
    with Sink() as sink:
        sink.answer_to_reader = "451 try later"
        few.way = over(sink)
        assert few.hand_over().later == 3
        assert {copy.state for copy in rows(Delivery)} == {"queued"}
        day_old = {"queued_at": clock.real() - timedelta(hours=25), "run_at": clock.real()}
        change(Mail, Mail.person == person("gwen"), **day_old)
        done = few.hand_over()
        assert (done.failed, done.later) == (1, 0)
    assert copy_of(person("gwen")).state == "failed" and copy_of(person("priya")).state == "queued"
    (gone,) = rows(Mail, Mail.state == "failed")
    assert gone.person_id == person("gwen") and gone.error.startswith("451")


def test_a_day_without_the_server_is_given_up_on_the_copy_too(few, person):
    few.build()
    with Sink() as sink:
        few.way = over(sink)
    change(Mail, Mail.id != "", queued_at=clock.real() - timedelta(hours=25), run_at=clock.real())
    for _ in range(3):
        few.hand_over()
    assert {mail.state for mail in rows(Mail)} == {copy.state for copy in rows(Delivery)} == {"failed"}


def test_a_mail_that_could_not_be_made_for_a_day_is_given_up_on_the_copy_too(few, person, monkeypatch):
    def write(_occasion):
        raise ZeroDivisionError

    known = kinds.KINDS["steering_digest"]
    monkeypatch.setitem(kinds.KINDS, "steering_digest", replace(known, write=write))
    few.build()
    change(Mail, Mail.id != "", queued_at=clock.real() - timedelta(hours=25))
    assert few.hand_over().failed == 3
    assert {copy.state for copy in rows(Delivery)} == {"failed"}


def test_a_server_that_is_away_loses_nothing(few):
    few.build()
    with Sink() as sink:
        way = over(sink)
    few.way = way
    done = few.hand_over()
    assert (done.sent, done.later) == (0, 1), "one try is enough to see that it is away"
    change(Mail, Mail.state == "queued", run_at=clock.real())
    with Sink() as sink:
        few.way = over(sink)
        assert few.hand_over().sent == 3
        assert len(sink.taken) == 3


def test_a_worker_killed_after_the_server_took_the_mail_sends_it_again_under_the_same_id(post, person, forum):
    """Killed between the server's yes and the commit: nothing is lost, and the id says that it is one."""
    change(Account, Account.email != "priya@aldermere.example", active=False)
    post.build()
    with Sink() as sink:
        killed = subprocess.run(
            [sys.executable, "-m", "tests.jobs.dies", forum, str(sink.port), SLOT.isoformat()],
            capture_output=True,
            timeout=60,
        )
        assert killed.returncode == -9, killed.stderr.decode()
        assert len(sink.taken) == 1 and rows(Mail)[0].state == "queued"
        post.way = over(sink)
        assert post.hand_over().sent == 0, "the lease is still the dead worker's"
        change(Mail, Mail.state == "queued", lease_until=clock.real())
        assert post.hand_over().sent == 1
        assert post.hand_over().sent == 0
        assert len(sink.taken) == 2
        assert len({mail["Message-ID"] for mail in sink.taken}) == 1
    assert [mail.state for mail in rows(Mail)] == ["sent"]
    assert copy_of(person("priya")).state == "sent"
    assert len(rows(ChangeGroup, ChangeGroup.words == "Digest handed over")) == 1


def test_two_workers_at_once_send_each_mail_once(post, forum):
    post.build()
    with Sink() as sink:
        both = [
            subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.jobs.dies",
                    forum,
                    str(sink.port),
                    SLOT.isoformat(),
                    "no",
                ]
            )
            for _ in range(2)
        ]
        assert [one.wait(timeout=60) for one in both] == [0, 0]
        assert len(sink.taken) == 8
        assert len({mail["Message-ID"] for mail in sink.taken}) == 8
    assert {mail.state for mail in rows(Mail)} == {"sent"} and not db.is_closed()
