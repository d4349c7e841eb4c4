"""Turns what the queries found about people into what their pages print."""

from datetime import timedelta

from ...clock import london
from ...fields.words import capital, day, short_date
from ...permissions.abilities import can
from ...permissions.roles import ROLE_WORDS, TEAM
from ..boards import rules
from ..policies.rules import binds, is_accepted

STATE_WORDS = {"paused": "Paused", "induction": "In induction", "left": "Has left"}
TRAINING_PILLS = {
    "done": ("kept", "Done"),
    "booked": ("open", "Booked"),
    "wanted": ("noted", "Would like it"),
}
DOT_WORDS = {"ends_soon": "ends soon"}


def list_rows(listing) -> list[dict]:
    """The list: name, town, areas, boards, and a state worth a word. Never a reason."""
    return [
        {
            "person": person,
            "what": capital(person.forum_role),
            "boards": listing.boards.get(person.id, []),
            "state": STATE_WORDS.get(person.state, ""),
        }
        for person in listing.people
    ]


def profile_context(viewer, found) -> dict:
    """One person's page; who can see what is private stands beside it."""
    person, may_rest = found.person, _may_rest(viewer, found.person)
    own = person.id == viewer.person_id
    whose = "Only you" if own else person.first_name or person.name
    seats = [(seat, rules.Seat.of(seat, viewer.now)) for seat in found.seats]
    held = [(row, seat) for row, seat in seats if not seat.over(viewer.today)]
    return {
        "page_title": person.name,
        "found": found,
        "own": own,
        "state": state_words(viewer, person),
        "trusted_with": _trusted_with(found),
        "seats": [_seat_row(viewer, row, seat, may_rest) for row, seat in held],
        "past_seats": [_past_row(viewer, row, seat) for row, seat in seats if seat.over(viewer.today)],
        "papers_note": "Only you, the coordinator and the co-chairs see what you agreed and learned."
        if own
        else f"{whose}, the coordinator and the co-chairs see what was agreed and learned.",
        "papers": [*_agreements(viewer, found), *_accepted(viewer, found), *_not_accepted(viewer, found)],
        "interests": _declarations(viewer, found),
        "to_accept": _to_accept(viewer, found) if own else [],
        "interests_due": _interests_due(viewer, found) if own and person.kind == "rep" else "",
        "sees_papers": own or viewer.has(*TEAM),
        "training": [_training(viewer, row) for row in found.training],
        "may_trust": viewer.has(*TEAM),
        "may_rest": may_rest,
        "paused": person.state == "paused",
    }


def state_words(viewer, person) -> str:
    """Paused or in induction, and since when; never why."""
    words = STATE_WORDS.get(person.state, "")
    if words and person.state_since:
        return f"{words} since {day(person.state_since, viewer.today)}"
    return words


def _trusted_with(found) -> list[str]:
    """The person's own title, and the roles that it does not name already."""
    title = found.person.forum_role
    words = [ROLE_WORDS.get(role.role, capital(role.role)) for role in found.roles]
    kind = {"rep": "Representative", "staff": "Staff"}.get(found.person.kind, "Guest")
    return [
        capital(title) if title else kind,
        *(word for word in words if word.lower() not in title.lower()),
    ]


def _may_rest(viewer, person) -> bool:
    """Their own to pause, or the coordinator's for somebody who rang."""
    return person.kind == "rep" and person.state != "left" and can(viewer, "pause", person)


def seats_to_rest(viewer, person, seats) -> list[dict]:
    """Each seat of theirs that they can step aside from, or come back to."""
    may_rest = person.state != "paused" and _may_rest(viewer, person)
    held = [(row, rules.Seat.of(row, viewer.now)) for row in seats] if may_rest else []
    rows = [_seat_row(viewer, row, seat, True) for row, seat in held if not seat.over(viewer.today)]
    return [row for row in rows if row["rest"]]


def _seat_row(viewer, row, seat: rules.Seat, may_rest: bool) -> dict:
    state = rules.seat_state(seat, viewer.today)
    may_rest = may_rest and seat.begun(viewer.today)
    return {
        "board_id": row.board_id,
        "board": row.board_name,
        "role": rules.SEAT_NAMES.get(row.role, row.role),
        "dot": state,
        "dates": _dates(viewer, row, seat, state),
        "soon": state == "ends_soon",
        "id": row.id,
        "rest": ("back" if state == "aside" else "aside") if may_rest else "",
    }


def _dates(viewer, row, seat: rules.Seat, state: str) -> str:
    today = viewer.today
    if not seat.begun(today):
        return f"from {short_date(row.starts_on, today)}"
    told = [f"since {short_date(row.starts_on, today)}"] if row.starts_on else []
    if row.ends_on:
        told.append(f"until {short_date(row.ends_on, today)}")
    if state == "aside":
        told.append(f"stepped aside on {short_date(row.aside_from, today)}")
    return ", ".join(told)


def _past_row(viewer, row, seat: rules.Seat) -> dict:
    last = london(row.ended_at).date() if seat.ended else row.ends_on
    return {
        "board_id": row.board_id,
        "board": row.board_name,
        "role": rules.SEAT_NAMES.get(row.role, row.role),
        "dates": f"until {short_date(last, viewer.today)}",
    }


def _agreements(viewer, found) -> list[dict]:
    rows = []
    for row in found.agreements:
        # The end is not part of it: what ends at midnight was current on the day before.
        last = short_date(london(row.ends_at - timedelta(minutes=1)).date(), viewer.today)
        current = row.starts_at <= viewer.now < row.ends_at
        pill = ("kept", f"Until {last}") if current else ("late", f"Ended {last}")
        when = f"Signed on {day(row.signed_on, viewer.today)}"
        rows.append({"what": "Confidentiality agreement", "when": when, "pill": pill})
    return rows


def _declarations(viewer, found) -> list[dict]:
    rows = []
    for row in found.declarations:
        due = short_date(row.due_on, viewer.today)
        late = row.due_on < viewer.today
        pill = ("late", f"Was due {due}") if late else ("kept", f"Until {due}")
        what = "Nothing to declare. " if row.nothing else f"{row.text} " if row.text else ""
        when = f"{what}Renewed on {day(row.renewed_on, viewer.today)}"
        rows.append({"what": "Interests", "when": when, "pill": pill})
    return rows


def _accepted(viewer, found) -> list[dict]:
    return [
        {
            "what": row.policy_name,
            "id": row.policy_id,
            "when": f"Version {row.edition}, accepted on {day(row.accepted_on, viewer.today)}",
            "pill": ("kept", "Accepted"),
        }
        for row in found.accepted
    ]


def _to_accept(viewer, found) -> list:
    """The policies that bind somebody today and wait for their acceptance."""
    roles = [role.role for role in found.roles]
    return [
        policy
        for policy in found.policies
        if binds(policy, found.person.kind, roles)
        and not is_accepted(policy, found.accepted, found.agreements, viewer.now)
    ]


def _not_accepted(viewer, found) -> list[dict]:
    return [
        {
            "what": policy.name,
            "id": policy.id,
            "when": f"Version {policy.edition}",
            "pill": ("due", "Not accepted yet"),
        }
        for policy in _to_accept(viewer, found)
    ]


def _interests_due(viewer, found) -> str:
    """In words, when somebody's declaration is due, or was never made."""
    if not found.declarations:
        return "We have not asked you about interests yet."
    due = max(row.due_on for row in found.declarations)
    return f"Your interests were due again on {day(due, viewer.today)}." if due < viewer.today else ""


def _training(viewer, row) -> dict:
    told = [row.words, day(row.day, viewer.today) if row.day else ""]
    return {
        "what": row.course,
        "when": capital(", ".join(words for words in told if words)),
        "pill": TRAINING_PILLS[row.state],
    }
