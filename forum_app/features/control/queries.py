"""Who may see an item, in words: for the sign under what it covers, and for a reader it is closed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from peewee import JOIN

from ...clock import london
from ...fields.words import day, join, short_date
from ...models.boards import Board
from ...models.control import Marking, NamedPerson
from ...models.meetings import AgendaItem, Barrier, Decision, Escalation, Meeting, MeetingReport, Paper
from ...models.people import Agreement, Person
from ...permissions.readable import one, readable
from ...permissions.roles import TEAM, Viewer
from ...records import access_log


@dataclass(frozen=True)
class Level:
    """`level` is public, members, board, restricted or embargoed; `words` follow its name."""

    level: str
    words: str
    reason: str = ""
    review_on: Any = None


# What can hang from a marking, and the column that says in words what it is.
HANGS: dict[Any, Any] = {
    AgendaItem: AgendaItem.title,
    Paper: Paper.title,
    Decision: Decision.text,
    MeetingReport: MeetingReport.text,
    Meeting: Meeting.aim,
    Barrier: Barrier.text,
    Escalation: Escalation.title,
}
MOST_SHOWN = 20
PLAIN = {"public": Level("public", "Public"), "members": Level("members", "Members")}


def levels(viewer: Viewer, rows) -> dict[str, Level]:
    """The sign of each marking that these rows hang from, by marking id. One statement."""
    return marking_levels(viewer, {row.marking_id for row in rows if row.marking_id})


def marking_levels(viewer: Viewer, marking_ids: set[str]) -> dict[str, Level]:
    """The signs of these markings, of those that are open to the viewer. One statement."""
    ids = sorted(marking_ids & viewer.markings)
    if not ids:
        return {}
    listed = readable(NamedPerson, viewer).select(NamedPerson.marking, NamedPerson.person, NamedPerson.id)
    named = listed.alias("listed")
    people = readable(Person, viewer).select(Person.id, Person.first_name).alias("named")
    rows = (
        readable(Marking, viewer)
        .select_extend(named.c.person_id.alias("named_id"), people.c.first_name.alias("first_name"))
        .join(named, JOIN.LEFT_OUTER, on=(named.c.marking_id == Marking.id))
        .join(people, JOIN.LEFT_OUTER, on=(people.c.id == named.c.person_id))
        .where(Marking.id.in_(ids))
        .order_by(Marking.id, named.c.id)
    )
    by_marking = groupby(rows.objects(), key=lambda row: row.id)
    signs = {marking: _sign(viewer, list(lines)) for marking, lines in by_marking}
    access_log.shown(sign.level for sign in signs.values())
    return signs


def _sign(viewer: Viewer, lines: list) -> Level:
    """The sign of one marking from its rows, one for each name on its list."""
    marking = lines[0]
    words = _words(viewer, marking, _you_first(viewer, [(row.named_id, row.first_name) for row in lines]))
    return Level(_level(viewer, marking), words, marking.reason, marking.review_on)


def _you_first(viewer: Viewer, named: list[tuple]) -> list[str]:
    others = [name for person, name in named if name and person != viewer.person_id]
    return ["you", *others] if any(person == viewer.person_id for person, _ in named if person) else others


def level_of(row, signs: dict[str, Level]) -> Level:
    """The sign of one row: its marking's, else its own plain level's.

    A guest reads what lies behind an embargo that is over, never the marking: to them it is for members.
    """
    return signs.get(row.marking_id) or PLAIN.get(row.level, PLAIN["members"])


def _level(viewer: Viewer, marking) -> str:
    embargoed = marking.embargoed_until and marking.embargoed_until > viewer.now
    return "embargoed" if embargoed else marking.level


def _words(viewer: Viewer, marking, names: list[str]) -> str:
    level = _level(viewer, marking)
    if level == "embargoed":
        until = london(marking.embargoed_until)
        return f"Embargoed until {short_date(until.date(), viewer.today)}, {until:%H:%M}"
    if level == "restricted":
        return f"Restricted: {join(names)}"
    return {"board": "Board only", "members": "Members", "public": "Public"}[level]


@dataclass
class MarkingPage:
    """One marking: its row, its sign, the board it is of, and what hangs from it that the viewer may read."""

    marking: Any
    sign: Level
    board: str
    hangs: list[tuple[str, str, str]]


def marking_page(viewer: Viewer, marking_id: str) -> MarkingPage:
    """A marking that the viewer may look behind. Raises NotFound."""
    marking = one(Marking, marking_id, viewer)
    sign = marking_levels(viewer, {marking.id}).get(marking.id, PLAIN["members"])
    boards = readable(Board, viewer).select(Board.short_name).where(Board.id == marking.board_id)
    hangs = [
        (model._meta.table_name, row, words)
        for model, words_of in HANGS.items()
        for row, words in _hanging(viewer, model, words_of, marking.id)
    ]
    return MarkingPage(marking, sign, boards.scalar() or "", hangs)


def _hanging(viewer: Viewer, model, words, marking_id: str) -> Iterable[tuple[str, str]]:
    rows = readable(model, viewer).select(model.id, words).where(model.marking == marking_id)
    return rows.order_by(model.id.desc()).limit(MOST_SHOWN).tuples()


def without_agreement(viewer: Viewer) -> tuple[str, str]:
    """Why closed items stay shut to somebody at work for the forum, and what to do: two sentences, or none.

    They are the same whether or not there is anything closed to see. One statement, none where it is signed.
    """
    if viewer.cleared or viewer.is_guest or not viewer.has("rep", "steering", *TEAM):
        return "", ""
    signed = readable(Agreement, viewer).where(Agreement.person == viewer.person_id)
    last = signed.order_by(Agreement.ends_at.desc(), Agreement.id).first()
    closed = "so what is Board only or Restricted is closed to you."
    if last is None:
        ask = "Sign it with a co-chair." if viewer.has("coordinator") else "Ask the coordinator for it."
        return f"You have not signed the confidentiality agreement, {closed}", ask
    if last.starts_at > viewer.now:
        begins = day(london(last.starts_at).date(), viewer.today)
        return f"Your confidentiality agreement begins on {begins}, {closed}", "There is nothing more to do."
    ended = day(london(last.ends_at - timedelta(seconds=1)).date(), viewer.today)
    coordinator = viewer.has("coordinator")
    ask = "Sign a new one with a co-chair." if coordinator else "Ask the coordinator for a new one."
    return f"Your confidentiality agreement ended on {ended}, {closed}", ask
