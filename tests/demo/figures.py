"""Every figure of the demo by name, so that a test can say which of them one change moves."""

from datetime import date, timedelta

from forum_app.clock import at, london
from forum_app.db import unguarded
from forum_app.features.home.queries.seats import boards_with_seats, summaries
from forum_app.features.ledger.queries import my_ledger, volunteer_rates
from forum_app.features.meetings.queries import meeting_page
from forum_app.models.meetings import Decision, Escalation, Meeting
from forum_app.models.people import Person
from forum_app.permissions import reports
from forum_app.permissions.readable import readable
from forum_app.permissions.roles import Viewer, viewer_for

SINCE = date(2026, 9, 1)


def figures(viewer: Viewer) -> dict[str, object]:
    """What the rules and reports say to this viewer at this moment, flat."""
    found: dict[str, object] = {}
    for part in (_totals, _seats, _partners, _meetings, _late, _ledgers):
        found |= part(viewer)
    return found


def changed(before: dict[str, object], after: dict[str, object]) -> dict[str, tuple]:
    """Only what moved, as name -> (before, after)."""
    names = before.keys() | after.keys()
    return {
        name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    }


def _totals(viewer: Viewer) -> dict[str, object]:
    found = reports.figures(viewer, SINCE, viewer.today)
    return {
        "given": found.given_minutes,
        "accepted": found.given_minutes
        - sum(m for (_, state), m in found.minutes.items() if state != "accepted"),
        "training received": found.training_minutes,
        "paid": found.paid_pence,
        "on its way": found.approved_pence,
        "thanked": found.people_thanked,
        "nothing back": found.nothing_back,
        "names with nothing back": {
            name for _, name in reports.nothing_back_names(viewer, SINCE, viewer.today)
        },
        "interest forms overdue": found.forms_overdue,
    }


def _seats(viewer: Viewer) -> dict[str, object]:
    lines, totals = summaries(boards_with_seats(viewer), viewer)
    return {"seats": totals.words} | {f"seats of {line.name}": line.word for line in lines}


def _partners(viewer: Viewer) -> dict[str, object]:
    kept = {
        f"kept by {row.called_by}": (row.meetings, row.notice, row.papers)
        for row in reports.notice_and_papers(viewer, SINCE)
    }
    kept["kept by all"] = tuple(map(sum, zip(*kept.values(), strict=True)))
    for row in reports.outcome_feedback(viewer):
        kept[f"news from {row.name}"] = (row.given, row.total, row.late_meetings, row.days_late(viewer.today))
    return kept


def _meetings(viewer: Viewer) -> dict[str, object]:
    found: dict[str, object] = {}
    soon = viewer.today + timedelta(days=8)
    for meeting in readable(Meeting, viewer).where(Meeting.day <= soon):
        page = meeting_page(viewer, meeting.id)
        found[f"flags of {meeting.code}"] = {_plain(flag.words) for flag in page.flags}
        found[f"present at {meeting.code}"] = page.present
        found[f"quorum of {meeting.code}"] = page.quorum.title if page.quorum else ""
        found[f"papers of {meeting.code}"] = page.clocks.papers.pill_words
        found[f"items of {meeting.code}"] = page.clocks.items.pill_words
    found["not logged"] = {row.board for row in reports.unlogged(viewer)}
    since = at(london(viewer.now).date() - timedelta(days=7), 10)
    found["logged this week"] = [row.board for row in reports.meetings_logged(viewer, since, viewer.now)]
    return found


def _plain(words: str) -> str:
    return words[:1].lower() + words[1:]


def _late(viewer: Viewer) -> dict[str, object]:
    raised = readable(Escalation, viewer).where(Escalation.answered_on.is_null())
    late = {
        f"late: {row.title}": (viewer.today - row.due_on).days for row in raised if row.due_on < viewer.today
    }
    actions = readable(Decision, viewer).where(Decision.state == "open", Decision.due_on < viewer.today)
    return late | {"actions overdue": {row.code for row in actions}}


def _ledgers(viewer: Viewer) -> dict[str, object]:
    """Each rep's own ledger, as that rep sees it: given, paid, on its way, training, thanks, news owed."""
    with unguarded("a test looks at each rep's own ledger"):
        reps = list(Person.select(Person.id, Person.name).where(Person.kind == "rep").tuples())
    found: dict[str, object] = {}
    for person, name in reps:
        rep = viewer_for(person, viewer.now)
        assert rep
        mine = my_ledger(rep, volunteer_rates(rep))
        found[f"ledger of {name}"] = (
            mine.given_minutes,
            mine.pence("paid"),
            mine.pence("approved"),
            mine.training_minutes,
            len(mine.thanks),
            len(mine.news_owed),
        )
    return found
