"""Kinds that hold an amount: number, money in whole pence, time in whole minutes."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from . import words
from .kind import AMOUNTS, Kind
from .problem import Problem

# The widest whole number that both engines keep in an ordinary column.
WIDEST = 2_147_483_647

_GROUPED = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_NUMBER = re.compile(rf"([-−]?)({_GROUPED}(?:\.\d+)?|\.\d+)")
_POUNDS = re.compile(rf"([-−]?)£? ?([-−]?)({_GROUPED})?(?:\.(\d\d?))?")
_PENCE = re.compile(r"(\d+) ?p")
_CLOCK = re.compile(r"(\d{1,4}):(\d\d)")
_HOURS_AND_MINUTES = re.compile(
    r"(?:(\d{1,5}(?:\.\d{1,6})?|\.\d{1,6}) ?h(?:(?:ou)?rs?)?\.?)?"
    r"(?:,? ?(?:and )?(\d+) ?(?:m(?:in(?:ute)?s?)?\.?)?)?",
    re.IGNORECASE,
)
_DECIMAL_HOURS = re.compile(r"(\d{0,5})\.(\d+)")


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


class Amount(Kind):
    """What number, money and minutes share: right-aligned, adds up, lies between two ends."""

    align = "right"
    sums = True
    footers = AMOUNTS

    def __init__(self, least: int | None = None, most: int = WIDEST):
        self.least = least
        self.most = most

    def check(self, value):
        if value is None:
            return None
        if not self.holds(value):
            return self.problem()
        if self.least is not None and value < self.least:
            return Problem(f"{self.too_little()}. {self.wants}")
        if value > self.most or value < -WIDEST:
            return Problem(f"{self.too_much()}. {self.wants}")
        return value

    def keys(self, those: str) -> str:
        """The keys of a phone that these are, unless it takes a minus, which they have not."""
        return "" if self.least is None or self.least < 0 else those

    def holds(self, value: Any) -> bool:
        return _whole(value)

    def middle(self, value):
        return None if value is None else _nearest(Decimal(str(value)))

    def too_little(self) -> str:
        return "Use 0 or more" if self.least == 0 else f"The least is {self.show(self.least)}"

    def too_much(self) -> str:
        return f"That is more than {self.show(self.most)}"


class Number(Amount):
    """A number, with decimals unless `whole`."""

    name = "number"
    help = "Figures, such as 12 or 1,200."
    wants = "Write a number as 12 or 12.5"

    def __init__(self, whole: bool = False, least: int | None = None, most: int = WIDEST):
        super().__init__(least, most)
        self.whole = whole
        self.keyboard = self.keys("numeric" if whole else "decimal")
        if whole:
            self.wants = "Write a whole number, such as 12"

    def holds(self, value):
        return _whole(value) or (not self.whole and isinstance(value, float) and math.isfinite(value))

    def middle(self, value):
        if value is None:
            return None
        near = round(Decimal(str(value)), 1)
        return int(near) if near == near.to_integral_value() else float(near)

    def read(self, text, today):
        found = _NUMBER.fullmatch(text)
        if not found:
            return self.problem()
        number = Decimal(found[2].replace(",", ""))
        number = -number if found[1] else number
        return int(number) if number == number.to_integral_value() else float(number)

    def show(self, value, today=None):
        return "" if value is None else f"{value:,}"

    def export(self, value):
        return "" if value is None else format(Decimal(str(value)), "f")


class Money(Amount):
    """Whole pence, written and shown in pounds."""

    name = "money"
    help = "Pounds and pence, such as 24.20, or 55p."
    wants = "Write money as 24.20"

    def __init__(self, least: int | None = 0, most: int = 2_000_000_000):
        super().__init__(least, most)
        self.keyboard = self.keys("decimal")

    def read(self, text, today):
        if coins := _PENCE.fullmatch(text):
            return int(coins[1])
        found = _POUNDS.fullmatch(text)
        if not found or not (found[3] or found[4]) or (found[1] and found[2]):
            return self.problem()
        pence = int((found[3] or "0").replace(",", "")) * 100 + int((found[4] or "0").ljust(2, "0"))
        return -pence if found[1] or found[2] else pence

    def show(self, value, today=None):
        return "" if value is None else words.pounds(value)

    def export(self, value):
        if value is None:
            return ""
        pounds, pence = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{pounds}.{pence:02}"


class Minutes(Amount):
    """Whole minutes: `90`, `90m`, `1:30`, `1.5` and `1h 30` are the same."""

    name = "minutes"
    help = "Minutes as 90, or hours and minutes as 1:30 or 1.5."
    wants = "Write minutes as 90 or 1:30"

    def __init__(self, most: int = 24 * 60):
        super().__init__(0, most)

    def read(self, text, today):
        if re.match(r"[-−]\s*[\d.]", text):
            return Problem(f"{self.too_little()}. {self.wants}")
        if clock := _CLOCK.fullmatch(text):
            return int(clock[1]) * 60 + int(clock[2]) if int(clock[2]) < 60 else self.problem()
        if decimal := _DECIMAL_HOURS.fullmatch(text):
            return self._decimal_hours(*decimal.groups())
        spoken = _HOURS_AND_MINUTES.fullmatch(text)
        if not spoken:
            return self.problem()
        hours, minutes = Decimal(spoken[1] or 0), int(spoken[2] or 0)
        if spoken[1] and spoken[2] and (minutes > 59 or hours != int(hours)):
            return self.problem()
        return _nearest(hours * 60) + minutes

    def _decimal_hours(self, hours: str, part: str) -> int | Problem:
        # "1.20" may be meant as an hour and twenty, or as an hour and a fifth: ask, never guess.
        if len(part) > 2 or (len(part) == 2 and part not in {"00", "25", "50", "75"}):
            return self.problem()
        return _nearest(Decimal(f"{hours or 0}.{part}") * 60)

    def too_much(self):
        hours, rest = divmod(self.most, 60)
        return f"That is more than {hours} hours" if hours > 1 and not rest else super().too_much()

    def show(self, value, today=None):
        return "" if value is None else words.hours(value)

    def edit(self, value):
        return words.clock_length(value) if value and value >= 60 else self.export(value)


def _nearest(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))
