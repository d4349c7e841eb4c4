"""Closing something as part of any form: who may see it, why, and when that is looked at again."""

from datetime import timedelta
from typing import Any

from ..fields import Choice, Choices, Date, Text
from .forms import Form, KindField

USUAL = "usual"
REVIEW_AFTER = timedelta(days=182)
LEVELS = [("members", "Members"), ("public", "Public"), ("board", "Board only"), ("restricted", "Restricted")]


class MarkingForm(Form):
    """A form whose record may be closed; a form of one's own adds its fields to these."""

    level = KindField("Who may see it", Choice())
    reason = KindField("Why it is closed, in a line", Text(longest=200))
    people = KindField("Who may see it, by name", Choices())
    review_on = KindField("Look at it again on", Date())

    def offer_levels(self, usual: str, people: list[tuple[str, str]], today) -> None:
        """Let a level be chosen. `usual`: the sign of what is closed as a matter of course, empty where it
        is not; `people`: (id, name) of those who can be named."""
        first = [(USUAL, f"As usual here. {usual}")] if usual else []
        self._read_again("level", Choice([*first, *LEVELS]))
        self._read_again("people", Choices(people))
        if not self.is_submitted():
            self.level.data = USUAL if usual else "members"
            self.review_on.data = today + REVIEW_AFTER

    def _read_again(self, name: str, kind: Any) -> None:
        field = self[name]
        field.kind = kind
        if self.is_submitted() and field.raw_data is not None:
            field.process_errors = []
            try:
                field.process_formdata(field.raw_data)
            except ValueError as problem:
                field.process_errors = [str(problem)]
