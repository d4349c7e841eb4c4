"""When a reserved decision needs its answer, and who is reminded of it."""

from datetime import date, timedelta

from ...mail.kinds import MOST_REMINDERS

WITHOUT_A_MEETING = timedelta(days=7)
DAY = timedelta(days=1)


def answer_by(meeting_on: date | None, today: date) -> date:
    """The day offered: the day before the board meets; a week from now where it does not meet soon."""
    if meeting_on is None or meeting_on <= today:
        return today + WITHOUT_A_MEETING
    return max(today, meeting_on - DAY)


def reminder_of(asked_on: date | None, answer_by: date, today: date) -> int:
    """Which reminder goes today: the first the day before, the second on the day; 0 for none.

    Nobody is reminded on the day they were asked.
    """
    if asked_on is None or asked_on >= today:
        return 0
    return {answer_by - DAY: 1, answer_by: MOST_REMINDERS}.get(today, 0)
