"""Move one fact of the demo, and exactly the figures that rest on it move, to what they should be."""

from datetime import date, timedelta

from forum_app.features.demo.data.ids import id_of
from forum_app.models.meetings import Attendance, Meeting
from forum_app.models.money import Claim
from forum_app.permissions.abilities import require
from forum_app.permissions.readable import readable
from forum_app.permissions.roles import command_line
from forum_app.records import write
from tests.demo.build import NOW
from tests.demo.figures import changed, figures


def put(edit) -> None:
    write.one(require(command_line(NOW), "edit_record"), edit, via="command")


def attendance(see, meeting: str, person: str) -> str:
    rows = readable(Attendance, see()).where(
        Attendance.meeting == id_of(meeting, see()), Attendance.person == see(person).person_id
    )
    return rows.get().id


def test_one_invite_three_days_earlier_keeps_the_two_weeks(see, before):
    put(write.Edit(Meeting, id_of("M09", see()), {"invited_on": date(2026, 9, 11)}))
    assert changed(before, figures(see())) == {
        "flags of M09": ({"3 days short of 2 weeks", "papers 4 days late"}, {"papers 4 days late"}),
        "kept by Council": ((16, 12, 4), (16, 13, 4)),
        "kept by all": ((31, 27, 14), (31, 28, 14)),
    }


def test_one_invite_a_day_too_late_loses_them(see, before):
    put(write.Edit(Meeting, id_of("M12", see()), {"invited_on": date(2026, 9, 18)}))
    assert changed(before, figures(see())) == {
        "flags of M12": (set(), {"1 day short of 2 weeks"}),
        "kept by Council": ((16, 12, 4), (16, 11, 4)),
        "kept by all": ((31, 27, 14), (31, 26, 14)),
    }


def test_one_person_there_after_all(see, before):
    there = {"meeting": id_of("M26", see()), "person": see("R06").person_id, "state": "present"}
    put(write.Add(Attendance, there))
    assert changed(before, figures(see())) == {
        "flags of M26": ({"papers 2 days late", "no representative present"}, {"papers 2 days late"}),
        "present at M26": (0, 1),
        "not logged": ({"Short Breaks"}, set()),
    }


def test_one_person_fewer_breaks_a_quorum_and_owes_her_no_news(see, before):
    put(write.Bin(Attendance, attendance(see, "M02", "R05")))
    assert changed(before, figures(see())) == {
        "present at M02": (2, 1),
        "quorum of M02": ("Quorate", "Not quorate: APCF 1 of 2"),
    }


def test_one_who_was_not_there_is_owed_no_news_of_it(see, before):
    put(write.Bin(Attendance, attendance(see, "M03", "R02")))
    assert changed(before, figures(see())) == {
        "flags of M03": ({"papers 3 days late"}, {"papers 3 days late", "no representative present"}),
        "present at M03": (1, 0),
        "not logged": ({"Short Breaks"}, {"Short Breaks", "Plan Board"}),
        "ledger of Hannah Trescothick": ((1245, 0, 0, 0, 0, 1), (1245, 0, 0, 0, 0, 0)),
    }


def test_one_approved_claim_is_paid(see, before):
    put(write.Edit(Claim, id_of("C04", see("R03")), {"state": "paid", "paid_on": see().today}))
    assert changed(before, figures(see())) == {
        "paid": (42480, 48480),
        "on its way": (18235, 12235),
        "ledger of Siobhan Mulcahy": ((360, 0, 6000, 0, 0, 1), (360, 6000, 0, 0, 0, 1)),
    }


def test_one_submitted_claim_is_approved_and_one_fewer_had_nothing_back(see, before):
    gwen = see("R03").person_id
    put(write.Edit(Claim, id_of("C06", see("R03")), {"state": "approved", "approved_by": gwen}))
    names = before["names with nothing back"]
    assert changed(before, figures(see())) == {
        "on its way": (18235, 19235),
        "nothing back": (7, 6),
        "names with nothing back": (names, names - {"Lucy Penhallow"}),
        "ledger of Lucy Penhallow": ((190, 0, 0, 0, 0, 0), (190, 0, 1000, 0, 0, 0)),
    }


def test_one_approved_claim_is_returned_and_one_more_had_nothing_back(see, before):
    put(write.Edit(Claim, id_of("C04", see("R03")), {"state": "returned", "approved_by": None}))
    names = before["names with nothing back"]
    assert changed(before, figures(see())) == {
        "on its way": (18235, 12235),
        "nothing back": (7, 8),
        "names with nothing back": (names, names | {"Siobhan Mulcahy"}),
        "ledger of Siobhan Mulcahy": ((360, 0, 6000, 0, 0, 1), (360, 0, 0, 0, 0, 1)),
    }


def test_the_clock_a_day_on(see, before):
    moved = changed(before, figures(see("S1", NOW + timedelta(days=1))))
    assert moved == {
        "news from ACC": ((3, 5, 3, 43), (3, 5, 3, 44)),
        "news from ICB": ((1, 2, 1, 40), (1, 2, 1, 41)),
        "late: Late papers at the transport group": (4, 5),
        "flags of M34": ({"papers 1 day late"}, {"papers 2 days late"}),
        "papers of M34": ("1 day late", "2 days late"),
        "papers of M35": ("Due tomorrow", "Due today"),
        "items of M33": ("Due today", "Closed"),
        "items of M34": ("Open", "Due today"),
        "logged this week": (
            ["Speech, Language", "Adulthood", "Neuro Pathway", "CAMHS"],
            ["Adulthood", "Neuro Pathway", "CAMHS"],
        ),
    }


def test_the_clock_past_a_meeting(see, before):
    """On 27 November the Local Offer group of the day before has been held, its papers in time."""
    moved = changed(before, figures(see("S1", NOW + timedelta(days=3))))
    assert moved["kept by Council"] == ((16, 12, 4), (17, 13, 5))
    assert moved["kept by all"] == ((31, 27, 14), (32, 28, 15))
    assert moved["not logged"] == ({"Short Breaks"}, {"Short Breaks", "Local Offer"})
    assert moved["flags of M32"] == (set(), {"no representative present"})
    assert moved["actions overdue"][1] - moved["actions overdue"][0] == {"A05"}
    for still in ("given", "paid", "on its way", "nothing back", "seats", "interest forms overdue"):
        assert still not in moved
