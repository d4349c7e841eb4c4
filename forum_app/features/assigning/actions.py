"""Giving somebody a seat, changing its dates, ending it: one act each, with all that follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ...fields.words import short_date
from ...models.boards import Board, Seat
from ...models.meetings import Decision
from ...models.people import Person, Supporter, TrainingRecord
from ...permissions.abilities import require
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken
from ...records.outbox import Mailing
from ..accounts.queries import holders
from ..boards.rules import ACTING, SEAT_NAMES
from ..boards.standing import check_stands
from . import queries
from .rules import Suggestion

DAY = timedelta(days=1)
TO_INTRODUCE = timedelta(days=14)
STARTER_PACK, LIST_CHANGED = "starter_pack", "list_changed"


@dataclass(frozen=True)
class Assigned:
    """What came of giving a seat: who has it now, and the courses that were booked for them."""

    written: write.Written
    person: str
    booked: tuple[str, ...] = ()


def assign_seat(
    viewer: Viewer,
    values: Mapping[str, Any],
    *,
    seat_id: str | None = None,
    board_id: str | None = None,
    form_key: str | None = None,
    via: str = "form",
) -> Assigned:
    """Give a seat to somebody, or add one to a board for them; whoever holds it may stay on a while.

    `values`: person, role, starts_on, ends_on, and for a seat that is held stays_until. Books the induction
    they lack, opens an action to introduce them, and sends the starter pack and the news of the list.
    Raises NotFound, NotAllowed, RuleBroken with the reason in words.
    """
    with write.together():
        page = queries.seat_page(viewer, seat_id=seat_id, board_id=board_id)
        act, record = ("assign_seat", page.seat) if page.seat else ("add_seat", page.board)
        grant = require(viewer, act, record)
        person = one(Person, values.get("person") or "", viewer)
        first = write.already(grant, form_key)
        if first:
            return Assigned(first, person.first_name or person.name)
        check_stands(page.board, viewer.today, values["starts_on"], "starts_on")
        chosen = _chosen(viewer, page, person, values)
        needs = () if chosen is None else chosen.needs
        seat_edits, new_id = _seat_edits(viewer, page, person, values)
        edits = [*seat_edits, *_booked(person, needs), _introduction(viewer, page.board, person)]
        mails = [
            Mailing(STARTER_PACK, person.id, parts=(("seats", new_id),)),
            *news_of_the_list(viewer, page.board.id),
        ]
        words = f"{SEAT_NAMES[values['role']].capitalize()} given"
        written = write.many(grant, edits, via=via, words=words, form_key=form_key, mails=mails)
        return Assigned(written, person.first_name or person.name, tuple(course.name for course in needs))


def _chosen(viewer: Viewer, page: queries.SeatPage, person, values: Mapping[str, Any]) -> Suggestion | None:
    """The person as the page suggested them. Raises RuleBroken with the reason why they cannot take it."""
    found = queries.suggestions(viewer, page, values["role"], from_day=values["starts_on"])
    chosen = found.of(person.id)
    if chosen is None or chosen.refused:
        raise RuleBroken("person", chosen.refused if chosen else f"{person.name} does not take seats.")
    return chosen


def _seat_edits(
    viewer: Viewer, page: queries.SeatPage, person, values: Mapping[str, Any]
) -> tuple[list, str]:
    """The seat as it will be held, and its id: a vacancy is filled, a held seat gets its end."""
    starts_on, ends_on, role = values["starts_on"], values.get("ends_on"), values["role"]
    if ends_on and ends_on < starts_on:
        raise RuleBroken("ends_on", "A seat ends after it starts.")
    seat = page.seat
    held = {"person": person.id, "role": role, "starts_on": starts_on, "ends_on": ends_on}
    edits = _leaves_other_seats(viewer, page, person, role, starts_on)
    if seat is not None and seat.person_id is None:
        return [write.Edit(Seat, seat.id, held, seat.version), *edits], seat.id
    new = write.new_id()
    held |= {"board": page.board.id, "position": seat.position if seat else page.next_position}
    if seat is not None:
        edits.append(_handed_over(viewer, seat, person, values))
    return [write.Add(Seat, held, id=new), *edits], new


def _handed_over(viewer: Viewer, seat, person, values: Mapping[str, Any]) -> write.Edit:
    """The old seat with its end and its successor."""
    change: dict[str, Any] = {"successor": person.id}
    if not queries.is_over(viewer, seat):
        stays = values.get("stays_until")
        if stays is None:
            raise RuleBroken("stays_until", f"Say until which day {seat.holder_first} stays.")
        if seat.starts_on and stays < seat.starts_on:
            began = short_date(seat.starts_on, viewer.today)
            raise RuleBroken("stays_until", f"{seat.holder_first} began on {began}. Write a later day.")
        change["ends_on"] = stays
    return write.Edit(Seat, seat.id, change, seat.version)


def _leaves_other_seats(
    viewer: Viewer, page: queries.SeatPage, person, role: str, starts_on: date
) -> list[write.Edit]:
    """A deputy or shadow who takes a seat of their own leaves the old one the day before."""
    if role not in ACTING:
        return []
    return [
        write.Edit(
            Seat, old.id, {"ends_on": max(starts_on - DAY, old.starts_on or starts_on - DAY)}, old.version
        )
        for old in queries.standing(viewer, page.seats, page.board.id)
        if old.person_id == person.id and old.role not in ACTING
    ]


def _booked(person, needs) -> list[write.Add]:
    return [
        write.Add(TrainingRecord, {"person": person.id, "training": course.id, "state": "booked"})
        for course in needs
    ]


def _introduction(viewer: Viewer, board, person) -> write.Add:
    """An action for whoever supports the new holder, or for the coordinator: introduce them to the chair."""
    helps = readable(Supporter, viewer).where(Supporter.person == person.id).order_by(Supporter.id).first()
    values = {
        "kind": "action",
        "board": board.id,
        "text": f"Introduce {person.name} to the chair of the {board.name}.",
        "owner": helps.supporter_id if helps else viewer.person_id,
        "due_on": viewer.today + TO_INTRODUCE,
        "decided_on": viewer.today,
        "state": "open",
        "level": "members",
    }
    return write.Add(Decision, values)


def news_of_the_list(viewer: Viewer, board_id: str) -> list[Mailing]:
    """Tell the coordinators whom the board's papers go to now, in words to send on."""
    return [
        Mailing(LIST_CHANGED, keeper, parts=(("boards", board_id),))
        for keeper in holders(viewer, "coordinator")
    ]


def change_seat(
    viewer: Viewer,
    seat_id: str,
    values: Mapping[str, Any],
    *,
    form_key: str | None = None,
    version: int | None = None,
    via: str = "form",
) -> write.Written:
    """Change a seat's role, its dates, or who follows. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        seat = one(Seat, seat_id, viewer)
        grant = require(viewer, "change_seat", seat)
        if first := write.already(grant, form_key):
            return first
        if values.get("successor"):
            if values["successor"] == seat.person_id:
                raise RuleBroken("successor", "Choose somebody else, or nobody yet.")
            check_stands(one(Board, seat.board_id, viewer), viewer.today, field="successor")
            one(Person, values["successor"], viewer)
        new = {name: values[name] for name in ("role", "starts_on", "ends_on", "successor") if name in values}
        dates = ("starts_on", "ends_on")
        moved = any(name in new and new[name] != getattr(seat, name) for name in dates)
        return write.one(
            grant,
            write.Edit(Seat, seat.id, new, version or seat.version),
            via=via,
            words="Seat changed",
            form_key=form_key,
            mails=news_of_the_list(viewer, seat.board_id) if moved else [],
        )


def end_seat(
    viewer: Viewer,
    seat_id: str,
    *,
    form_key: str | None = None,
    version: int | None = None,
    via: str = "form",
) -> write.Written:
    """End a seat at this moment: what was open to its holder closes now. No reason is kept.

    Raises NotFound, NotAllowed, RuleBroken when nobody holds it, Stale.
    """
    with write.together():
        seat = one(Seat, seat_id, viewer)
        grant = require(viewer, "end_seat", seat)
        if first := write.already(grant, form_key):
            return first
        if seat.person_id is None or queries.is_over(viewer, seat):
            raise RuleBroken("", "Nobody holds that seat at the moment.")
        return write.one(
            grant,
            write.Edit(Seat, seat.id, {"ended_at": viewer.now}, version or seat.version),
            via=via,
            words="Seat ended",
            form_key=form_key,
            mails=news_of_the_list(viewer, seat.board_id),
        )


def add_vacancy(
    viewer: Viewer, board_id: str, role: str, *, form_key: str | None = None, via: str = "form"
) -> write.Written:
    """Add a seat that nobody holds yet, so that it is seen as wanted.

    Raises NotFound, NotAllowed, RuleBroken when it does not say what kind of seat.
    """
    if role not in SEAT_NAMES:
        raise RuleBroken("role", "Choose lead, second, deputy or shadow.")
    with write.together():
        page = queries.seat_page(viewer, board_id=board_id)
        grant = require(viewer, "add_seat", page.board)
        check_stands(page.board, viewer.today)
        values = {"board": page.board.id, "role": role, "position": page.next_position}
        return write.one(grant, write.Add(Seat, values), via=via, words="Vacancy added", form_key=form_key)
