"""The words of the mail that tells of a meeting moved, changed or called off."""

from dataclasses import dataclass
from typing import Any

from ...clock import london
from ...fields.words import day, span
from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import finished
from ...models.boards import Board
from ...models.meetings import Meeting, Venue
from ...models.people import Person
from ...permissions.errors import NotFound
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer
from ...records.past import values_at
from ..meetings.facts import MODES
from .told import KIND, TOLD_OF

NOT_OPEN = "not open to this reader any more"


def register_kinds() -> None:
    kinds.register(KIND, "A meeting moved, changed or called off", meeting_changed, urgent=True)


@dataclass(frozen=True)
class News:
    """What became of a meeting: moved, changed, cancelled or on_again; old and new in words, by label."""

    what: str
    changes: tuple[tuple[str, str, str], ...] = ()
    ask_again: bool = False


def meeting_changed(occasion: Occasion) -> Finished | Nothing:
    """Tell one person what was and what is; of a marked meeting no more than that there is something."""
    viewer, parts = occasion.viewer, dict(occasion.parts)
    if viewer is None:
        return Nothing("no active account")
    try:
        meeting = one(Meeting, parts["meetings"], viewer)
        board = one(Board, meeting.board_id, viewer)
    except NotFound:
        return Nothing(NOT_OPEN, ({"part": ["meetings", parts["meetings"]], "rule": NOT_OPEN},))
    if not _still_goes(viewer, meeting):
        return Nothing("not asked to go any more")
    names = (*TOLD_OF, "marking")
    before = values_at(viewer, Meeting, meeting.id, int(parts["versions"]), names)
    news = _news(viewer, before, {name: meeting.__data__[name] for name in names})
    if news is None:
        return Nothing("it is as it was, so there is nothing to tell")
    closed = bool(meeting.marking_id or before["marking"])
    return _finished(occasion, meeting, board, None if closed else news)


def _still_goes(viewer: Viewer, meeting) -> bool:
    if viewer.is_guest:
        return True
    here = readable(Person, viewer).where(Person.id == viewer.person_id, Person.state != "paused")
    return meeting.board_id in viewer.boards and here.exists()


def _news(viewer: Viewer, before: dict[str, Any], now: dict[str, Any]) -> News | None:
    """The difference in words, or None where there is none any more."""
    if now["state"] != before["state"]:
        return News("cancelled" if now["state"] == "cancelled" else "on_again")
    if now["state"] == "cancelled":
        return None
    places = {row.id: row.name for row in readable(Venue, viewer)}
    told = [
        ("When", _when(viewer, before), _when(viewer, now)),
        ("Where", _where(before, places), _where(now, places)),
        ("Link to join", before["join_link"] or "none", now["join_link"] or "none"),
    ]
    changes = tuple((label, old, new) for label, old, new in told if old != new)
    if not changes:
        return None
    moved = before["starts_at"] != now["starts_at"]
    other_day = london(before["starts_at"]).date() != london(now["starts_at"]).date()
    return News("moved" if moved else "changed", changes, other_day and not viewer.is_guest)


def _when(viewer: Viewer, values: dict[str, Any]) -> str:
    start = london(values["starts_at"])
    return f"{day(start.date(), viewer.today)}, {span(start, values['planned_minutes'])}"


def _where(values: dict[str, Any], places: dict[str, str]) -> str:
    place = places.get(values["venue"], "")
    if values["mode"] == "both":
        return f"{place}, and online" if place else MODES["both"]
    return place or MODES.get(values["mode"], "")


def _finished(occasion: Occasion, meeting, board, news: News | None) -> Finished:
    """The mail; without news it names nothing of the meeting."""
    viewer = occasion.viewer
    assert viewer is not None
    when = day(meeting.day, viewer.today)
    subjects = {
        "moved": f"Moved: {board.short_name}, now {when}",
        "changed": f"Changed: {board.short_name}, {when}",
        "cancelled": f"Cancelled: {board.short_name}, {when}",
        "on_again": f"On after all: {board.short_name}, {when}",
    }
    subject = subjects[news.what] if news else "A meeting of yours has changed"
    facts: dict[str, Any] = {"what": "closed", "changes": ()}
    if news:
        facts = {
            "what": news.what,
            "changes": news.changes,
            "board": board.name,
            "when": _when(viewer, {name: meeting.__data__[name] for name in TOLD_OF}),
            "ask_again": news.ask_again,
        }
    withheld = ({"part": ["meetings", meeting.id], "rule": "kept out of mail by its level"},)
    return finished(
        occasion,
        KIND,
        subject,
        url=f"{occasion.base_url}/meetings/{meeting.id}",
        **facts,
        withheld=() if news else withheld,
    )
