"""School days, working days, and the deadlines that are counted in either."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
IN_HOLIDAY = "falls in school holiday"
# The calendar knows only what was typed in. Before an autumn and after a summer term, this much is holiday;
# days further away, or after a term of which no next one is typed yet, are not known, and so no holiday.
SUMMER = timedelta(days=40)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays of one year, substitute days included."""
    # Imported on first use: it takes as long as the rest of a cold start together.
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


@dataclass(frozen=True)
class SchoolCalendar:
    """Half-terms as (first, last) day for pupils, staff-only days, and local extra bank holidays."""

    terms: tuple[tuple[date, date], ...] = ()
    inset: frozenset[date] = frozenset()
    extra_holidays: frozenset[date] = frozenset()

    def is_bank_holiday(self, day: date) -> bool:
        return day in self.extra_holidays or day in bank_holidays(day.year)

    def is_working_day(self, day: date) -> bool:
        """Whether offices work: neither weekend nor bank holiday. School holidays and INSET days count."""
        return day.weekday() < 5 and not self.is_bank_holiday(day)

    def in_term(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.terms)

    def is_school_day(self, day: date) -> bool:
        """Whether pupils are in."""
        return self.in_term(day) and self.is_working_day(day) and day not in self.inset

    def in_school_holiday(self, day: date) -> bool:
        """Whether a day lies between half-terms, or in the summer beside the first or last one known."""
        if not self.terms or self.in_term(day) or day in self.inset:
            return False
        known = [edge for term in self.terms for edge in term] + list(self.inset)
        opens, closes = min(known), max(known)
        if day < opens:
            return opens.month in (8, 9) and opens - day <= SUMMER
        if day > closes:
            return closes.month in (6, 7) and day - closes <= SUMMER
        return True

    def working_days_before(self, day: date, number: int) -> date:
        """That many working days back, beginning with the day before; the day itself is not counted."""
        while number > 0:
            day -= DAY
            number -= self.is_working_day(day)
        return day

    def clear_working_days_before(self, day: date, number: int) -> date:
        """The stricter reading, in which that many working days lie between the deadline and the day."""
        return self.working_days_before(day, number + 1)

    def notice_deadline(self, day: date, days: int = 14) -> date:
        """The last day to invite, in calendar days."""
        return day - timedelta(days=days)

    def papers_deadline(self, day: date, days: int = 7) -> date:
        """The last day to issue papers, in calendar days."""
        return day - timedelta(days=days)

    def items_deadline(self, day: date, working_days: int = 3) -> date:
        """The last day, until 17:00, to ask for an agenda item."""
        return self.working_days_before(day, working_days)

    def holiday_note(self, day: date) -> str:
        """What is said beside a deadline that is met or missed in a school holiday."""
        return IN_HOLIDAY if self.in_school_holiday(day) else ""
