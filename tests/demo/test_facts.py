"""The rest of the demo's facts: what is closed, decided, owed, declared, learned, promised and raised."""

from datetime import date, datetime

import pytest

from forum_app.clock import LONDON, london
from forum_app.db import unguarded
from forum_app.features.demo.data.ids import NAMES, id_of
from forum_app.features.demo.data.organisations import ORGANISATIONS
from forum_app.models.control import Marking, NamedPerson
from forum_app.models.coproduction import ChannelReach, Consultation, EngagementTheme, Promise, YouSaid
from forum_app.models.meetings import (
    AgendaItem,
    Decision,
    Escalation,
    Meeting,
    MeetingReport,
    OutcomeFeedback,
    OutcomeNews,
    Paper,
    ReservedAnswer,
)
from forum_app.models.organisations import Organisation
from forum_app.models.people import Declaration, Person, Training, TrainingRecord
from forum_app.permissions import reports
from forum_app.permissions.readable import readable
from tests.demo.figures import SINCE

EMBARGO_ENDS = datetime(2026, 12, 8, 9, tzinfo=LONDON)


def rows(model, *where) -> list:
    with unguarded("a test reads every row"):
        return list(model.select().where(*where) if where else model.select())


def codes() -> dict[str, str]:
    by_name = {name: code for code, name in NAMES.items()}
    return {row.id: by_name[row.name] for row in rows(Person)}


def test_exactly_five_things_are_closed(demo):
    people = codes()
    named: dict[str, set[str]] = {}
    for row in rows(NamedPerson):
        assert row.until is None
        named.setdefault(row.marking_id, set()).add(people[row.person_id])
    assert {row.name: (row.level, str(row.review_on), named.get(row.id, set())) for row in rows(Marking)} == {
        "Tender papers": ("restricted", "2027-04-30", {"R06", "R01", "S1"}),
        "Audit sheets": ("restricted", "2026-12-09", {"R14", "R17"}),
        "Waiting list table": ("board", "2027-02-01", set()),
        "Inspection letter": ("public", "2026-12-08", {"R01", "R02", "S1"}),
        "Staffing paper": ("restricted", "2026-12-18", {"R02"}),
    }
    assert all(row.reason and row.audience_words for row in rows(Marking))
    assert [row.embargoed_until for row in rows(Marking) if row.embargoed_until] == [EMBARGO_ENDS]


def open_to(see, code: str, now: datetime | None = None) -> set[str]:
    viewer = see(code, now) if now else see(code)
    return {row.name for row in readable(Marking, viewer)}


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("R01", {"Tender papers", "Waiting list table", "Inspection letter"}),
        ("R02", {"Staffing paper", "Waiting list table", "Inspection letter"}),
        ("R03", set()),
        ("R06", {"Tender papers"}),
        ("R07", {"Waiting list table"}),
        ("R14", {"Audit sheets"}),
        ("R15", set()),
        ("R17", {"Audit sheets"}),
        ("S1", {"Tender papers", "Waiting list table", "Inspection letter"}),
        ("S2", set()),
    ],
)
def test_who_may_look_behind_what(see, code, names):
    assert open_to(see, code) == names


def test_the_embargo_falls_to_public_at_its_minute(see):
    assert "Inspection letter" not in open_to(see, "R03")
    assert "Inspection letter" in open_to(see, "R03", EMBARGO_ENDS)


def test_what_hangs_from_each_marking(demo):
    names = {row.id: row.name for row in rows(Marking)}
    found: dict[str, set[str]] = {}
    for model in (AgendaItem, Paper, Decision, MeetingReport):
        for row in rows(model, model.marking.is_null(False)):
            found.setdefault(names[row.marking_id], set()).add(
                getattr(row, "code", "") or getattr(row, "title", "") or "a report"
            )
    assert found == {
        "Tender papers": {"Tender scoring", "Tender papers"},
        "Audit sheets": {"Audit sheets", "A07", "a report"},
        "Waiting list table": {
            "A03",
            "Waiting list table",
            "Matters arising from the Neurodevelopmental Pathway Group: waiting list data",
        },
        "Inspection letter": {"A12", "Inspection letter: first response", "Extract of the letter"},
        "Staffing paper": {"Staffing paper"},
    }


def test_the_agenda_of_2_december_as_gwen_and_as_priya_see_it(see):
    def numbers(code: str) -> list[int]:
        viewer = see(code)
        items = readable(AgendaItem, viewer).where(AgendaItem.meeting == id_of("M35", viewer))
        return sorted(item.position for item in items)

    assert numbers("R01") == [1, 2, 3, 4, 5, 6, 7]
    assert numbers("R03") == [1, 2, 3, 5, 7]


def test_the_days_of_the_closed_and_the_public_example(demo):
    meetings = {row.id: row.day for row in rows(Meeting)}
    items = {(meetings[row.meeting_id], row.position): row for row in rows(AgendaItem)}
    assert items[date(2027, 1, 13), 3].title == "Tender scoring"
    public = [row for (day, _), row in items.items() if day == date(2027, 2, 4)]
    assert public and all(row.level == "public" for row in public)


def test_actions_and_which_are_overdue(see):
    today, found = see().today, {row.code: row for row in rows(Decision)}
    assert len(found) == 18
    overdue = {code for code, row in found.items() if row.state == "open" and row.due_on < today}
    assert overdue == {"A03", "A04", "A10"}
    assert {code for code, row in found.items() if row.state == "done"} == {"A01", "A02", "A06", "A07"}
    assert found["A02"].done_on > found["A02"].due_on
    assert found["D01"].state == "noted" and found["D02"].dissent


def test_the_reserved_decision_waits_for_two_of_three(demo):
    people = codes()
    (asked,) = rows(Decision, Decision.kind == "reserved")
    assert (asked.code, people[asked.asked_by_id], str(asked.answer_by)) == ("D04", "R15", "2026-11-26")
    answers = {people[row.person_id]: (row.answer, row.answered_at) for row in rows(ReservedAnswer)}
    assert answers.keys() == {"R01", "R02", "R03"}
    assert [code for code, (answer, _) in answers.items() if answer] == ["R03"]
    assert str(london(answers["R03"][1]).date()) == "2026-11-23"


def test_outcome_feedback_by_partner(see):
    viewer = see("R01")
    found = {
        row.name: (row.given, row.total, row.late_meetings, row.days_late(viewer.today))
        for row in reports.outcome_feedback(viewer)
    }
    assert found == {"ACC": (3, 5, 3, 43), "ICB": (1, 2, 1, 40), "Kestrel": (1, 1, 0, 0)}
    late = {row.code: (viewer.today - row.due_on).days for row in rows(OutcomeFeedback) if not row.given_on}
    assert late == {"F02": 43, "F03": 15, "F04": 40}
    assert sorted(row.outcome for row in rows(OutcomeNews)) == ["done", "done", "not_done", "part"]


def test_reports_are_logged_the_morning_after_by_each_who_was_there(demo):
    days = {row.id: row for row in rows(Meeting)}
    for row in rows(MeetingReport):
        logged = london(row.logged_at)
        assert (logged.hour, (logged.date() - days[row.meeting_id].day).days) == (9, 1)
    told = {days[row.meeting_id].code for row in rows(MeetingReport)}
    assert told == {f"M{number:02}" for number in range(1, 32)} - {"M26"}


def test_closed_boards_hold_no_unmarked_words(demo):
    """Reports of boards that are usually closed are empty, but for the one behind its marking."""
    from forum_app.models.boards import Board

    closed = {row.id for row in rows(Board) if row.default_level in {"board", "restricted"}}
    on = {row.id: row.board_id for row in rows(Meeting)}
    for row in rows(MeetingReport):
        if on[row.meeting_id] in closed and not row.marking_id:
            assert row.text == ""


def test_three_interest_forms_are_overdue(see):
    people = codes()
    late = {people[row.person_id] for row in rows(Declaration) if row.due_on < see().today}
    assert late == {"R06", "R17", "R21"}
    assert len(rows(Declaration, Declaration.nothing)) == 20


def test_training_done_and_booked(demo):
    people, names = codes(), {row.id: row.name for row in rows(Training)}
    done: dict[str, set[str]] = {}
    booked: dict[str, set[str]] = {}
    for row in rows(TrainingRecord):
        (done if row.state == "done" else booked).setdefault(names[row.training_id], set()).add(
            people[row.person_id]
        )
    assert {name: len(who) for name, who in done.items()} == {
        "Rep induction, parts 1 and 2": 25,
        "Confidentiality and data": 21,
        "Facilitation": 2,
        "SEND law basics": 4,
        "Safeguarding awareness": 24,
        "Easy-read writing": 1,
        "Unconscious bias": 2,
    }
    assert booked["Confidentiality and data"] == {"R16", "R19", "R20", "R25"}
    assert {row.partner_staff_trained for row in rows(Training)} == {None, 9}


def test_an_organisation_that_ended_has_a_successor(demo):
    found = {row.name: row for row in rows(Organisation)}
    assert len(found) == len(ORGANISATIONS)
    merged = found["NHS Aldermere and Vale Integrated Care Board"]
    ended = [row for row in found.values() if row.ended_on]
    assert {row.successor_id for row in ended} == {merged.id} and len(ended) == 2
    assert merged.started_on == date(2026, 4, 1)


def test_views_gathered_and_what_became_of_them(demo):
    reach: dict[str, list] = {row.id: [] for row in rows(Consultation)}
    for row in rows(ChannelReach):
        reach[row.consultation_id].append((row.reach, row.answered))
    named = {row.code: sorted(reach[row.id], key=str) for row in rows(Consultation)}
    assert named["Q01"] == sorted([(1150, 96), (None, 31), (40, 7)], key=str)
    assert named["Q04"] == [(1150, 58)]
    assert [row.code for row in rows(Consultation) if row.closes_on and not row.results_shared] == ["Q04"]
    assert len(rows(EngagementTheme)) == 8
    assert sum(row.taken_to_id is None for row in rows(EngagementTheme)) == 3


def test_promises_and_good_news(demo):
    promises = {row.short_text: (row.progress, row.target, row.state) for row in rows(Promise)}
    assert promises == {
        "Planning forms used": (3, 5, "open"),
        "15 you-said entries": (12, 15, "open"),
        "Waits by age, monthly": (None, None, "not_kept"),
        "Appeals wording agreed": (None, None, "at_risk"),
    }
    (done,) = rows(YouSaid, YouSaid.outcome == "done")
    assert done.headline == "Kestrel changed its waiting letter after Amara and Nikesh spoke."
    assert done.published_on >= SINCE


def test_what_was_raised(see):
    late = {row.title: (see().today - row.due_on).days for row in rows(Escalation)}
    assert late == {"Late papers at the transport group": 4, "No health at Co-production": -8}
