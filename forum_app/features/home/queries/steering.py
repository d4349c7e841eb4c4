"""A steering member's Home: one screen of what needs deciding, what was kept, given and got back."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from peewee import JOIN, Case, fn

from ....models.coproduction import PlanOutcome, Promise
from ....models.meetings import Decision, Escalation, ReservedAnswer
from ....models.people import Person
from ....permissions import reports
from ....permissions.prepared import prepared
from ....permissions.readable import readable
from ....permissions.roles import Viewer
from ...meetings.rules import RESERVED_ANSWERS, answers_words
from .coming import ComingMeeting, coming, judge_quorum
from .own import ACTION_DAYS, Action, FromYou, from_you, level_now, sign_of
from .seats import boards_with_seats, summaries

MOST_AHEAD = 12


@dataclass(frozen=True)
class Asked:
    """A reserved decision that the reader was asked about; `mine` is empty until they answer."""

    id: str
    text: str
    asked_by: str
    asked_on: date | None
    answer_by: date | None
    asked: int
    answers: tuple[str, ...]
    mine: str
    level: str = ""

    @property
    def answered(self) -> int:
        return len(self.answers)

    @property
    def so_far(self) -> str:
        return answers_words(self.asked, self.answers)


@dataclass(frozen=True)
class Raised:
    """Something raised with a partner that still waits for an answer."""

    id: str
    title: str
    raised_on: date
    due_on: date | None


@dataclass(frozen=True)
class PromiseLine:
    text: str
    term: str
    due_on: date
    state: str
    state_words: str
    progress: int | None
    target: int | None


@dataclass
class SteeringHome:
    asked: list[Asked]
    kept: list[reports.Kept]
    feedback: list[reports.FeedbackOf]
    figures: reports.Figures
    raised: list[Raised]
    promises: list[PromiseLine]
    coming: list[ComingMeeting]
    seats: list
    seat_totals: object
    good_news: str = ""
    from_you: FromYou = field(default_factory=FromYou)

    @property
    def to_answer(self) -> list[Asked]:
        return [one for one in self.asked if not one.mine]


def steering_home(viewer: Viewer) -> SteeringHome:
    """Everything a steering member's Home shows. At most thirteen statements."""
    since = reports.school_year_start(viewer.today)
    boards = boards_with_seats(viewer)
    seats, totals = summaries(boards, viewer)
    ahead = coming(viewer, most=MOST_AHEAD)
    judge_quorum(viewer, ahead, boards)
    sums = reports.own_sums(viewer)
    asked, actions = _decisions(viewer)
    return SteeringHome(
        asked=asked,
        kept=reports.notice_and_papers(viewer, since),
        feedback=reports.outcome_feedback(viewer),
        figures=reports.figures(viewer, since, viewer.today),
        raised=raised(viewer),
        promises=_promises(viewer),
        coming=ahead,
        seats=seats,
        seat_totals=totals,
        good_news=sums.good_news,
        from_you=from_you(viewer, sums, actions),
    )


def asked_of(viewer: Viewer) -> list[Asked]:
    """Reserved decisions still waiting that the viewer was asked about, the first due first."""
    return _decisions(viewer)[0]


def _decisions(viewer: Viewer) -> tuple[list[Asked], list[Action]]:
    """Reserved decisions the viewer was asked about, and actions of theirs that are near; first due first."""
    asked_about, actions = [], []
    near = viewer.today + timedelta(days=ACTION_DAYS)
    for kind, row_id, text, name, *rest, due_on, level, until in _decision_rows(viewer, near):
        level = level_now(viewer, level, until)
        if kind == "reserved":
            asked_on, answer_by, asked, mine, *tally = rest
            answers = tuple(a for a, many in zip(RESERVED_ANSWERS, tally, strict=True) for _ in range(many))
            asked_about.append(
                Asked(row_id, text, name or "", asked_on, answer_by, asked, answers, mine, level)
            )
        else:
            actions.append(Action(row_id, text, viewer.person_id, "", due_on, level))
    return asked_about, actions


@prepared("day")
def _decision_rows(viewer: Viewer, near: date):
    answers = _answers(viewer)
    asker = readable(Person, viewer).select(Person.id, Person.first_name).alias("asker")
    asked = (Decision.kind == "reserved") & (Decision.state == "waiting") & (answers.c.of_me == 1)
    # Once all have answered, it stays for as long as one may think again.
    asked &= (answers.c.open > 0) | Decision.answer_by.is_null() | (Decision.answer_by >= viewer.today)
    own = (Decision.kind == "action") & (Decision.state == "open") & (Decision.owner == viewer.person_id)
    due = fn.COALESCE(Decision.answer_by, Decision.due_on)
    facts = [Decision.kind, Decision.id, Decision.text, asker.c.first_name, Decision.asked_on]
    counts = [answers.c.asked, answers.c.mine, *(answers.c[answer] for answer in RESERVED_ANSWERS)]
    sign = sign_of(viewer)
    return (
        readable(Decision, viewer)
        .select(*facts, Decision.answer_by, *counts, Decision.due_on, sign.c.level, sign.c.embargoed_until)
        .join(sign, JOIN.LEFT_OUTER, on=(sign.c.id == Decision.marking))
        .join(answers, JOIN.LEFT_OUTER, on=(answers.c.decision_id == Decision.id))
        .join(asker, JOIN.LEFT_OUTER, on=(asker.c.id == Decision.asked_by))
        .where(asked | (own & (Decision.due_on <= near)))
        .order_by(due.is_null(), due, Decision.id)
        .limit(10)
        .tuples()
    )


def _answers(viewer: Viewer):
    """How many were asked of each decision, how many are silent or said what, and what the viewer said."""
    mine = ReservedAnswer.person == viewer.person_id

    def how_many(answer: str):
        return fn.SUM(Case(None, [(ReservedAnswer.answer == answer, 1)], 0))

    return (
        readable(ReservedAnswer, viewer)
        .select(
            ReservedAnswer.decision,
            fn.COUNT(ReservedAnswer.id).alias("asked"),
            how_many("").alias("open"),
            *(how_many(answer).alias(answer) for answer in RESERVED_ANSWERS),
            fn.MAX(Case(None, [(mine, int(viewer.in_steering))], 0)).alias("of_me"),
            fn.MAX(Case(None, [(mine, ReservedAnswer.answer)], "")).alias("mine"),
        )
        .group_by(ReservedAnswer.decision)
        .alias("answers")
    )


def raised(viewer: Viewer) -> list[Raised]:
    """Escalations that nobody has answered, the first due first."""
    return [Raised(*row) for row in _unanswered(viewer)]


@prepared()
def _unanswered(viewer: Viewer):
    return (
        readable(Escalation, viewer)
        .select(Escalation.id, Escalation.title, Escalation.raised_on, Escalation.due_on)
        .where(Escalation.answered_on.is_null())
        .order_by(Escalation.due_on.is_null(), Escalation.due_on, Escalation.id)
        .limit(10)
        .tuples()
    )


def _promises(viewer: Viewer) -> list[PromiseLine]:
    """The promises of the term whose end comes next."""
    found = [PromiseLine(*row) for row in _promises_ahead(viewer)]
    return [one for one in found if one.due_on == found[0].due_on]


@prepared()
def _promises_ahead(viewer: Viewer):
    outcome = readable(PlanOutcome, viewer).select(PlanOutcome.id, PlanOutcome.code).alias("outcome")
    return (
        readable(Promise, viewer)
        .select(
            fn.COALESCE(fn.NULLIF(Promise.short_text, ""), Promise.text),
            Promise.term,
            Promise.due_on,
            Promise.state,
            Promise.state_words,
            Promise.progress,
            Promise.target,
        )
        .join(outcome, on=(outcome.c.id == Promise.outcome))
        .where(Promise.due_on >= viewer.today)
        .order_by(Promise.due_on, outcome.c.code, Promise.id)
        .limit(12)
        .tuples()
    )
