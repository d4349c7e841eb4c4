"""One figure of the table: what was done, what it came to, and the most that it may be."""

from collections.abc import Iterable
from dataclasses import dataclass

FLOORS, OF_ADMIN = "floors", "of Flask-Admin"
COLUMNS = f"{'work':<46}{'took':>12}{'came to':>10} {'':<18}{'at most':>9}"


@dataclass(frozen=True)
class Figure:
    """`took` is said for the reader; `value` is what counts: a ratio, statements, seconds, bytes."""

    work: str
    took: str
    value: float
    unit: str
    most: float

    @property
    def over(self) -> bool:
        return self.value > self.most

    def __str__(self) -> str:
        said = f"{self.work:<46}{self.took:>12}{_short(self.value):>10} {self.unit:<18}{_short(self.most):>9}"
        return said + ("   OVER" if self.over else "")


def ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms" if seconds < 1 else f"{seconds:,.1f} s"


def told(figures: Iterable[Figure]) -> list[Figure]:
    """The same figures, each printed as soon as it is known: the whole takes minutes."""
    found = []
    for figure in figures:
        print(figure, flush=True)
        found.append(figure)
    return found


def _short(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
