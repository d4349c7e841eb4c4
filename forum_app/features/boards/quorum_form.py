"""The quorum editor: rows of parts that grow and shrink, read by the kinds, and what the rule comes to."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from flask import request

from ...fields import Number, Problem
from ...web.asking import ask
from ...web.forms import Form
from ..meetings import facts
from . import tables  # noqa: F401  the columns that are asked for
from .queries.keeping import QuorumPage

SECTOR = "sector:"
MOST_PARTS = 20
MINIMUM = Number(whole=True, least=0, most=1_000)


@dataclass
class Box:
    """One box of a row, as the macros for fields want it."""

    id: str
    name: str
    label: str
    value: str = ""
    errors: list[str] = field(default_factory=list)


@dataclass
class Row:
    """One part: whose people, and how many of them at least."""

    number: int
    who: Box
    minimum: Box

    @property
    def empty(self) -> bool:
        return not self.who.value and not self.minimum.value


class QuorumForm(Form):
    """How many make a meeting count: in all, or a share of the members, and of whom."""

    quorum_total = ask("boards", "quorum_total", "How many in all", help="Empty, if only parts are said")
    quorum_percent = ask("boards", "quorum_percent", "Or percent of the members")
    quorum_words = ask(
        "boards",
        "quorum_words",
        "In its own words, if numbers cannot say it",
        help="Shown as they are",
    )

    def fill(self, found: QuorumPage) -> None:
        """The parts as they stand, or as they were typed, and what they may be chosen from."""
        self.bodies = {body.id: body for body in found.bodies}
        sectors = sorted({row.sector for row in (*found.bodies, *found.parts) if row.sector})
        self.choices = [(body.id, body.name) for body in found.bodies]
        self.choices += [(SECTOR + sector, f"Anyone from {sector.lower()}") for sector in sectors]
        typed = _typed() if self.is_submitted() else _standing(found.parts)
        self.rows = [_row(number, *pair) for number, pair in enumerate(typed[:MOST_PARTS])]
        if not self.rows or not self.rows[-1].empty:
            self.add_row()

    def add_row(self) -> None:
        if len(self.rows) < MOST_PARTS:
            self.rows.append(_row(len(self.rows), "", ""))

    def remove_row(self, number: int) -> None:
        kept = [row for row in self.rows if row.number != number]
        self.rows = [_row(n, row.who.value, row.minimum.value) for n, row in enumerate(kept)]
        if not self.rows:
            self.add_row()

    def parts(self) -> list[dict[str, Any]]:
        """The parts that could be read, as they are kept."""
        return [part for row in self.rows if not row.empty and (part := self._part(row)) is not None]

    def _part(self, row: Row) -> dict[str, Any] | None:
        minimum = MINIMUM.parse(row.minimum.value)
        known = row.who.value in dict(self.choices)
        if isinstance(minimum, Problem) or not minimum or not known:
            return None
        sector = row.who.value.removeprefix(SECTOR) if row.who.value.startswith(SECTOR) else ""
        return {"organisation": None if sector else row.who.value, "sector": sector, "minimum": minimum}

    def validate(self, **options) -> bool:
        """Kinds read each field; a row is whole or empty, and no one is named twice."""
        super().validate(**options)
        percent = self.quorum_percent.data
        if percent is not None and percent > 100 and not self.quorum_percent.errors:
            self.quorum_percent.errors = ["Write a percentage from 1 to 100."]
        if self.quorum_total.data and percent:
            self.quorum_percent.errors = ["Say how many in all, or a percentage, not both."]
        named: set[str] = set()
        for row in self.rows:
            if not row.empty:
                self._check_row(row, named)
        return not self.problems()

    def _check_row(self, row: Row, named: set[str]) -> None:
        minimum = MINIMUM.parse(row.minimum.value)
        if row.who.value not in dict(self.choices):
            row.who.errors = ["Choose whose people these are."]
        elif row.who.value in named:
            row.who.errors = ["This one is named twice. Put both into one row."]
        if isinstance(minimum, Problem) or not minimum:
            row.minimum.errors = ["Write how many at least, as 2."]
        named.add(row.who.value)

    def problems(self) -> list[tuple[str, str]]:
        """What is to be put right, as (where, words), rows too."""
        boxes: list[Any] = [*self, *(box for row in self.rows for box in (row.who, row.minimum))]
        found = [(box.id, box.errors[0]) for box in boxes if box.errors]
        return found + [("main", words) for words in self.form_errors]

    def rule(self, board):
        """The rule that the form says now, made as the board's own page makes it."""
        asked = SimpleNamespace(
            quorum_total=self.quorum_total.data,
            quorum_percent=self.quorum_percent.data,
            quorum_words=self.quorum_words.data or "",
            is_steering=board.is_steering,
        )
        return facts.rule_of(asked, [self._named(part) for part in self.parts()])

    def _named(self, part: dict[str, Any]) -> SimpleNamespace:
        body = self.bodies.get(part["organisation"])
        return SimpleNamespace(
            minimum=part["minimum"],
            organisation_id=part["organisation"],
            sector=part["sector"],
            short_name=body.short_name if body else "",
            plain_name=body.plain_name if body else "",
            body_sector=body.sector if body else "",
        )


def _typed() -> list[tuple[str, str]]:
    who, minimum = request.form.getlist("who"), request.form.getlist("minimum")
    return list(zip(who, [text.strip() for text in minimum], strict=False))


def _standing(parts) -> list[tuple[str, str]]:
    return [(part.organisation_id or SECTOR + part.sector, str(part.minimum)) for part in parts]


def _row(number: int, who: str, minimum: str) -> Row:
    return Row(
        number,
        Box(f"who-{number}", "who", "Whose people", who),
        Box(f"minimum-{number}", "minimum", "At least", minimum),
    )
