"""Turns what the queries found into what the meeting templates print."""

from ...clock import london
from ...fields.words import capital, count, day, hours, join, number_of, short_day, span
from ...permissions.abilities import can, require
from ..control.queries import level_of, without_agreement
from . import facts, queries
from .facts import KIND_WORDS, words_of
from .forms import ATTENDED, ATTENDED_FOR, DecisionForm
from .rules import HATS, REPLIES, RESERVED_ANSWERS, all_answered, answers_words, is_settled

REPLY_CHOICES = [("coming", "Yes"), ("maybe", "Maybe"), ("not_coming", "No"), ("deputy", "My deputy comes")]
REPLY_PILLS = {
    "coming": ("kept", "Coming"),
    "maybe": ("open", "Maybe"),
    "not_coming": ("missed", "Not coming"),
    "deputy": ("noted", "Sends deputy"),
}
ATTENDED_PILLS = {
    "present": ("kept", "There"),
    "apologies": ("noted", "Sent apologies"),
    "deputy_present": ("noted", "Deputy went"),
    "absent": ("open", "Not there"),
}
LATE_PILLS = {
    None: ("late", "Late: needs the chair’s yes"),
    True: ("noted", "Late, the chair agreed"),
    False: ("missed", "Late, the chair said no"),
}
SEAT_WORDS = {"lead": "Lead", "deputy": "Deputy", "shadow": "Shadow"}
YES_PARTLY_NO = [("yes", "Yes"), ("partly", "Partly"), ("no", "No")]
PULSES = [
    ("heard", "Was our voice heard?", YES_PARTLY_NO),
    ("welcomed", "Were you made welcome?", YES_PARTLY_NO),
    ("answer", "How was it?", [("good", "Good"), ("mixed", "Mixed"), ("hard", "Hard")]),
]


def may_plan(viewer) -> bool:
    """Whether this viewer adds meetings."""
    return can(viewer, "create_meeting")


def index_rows(viewer, listing) -> list[dict]:
    """The list's rows; flags are those of the envelope, so nobody's presence is counted here."""
    year = queries.school_year(viewer)
    return [
        _index_row(viewer, meeting, listing.boards[meeting.board_id], year) for meeting in listing.meetings
    ]


def _index_row(viewer, meeting, board, year) -> dict:
    start = london(meeting.starts_at)
    flags = facts.flags(viewer, meeting, board, year, None)
    pills = [(flag.pill, flag.words) for flag in flags if flag.pill in {"late", "due", "missed"}]
    return {
        "meeting": meeting,
        "board": board,
        "mine": board.id in viewer.boards,
        "day": short_day(meeting.day, viewer.today),
        "times": span(start, meeting.planned_minutes),
        "where": facts.MODES.get(meeting.mode, ""),
        "pills": [("missed", "Cancelled")] if meeting.state == "cancelled" else pills,
    }


def meeting_context(viewer, found) -> dict:
    """What the meeting page prints beside the rows themselves."""
    meeting, ahead = found.meeting, found.meeting.starts_at > viewer.now
    mine = next((seat for seat in found.seats if seat.person_id == viewer.person_id), None)
    on = meeting.state != "cancelled"
    sits = on and mine is not None and can(viewer, "log_meeting", meeting)
    return {
        "page": found,
        "words": words_of(viewer, meeting, found.venue),
        "closed": without_agreement(viewer),
        "sign": lambda row: level_of(row, found.signs),
        "may_reply": ahead and sits,
        "may_log": not ahead and sits and not (mine and mine.attended),
        "may_add": can(viewer, "add_decision", meeting),
        "may_edit": can(viewer, "edit_meeting", meeting),
        "may_keep": can(viewer, "keep_agenda", meeting),
        "late_pills": LATE_PILLS,
        "days_ahead": lambda paper: _days_ahead(found, paper),
        "read": found.read,
        "may_close": lambda row: (
            row.kind == "action" and row.state == "open" and can(viewer, "close_action", row)
        ),
        "coordinator_logs": _unlogged_reps(found)
        if on and not ahead and can(viewer, "log_for_rep", meeting)
        else [],
        "finds_cover": ahead and bool(found.seats) and can(viewer, "ask_for_cover", meeting),
        "my_reply": (mine.reply or "") if mine else "",
        "reply_choices": [pair for pair in REPLY_CHOICES if pair[0] != "deputy" or _has_deputy(found)],
        "reply_words": {**REPLIES, **dict(REPLY_CHOICES)},
        "ahead": ahead,
        "present_words": _present_words(found),
        "seat_rows": [seat_row(viewer, seat, ahead) for seat in found.seats],
        "decision_rows": [decision_row(viewer, row, found.signs) for row in found.decisions],
        "feedback_rows": [feedback_row(viewer, row) for row in found.feedback],
        "sign_of_new": queries.sign_of_new_content(viewer, found.board, viewer.person_id),
    }


def _days_ahead(found, paper) -> str:
    """How many days ahead one paper came, and how late that was."""
    days = (found.meeting.day - paper.issued_on).days
    late = found.board.papers_days - days
    said = f"{number_of(max(days, 0), 'day')} ahead"
    return f"{said}, {number_of(late, 'day')} late" if late > 0 else said


def _unlogged_reps(found) -> list:
    return [seat for seat in found.seats if seat.person_id and not seat.attended]


def _has_deputy(found) -> bool:
    return any(seat.role == "deputy" and seat.person_id for seat in found.seats)


def _present_words(found) -> str:
    if not found.present:
        return "Nobody from the forum is marked as there"
    return f"{capital(count(found.present, 'person', 'people'))} from the forum came"


def seat_row(viewer, seat, ahead: bool) -> dict:
    """One seat under "Who is who": its sign, role and holder, and an answer where this viewer may see it."""
    aside = (
        seat.aside_from
        and seat.aside_from <= viewer.today
        and not (seat.aside_until and seat.aside_until <= viewer.today)
    )
    dot = "vacant" if not seat.person_id else "aside" if aside else "filled"
    if seat.person_id and not aside and seat.role in {"deputy", "shadow"}:
        dot = seat.role
    pill = REPLY_PILLS.get(seat.reply or "") if ahead else ATTENDED_PILLS.get(seat.attended or "")
    role = SEAT_WORDS.get(seat.role) or {2: "Second", 3: "Third"}.get(seat.position, "Member")
    return {"dot": dot, "role": role, "name": seat.name, "person_id": seat.person_id, "pill": pill}


def decision_row(viewer, row, signs) -> dict:
    """One line of "Decided and to do"."""
    owners = [name for name in (row.owner_name, row.contact_name or row.partner_words) if name]
    return {
        "row": row,
        "when": short_day(row.decided_on, viewer.today).partition(" ")[2] if row.decided_on else "",
        "owners": ", ".join(owners),
        "pill": decision_pill(viewer, row, all_answered(row.asked or 0, row.answered or 0)),
        "sign": level_of(row, signs),
    }


def decision_pill(viewer, row, answered: bool = False) -> tuple[str, str]:
    """A decision's state: what holds today, worked out from its day; `answered`: by all who were asked."""
    if row.state == "done":
        return "done", f"Done {_date(row.done_on, viewer)}" if row.done_on else "Done"
    if row.kind == "reserved" and row.state == "waiting":
        if answered:
            return "kept", "Answered by all"
        return "due", f"Answer by {_date(row.answer_by, viewer)}"
    if row.kind == "reserved" and row.state == "noted":
        return "noted", "Withdrawn"
    if row.state in {"agreed", "noted"}:
        return ("kept" if row.state == "agreed" else "noted"), capital(row.state)
    if row.due_on and row.due_on < viewer.today:
        days = (viewer.today - row.due_on).days
        return "late", f"{days} {'day' if days == 1 else 'days'} late"
    return "open", f"Open, due {_date(row.due_on, viewer)}" if row.due_on else "Open"


def _date(value, viewer) -> str:
    return short_day(value, viewer.today).partition(" ")[2]


def feedback_row(viewer, row) -> dict:
    """News owed for this meeting: from whom, and whether it came."""
    if row.given_on:
        return {
            "id": row.id,
            "words": f"From {row.partner}",
            "state": "kept",
            "pill": f"Given {_date(row.given_on, viewer)}",
        }
    late = (viewer.today - row.due_on).days
    words = (
        f"{late} {'day' if late == 1 else 'days'} late" if late > 0 else f"Due {_date(row.due_on, viewer)}"
    )
    state = "late" if late > 0 else "open"
    return {"id": row.id, "words": f"From {row.partner}", "state": state, "pill": words}


def decision_form(viewer, found) -> DecisionForm:
    """The one-line form; its pickers offer only people this viewer may read."""
    form = DecisionForm()
    form.offer(viewer, [(seat.person_id, seat.name) for seat in found.seats if seat.person_id])
    return form


def form_to_decide(viewer, found) -> DecisionForm:
    """The one-line form as it was sent, whatever it says. Raises NotAllowed for whoever may not add one."""
    require(viewer, "add_decision", found.meeting)
    return decision_form(viewer, found)


def log_context(viewer, found, form) -> dict:
    """The log form's page."""
    words = words_of(viewer, found.meeting, found.venue)
    offered = [kind for kind in ("reading", "briefing", "travel") if getattr(found, kind)]
    rest = [kind for kind in ("reading", "briefing", "travel") if kind not in offered]
    return {
        "page_title": "Log a meeting",
        "found": found,
        "words": words,
        "place": facts.place_words(found.meeting, found.venue),
        "for_other": found.rep.id != viewer.person_id,
        "attended": ATTENDED_FOR if found.rep.id != viewer.person_id else ATTENDED,
        "lengths": form.lengths,
        "offered": offered,
        "rest": rest,
        "kind_words": {"reading": "Reading", "briefing": "Briefing", "travel": "Travel both ways"},
        "last_words": f"Last time was {day(found.last, viewer.today)}." if found.last else "",
        "total": hours(form.minutes_in_all(found.meeting.planned_minutes)),
    }


def logged_context(viewer, found) -> dict:
    """What was logged: thanks, the sum, and offers that can wait."""
    pairs = [
        (KIND_WORDS.get(entry.kind, capital(entry.kind)), hours(entry.minutes)) for entry in found.entries
    ]
    for_other = found.rep.id != viewer.person_id
    return {
        "page_title": f"Thank you, {found.rep.first_name}"
        if not for_other
        else f"Logged for {found.rep.first_name}",
        "found": found,
        "words": words_of(viewer, found.meeting, found.venue),
        "for_other": for_other,
        "seen_by": join(found.seen_by),
        "pairs": pairs,
        "total": hours(sum(entry.minutes for entry in found.entries)),
        "attended": ATTENDED_PILLS[found.logged.state],
        "pulses": PULSES,
        "hats": HATS,
        "may_change_hat": not for_other and all(entry.state == "to_confirm" for entry in found.entries),
        "form": None,
    }


def which_context(viewer) -> dict:
    """Which meeting to log: those nobody is marked as at, then the last weeks' others."""
    unlogged = queries.to_log(viewer)
    known = {row.id for row in unlogged}
    boards = queries.boards_by_id(viewer)
    lately = [
        {"id": row.id, "board": boards[row.board_id].short_name, "day": day(row.day, viewer.today)}
        for row in queries.logged_lately(viewer)
        if row.id not in known
    ]
    waiting = [{"id": row.id, "board": row.board, "day": day(row.day, viewer.today)} for row in unlogged]
    return {"waiting": waiting, "lately": lately}


def decision_context(viewer, found) -> dict:
    """A decision's page: the question, who answered, and one's own answer."""
    asked = [
        {
            "name": found.people.get(row.person_id, ""),
            "answer": answer_words(row.answer) if row.answer else "",
            "words": row.words,
            "when": row.answered_at,
        }
        for row in found.answers
    ]
    given = [row.answer for row in found.answers if row.answer]
    answered, by = all_answered(len(asked), len(given)), found.decision.answer_by
    return {
        "page_title": {"reserved": "A decision to take", "action": "Action"}.get(
            found.decision.kind, "Decision"
        ),
        "found": found,
        "asked": asked,
        "answered": answered,
        "so_far": answers_words(len(asked), given) if answered else f"{len(given)} of {len(asked)} answered.",
        "choices": list(RESERVED_ANSWERS.items()),
        "pill": decision_pill(viewer, found.decision, answered),
        "may_close": found.decision.kind == "action"
        and found.decision.state == "open"
        and can(viewer, "close_action", found.decision),
        "level": found.sign or level_of(found.decision, {}),
        "may_ask": found.decision.kind != "reserved" and can(viewer, "ask_forum_view", found.decision),
        "may_withdraw": found.decision.kind == "reserved"
        and found.decision.state == "waiting"
        and can(viewer, "withdraw_question", found.decision),
        "waiting": found.decision.kind == "reserved"
        and found.decision.state == "waiting"
        and not is_settled(len(asked), len(given), by, viewer.today),
    }


def answer_words(answer: str) -> str:
    return dict(RESERVED_ANSWERS).get(answer, answer)


def replied_words(reply: str) -> str:
    return {
        "coming": "You are coming",
        "maybe": "You may come",
        "not_coming": "You are not coming",
        "deputy": "Your deputy comes",
    }[reply]


def log_for(rep_id: str | None) -> dict:
    """The address part that keeps whom a log is for."""
    return {"for": rep_id} if rep_id else {}
