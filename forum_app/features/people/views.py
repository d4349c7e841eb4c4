"""Turns what the queries found about people into what their pages print."""

from ...fields.words import capital, day, short_date
from ...permissions.roles import ROLE_WORDS

STATE_WORDS = {"paused": "Paused", "induction": "In induction", "left": "Has left"}
SEAT_WORDS = {"lead": "Lead", "second": "Second", "deputy": "Deputy", "shadow": "Shadow"}
ONLY_TEAM = "{whose} and the coordinator and co-chairs see this."
ONLY_COORDINATOR = "{whose} and the coordinator see this."


def list_rows(listing) -> list[dict]:
    """The list: name, town, areas, boards, and a state worth a word. Never a reason."""
    return [
        {
            "person": person,
            "boards": listing.boards.get(person.id, []),
            "state": STATE_WORDS.get(person.state, ""),
        }
        for person in listing.people
    ]


def profile_context(viewer, found) -> dict:
    person = found.person
    own = person.id == viewer.person_id
    whose = "Only you" if own else person.first_name
    return {
        "page_title": person.name,
        "found": found,
        "own": own,
        "state": state_words(viewer, person),
        "roles": [ROLE_WORDS.get(role.role, role.role) for role in found.roles],
        "seats": [seat_row(viewer, seat) for seat in found.seats if not _over(viewer, seat)],
        "past_seats": [seat_row(viewer, seat) for seat in found.seats if _over(viewer, seat)],
        "reach": [pair for pair in _reach(person) if pair[1]],
        "reach_note": ONLY_TEAM.format(whose=whose),
        "wishes": person.contact_wishes or "",
        "wishes_note": ONLY_COORDINATOR.format(whose=whose),
        "papers": _papers(viewer, found),
    }


def state_words(viewer, person) -> str:
    """Paused or in induction, and since when; never why."""
    words = STATE_WORDS.get(person.state, "")
    if words and person.state_since:
        return f"{words} since {day(person.state_since, viewer.today)}"
    return words


def seat_row(viewer, seat) -> dict:
    aside = seat.aside_from and seat.aside_from <= viewer.today
    if seat.aside_until and seat.aside_until <= viewer.today:
        aside = False
    return {
        "board_id": seat.board_id,
        "board": seat.board_name,
        "role": SEAT_WORDS.get(seat.role, capital(seat.role)),
        "dot": "aside" if aside else seat.role if seat.role in {"deputy", "shadow"} else "filled",
        "until": _until(viewer, seat, aside),
    }


def _until(viewer, seat, aside) -> str:
    if aside:
        return f"stepped aside since {short_date(seat.aside_from, viewer.today)}"
    if seat.ends_on:
        return f"until {short_date(seat.ends_on, viewer.today)}"
    return ""


def _over(viewer, seat) -> bool:
    ended = seat.ended_at and seat.ended_at <= viewer.now
    return bool(ended or (seat.ends_on and seat.ends_on < viewer.today))


def _reach(person) -> list[tuple[str, str]]:
    hours = f"{person.hours_a_month} a month at most" if person.hours_a_month is not None else ""
    return [
        ("Email", person.email or ""),
        ("Phone", person.phone or ""),
        ("Hours", hours),
        ("Usually free", person.availability or ""),
    ]


def _papers(viewer, found) -> list[tuple[str, str, tuple[str, str]]]:
    """Agreements, policies, interests and training as (what, when, pill)."""
    rows = []
    for row in found.agreements:
        current = row.starts_at <= viewer.now < row.ends_at
        until = short_date(row.ends_at.date(), viewer.today)
        words = ("kept", f"Until {until}") if current else ("late", f"Ended {until}")
        rows.append(("Confidentiality agreement", f"signed {day(row.signed_on, viewer.today)}", words))
    for row in found.declarations:
        late = row.due_on < viewer.today
        due = short_date(row.due_on, viewer.today)
        what = "nothing to declare" if row.nothing else row.text
        rows.append(("Interests", what, ("late", f"Was due {due}") if late else ("kept", f"Due {due}")))
    for row in found.accepted:
        when = f"version {row.edition}, accepted {day(row.accepted_on, viewer.today)}"
        rows.append((row.policy_name, when, ("kept", "Accepted")))
    for row in found.training:
        done = row.state == "done"
        when = day(row.day, viewer.today) if row.day else row.words
        rows.append((row.course, when, ("kept", "Done") if done else ("open", "Booked")))
    return rows
