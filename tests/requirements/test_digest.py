"""What the seeds ask of the digest: seats that end, and who is sent it."""

from datetime import date

import pytest

from forum_app.db import unguarded
from forum_app.jobs import digests, outbox
from forum_app.jobs.outbox import Way
from forum_app.mail.settings import Folder
from forum_app.models.boards import Seat
from forum_app.models.post import Delivery, Mail
from tests.demo.build import NOW
from tests.story import code
from tests.web.browse import change, rows

STEERING = ("R01", "R02", "R03", "R04", "R05", "R08", "R11", "R22")


def ellies_seat():
    return (Seat.board == code("B10")) & (Seat.person == code("R14"))


@pytest.fixture
def sent(visit, tmp_path):
    """The digest, asked for by the coordinator on its page and sent by the worker: the letters that left."""

    def send() -> list[str]:
        bryony = visit("bryony")
        bryony.get("/digests")
        bryony.post("/digests/send", {"form_key": bryony.form_key()})
        digests.run(lambda: NOW)
        outbox.run(lambda: NOW, Way(Folder(tmp_path / "post", "forum@example.org"), "http://127.0.0.1:8000"))
        return [letter.read_text("utf-8") for letter in sorted((tmp_path / "post").glob("*.eml"))]

    return send


@pytest.mark.requirement("SG-2")
def test_a_seat_that_ends_soon_with_nobody_named_is_in_the_digest(visit):
    priya, told = visit("priya"), "EHC Plan Quality loses a rep on 18 Dec, nobody named yet."
    assert told in priya.read("/digests/preview")
    change(Seat, ellies_seat(), successor=code("R17"))
    assert told not in priya.read("/digests/preview")
    change(Seat, ellies_seat(), successor=None, ends_on=date(2027, 2, 22))
    assert "EHC Plan Quality loses a rep on 22 Feb" in priya.read("/digests/preview")
    change(Seat, ellies_seat(), ends_on=date(2027, 2, 23))
    assert "loses a rep" not in priya.read("/digests/preview")


@pytest.mark.requirement("SG-2")
@pytest.mark.parametrize(("moment", "there"), [("2026-09-18T09:00", False), ("2026-09-19T09:00", True)])
def test_ninety_days_are_counted_from_the_day_it_is_read(visit, monkeypatch, moment, there):
    monkeypatch.setenv("FORUM_CLOCK", moment)
    assert ("loses a rep on 18 Dec" in visit("priya").read("/digests/preview")) is there


@pytest.mark.requirement("SG-2")
def test_it_stands_in_the_letter_too(sent):
    letters = sent()
    assert len(letters) == len(STEERING)
    assert all("18 Dec" in letter for letter in letters)


@pytest.mark.requirement("DOR-30")
def test_who_left_the_board_is_sent_nothing_and_who_joined_is(sent, visit):
    change(Seat, Seat.board == code("B00"), Seat.person == code("R03"), ends_on=date(2026, 11, 23))
    with unguarded("a test gives Becky a seat"):
        Seat.insert(
            id="recSeat", board=code("B00"), person=code("R06"), role="second", starts_on=date(2026, 11, 24)
        ).execute()
    letters = sent()
    reached = {row.person_id for row in rows(Delivery)}
    assert reached == {code(name) for name in STEERING} - {code("R03")} | {code("R06")}
    assert {row.person_id for row in rows(Mail)} == reached
    to = [line for letter in letters for line in letter.splitlines() if line.startswith("To:")]
    assert len(to) == len(reached)
    assert not any("gwen@" in line for line in to) and any("becky@" in line for line in to)
    listed = visit("bryony").read("/mail")
    assert "Priya Raghunathan" in listed and "Becky Fairhurst" in listed and "Gwen" not in listed


@pytest.mark.requirement("DOR-30")
def test_a_seat_that_ends_after_the_letter_was_made_ends_it_too(sent, visit):
    bryony = visit("bryony")
    bryony.get("/digests")
    bryony.post("/digests/send", {"form_key": bryony.form_key()})
    digests.run(lambda: NOW)
    assert code("R03") in {row.person_id for row in rows(Mail)}
    change(Seat, Seat.board == code("B00"), Seat.person == code("R03"), ended_at=NOW)
    assert not any("gwen@" in letter for letter in sent())
