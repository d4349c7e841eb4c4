"""What the meeting pages ask."""

from wtforms import BooleanField

from ...fields import Choice, Date, LongText, Person, Text
from ...web.forms import Form, KindField
from .rules import HATS, LOG_KINDS, LOG_MINUTES

ATTENDED = [("there", "I was there"), ("deputy", "Someone went for me"), ("apologies", "I couldn’t go")]
ATTENDED_FOR = [
    ("there", "They were there"),
    ("deputy", "Someone went for them"),
    ("apologies", "They couldn’t go"),
]


def minute_choices(planned: int) -> list[tuple[str, str]]:
    """Five lengths round the plan, a quarter of an hour apart, and "other"."""
    first = max(15, planned - 30)
    return [(str(first + 15 * step), str(first + 15 * step)) for step in range(5)] + [("other", "Other")]


class LogForm(Form):
    """Logging a meeting: nothing is asked before Save that could wait."""

    attended = KindField("Were you there?", Choice(ATTENDED), needed="Choose one of the three.")
    minutes = KindField("How many minutes was it?", Text(longest=10))
    other_minutes = KindField("Minutes, as 100 or 1:40", LOG_MINUTES)
    reading = BooleanField("Reading")
    reading_minutes = KindField("Minutes of reading", LOG_MINUTES)
    briefing = BooleanField("Briefing")
    briefing_minutes = KindField("Minutes of briefing", LOG_MINUTES)
    travel = BooleanField("Travel both ways")
    travel_minutes = KindField("Minutes of travel, both ways together", LOG_MINUTES)
    text = KindField(
        "One line, if you like",
        LongText(),
        help="What was agreed or asked for, and what families tell us. Please don’t name a child.",
    )
    own = KindField("My own experience", LongText(), help="Only you see this, now and later.")
    action = KindField("An action for you, if there is one", Text(longest=500))
    hat = KindField("You spoke as", Choice(list(HATS.items())), default="representative")

    def fill(self, page, attended: str = "") -> None:
        """Offer the plan's minutes and the same as last time. Nothing ticked is ever hidden.

        `attended`: what was said on the way here, by "I couldn't go" on Home.
        """
        planned = page.meeting.planned_minutes
        self.lengths = minute_choices(planned)
        if self.is_submitted():
            return
        self.attended.data = attended if attended in dict(ATTENDED) else None
        self.minutes.data = str(planned)
        for kind in ("reading", "briefing", "travel"):
            offered = getattr(page, kind)
            self[f"{kind}_minutes"].data = offered or None

    def values(self) -> dict:
        """The act's values: minutes by kind, nothing for what was not ticked."""
        found = {
            "attended": self.attended.data,
            "hat": self.hat.data,
            "text": self.text.data,
            "own": self.own.data,
            "action": self.action.data,
        }
        chosen = self.minutes.data
        found["meeting"] = self.other_minutes.data if chosen == "other" else int(chosen or 0)
        for kind in ("reading", "briefing", "travel"):
            found[kind] = self[f"{kind}_minutes"].data if self[kind].data else 0
        return found

    def minutes_in_all(self, planned: int) -> int:
        """The sum beside Save, as far as the form can be read."""
        if not self.is_submitted() or self.errors:
            return planned
        return sum(self.values()[kind] or 0 for kind in LOG_KINDS)

    def validate(self, **options) -> bool:
        """Kinds read each field; what belongs together is checked here, and only if they were there."""
        super().validate(**options)
        if self.attended.data in {"deputy", "apologies"}:
            self._forget_all_but_the_words()
        else:
            self._minutes_make_sense()
        return not self.errors

    def _forget_all_but_the_words(self) -> None:
        for field in self:
            if field.name not in {"text", "action", "csrf_token"}:
                field.errors = []

    def _minutes_make_sense(self) -> None:
        if self.minutes.data not in dict(self.lengths):
            self.minutes.errors = ["Choose how many minutes, or Other."]
        asked = {"other_minutes": self.minutes.data == "other"}
        asked |= {f"{kind}_minutes": self[kind].data for kind in ("reading", "briefing", "travel")}
        for name, wanted in asked.items():
            if not wanted:
                self[name].errors = []
            elif not self[name].data and not self[name].errors:
                self[name].errors = ["Write minutes as 90 or 1:30"]


class DecisionForm(Form):
    """What was settled, in one line."""

    kind = KindField(
        "What is it?", Choice([("action", "An action"), ("decision", "A decision")]), default="action"
    )
    text = KindField("In one line", Text(longest=500), help="Who will do what, or what was agreed.")
    owner = KindField("Forum owner", Person())
    partner = KindField("Partner owner", Text(longest=200), help="A name, if a partner will do it")
    due_on = KindField("By when, if there is a day", Date(), help="For example 6 1 2027")

    def offer(self, viewer, owners) -> None:
        """Let the forum's owner be chosen from these (id, name) pairs alone."""
        self.owner.kind = Person(choices=lambda _viewer: owners)
        self.for_viewer(viewer)


class ReplyForm(Form):
    """Can you come? The answer itself is the button pressed."""


class AnswerForm(Form):
    """A reserved decision's answer."""

    answer = KindField("Your answer", Text())
    words = KindField("A line to go with it, if you like", Text(longest=500))
