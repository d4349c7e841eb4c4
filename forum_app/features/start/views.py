"""Turns plans, progress and the last test mail into what the first steps print."""

from ...fields.words import capital, join, moment, number_of
from ..post.rules import STATES, trouble
from .plans import ALIKE, KNOWN, NEW, TWICE, UNREAD, Plan
from .queries import LABELS, STEPS, Progress

SHOWN = {
    "email": "{}",
    "phone": "{}",
    "town": "{}",
    "areas": "{}",
    "hours_a_month": "{} hours a month",
    "host": "{}",
    "kind": "{}",
    "chair": "chair: {}",
    "cadence": "{}",
    "usual_time": "{}",
    "planned_minutes": "{} minutes",
    "ends_on": "until {}",
}


def frame(progress: Progress, here: str) -> dict:
    """What every step's page says of all of them."""
    return {
        "progress": progress,
        "page_title": LABELS[here],
        "here": here,
        "number": STEPS.index(here) + 1,
        "of": len(STEPS),
    }


def plan_words(plan: Plan) -> str:
    """What a plan would do, counted: "12 new, 1 looks like one you have, 2 lines could not be read"."""
    new, known, alike, unread = (
        len(plan.of(*states)) for states in ((NEW,), (KNOWN, TWICE), (ALIKE,), (UNREAD,))
    )
    parts = [f"{new} new"]
    if known:
        parts.append(f"{known} there already")
    if alike:
        parts.append(f"{alike} {'looks like one' if alike == 1 else 'look like some'} you have")
    if unread:
        parts.append(f"{number_of(unread, 'line')} could not be read")
    return ", ".join(parts)


def plan_context(plan: Plan, targets, *, text: str, also, new_bodies=()) -> dict:
    """A plan as it is shown before anything is saved."""
    bodies = list(new_bodies)
    return {
        "plan": plan,
        "told": plan_words(plan),
        "new": [_line(row) for row in plan.of(NEW)],
        "alike": [_line(row) | {"ticked": row.number in also} for row in plan.of(ALIKE)],
        "known": [_line(row) for row in plan.of(KNOWN, TWICE)],
        "unread": [_line(row) for row in plan.of(UNREAD)],
        "columns": _columns(plan, targets),
        "choices": [("", "Leave it out"), *((target.name, target.label) for target in targets)],
        "bodies": f"{capital(join(bodies))} will be added to your organisations." if bodies else "",
        "more": plan.sheet.more,
        "text": text,
    }


def _line(row) -> dict:
    said = {name: row.values.get(name) for name in SHOWN}
    words = [SHOWN[name].format(value) for name, value in said.items() if value not in (None, "")]
    return {
        "number": row.number,
        "title": row.title,
        "words": ", ".join(words),
        "like": row.like,
        "why": row.why,
        "twice": row.state == TWICE,
    }


def _columns(plan: Plan, targets) -> list[dict]:
    """How each column was understood, with a cell of it."""
    sheet = plan.sheet
    found = []
    for number, meant in enumerate(sheet.columns):
        heading = sheet.headings[number] if number < len(sheet.headings) else ""
        label = f"Column {number + 1}, “{heading}”" if heading else f"Column {number + 1}"
        sample = sheet.samples[number] if number < len(sheet.samples) else ""
        found.append({"number": number, "label": label, "sample": sample[:60], "meant": meant})
    return found


def check_told(letter, today, *, folder: str) -> dict | None:
    """What became of the last test mail."""
    if letter is None:
        return None
    said = {
        "queued": "It waits to leave. That takes some seconds.",
        "sent": f"It was written to {folder}. Open it there." if folder else "It left. Look in your inbox.",
        "failed": "It was not taken.",
        "nothing": "It was not needed.",
    }
    return {
        "pill": STATES.get(letter.state, ("noted", letter.state)),
        "words": said.get(letter.state, ""),
        "trouble": trouble(letter.state, letter.tries, letter.error),
        "when": moment(letter.at, today),
        "waits": letter.state == "queued",
        "sent": letter.state == "sent",
    }
