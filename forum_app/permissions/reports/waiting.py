"""What waits for the coordinator: requests, escalations, agreements and forms that end, whom she asked."""

from dataclasses import dataclass
from datetime import date, datetime

from peewee import JOIN, Expression, Select, Value, fn

from ...models.meetings import Escalation, RepRequest
from ...models.organisations import Organisation
from ...models.people import Agreement, Declaration, Person
from ...models.post import Reminder
from ..prepared import PreparedReport
from ..readable import condition
from ..roles import AT_WORK, Viewer, start_of
from .days import as_day
from .readers import reads_names


@dataclass(frozen=True)
class Line:
    """One thing that waits. `who` is a person's or a partner's name; what the days mean hangs on `what`.

    request: asked on; escalation: raised on, due on; agreement: ends on, or none was ever signed;
    interests: was due on; reminder: asked on, `text` is its kind and `who` what it is about.
    """

    what: str
    id: str
    text: str
    who: str
    on: date | None
    due: date | None


def waiting(viewer: Viewer, agreements_until: date, reminders_since: date) -> list[Line]:
    """Everything of this kind that the coordinator may read, in one statement. Raises NotAllowed."""
    reads_names(viewer)
    rows = _WAITING.rows(viewer, viewer.today, start_of(agreements_until), reminders_since)
    found = [Line(what, row, text, who, as_day(on), as_day(due)) for what, row, text, who, on, due in rows]
    return sorted(found, key=lambda line: (line.due or line.on or date.max, line.text, line.id))


def _waiting(viewer: Viewer, today: date, until: datetime, since: date) -> Select:
    parts = [
        _requests(viewer),
        _escalations(viewer),
        _agreements(viewer, until),
        _interests(viewer, today),
        _reminders(viewer, since),
    ]
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.union_all(part)
    return whole.tuples()


def _text(words: str):
    return Value(words).cast("text")


NO_DAY = Value(None).cast("date")


def _requests(viewer: Viewer) -> Select:
    partner = fn.COALESCE(Organisation.short_name, "")
    return (
        RepRequest.select(
            _text("request"), RepRequest.id, RepRequest.text, partner, RepRequest.asked_on, NO_DAY
        )
        .join(Organisation, JOIN.LEFT_OUTER, on=(Organisation.id == RepRequest.organisation))
        .where(condition(RepRequest, viewer), RepRequest.reply == "")
        .tuples()
    )


def _escalations(viewer: Viewer) -> Select:
    return (
        Escalation.select(
            _text("escalation"),
            Escalation.id,
            Escalation.title,
            _text(""),
            Escalation.raised_on,
            Escalation.due_on,
        )
        .where(condition(Escalation, viewer), Escalation.answered_on.is_null())
        .tuples()
    )


def _agreements(viewer: Viewer, until: datetime) -> Select:
    """Representatives whose agreement ends soon, has ended, or was never signed."""
    theirs = Agreement.select().where(Agreement.person == Person.id, condition(Agreement, viewer))
    newest = _day_of(theirs.select(fn.MAX(Agreement.ends_at)))
    lasting = theirs.select(Agreement.id).where(Agreement.ends_at > until)
    return (
        Person.select(_text("agreement"), Person.id, Person.first_name, Person.name, newest, NO_DAY)
        .where(_represents(viewer), ~fn.EXISTS(lasting))
        .tuples()
    )


def _interests(viewer: Viewer, today: date) -> Select:
    newest = Declaration.select(fn.MAX(Declaration.due_on)).where(
        Declaration.person == Person.id, condition(Declaration, viewer)
    )
    return (
        Person.select(_text("interests"), Person.id, Person.first_name, Person.name, NO_DAY, newest)
        .where(_represents(viewer), newest < today)
        .tuples()
    )


def _represents(viewer: Viewer) -> Expression:
    return condition(Person, viewer) & (Person.kind == "rep") & Person.state.in_(AT_WORK)


def _day_of(moment):
    """The London day is one later at most; for a list of what ends it is near enough."""
    return fn.DATE(moment)


def _reminders(viewer: Viewer, since: date) -> Select:
    about = Reminder.person.cast("text").concat(" ").concat(Reminder.row)
    return (
        Reminder.select(_text("reminder"), Reminder.id, Reminder.kind, about, Reminder.asked_on, NO_DAY)
        .where(condition(Reminder, viewer), Reminder.asked_on >= since)
        .tuples()
    )


_WAITING = PreparedReport(_waiting, "day", "moment", "day")
