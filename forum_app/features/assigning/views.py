"""Turns what was found about seats and people into what the pages print."""

from datetime import date, timedelta
from typing import Any

from ...fields.words import capital, day, how_far, join, long_day, plain_day, short_date, spoken_hours
from ..boards import queries as board_queries
from ..boards import rules as board_rules
from ..boards.rules import SEAT_NAMES
from . import queries, vacancies
from .forms import ROLES, AssignForm, SeatForm
from .rules import Suggestion

HANDOVER = timedelta(days=14)
FIRST_SHOWN = 6


def fill(viewer, form: AssignForm, found: queries.SeatPage, asked) -> None:
    """Offer today, the seat's own role, and the day on which whoever holds it leaves."""
    if found.seat and found.seat.holder_first:
        form.stays_until.label.text = f"{found.seat.holder_first} stays until"
    if form.is_submitted():
        return
    seat, roles = found.seat, dict(ROLES)
    asked_role = asked.get("role") if asked.get("role") in roles else found.role_wanted
    form.role.data = seat.role if seat else asked_role
    form.starts_on.data = viewer.today
    form.ends_on.data = found.board.ends_on
    form.person.data = asked.get("person") or (seat.successor_id if seat else None)
    if _is_held(viewer, seat) and seat.ends_on:
        form.stays_until.data = seat.ends_on
        form.starts_on.data = max(viewer.today, seat.ends_on - HANDOVER)


def _is_held(viewer, seat) -> bool:
    return bool(seat and seat.person_id and not queries.is_over(viewer, seat))


def assign_context(viewer, found: queries.SeatPage, suggested: queries.Suggested, form: AssignForm) -> dict:
    """The page on which somebody is chosen: what is to be known of each, before the choice."""
    held = _is_held(viewer, found.seat)
    wanted = suggested.wanted
    chosen = form.person.data or ""
    first = suggested.able[:FIRST_SHOWN]
    return {
        "page_title": _title(found, wanted.role, held),
        "found": found,
        "suggested": suggested,
        "held": held,
        "first": first,
        "rest": suggested.able[FIRST_SHOWN:],
        "rest_open": any(one.candidate.id == chosen for one in suggested.able[FIRST_SHOWN:]),
        "chosen": chosen,
        "about": _about(found, suggested),
        "hours_words": _hours_words(viewer, wanted),
        "when": _when(viewer, form),
        "action_words": "Hand it over" if held else "Give them the seat",
        "sitting": names_of(suggested.sitting),
        "paused": names_of(suggested.paused),
    }


def names_of(found: list[Suggestion]) -> str:
    return join([one.candidate.name for one in found])


def _title(found: queries.SeatPage, role: str, held: bool) -> str:
    if held:
        return f"Who follows {found.seat.holder_first} on {found.board.short_name}?"
    names = {"lead": "A lead", "second": "A second seat", "deputy": "A deputy", "shadow": "A shadow"}
    return f"{names[role]} for {found.board.short_name}"


def _about(found: queries.SeatPage, suggested: queries.Suggested) -> str:
    board, ahead = found.board, len(suggested.wanted.slots)
    times = board.usual_time or board.cadence
    told = [times] if times else []
    told.append(f"each meeting takes about {spoken_hours(suggested.each)} with the reading")
    told.append(f"{ahead} ahead" if ahead else "no date ahead")
    return f"{capital(', '.join(told))}."


def _hours_words(viewer, wanted) -> str:
    first, last = (plain_day(one, viewer.today) for one in (wanted.period.first, wanted.period.last))
    what = f"{wanted.period.name[:1].lower()}{wanted.period.name[1:]}"
    return (
        f"Hours a month are worked out over {what}, {first} to {last}: "
        "the meetings ahead, with the usual reading and travel."
    )


def _when(viewer, form: AssignForm) -> str:
    """The dates as they stand, for the fold that holds them."""
    if form.errors or not isinstance(form.starts_on.data, date):
        return "When, and as what"
    starts = "today" if form.starts_on.data == viewer.today else short_date(form.starts_on.data, viewer.today)
    ends = f"until {short_date(form.ends_on.data, viewer.today)}" if form.ends_on.data else "no end yet"
    return f"From {starts}, {ends}, as {dict(ROLES).get(form.role.data, '').lower()}"


def assigned_words(viewer, given, starts_on: date) -> str:
    """What was done, and what happens next."""
    when = "" if starts_on <= viewer.today else f" from {plain_day(starts_on, viewer.today)}"
    booked = f" {join(given.booked)}: booked." if given.booked else ""
    return f"{given.person} has the seat{when}. The starter pack is on its way.{booked}"


def change_form(viewer, found: queries.SeatPage) -> SeatForm:
    """The seat as it stands; as next holder those of the board are offered first."""
    seat = found.seat
    form = SeatForm(
        data={
            "role": seat.role,
            "starts_on": seat.starts_on,
            "ends_on": seat.ends_on,
            "successor": seat.successor_id,
        }
    )
    form.offer(viewer, queries.who_could_follow(viewer, found))
    return form


def change_context(viewer, found: queries.SeatPage) -> dict:
    seat = found.seat
    role = SEAT_NAMES[seat.role]
    return {
        "page_title": f"{seat.holder}, {role}" if seat.holder else f"Vacant: {role}",
        "found": found,
        "over": queries.is_over(viewer, seat),
        "held": _is_held(viewer, seat),
    }


def vacancies_context(viewer) -> dict:
    """The seats that want somebody, the most pressing first."""
    lines = board_queries.index(viewer)
    names = {seat.id: seat for seat in queries.seats_of_all(viewer)}
    boards = {line.board.id: line for line in lines}
    gaps = vacancies.gaps(
        [
            board_rules.BoardSeats(
                line.board.id, line.board.short_name, line.seats, line.board.position, line.board.kind
            )
            for line in lines
        ],
        {line.board.id for line in lines if line.board.is_steering},
        viewer.today,
    )
    groups: dict[str, list[dict]] = {}
    for gap in gaps:
        groups.setdefault(gap.group, []).append(_gap_row(viewer, gap, boards[gap.board_id], names))
    return {
        "page_title": "Seats that want somebody",
        "groups": list(groups.items()),
        "totals": board_rules.totals(
            [
                board_rules.BoardSeats(line.board.id, line.board.short_name, line.seats)
                for line in lines
                if not line.board.is_steering
            ],
            viewer.today,
        ).words,
        "finds": viewer.has("coordinator"),
    }


def _gap_row(viewer, gap: vacancies.Gap, line, names: dict[str, Any]) -> dict:
    held = names.get(gap.seat.id) if gap.seat else None
    alone = names.get(gap.alone) if gap.alone else None
    return {
        "board": line.board,
        "words": _gap_words(viewer, gap, held, alone),
        "dot": gap.dot,
        "seat_id": gap.seat.id if gap.seat and gap.seat.id else None,
        "role": gap.role,
        "action": "Hand it over" if gap.group == vacancies.NAMED else "Find one",
        "next": line.next if gap.urgent else None,
        "next_day": day(line.next.day, viewer.today) if line.next else "",
        "next_far": how_far(line.next.day, viewer.today) if line.next else "",
        "next_date": plain_day(line.next.day, viewer.today) if line.next else "",
        "urgent": gap.urgent,
    }


def _gap_words(viewer, gap: vacancies.Gap, held, alone) -> str:
    if gap.group == vacancies.ENDING:
        return f"{held.holder} leaves on {long_day(held.ends_on, viewer.today)}, nobody named"
    if gap.group == vacancies.NAMED:
        return (
            f"{held.holder} leaves on {long_day(held.ends_on, viewer.today)}, {held.next_name} is to follow"
        )
    role = SEAT_NAMES[gap.role]
    if gap.group == vacancies.EMPTY:
        return f"{capital(role)}: nobody"
    if gap.group == vacancies.ALONE and alone:
        return f"Rests on {alone.holder}, no deputy"
    return "No deputy"
