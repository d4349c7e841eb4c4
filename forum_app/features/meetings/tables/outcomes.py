"""What was settled, what partners owe, and what was raised with them."""

from ....fields import (
    Choice,
    Date,
    LongText,
    Moment,
    Person,
    RecordLink,
    Text,
)
from ....fields.words import day
from ....models import meetings as models
from ....records.errors import RuleBroken
from ....records.made import Lookup, of_its_history
from ....records.registry import Column, Table, register
from ...control.rules import closed_content_is_marked
from ..rules import RESERVED_ANSWERS
from .columns import BOARD, LEVEL, MARKING, MEETING, PERSON

DECISION_KINDS = (("action", "Action"), ("decision", "Decision"), ("reserved", "Reserved decision"))
DECISION_STATES = (
    ("open", "Open"),
    ("done", "Done"),
    ("agreed", "Agreed"),
    ("noted", "Noted"),
    ("waiting", "Waiting for an answer"),
)
OUTCOMES = (("done", "Done"), ("part", "Part done"), ("not_done", "Not done"))
ANSWERS = tuple(RESERVED_ANSWERS.items())


def reserved_says_who_and_when(values, _before, _viewer) -> None:
    if values["kind"] == "reserved" and not (values["asked_by"] and values["answer_by"]):
        raise RuleBroken("answer_by", "A reserved decision needs who asks, and the day the answer is needed.")


def done_has_its_day(values, _before, _viewer) -> None:
    if values["done_on"] and values["state"] != "done":
        raise RuleBroken("state", "It has a day on which it was done. Mark it done, or take the day out.")


register(
    Table(
        "decisions",
        models.Decision,
        "Decisions and actions",
        (
            Column("code", "Code", Text(20)),
            Column("kind", "Kind", Choice(DECISION_KINDS), fixed=True),
            BOARD,
            MEETING,
            Column("text", "Text", LongText(2_000), needed=True),
            Column("owner", "Forum owner", Person(), fixed=True),
            Column("partner_contact", "Partner owner", RecordLink()),
            Column("partner_words", "Partner owner, in words", Text(200)),
            Column("due_on", "Due", Date()),
            Column("done_on", "Done on", Date(), fixed=True),
            Column("decided_on", "Decided on", Date()),
            Column("state", "State", Choice(DECISION_STATES), fixed=True),
            Column("dissent", "Dissent", LongText(2_000)),
            Column("asked_by", "Asked by", Person(), fixed=True),
            Column("asked_on", "Asked on", Date(), fixed=True),
            Column(
                "meeting_day",
                "Day of the meeting",
                Date(),
                made=Lookup(models.Decision, ("meeting", "day")),
                aside=True,
            ),
            *of_its_history(models.Decision),
            Column("answer_by", "Answer by", Date(), fixed=True),
            LEVEL,
            MARKING,
        ),
        order=("due_on", "text"),
        checks=(closed_content_is_marked, reserved_says_who_and_when, done_has_its_day),
        title=lambda row: row.text,
        called=("text",),
        change="edit_record",
    )
)


def answer_has_its_moment(values, _before, _viewer) -> None:
    if bool(values["answer"]) != bool(values["answered_at"]):
        raise RuleBroken("answer", "An answer and the moment it was given belong together.")


register(
    Table(
        "reserved-answers",
        models.ReservedAnswer,
        "Answers to reserved decisions",
        (
            Column("decision", "Decision", RecordLink()),
            PERSON,
            Column("answer", "Answer", Choice(ANSWERS)),
            Column("words", "In their words", LongText(2_000)),
            Column("answered_at", "Answered", Moment()),
        ),
        order=("decision",),
        checks=(answer_has_its_moment,),
        title=lambda row: "Answer to a reserved decision",
    )
)

register(
    Table(
        "outcome-feedback",
        models.OutcomeFeedback,
        "Outcome feedback",
        (
            Column("code", "Code", Text(20)),
            BOARD,
            MEETING,
            Column("second_meeting", "And meeting", RecordLink(), fixed=True),
            Column("about", "About", Text()),
            Column("owed_by", "Owed by", RecordLink(), fixed=True),
            Column("owed_by_words", "Owed by, in words", Text(200)),
            Column("due_on", "Due", Date()),
            Column("given_on", "Given on", Date(), fixed=True),
            LEVEL,
            MARKING,
        ),
        order=("due_on",),
        checks=(closed_content_is_marked,),
        title=lambda row: row.about or f"Outcome feedback due {day(row.due_on)}",
        called=("about", "due_on"),
        change="add_feedback",
    )
)

register(
    Table(
        "outcome-news",
        models.OutcomeNews,
        "News of what changed",
        (
            Column("feedback", "Outcome feedback", RecordLink()),
            Column("outcome", "Outcome", Choice(OUTCOMES)),
            Column("text", "What came of it", LongText(2_000)),
            Column("reason", "Reason", Text()),
            Column("next_step", "Next step", Text()),
            LEVEL,
            MARKING,
        ),
        order=("outcome",),
        checks=(closed_content_is_marked,),
        title=lambda row: row.text or dict(OUTCOMES).get(row.outcome, ""),
    )
)
